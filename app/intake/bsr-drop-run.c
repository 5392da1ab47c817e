#include "bsr-drop-run.h"

#include <glib/gi18n-lib.h>

#include "bsr-arrival-linking.h"
#include "bsr-drop-listing.h"
#include "bsr-drop-removal.h"
#include "bsr-drop-taking-private.h"
#include "bsr-error.h"

/* A copy over a slow line stalls for a second or two, not for five. */
#define SETTLE_S 5
/* Scanners write the description and the second energy right after the pixels. */
#define GRACE_S 10
/* The largest scans take some minutes to be copied over a slow line. */
#define ORPHAN_S 600
#define LOOK_S 10
#define FIRST_WAIT_S 5
/* Changes come in swarms: the folder is not looked at more often than that. */
#define SWARM_US (G_USEC_PER_SEC / 5)
/* So many scans in a row that the store does not take: it takes none. */
#define MOST_IN_A_ROW 2

typedef struct
{
  const BsrDropTaker *taker;
  const BsrDropHabits *habits;
  char *folder;
  BsrDropListing *listing;
  GMainContext *context; /* the watch's own */
  gboolean changed, woken;
  gboolean linked; /* what was left waiting */
  int silences; /* how often in a row nothing could be done */
} Run;

/* One look. */
typedef struct
{
  int n_done;
  gboolean failed; /* the folder or the store does not answer */
  gint64 next_us;
} Look;

BsrDropHabits
bsr_drop_habits_default (void)
{
  return (BsrDropHabits){ .settle_s = SETTLE_S,
                          .grace_s = GRACE_S,
                          .orphan_s = ORPHAN_S,
                          .look_s = LOOK_S,
                          .first_wait_s = FIRST_WAIT_S };
}

static gint64
wait_us (const Run *run, int attempt)
{
  gint64 wait_s = run->habits->first_wait_s;
  for (int i = 1; i < attempt && wait_s < BSR_DROP_LONGEST_WAIT_S; i++)
    wait_s *= 2;
  return MIN (wait_s, BSR_DROP_LONGEST_WAIT_S) * G_USEC_PER_SEC;
}

static void
tell_away (const Run *run, const GError *problem)
{
  g_autofree char *name = g_filename_display_name (run->folder);
  if (run->taker->tell != NULL)
    run->taker->tell (BSR_DROP_AWAY, name, problem->message, run->taker->data);
}

static void
put_off (const Run *run, const BsrDropGroup *group)
{
  gint64 until_us = run->habits->once
                        ? G_MAXINT64
                        : g_get_monotonic_time () + wait_us (run, group->attempts + 1);
  bsr_drop_listing_put_off (run->listing, group, until_us);
}

static void
take_all (const Run *run, GPtrArray *ripe, gint64 now_us, Look *look)
{
  int in_a_row = 0;
  for (guint i = 0; i < ripe->len && !look->failed; i++)
    {
      const BsrDropGroup *group = ripe->pdata[i];
      gboolean patient
          = !run->habits->once && now_us - group->since_us < run->habits->orphan_s * G_USEC_PER_SEC;
      if (g_cancellable_is_cancelled (run->taker->cancellable))
        return;
      BsrDropResult result = bsr_drop_take (run->taker, group, patient);
      in_a_row = result == BSR_DROP_NOWHERE ? in_a_row + 1 : 0;
      look->n_done += result == BSR_DROP_DONE;
      if (result == BSR_DROP_LATER || result == BSR_DROP_NOWHERE)
        put_off (run, group);
      look->failed = in_a_row == MOST_IN_A_ROW;
    }
}

/* Links, once, what waits though its case is there: whoever brought that was ended before he saw to
 * it. */
static void
link_waiting (Run *run, Look *look)
{
  const BsrDropTaker *taker = run->taker;
  g_autoptr (GError) problem = NULL;
  if (run->linked || look->failed || g_cancellable_is_cancelled (taker->cancellable))
    return;
  run->linked = bsr_arrival_link_waiting (taker->store, taker->actor, NULL,
                                          bsr_drop_taker_linked_cb, (gpointer) taker, &problem);
  look->failed |= !run->linked;
  if (!run->linked)
    tell_away (run, problem);
}

static gboolean
look_once (Run *run, Look *look, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 now_us = g_get_monotonic_time ();
  *look = (Look){ .next_us = G_MAXINT64 };
  g_autoptr (GPtrArray) ripe
      = bsr_drop_removal_resume (run->folder, run->taker->cancellable, &problem)
            ? bsr_drop_listing_look (run->listing, now_us, &look->next_us, &problem)
            : NULL;
  if (ripe != NULL)
    {
      take_all (run, ripe, now_us, look);
      link_waiting (run, look);
    }
  if (ripe != NULL || g_cancellable_is_cancelled (run->taker->cancellable))
    return TRUE;
  look->failed = TRUE;
  if (!run->habits->once)
    tell_away (run, problem);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return !run->habits->once;
}

static void
changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
            gpointer data)
{
  ((Run *) data)->changed = TRUE;
}

static gboolean
wake_cb (gpointer data)
{
  ((Run *) data)->woken = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
stop_cb (GCancellable *cancellable, gpointer data)
{
  ((Run *) data)->woken = TRUE;
  return G_SOURCE_REMOVE;
}

/* Waits until @until_us, or (@alert) something changes. */
static void
wait (Run *run, gint64 until_us, gboolean alert)
{
  gint64 for_us = MAX (until_us - g_get_monotonic_time (), 0);
  GSource *clock = g_timeout_source_new ((guint) MIN (for_us / 1000 + 1, G_MAXUINT / 2));
  GSource *stop = g_cancellable_source_new (run->taker->cancellable);
  run->woken = FALSE;
  g_source_set_callback (clock, wake_cb, run, NULL);
  g_source_set_callback (stop, G_SOURCE_FUNC (stop_cb), run, NULL);
  g_source_attach (clock, run->context);
  if (run->taker->cancellable != NULL)
    g_source_attach (stop, run->context);
  while (!run->woken && !(alert && run->changed))
    g_main_context_iteration (run->context, TRUE);
  g_source_destroy (clock);
  g_source_destroy (stop);
  g_source_unref (clock);
  g_source_unref (stop);
}

/* Waits for the next look; answers whether there is one. */
static gboolean
rest (Run *run, const Look *look)
{
  gint64 now_us = g_get_monotonic_time ();
  if (g_cancellable_is_cancelled (run->taker->cancellable)
      || (run->habits->once && look->n_done == 0 && look->next_us == G_MAXINT64))
    return FALSE;
  run->silences = look->failed && look->n_done == 0 ? run->silences + 1 : 0;
  if (run->silences > 0)
    {
      wait (run, now_us + wait_us (run, run->silences), FALSE);
      return !run->habits->once;
    }
  gint64 look_us = now_us + (gint64) run->habits->look_s * G_USEC_PER_SEC;
  if (look->n_done > 0)
    return TRUE; /* what came meanwhile may be complete */
  wait (run, now_us + SWARM_US, FALSE);
  wait (run, MIN (look->next_us, look_us), TRUE);
  return TRUE;
}

static gboolean
check_folder (const char *folder, GError **error)
{
  if (g_file_test (folder, G_FILE_TEST_IS_DIR) && g_utf8_validate (folder, -1, NULL))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                       g_file_test (folder, G_FILE_TEST_IS_DIR)
                           ? _ ("the folder's name is not UTF-8")
                           : _ ("is not a folder"));
  return FALSE;
}

gboolean
bsr_drop_run (const char *folder, const BsrDropTaker *taker, const BsrDropHabits *habits,
              GError **error)
{
  g_return_val_if_fail (folder != NULL && taker != NULL && habits != NULL, FALSE);

  if (!check_folder (folder, error))
    return FALSE;
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (absolute);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (BsrDropListing) listing
      = bsr_drop_listing_new (absolute, (gint64) habits->settle_s * G_USEC_PER_SEC,
                              habits->once ? 0 : (gint64) habits->grace_s * G_USEC_PER_SEC);
  Run run = {
    .taker = taker, .habits = habits, .folder = absolute, .listing = listing, .context = context
  };
  Look look;
  gboolean good = TRUE;
  g_main_context_push_thread_default (context);
  g_autoptr (GFileMonitor) monitor
      = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (monitor != NULL)
    g_signal_connect (monitor, "changed", G_CALLBACK (changed_cb), &run);
  do
    {
      run.changed = FALSE; /* what changes from now on is told later */
      good = look_once (&run, &look, error);
    }
  while (good && rest (&run, &look));
  g_clear_object (&monitor);
  g_main_context_pop_thread_default (context);
  return good;
}
