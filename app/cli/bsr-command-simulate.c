#include <errno.h>
#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-error.h"
#include "bsr-projected-set.h"
#include "bsr-simulated-case.h"
#include "bsr-simulated-files.h"
#include "bsr-thread-team.h"

/* Scans of one run; more are made with further seeds. */
#define MAX_SCANS 1000000
#define DEFAULT_SCANS 8
#define DEFAULT_SEED 1
/* The set that is made from real scans, besides those of bsr-simulation-set.h. */
#define PROJECTED_SET "projected"

static const char *const set_summaries[] = {
  [BSR_SIMULATION_SET_TRAINING] =
      N_ ("for fitting: commodities and scanners of their own, dual and single energy"),
  [BSR_SIMULATION_SET_VALIDATION] =
      N_ ("for choosing: other commodities and scanners, dual and single energy"),
  [BSR_SIMULATION_SET_TEST] = N_ ("for figures: commodities and scanners of neither, dual energy"),
  [BSR_SIMULATION_SET_SINGLE] = N_ ("the same with one energy, gamma sources too"),
  [BSR_SIMULATION_SET_CLEAN] = N_ ("as test, nothing hidden in any: for false alarms"),
  [BSR_SIMULATION_SET_DENSE] = N_ ("as test, dense shields in half of them, nothing in the others"),
  [BSR_SIMULATION_SET_QUICK] = N_ ("coarse scans that take no time: for tests of programs"),
  [BSR_SIMULATION_SET_PAIR] = N_ ("as test, two 20 feet containers in each picture"),
  [BSR_SIMULATION_SET_RICH] = N_ ("as training, two to four concealments in each: for learning their looks"),
  [BSR_SIMULATION_SET_MANIFEST] = N_ ("half declared falsely in every way, half truly or vaguely; goods and scanners of test"),
  [BSR_SIMULATION_SET_MANIFEST_TRAINING] = N_ ("the same with goods and scanners of training"),
  [BSR_SIMULATION_SET_MANIFEST_VALIDATION] = N_ ("the same with goods and scanners of validation"),
  [BSR_SIMULATION_SET_LIBRARY] = N_ ("every kind of goods alone in turn, all scanners, all honest: for reference loads"),
  [BSR_SIMULATION_SET_LITRE] = N_ ("empty containers, in half of them one thing of about a litre"),
};

/* One run; what changes is written under the lock. */
typedef struct
{
  const char *folder;
  BsrSimulationSet set;
  guint64 seed;
  int n;

  GMutex lock;
  GCancellable *stop; /* by the user or by the first failure */
  char **paths;       /* of what is done, by index */
  int n_done, n_said;
  BsrStatus status;
} Run;

/* Names what is done in the order of the set, each once all before it are done. */
static void
say_done (Run *run)
{
  while (run->n_said < run->n && run->paths[run->n_said] != NULL && run->status == BSR_STATUS_DONE)
    {
      g_autofree char *safe = bsr_console_escape (run->paths[run->n_said++]);
      g_autofree char *line = g_strconcat (safe, "\n", NULL);
      bsr_console_progress_end ();
      run->status = bsr_console_print (line);
    }
  bsr_console_progress_cb ((double) run->n_done / run->n, _ ("Simulating"), NULL);
}

static gboolean
write_one (const Run *run, int index, char **path, GError **error)
{
  BsrSimulatedCase drawn;
  g_autoptr (BsrSimulation) simulation =
      bsr_simulation_set_make (run->set, run->seed, index, 1, &drawn, run->stop, error);
  if (simulation == NULL)
    return FALSE;
  g_autofree char *name = bsr_simulated_case_name (&drawn);
  g_autoptr (BsrScan) scan = bsr_simulated_case_scan (&drawn, simulation);
  g_autoptr (BsrCase) flagged = bsr_simulated_case_declaration (&drawn);
  g_autofree char *truth = bsr_simulated_case_truth (&drawn, simulation);
  return bsr_simulated_files_write (run->folder, name, scan, flagged, truth, simulation, path, error);
}

static void
simulate_one (int index, int thread, gpointer data)
{
  Run *run = data;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = write_one (run, index, &path, &error);

  g_mutex_lock (&run->lock);
  if (done)
    {
      run->paths[index] = g_steal_pointer (&path);
      run->n_done++;
      say_done (run);
    }
  else if (run->status == BSR_STATUS_DONE && !g_cancellable_is_cancelled (run->stop))
    {
      bsr_console_progress_end ();
      run->status = bsr_console_fail (path != NULL ? path : run->folder, error);
    }
  if (run->status != BSR_STATUS_DONE)
    g_cancellable_cancel (run->stop);
  g_mutex_unlock (&run->lock);
}

static void
cancel_cb (GCancellable *cancellable, gpointer stop)
{
  g_cancellable_cancel (stop);
}

static BsrStatus
make_folder (const char *folder)
{
  g_autofree char *truth = g_build_filename (folder, "truth", NULL);
  if (g_mkdir_with_parents (truth, 0777) == 0)
    return BSR_STATUS_DONE;
  g_autoptr (GError) error = g_error_new (BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                                          _ ("the folder cannot be made: %s"), g_strerror (errno));
  return bsr_console_fail (folder, error);
}

static BsrStatus
simulate (Run *run, int n_threads, GCancellable *cancellable)
{
  BsrStatus status = make_folder (run->folder);
  if (status != BSR_STATUS_DONE)
    return status;
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (cancel_cb), stop, NULL);
  run->stop = stop;
  run->paths = g_new0 (char *, run->n);
  g_mutex_init (&run->lock);
  bsr_thread_team_run (run->n, n_threads, simulate_one, run, stop, NULL);
  bsr_console_progress_end ();
  g_cancellable_disconnect (cancellable, handler);
  g_mutex_clear (&run->lock);
  for (int i = 0; i < run->n; i++)
    g_free (run->paths[i]);
  g_free (run->paths);
  return run->status;
}

/* Threats in the real scans of the folder @scans. */
static BsrStatus
project (const Run *run, const char *scans, int n_threads, GCancellable *cancellable)
{
  BsrStatus status = make_folder (run->folder);
  if (status != BSR_STATUS_DONE)
    return status;
  g_autoptr (GError) error = NULL;
  gboolean done = bsr_projected_set_make (scans, run->folder, run->n, run->seed, n_threads,
                                          bsr_console_progress_cb, NULL, cancellable, &error);
  bsr_console_progress_end ();
  return done ? BSR_STATUS_DONE : bsr_console_fail (scans, error);
}

/* %FALSE: said. */
static gboolean
scans_fit_set (const BsrCommand *command, gboolean projected, const char *scans)
{
  if (projected == (scans != NULL))
    return TRUE;
  bsr_console_wrong_usage (command->name, "%s",
                           projected ? _ ("--set projected needs --scans DIR")
                                     : _ ("--scans goes with --set projected only"));
  return FALSE;
}

static gboolean
parse_set (const BsrCommand *command, const char *name, BsrSimulationSet *set)
{
  *set = name != NULL ? bsr_simulation_set_by_name (name) : BSR_N_SIMULATION_SETS;
  if (*set < BSR_N_SIMULATION_SETS)
    return TRUE;
  if (name == NULL)
    bsr_console_wrong_usage (command->name, "%s", _ ("--set is missing"));
  else
    bsr_console_wrong_usage (command->name, _ ("there is no set \"%s\""), name);
  return FALSE;
}

static gboolean
parse_numbers (const BsrCommand *command, const char *n, const char *seed, Run *run)
{
  gint64 number = DEFAULT_SCANS;
  run->seed = DEFAULT_SEED;
  if (n != NULL && !g_ascii_string_to_signed (n, 10, 1, MAX_SCANS, &number, NULL))
    {
      bsr_console_wrong_usage (command->name, _ ("--n must be a number from 1 to %d, is \"%s\""),
                               MAX_SCANS, n);
      return FALSE;
    }
  run->n = (int) number;
  if (seed == NULL
      || g_ascii_string_to_unsigned (seed, 10, 0, G_MAXINT32, &run->seed, NULL))
    return TRUE;
  bsr_console_wrong_usage (command->name, _ ("--seed must be a number from 0 to %d, is \"%s\""),
                           G_MAXINT32, seed);
  return FALSE;
}

static char *
list_sets (void)
{
  GString *text = g_string_new (_ ("Sets:"));
  for (int set = 0; set < BSR_N_SIMULATION_SETS; set++)
    g_string_append_printf (text, "\n  %-19s %s", bsr_simulation_set_name (set),
                            _ (set_summaries[set]));
  g_string_append_printf (text, "\n  %-19s %s", PROJECTED_SET,
                          _ ("the real scans of --scans, with threats put into their loads and without"));
  g_string_append_printf (text, "\n\n%s",
                          _ ("Unless said otherwise half of the simulated scans hold one to three concealments, and "
                             "a third are declared falsely; truth/ says which. Scan i of a set and seed is always the same."));
  return g_string_free (text, FALSE);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *out = NULL, *set = NULL, *n = NULL, *seed = NULL, *threads = NULL;
  g_autofree char *scans = NULL;
  const GOptionEntry entries[] = {
    { "out", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_ ("Where scans, cases and truth/ go"), "DIR" },
    { "set", 0, 0, G_OPTION_ARG_STRING, &set, N_ ("Which set, see below"), "NAME" },
    { "scans", 0, 0, G_OPTION_ARG_FILENAME, &scans, N_ ("Real scans for --set projected: NAME.tiff and NAME.scan.json"), "DIR" },
    { "n", 'n', 0, G_OPTION_ARG_STRING, &n, N_ ("How many scans (8)"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, N_ ("What the set is drawn from (1)"), "N" },
    { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, N_ ("Threads (unless said otherwise: one for each processor)"), "N" },
    { NULL },
  };
  g_auto (GStrv) left = NULL;
  BsrStatus status;
  Run wish = { .status = BSR_STATUS_DONE };
  int n_threads = 0;
  if (!bsr_command_parse (command, arguments, entries, 0, 0, &left, &status))
    return status;
  if (out == NULL)
    return bsr_console_wrong_usage (command->name, "%s", _ ("--out is missing"));
  gboolean projected = g_strcmp0 (set, PROJECTED_SET) == 0;
  if ((!projected && !parse_set (command, set, &wish.set))
      || !scans_fit_set (command, projected, scans) || !parse_numbers (command, n, seed, &wish)
      || !bsr_command_parse_threads (command, threads, &n_threads))
    return BSR_STATUS_USAGE;
  wish.folder = out;
  return projected ? project (&wish, scans, n_threads, cancellable)
                   : simulate (&wish, n_threads, cancellable);
}

const BsrCommand bsr_command_simulate = {
  .name = "simulate",
  .usage = "--out DIR --set NAME [--scans DIR] [--n N] [--seed N]",
  .summary = N_ ("Make simulated scans with their cases and what is true of them"),
  .run = run,
  .details = list_sets,
};
