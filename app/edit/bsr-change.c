#include "bsr-change.h"

#include <glib/gi18n-lib.h>

#include "bsr-look-change.h"

/* Each in the order of BsrShape; whole phrases, for grammar differs from language to language. */
static const char *const add_labels[BSR_N_SHAPES] = {
  N_ ("Add rectangle"), N_ ("Add ellipse"),      N_ ("Add polygon"),    N_ ("Add arrow"),
  N_ ("Add text"),      N_ ("Measure distance"), N_ ("Measure angle"),  N_ ("Measure path"),
  N_ ("Measure area"),  N_ ("Measure profile"),  N_ ("Measure region"),
};
static const char *const change_labels[BSR_N_SHAPES] = {
  N_ ("Change rectangle"), N_ ("Change ellipse"),  N_ ("Change polygon"), N_ ("Change arrow"),
  N_ ("Change text"),      N_ ("Change distance"), N_ ("Change angle"),   N_ ("Change path"),
  N_ ("Change area"),      N_ ("Change profile"),  N_ ("Change region"),
};
static const char *const remove_labels[BSR_N_SHAPES] = {
  N_ ("Remove rectangle"), N_ ("Remove ellipse"),  N_ ("Remove polygon"), N_ ("Remove arrow"),
  N_ ("Remove text"),      N_ ("Remove distance"), N_ ("Remove angle"),   N_ ("Remove path"),
  N_ ("Remove area"),      N_ ("Remove profile"),  N_ ("Remove region"),
};
/* In the order of BsrFindingWeight. */
static const char *const weight_labels[] = {
  N_ ("Reopen finding"),
  N_ ("Confirm finding"),
  N_ ("Explain finding"),
};

static BsrChange *
change_new (BsrChangeKind kind, int scan_index)
{
  BsrChange *change = g_new0 (BsrChange, 1);
  g_atomic_ref_count_init (&change->refs);
  change->kind = kind;
  change->scan_index = scan_index;
  return change;
}

BsrChange *
bsr_change_new_annotation (int scan_index, guint position, BsrAnnotation *before,
                           BsrAnnotation *after)
{
  g_return_val_if_fail (before != NULL || after != NULL, NULL);

  BsrChange *change = change_new (BSR_CHANGE_ANNOTATION, scan_index);
  change->position = position;
  g_set_object (&change->before, before);
  g_set_object (&change->after, after);
  return change;
}

BsrChange *
bsr_change_new_weight (int scan_index, int finding_id, BsrFindingWeight before,
                       BsrFindingWeight after)
{
  BsrChange *change = change_new (BSR_CHANGE_WEIGHT, scan_index);
  change->finding_id = finding_id;
  change->weight_before = before;
  change->weight_after = after;
  return change;
}

BsrChange *
bsr_change_new_contest (int scan_index, const BsrContest *before, const BsrContest *after)
{
  g_return_val_if_fail (before != NULL && after != NULL, NULL);
  g_return_val_if_fail (bsr_contest_is_of (before, after->check, after->item), NULL);

  BsrChange *change = change_new (BSR_CHANGE_CONTEST, scan_index);
  change->contest_before = bsr_contest_copy (before);
  change->contest_after = bsr_contest_copy (after);
  return change;
}

BsrChange *
bsr_change_new_look (int scan_index, const BsrLook *before, const BsrLook *after)
{
  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  BsrChange *change = change_new (BSR_CHANGE_LOOK, scan_index);
  change->look_before = *before;
  change->look_after = *after;
  return change;
}

BsrChange *
bsr_change_ref (BsrChange *change)
{
  g_return_val_if_fail (change != NULL, NULL);
  g_atomic_ref_count_inc (&change->refs);
  return change;
}

void
bsr_change_unref (BsrChange *change)
{
  g_return_if_fail (change != NULL);
  if (!g_atomic_ref_count_dec (&change->refs))
    return;
  g_clear_object (&change->before);
  g_clear_object (&change->after);
  bsr_contest_free (change->contest_before);
  bsr_contest_free (change->contest_after);
  g_free (change);
}

const char *
bsr_change_label (const BsrChange *change)
{
  g_return_val_if_fail (change != NULL, NULL);

  switch (change->kind)
    {
    case BSR_CHANGE_WEIGHT:
      return _ (weight_labels[change->weight_after]);
    case BSR_CHANGE_CONTEST:
      return change->contest_after->reason != NULL ? _ ("Contest check") : _ ("Withdraw contest");
    case BSR_CHANGE_LOOK:
      return bsr_look_change_label (
          bsr_look_change_between (&change->look_before, &change->look_after));
    case BSR_CHANGE_ANNOTATION:
    default:
      return change->before == NULL  ? _ (add_labels[bsr_annotation_shape (change->after)])
             : change->after == NULL ? _ (remove_labels[bsr_annotation_shape (change->before)])
                                     : _ (change_labels[bsr_annotation_shape (change->after)]);
    }
}
