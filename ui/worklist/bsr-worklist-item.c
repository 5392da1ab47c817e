#include "bsr-worklist-item.h"

#include <math.h>

#include "bsr-case-query.h"

struct _BsrWorklistItem
{
  GObject parent;
  BsrCaseSummary *summary;
};

G_DEFINE_FINAL_TYPE (BsrWorklistItem, bsr_worklist_item, G_TYPE_OBJECT)

static void
bsr_worklist_item_finalize (GObject *object)
{
  BsrWorklistItem *self = BSR_WORKLIST_ITEM (object);
  g_clear_pointer (&self->summary, bsr_case_summary_free);
  G_OBJECT_CLASS (bsr_worklist_item_parent_class)->finalize (object);
}

static void
bsr_worklist_item_class_init (BsrWorklistItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bsr_worklist_item_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_worklist_item_init (BsrWorklistItem *self)
{
}

BsrWorklistItem *
bsr_worklist_item_new (BsrCaseSummary *summary)
{
  g_return_val_if_fail (summary != NULL, NULL);
  BsrWorklistItem *self = g_object_new (BSR_TYPE_WORKLIST_ITEM, NULL);
  self->summary = summary;
  return self;
}

const BsrCaseSummary *
bsr_worklist_item_summary (BsrWorklistItem *item)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_ITEM (item), NULL);
  return item->summary;
}

static gboolean
same_number (double a, double b)
{
  return (isnan (a) && isnan (b)) || !(a < b || a > b);
}

static gboolean
same_time (GDateTime *a, GDateTime *b)
{
  return a == b || (a != NULL && b != NULL && g_date_time_equal (a, b));
}

gboolean
bsr_worklist_item_equal (BsrWorklistItem *item_a, BsrWorklistItem *item_b)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_ITEM (item_a) && BSR_IS_WORKLIST_ITEM (item_b), FALSE);
  const BsrCaseSummary *a = item_a->summary, *b = item_b->summary;
  return g_str_equal (a->id, b->id) && g_str_equal (a->container, b->container) &&
         g_str_equal (a->goods, b->goods) &&
         isnan (a->risk) == isnan (b->risk) && same_number (a->risk, b->risk) &&
         isnan (a->top_score) == isnan (b->top_score) && same_number (a->top_score, b->top_score) &&
         a->priority == b->priority && a->state == b->state && a->n_scans == b->n_scans &&
         a->n_caveats == b->n_caveats && a->queued == b->queued &&
         g_strcmp0 (a->holder, b->holder) == 0 &&
         same_time (a->cut_off, b->cut_off);
}

void
bsr_worklist_item_follow (BsrWorklistItem *item, BsrWorklistItem *other)
{
  g_return_if_fail (BSR_IS_WORKLIST_ITEM (item) && BSR_IS_WORKLIST_ITEM (other));
  g_return_if_fail (g_str_equal (item->summary->id, other->summary->id));
  if (bsr_worklist_item_equal (item, other))
    return;
  BsrCaseSummary *before = item->summary;
  item->summary = other->summary;
  other->summary = before;
  g_signal_emit_by_name (item, "changed");
}

gboolean
bsr_worklist_item_is_done (BsrWorklistItem *item)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_ITEM (item), FALSE);
  return bsr_case_work_of_state (item->summary->state) == BSR_CASE_WORK_NONE;
}
