#pragma once

#include "bsr-annotation.h"
#include "bsr-decision.h"

G_BEGIN_DECLS

/**
 * BsrChange:
 *
 * One step of undo: what an officer changed on one scan, as it was before and is after. Read only.
 */
typedef struct
{
  gatomicrefcount refs;
  int scan_index;
  /* An annotation: @before NULL: it was added; @after NULL: it was removed. Both NULL: a weight. */
  BsrAnnotation *before, *after;
  guint position; /* of the annotation among the scan's */
  int finding_id;
  BsrFindingWeight weight_before, weight_after;
} BsrChange;

BsrChange *bsr_change_new_annotation (int scan_index, guint position, BsrAnnotation *before,
                                      BsrAnnotation *after);
BsrChange *bsr_change_new_weight (int scan_index, int finding_id, BsrFindingWeight before,
                                  BsrFindingWeight after);
BsrChange *bsr_change_ref (BsrChange *change);
void bsr_change_unref (BsrChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrChange, bsr_change_unref)

gboolean bsr_change_is_weight (const BsrChange *change);
/* (transfer none): what a menu says of it, translated: "Add rectangle". */
const char *bsr_change_label (const BsrChange *change);

G_END_DECLS
