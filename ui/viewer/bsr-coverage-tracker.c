#include "bsr-coverage-tracker.h"

/* Time between two looks at the clock, ms: about one fixation. */
#define TICK_MS 250

struct _BsrCoverageTracker
{
  GObject parent;
  BsrClock clock;
  gpointer clock_data;
  BsrSought sought;
  GHashTable *coverages; /* scan id (gint64) -> BsrCoverage */
  BsrCoverage *current;  /* (nullable): one of them */
  gint64 id;
  BsrRadiograph *radiograph; /* (nullable): of the scan that is shown, with */
  BsrBox container;
  gboolean attentive;
  gboolean shown[BSR_N_PICTURES];
  BsrDisplayed displayed[BSR_N_PICTURES];
  BsrCoverageShares told; /* as they were told last */
  guint source;
};

G_DEFINE_FINAL_TYPE (BsrCoverageTracker, bsr_coverage_tracker, G_TYPE_OBJECT)

static gint64
monotonic_time (gpointer unused)
{
  return g_get_monotonic_time ();
}

static gint64
now (BsrCoverageTracker *self)
{
  return self->clock (self->clock_data);
}

static void
tell (BsrCoverageTracker *self)
{
  self->told = self->current ? bsr_coverage_shares (self->current) : (BsrCoverageShares){ 0 };
  g_signal_emit_by_name (self, "changed");
}

/* Returns: whether more time would add anything. */
static gboolean
pass (BsrCoverageTracker *self)
{
  if (self->current == NULL || !self->attentive)
    return FALSE;
  gboolean adds = bsr_coverage_pass (self->current, now (self));
  if (bsr_coverage_shares (self->current).displayed != self->told.displayed)
    tell (self);
  return adds;
}

static gboolean
tick_cb (gpointer data)
{
  BsrCoverageTracker *self = data;
  if (pass (self))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
run (BsrCoverageTracker *self)
{
  if (self->source == 0 && self->attentive && self->current != NULL)
    self->source = g_timeout_add (TICK_MS, tick_cb, self);
}

/* Tells the current coverage what is on the screen, as far as anybody is looking. */
static void
put (BsrCoverageTracker *self, BsrPicture picture)
{
  if (self->current == NULL)
    return;
  bsr_coverage_show (self->current, picture,
                     self->shown[picture] && self->attentive ? &self->displayed[picture] : NULL,
                     now (self));
}

static void
put_all (BsrCoverageTracker *self)
{
  for (int i = 0; i < BSR_N_PICTURES; i++)
    put (self, (BsrPicture) i);
  run (self);
}

static void
take_away_all (BsrCoverageTracker *self)
{
  for (int i = 0; self->current != NULL && i < BSR_N_PICTURES; i++)
    bsr_coverage_show (self->current, (BsrPicture) i, NULL, now (self));
}

static void
bsr_coverage_tracker_finalize (GObject *object)
{
  for (int i = 0; i < BSR_N_PICTURES; i++)
    bsr_displayed_set (&BSR_COVERAGE_TRACKER (object)->displayed[i], NULL);
  BsrCoverageTracker *self = BSR_COVERAGE_TRACKER (object);
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_unref (self->coverages);
  g_clear_pointer (&self->radiograph, bsr_radiograph_unref);
  G_OBJECT_CLASS (bsr_coverage_tracker_parent_class)->finalize (object);
}

static void
bsr_coverage_tracker_class_init (BsrCoverageTrackerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bsr_coverage_tracker_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_coverage_tracker_init (BsrCoverageTracker *self)
{
  self->clock = monotonic_time;
  self->sought = bsr_sought_default ();
  self->coverages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                           (GDestroyNotify) bsr_coverage_free);
}

BsrCoverageTracker *
bsr_coverage_tracker_new (void)
{
  return g_object_new (BSR_TYPE_COVERAGE_TRACKER, NULL);
}

void
bsr_coverage_tracker_set_clock (BsrCoverageTracker *tracker, BsrClock clock, gpointer data)
{
  g_return_if_fail (BSR_IS_COVERAGE_TRACKER (tracker) && clock != NULL);
  tracker->clock = clock;
  tracker->clock_data = data;
}

/* The coverage of the scan that is shown; made when it is shown for the first time. */
static void
choose (BsrCoverageTracker *self)
{
  self->current = NULL;
  if (self->radiograph != NULL)
    {
      self->current = g_hash_table_lookup (self->coverages, &self->id);
      if (self->current == NULL)
        {
          self->current = bsr_coverage_new (self->radiograph, self->container, &self->sought);
          g_hash_table_insert (self->coverages, g_memdup2 (&self->id, sizeof self->id), self->current);
        }
    }
  put_all (self);
  tell (self);
}

void
bsr_coverage_tracker_forget (BsrCoverageTracker *tracker)
{
  g_return_if_fail (BSR_IS_COVERAGE_TRACKER (tracker));
  tracker->current = NULL;
  g_hash_table_remove_all (tracker->coverages);
  g_clear_pointer (&tracker->radiograph, bsr_radiograph_unref);
  tell (tracker);
}

void
bsr_coverage_tracker_set_scan (BsrCoverageTracker *tracker, gint64 id, BsrRadiograph *radiograph,
                               BsrBox container)
{
  g_return_if_fail (BSR_IS_COVERAGE_TRACKER (tracker));
  take_away_all (tracker);
  tracker->id = id;
  tracker->container = container;
  BsrRadiograph *kept = radiograph != NULL ? bsr_radiograph_ref (radiograph) : NULL;
  g_clear_pointer (&tracker->radiograph, bsr_radiograph_unref);
  tracker->radiograph = kept;
  choose (tracker);
}

void
bsr_coverage_tracker_show (BsrCoverageTracker *tracker, BsrPicture picture,
                           const BsrDisplayed *displayed)
{
  g_return_if_fail (BSR_IS_COVERAGE_TRACKER (tracker) && picture < BSR_N_PICTURES);
  tracker->shown[picture] = displayed != NULL;
  bsr_displayed_set (&tracker->displayed[picture], displayed);
  put (tracker, picture);
  run (tracker);
}

void
bsr_coverage_tracker_set_attentive (BsrCoverageTracker *tracker, gboolean attentive)
{
  g_return_if_fail (BSR_IS_COVERAGE_TRACKER (tracker));
  if (tracker->attentive == attentive)
    return;
  pass (tracker);
  tracker->attentive = attentive;
  put_all (tracker);
}

void
bsr_coverage_tracker_tick (BsrCoverageTracker *tracker)
{
  g_return_if_fail (BSR_IS_COVERAGE_TRACKER (tracker));
  pass (tracker);
}

const BsrCoverage *
bsr_coverage_tracker_coverage (BsrCoverageTracker *tracker)
{
  g_return_val_if_fail (BSR_IS_COVERAGE_TRACKER (tracker), NULL);
  return tracker->current;
}

gboolean
bsr_coverage_tracker_viewing (BsrCoverageTracker *tracker, BsrViewing *viewing)
{
  g_return_val_if_fail (BSR_IS_COVERAGE_TRACKER (tracker) && viewing != NULL, FALSE);
  if (tracker->current == NULL)
    return FALSE;
  BsrCoverageShares shares = bsr_coverage_shares (tracker->current);
  *viewing = (BsrViewing){ shares.displayed, shares.not_penetrated, tracker->sought.edge_mm,
                           tracker->sought.steel_mm };
  return TRUE;
}

BsrSought
bsr_coverage_tracker_sought (BsrCoverageTracker *tracker)
{
  g_return_val_if_fail (BSR_IS_COVERAGE_TRACKER (tracker), bsr_sought_default ());
  return tracker->sought;
}

void
bsr_coverage_tracker_set_sought (BsrCoverageTracker *tracker, const BsrSought *sought)
{
  g_return_if_fail (BSR_IS_COVERAGE_TRACKER (tracker) && sought != NULL);
  g_return_if_fail (sought->edge_mm > 0.0 && sought->steel_mm > 0.0);
  if (sought->edge_mm == tracker->sought.edge_mm && sought->steel_mm == tracker->sought.steel_mm)
    return;
  tracker->sought = *sought;
  tracker->current = NULL;
  g_hash_table_remove_all (tracker->coverages);
  choose (tracker);
}
