#pragma once

#include "bsr-annotation.h"
#include "bsr-contest.h"
#include "bsr-decision.h"
#include "bsr-look.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_CHANGE_ANNOTATION,
  BSR_CHANGE_WEIGHT,
  BSR_CHANGE_CONTEST,
  BSR_CHANGE_LOOK,
} BsrChangeKind;

/**
 * BsrChange:
 *
 * One step of undo: what an officer changed on one scan, or in how he looks at it, as it was before and
 * is after. Read only.
 */
typedef struct
{
  gatomicrefcount refs;
  BsrChangeKind kind;
  int scan_index;
  /* _ANNOTATION: @before NULL: it was added; @after NULL: it was removed. */
  BsrAnnotation *before, *after;
  guint position; /* of the annotation among the scan's */
  /* _WEIGHT */
  int finding_id;
  BsrFindingWeight weight_before, weight_after;
  /* _CONTEST: of one check and item; one without a reason: not contested. Never NULL. */
  BsrContest *contest_before, *contest_after;
  /* _LOOK: not saved by itself */
  BsrLook look_before, look_after;
} BsrChange;

BsrChange *bsr_change_new_annotation (int scan_index, guint position, BsrAnnotation *before,
                                      BsrAnnotation *after);
BsrChange *bsr_change_new_weight (int scan_index, int finding_id, BsrFindingWeight before,
                                  BsrFindingWeight after);
BsrChange *bsr_change_new_contest (int scan_index, const BsrContest *before,
                                   const BsrContest *after);
BsrChange *bsr_change_new_look (int scan_index, const BsrLook *before, const BsrLook *after);
BsrChange *bsr_change_ref (BsrChange *change);
void bsr_change_unref (BsrChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrChange, bsr_change_unref)

/* (transfer none): what a menu says of it, translated: "Add rectangle". */
const char *bsr_change_label (const BsrChange *change);

G_END_DECLS
