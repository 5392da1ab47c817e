#include "bsr-worklist-item.h"

#include <math.h>
#include <string.h>

#include "bsr-container-number.h"

struct _BsrWorklistItem
{
  GObject parent;
  BsrCaseSummary *summary;
  char *haystack; /* what a search looks through, case folded */
};

G_DEFINE_FINAL_TYPE (BsrWorklistItem, bsr_worklist_item, G_TYPE_OBJECT)

static void
bsr_worklist_item_finalize (GObject *object)
{
  BsrWorklistItem *self = BSR_WORKLIST_ITEM (object);
  g_clear_pointer (&self->summary, bsr_case_summary_free);
  g_clear_pointer (&self->haystack, g_free);
  G_OBJECT_CLASS (bsr_worklist_item_parent_class)->finalize (object);
}

static void
bsr_worklist_item_class_init (BsrWorklistItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bsr_worklist_item_finalize;
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
  g_autofree char *text = g_strjoin ("\n", summary->container, summary->id, summary->goods, NULL);
  self->haystack = g_utf8_casefold (text, -1);
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
  return g_str_equal (a->id, b->id) && g_str_equal (item_a->haystack, item_b->haystack) &&
         isnan (a->risk) == isnan (b->risk) && same_number (a->risk, b->risk) &&
         isnan (a->top_score) == isnan (b->top_score) && same_number (a->top_score, b->top_score) &&
         a->priority == b->priority && a->state == b->state && a->n_scans == b->n_scans &&
         a->n_caveats == b->n_caveats && a->queued == b->queued &&
         g_strcmp0 (a->holder, b->holder) == 0 &&
         same_time (a->cut_off, b->cut_off);
}

/* Place of a state in the order of work. */
static int
rank_of_state (BsrCaseState state)
{
  switch (state)
    {
    case BSR_STATE_SCANNED:
    case BSR_STATE_QUEUED:
    case BSR_STATE_UNDER_REVIEW:
    case BSR_STATE_SECOND_OPINION:
    case BSR_STATE_AWAITING_SUPERVISOR:
      return 0;
    case BSR_STATE_FLAGGED:
      return 1;
    case BSR_STATE_TO_BE_EXAMINED:
      return 2;
    case BSR_STATE_EXAMINED:
    case BSR_STATE_RELEASED:
    case BSR_STATE_NOT_EXAMINED:
    case BSR_STATE_CLOSED:
    case BSR_N_CASE_STATES:
    default:
      return 3;
    }
}

static int
compare_cut_off (GDateTime *a, GDateTime *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  return g_date_time_compare (a, b);
}

int
bsr_worklist_item_compare (gconstpointer item_a, gconstpointer item_b, gpointer unused)
{
  const BsrCaseSummary *a = ((const BsrWorklistItem *) item_a)->summary;
  const BsrCaseSummary *b = ((const BsrWorklistItem *) item_b)->summary;
  int order = rank_of_state (a->state) - rank_of_state (b->state);
  if (order == 0)
    order = (int) b->priority - (int) a->priority;
  if (order == 0)
    order = compare_cut_off (a->cut_off, b->cut_off);
  if (order == 0)
    {
      double risk_a = isnan (a->risk) ? -1.0 : a->risk, risk_b = isnan (b->risk) ? -1.0 : b->risk;
      order = (risk_a < risk_b) - (risk_a > risk_b);
    }
  if (order == 0)
    order = g_strcmp0 (a->container, b->container);
  return order != 0 ? order : g_strcmp0 (a->id, b->id);
}

static gboolean
in_scope (BsrCaseState state, BsrWorklistScope scope)
{
  switch (scope)
    {
    case BSR_WORKLIST_OPEN:
      return rank_of_state (state) <= 1;
    case BSR_WORKLIST_TO_EXAMINE:
      return rank_of_state (state) == 2;
    case BSR_WORKLIST_CLOSED:
      return rank_of_state (state) == 3;
    case BSR_WORKLIST_ALL:
    default:
      return TRUE;
    }
}

gboolean
bsr_worklist_item_is_done (BsrWorklistItem *item)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_ITEM (item), FALSE);
  return rank_of_state (item->summary->state) == 3;
}

gboolean
bsr_worklist_item_matches (BsrWorklistItem *item, BsrWorklistScope scope, const char *search)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_ITEM (item), FALSE);
  if (!in_scope (item->summary->state, scope))
    return FALSE;
  if (search == NULL)
    return TRUE;

  g_autofree char *number = bsr_container_number_normalize (search);
  if (*number != '\0' && strstr (item->summary->container, number) != NULL)
    return TRUE;
  g_autofree char *folded = g_utf8_casefold (search, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  for (char **word = words; *word != NULL; word++)
    if (strstr (item->haystack, *word) == NULL)
      return FALSE;
  return TRUE;
}
