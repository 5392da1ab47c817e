#include "bsr-test.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-store-jobs.h"
#include "bsr-store-suite.h"

/* Workers are killed at random moments while they take, analyse and store. After each round the store is
 * whole, the chain holds, each scan whose end was reported has its analysis, and there is one entry in
 * the log for each scan that is done; in the end each scan has been analysed once.
 *
 *   test-worker-kill [--rounds N] [--seed N] [--store URL of an empty store] [--workers N]
 *     [--life MILLISECONDS]
 *
 * BASIRA_CLI names the program. */

#define ACTOR (&bsr_store_suite_actor)
#define DEFAULT_ROUNDS 4
#define DEFAULT_SEED 20261124
#define DEFAULT_WORKERS 2
#define MOST_WORKERS 16
/* Tiny ones, for each round reads all of them; so many that there is always one in hand. */
#define SCANS_PER_ROUND 12
/* The latest moment of the kill, milliseconds after the start: the program starts within a fifth of a second and
 * takes some hundredths for a scan of this size. */
#define DEFAULT_LIFE_MS 500
/* One round of so many ends the workers gently, who then leave nothing in hand. */
#define GENTLE_EVERY 5
#define CASE_ID "T-1"

typedef struct
{
  int n_rounds, n_workers, life_ms;
  guint64 seed;
  char *url, *folder;
  const char *program;
  /* What was counted. */
  int n_scans, n_kills, n_cut, n_reported, n_unreported;
} Trial;

typedef struct
{
  pid_t pid;
  int reports; /* what it says on standard error */
} Worker;

static Worker
start_worker (const Trial *trial, gboolean once)
{
  int ends[2];
  assert_int_equal (pipe2 (ends, O_CLOEXEC), 0);
  g_autofree char *store = g_strconcat ("--store=", trial->url, NULL);
  const char *arguments[] = { trial->program, "worker",       store,
                              "--lease=1",    "--attempts=100", "--threads=1",
                              once ? "--once" : NULL, NULL };
  pid_t pid = fork ();
  assert_true (pid >= 0);
  if (pid == 0)
    {
      dup2 (ends[1], STDERR_FILENO);
      execv (trial->program, (char *const *) (gpointer) arguments);
      _exit (127);
    }
  close (ends[1]);
  return (Worker){ pid, ends[0] };
}

/* Ends the worker with @signal (0: waits for its end) and answers how many scans it reported as done. */
static int
end_worker (Worker *worker, int signal)
{
  int status;
  char block[4096];
  gssize got;
  g_autoptr (GString) said = g_string_new (NULL);
  if (signal != 0)
    kill (worker->pid, signal);
  while ((got = read (worker->reports, block, sizeof block)) > 0)
    g_string_append_len (said, block, got);
  close (worker->reports);
  assert_int_equal (waitpid (worker->pid, &status, 0), worker->pid);
  if (signal != 0 ? !WIFSIGNALED (status) : !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    fail_msg ("the worker ended with status %d: %s", status, said->str);
  int n = 0;
  for (const char *at = said->str; (at = strstr (at, ": analysed\n")) != NULL; at++)
    n++;
  return n;
}

static void
add_scans (Trial *trial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (trial->url, &error);
  bsr_test_assert_no_error (error);
  for (int i = 0; i < SCANS_PER_ROUND; i++)
    {
      g_autofree char *name = g_strdup_printf ("scan-%d.tiff", trial->n_scans);
      g_autoptr (BsrScan) scan
          = bsr_store_suite_scan (trial->folder, name, trial->n_scans % 65536, FALSE);
      bsr_store_add_scan (store, ACTOR, CASE_ID, scan, &error);
      bsr_test_assert_no_error (error);
      trial->n_scans++;
    }
}

/* Looks at the whole store as somebody who comes to it anew; answers how many scans are done. */
static int
examine (Trial *trial, int round, gboolean gentle)
{
  g_autoptr (GError) error = NULL;
  gint64 n_entries = 0;
  int n_done = 0;
  trial->n_cut = -trial->n_scans;
  g_autoptr (BsrStore) store = bsr_store_open (trial->url, &error); /* checks the file through */
  bsr_test_assert_no_error (error);
  bsr_store_verify_audit (store, &n_entries, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (GPtrArray) jobs = bsr_store_list_jobs (store, TRUE, G_MAXINT, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (jobs->len, trial->n_scans);
  for (guint i = 0; i < jobs->len; i++)
    {
      const BsrJobLine *job = jobs->pdata[i];
      g_autofree char *json = bsr_store_get_analysis (store, job->scan_id, &error);
      bsr_test_assert_no_error (error);
      n_done += job->state == BSR_JOB_DONE;
      trial->n_cut += job->attempts; /* in the end: all but the one that was done */
      if ((job->state == BSR_JOB_DONE) != (json != NULL) || job->state == BSR_JOB_PARKED
          || (gentle && job->state == BSR_JOB_RUNNING))
        fail_msg ("round %d (seed %" G_GUINT64_FORMAT "): scan %d is %s, %s analysis", round,
                  trial->seed, (int) job->scan_id, bsr_job_state_to_string (job->state),
                  json != NULL ? "with an" : "without");
    }
  /* The case, the scans, and one entry for each that is done: none was stored twice. */
  if (n_entries != 1 + trial->n_scans + n_done)
    fail_msg ("round %d (seed %" G_GUINT64_FORMAT "): %d entries, %d scans, %d done", round,
              trial->seed, (int) n_entries, trial->n_scans, n_done);
  return n_done;
}

static void
carry_out_round (Trial *trial, int round, guint64 *random, int *n_done)
{
  Worker workers[MOST_WORKERS];
  gboolean gentle = round % GENTLE_EVERY == GENTLE_EVERY - 1;
  int reported = 0;
  add_scans (trial);
  for (int i = 0; i < trial->n_workers; i++)
    workers[i] = start_worker (trial, FALSE);
  for (int i = 0; i < trial->n_workers; i++)
    {
      g_usleep ((gulong) (bsr_test_random (random) * trial->life_ms * 1000 / trial->n_workers));
      reported += end_worker (&workers[i], gentle ? SIGTERM : SIGKILL);
      trial->n_kills += !gentle;
    }
  int now = examine (trial, round, FALSE);
  if (now - *n_done < reported)
    fail_msg ("round %d (seed %" G_GUINT64_FORMAT "): %d reported, %d done", round, trial->seed,
              reported, now - *n_done);
  trial->n_reported += reported;
  trial->n_unreported += now - *n_done - reported;
  *n_done = now;
}

static void
each_scan_is_analysed_once (void **state)
{
  Trial *trial = *state;
  guint64 random = trial->seed;
  int n_done = 0;
  for (int round = 0; round < trial->n_rounds; round++)
    carry_out_round (trial, round, &random, &n_done);
  g_usleep (1100000); /* the leases of those that were killed */
  Worker last = start_worker (trial, TRUE);
  trial->n_reported += end_worker (&last, 0);
  assert_int_equal (examine (trial, trial->n_rounds, TRUE), trial->n_scans);
  print_message ("seed %" G_GUINT64_FORMAT ": %d rounds, %d kills, %d of them in the middle of "
                 "a scan; %d scans, each analysed once; %d were stored but not yet reported\n",
                 trial->seed, trial->n_rounds, trial->n_kills, trial->n_cut, trial->n_scans,
                 trial->n_unreported);
}

static int
set_up (void **state)
{
  Trial *trial = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case (CASE_ID);
  trial->folder = bsr_test_folder_new ();
  if (trial->url == NULL)
    trial->url = g_strconcat ("sqlite:", trial->folder, "/store.db", NULL);
  g_autoptr (BsrStore) store = bsr_store_open (trial->url, &error);
  bsr_test_assert_no_error (error);
  bsr_store_put_case (store, ACTOR, flagged, &error);
  bsr_test_assert_no_error (error);
  return 0;
}

static int
tear_down (void **state)
{
  Trial *trial = *state;
  bsr_test_folder_remove (trial->folder);
  g_free (trial->url);
  return 0;
}

int
main (int argc, char *argv[])
{
  Trial trial = { .n_rounds = DEFAULT_ROUNDS, .n_workers = DEFAULT_WORKERS, .life_ms = DEFAULT_LIFE_MS,
                  .seed = DEFAULT_SEED,
                  .program = g_getenv ("BASIRA_CLI") };
  gint64 seed = DEFAULT_SEED;
  const GOptionEntry entries[] = {
    { "rounds", 0, 0, G_OPTION_ARG_INT, &trial.n_rounds, "How often workers are killed", "N" },
    { "workers", 0, 0, G_OPTION_ARG_INT, &trial.n_workers, "At once", "N" },
    { "life", 0, 0, G_OPTION_ARG_INT, &trial.life_ms, "Latest end of a worker", "MILLISECONDS" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Of the moments", "N" },
    { "store", 0, 0, G_OPTION_ARG_STRING, &trial.url, "An empty store", "URL" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || trial.program == NULL
      || trial.n_workers < 1 || trial.n_workers > MOST_WORKERS)
    return 2;
  trial.seed = (guint64) seed;
  const struct CMUnitTest tests[]
      = { cmocka_unit_test_prestate_setup_teardown (each_scan_is_analysed_once, set_up, tear_down,
                                                    &trial) };
  return cmocka_run_group_tests_name ("worker kill", tests, NULL, NULL);
}
