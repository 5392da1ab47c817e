#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-signed-store.h"
#include "bsr-worker.h"

/* Longer leases and more attempts than this are a slip: a day, a hundred. */
#define LONGEST_LEASE_S 86400
#define MOST_ATTEMPTS 100

typedef struct
{
  int n_done, n_failed, n_parked, n_lost;
  gboolean silent; /* the store has not answered, and that has been said */
  BsrStatus status;
} Tally;

/* "CASE, NAME": what a line of the worker speaks of. */
static char *
name_of (const BsrJob *job, const BsrScan *scan)
{
  return scan != NULL ? g_strdup_printf ("%s, %s", job->case_id, scan->name)
                      : g_strdup (job->case_id);
}

static void
tell_cb (BsrWorkerEvent event, const BsrJob *job, const BsrScan *scan, const GError *error,
         gpointer data)
{
  Tally *tally = data;
  g_autofree char *name = job != NULL ? name_of (job, scan) : NULL;
  bsr_console_progress_end ();
  if (event != BSR_WORKER_WAITS)
    tally->silent = FALSE;
  switch (event)
    {
    case BSR_WORKER_TOOK:
      break;
    case BSR_WORKER_DID:
      tally->n_done++;
      bsr_console_note (_ ("%s: analysed"), name);
      break;
    case BSR_WORKER_FAILED:
      tally->n_failed++;
      bsr_console_note (_ ("%s: %s; it will be tried again"), name, error->message);
      break;
    case BSR_WORKER_PARKED:
      tally->n_parked++;
      tally->status = bsr_status_worse (tally->status, bsr_status_of_error (error));
      bsr_console_note (_ ("%s: %s; it is parked (see basira-cli jobs)"), name, error->message);
      break;
    case BSR_WORKER_LOST:
      tally->n_lost++;
      bsr_console_note (_ ("%s: left to another worker"), name);
      break;
    case BSR_WORKER_WAITS:
    default:
      if (!tally->silent)
        bsr_console_warn (NULL, error->message);
      tally->silent = TRUE;
    }
}

/* A number from 1 to @most; what @number is already where @text is %NULL. */
static gboolean
parse (const BsrCommand *command, const char *option, const char *text, int most, int *number)
{
  gint64 value = *number;
  if (text != NULL && !g_ascii_string_to_signed (text, 10, 1, most, &value, NULL))
    {
      bsr_console_wrong_usage (command->name, _ ("%s must be a number from 1 to %d, is \"%s\""),
                               option, most, text);
      return FALSE;
    }
  *number = (int) value;
  return TRUE;
}

static BsrStatus
work (BsrSignature *signature, const BsrWorkerHabits *habits, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  BsrActor actor;
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (signature, BSR_RIGHT_ANALYSE, &actor, cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (signature->url, error);
  Tally tally = { .status = BSR_STATUS_DONE };
  const BsrWorkerEars ears
      = { .tell = tell_cb, .progress = bsr_console_progress_cb, .data = &tally };
  gboolean good = bsr_worker_run (store, &actor, habits, &ears, cancellable, &error);
  bsr_console_progress_end ();
  bsr_console_note (_ ("%d analysed, %d to be tried again, %d parked, %d left to others"),
                    tally.n_done, tally.n_failed, tally.n_parked, tally.n_lost);
  return good ? tally.status : bsr_console_fail (signature->url, error);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (BsrSignature) signature = BSR_SIGNATURE_NONE;
  g_autofree char *threads = NULL, *lease = NULL, *attempts = NULL;
  BsrWorkerHabits habits = bsr_worker_habits_default ();
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&signature),
    { "once", 0, 0, G_OPTION_ARG_NONE, &habits.once, N_ ("End when no scan is due"), NULL },
    { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, N_ ("Threads (unless said otherwise: one for each processor)"), "N" },
    { "lease", 0, 0, G_OPTION_ARG_STRING, &lease, N_ ("Seconds after which others take the scan of a worker that gives no sign of life (60)"), "SECONDS" },
    { "attempts", 0, 0, G_OPTION_ARG_STRING, &attempts, N_ ("Attempts after which a scan is parked (5)"), "N" },
    { NULL },
  };
  g_auto (GStrv) left = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 0, 0, &left, &status))
    return status;
  if (!bsr_command_parse_threads (command, threads, &habits.n_threads)
      || !parse (command, "--lease", lease, LONGEST_LEASE_S, &habits.lease_s)
      || !parse (command, "--attempts", attempts, MOST_ATTEMPTS, &habits.most_attempts))
    return BSR_STATUS_USAGE;
  return work (&signature, &habits, cancellable);
}

const BsrCommand bsr_command_worker = {
  .name = "worker",
  .usage = "[--store URL] [--account NAME] [--once] [--threads N] [--lease SECONDS] [--attempts N]",
  .summary = N_ ("Analyse the scans that wait in the store, until told to stop"),
  .run = run,
};
