#include "bsr-test.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-case-file.h"
#include "bsr-container-number.h"
#include "bsr-file-hash.h"
#include "bsr-low-file.h"
#include "bsr-scan-file.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-suite.h"

/* Scans are dropped into a folder while the programs that watch it are killed at random moments and started again,
 * several at once. Half of the cases come after some of their scans: dropped, or imported by a program that is killed and
 * started again. In the end each content is linked to its cases exactly once, or waits where they are not on the list;
 * what is damaged lies where the refused is, whole; no file is lost; and the log verifies, with one entry for each act.
 *
 *   test-drop-folder-kill [--scans N] [--kills N] [--programs N] [--seed N] [--store URL of an empty store]
 *     [--life MILLISECONDS]
 *
 * BASIRA_CLI names the program. */

#define ACTOR (&bsr_store_suite_actor)
#define DEFAULT_SCANS 60
#define DEFAULT_KILLS 12
#define DEFAULT_PROGRAMS 2
#define DEFAULT_SEED 20261126
/* The latest moment of a kill, milliseconds after the start: a program starts within some tenths of a second. */
#define DEFAULT_LIFE_MS 900
#define MOST_PROGRAMS 8
#define MOST_SCANS 20000
#define N_CASES 12
/* Those from here on come later. */
#define FIRST_LATE 6
/* The last box has no case. */
#define N_BOXES (N_CASES + 1)
/* The latest moment of a kill of an import, microseconds after the start. */
#define IMPORT_LIFE_US 250000
/* The whole store is examined after so many rounds. */
#define EXAMINE_EVERY 8

typedef enum
{
  DROPPED_SINGLE,
  DROPPED_PAIR,
  DROPPED_BARE, /* without a description: its number is in its name */
  DROPPED_TWO,  /* the same, with the number of the next box, too */
  DROPPED_LATE, /* its description comes in the next round */
  DROPPED_WRONG_DIGIT,
  DROPPED_DAMAGED,
} Kind;

typedef struct
{
  Kind kind;
  int box;          /* whose number it bears */
  int original;     /* whose content it has: its own number, or that of an earlier one */
  char *sha256, *low_sha256;
} Dropped;

typedef struct
{
  int n_scans, n_kills, n_programs, life_ms;
  guint64 seed, random;
  char *url, *folder, *drop, *stage;
  const char *program;
  Dropped *dropped;
  int n_dropped, n_ended, n_cases;
  int n_described; /* scans from here on may lack their descriptions */
  int n_told; /* lines of programs that were killed */
} Trial;

typedef struct
{
  pid_t pid;
  int said; /* its standard error */
} Program;

static Program
start_with (const Trial *trial, const char *const *arguments)
{
  int ends[2];
  assert_int_equal (pipe2 (ends, O_CLOEXEC), 0);
  pid_t pid = fork ();
  assert_true (pid >= 0);
  if (pid == 0)
    {
      dup2 (ends[1], STDERR_FILENO);
      execv (trial->program, (char *const *) (gpointer) arguments);
      _exit (127);
    }
  close (ends[1]);
  return (Program){ pid, ends[0] };
}

static Program
start (const Trial *trial, gboolean once)
{
  g_autofree char *store = g_strconcat ("--store=", trial->url, NULL);
  const char *arguments[] = { trial->program, "intake",      store, "--settle=0",
                              trial->drop,    once ? "--once" : NULL, NULL };
  return start_with (trial, arguments);
}

/* Ends the program with @signal (0: waits for its end); fails where it had ended by itself. */
static void
end (Trial *trial, Program *program, int signal)
{
  int status;
  char block[4096];
  gssize got;
  g_autoptr (GString) said = g_string_new (NULL);
  if (signal != 0)
    kill (program->pid, signal);
  while ((got = read (program->said, block, sizeof block)) > 0)
    g_string_append_len (said, block, got);
  close (program->said);
  assert_int_equal (waitpid (program->pid, &status, 0), program->pid);
  /* 3: something was refused. */
  if (signal != 0 ? !WIFSIGNALED (status) : !WIFEXITED (status) || (WEXITSTATUS (status) != 0 && WEXITSTATUS (status) != 3))
    fail_msg ("seed %" G_GUINT64_FORMAT ": the program ended with status %d: %s", trial->seed, status, said->str);
  trial->n_ended += signal != 0;
  for (const char *at = said->str; signal != 0 && (at = strchr (at, '\n')) != NULL; at++)
    trial->n_told++;
}

/* (transfer full): the number of box @box; @right: with its check digit. */
static char *
number_of (int box, gboolean right)
{
  int digit = 0;
  char number[12];
  g_snprintf (number, sizeof number, "BSRU%06d0", 100000 + 37 * box);
  bsr_container_number_check (number, &digit);
  number[10] = (char) ('0' + (right ? digit : (digit + 1) % 10));
  return g_strdup (number);
}

/* What the scan number @i is to be. */
static void
draw (Trial *trial, int i)
{
  double kind = bsr_test_random (&trial->random), again = bsr_test_random (&trial->random);
  Dropped *one = &trial->dropped[i];
  one->kind = kind < 0.5    ? DROPPED_SINGLE
              : kind < 0.7  ? DROPPED_PAIR
              : kind < 0.75 ? DROPPED_BARE
              : kind < 0.8  ? DROPPED_TWO
              : kind < 0.86 ? DROPPED_LATE
              : kind < 0.9  ? DROPPED_WRONG_DIGIT
                            : DROPPED_DAMAGED;
  one->box = (int) (bsr_test_random (&trial->random) * N_BOXES);
  one->original = i;
  if (again < 0.15 && i > 0)
    {
      const Dropped *earlier = &trial->dropped[(int) (bsr_test_random (&trial->random) * i)];
      if (earlier->kind == DROPPED_LATE) /* whose description names its file */
        return;
      *one = *earlier;
      one->sha256 = one->low_sha256 = NULL;
    }
}

/* Moves a file that is whole into the folder. */
static void
hand_over (const Trial *trial, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *to = g_build_filename (trial->drop, base, NULL);
  assert_int_equal (g_rename (path, to), 0);
}

static void
hand_over_description (const Trial *trial, const Dropped *one, const char *pixels)
{
  g_autofree char *path = bsr_scan_sidecar_path (pixels);
  g_autofree char *number = number_of (one->box, one->kind != DROPPED_WRONG_DIGIT);
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-scan/1\", \"container\": \"%s\", \"acquired\": \"2024-05-01T%02d:%02d:%02dZ\","
      " \"planes\": [{\"name\": \"high\", \"energy_mv\": 6}%s], \"pixel_pitch_mm\": [4.5, 5.5]}",
      number, one->original / 3600 % 24, one->original / 60 % 60, one->original % 60,
      one->kind == DROPPED_PAIR ? ", {\"name\": \"low\", \"energy_mv\": 4}" : "");
  assert_true (g_file_set_contents (path, json, -1, NULL));
  hand_over (trial, path);
}

/* (transfer full): what the file of scan number @i is called. */
static char *
name_of (const Dropped *one, int i)
{
  g_autofree char *number = number_of (one->box, TRUE);
  g_autofree char *next = number_of ((one->box + 1) % N_BOXES, TRUE);
  return one->kind == DROPPED_BARE  ? g_strdup_printf ("%s_%05d.tiff", number, i)
         : one->kind == DROPPED_TWO ? g_strdup_printf ("%s_%s_%05d.tiff", number, next, i)
                                    : g_strdup_printf ("lane_%05d%s", i, one->kind == DROPPED_PAIR ? ".png" : ".tiff");
}

/* Imports the file; the first program that does so is killed. */
static void
import (Trial *trial, const char *path)
{
  g_autofree char *store = g_strconcat ("--store=", trial->url, NULL);
  const char *arguments[] = { trial->program, "import", store, path, NULL };
  Program killed = start_with (trial, arguments);
  g_usleep ((gulong) (bsr_test_random (&trial->random) * IMPORT_LIFE_US));
  kill (killed.pid, SIGKILL);
  close (killed.said);
  assert_int_equal (waitpid (killed.pid, NULL, 0), killed.pid);
  Program whole = start_with (trial, arguments);
  end (trial, &whole, 0);
}

/* The next case comes, in one of the ways that cases come. */
static void
bring_case (Trial *trial)
{
  int box = trial->n_cases++;
  g_autofree char *id = g_strdup_printf ("T-%d", box), *number = number_of (box, TRUE);
  g_autofree char *name = g_strconcat (id, ".case.json", NULL);
  g_autofree char *path = g_build_filename (trial->stage, name, NULL);
  g_autoptr (BsrCase) flagged = bsr_case_new (id, number);
  g_autofree char *json = bsr_case_to_json (flagged);
  assert_true (g_file_set_contents (path, json, -1, NULL));
  if (box % 2 == 0)
    hand_over (trial, path);
  else
    import (trial, path);
}

/* Drops the descriptions that have been held back. */
static void
describe (Trial *trial)
{
  for (; trial->n_described < trial->n_dropped; trial->n_described++)
    {
      const Dropped *one = &trial->dropped[trial->n_described];
      g_autofree char *name = name_of (one, trial->n_described);
      g_autofree char *path = g_build_filename (trial->stage, name, NULL);
      if (one->kind == DROPPED_LATE)
        hand_over_description (trial, one, path);
    }
}

static void
drop (Trial *trial)
{
  int i = trial->n_dropped++;
  Dropped *one = &trial->dropped[i];
  draw (trial, i);
  g_autofree char *name = name_of (one, i);
  g_autofree char *path = g_build_filename (trial->stage, name, NULL);
  g_autofree char *text = g_strdup_printf ("II*\001damaged %d", one->original);
  if (one->kind == DROPPED_DAMAGED)
    g_file_set_contents (path, text, -1, NULL);
  else
    bsr_scan_unref (bsr_store_suite_scan (trial->stage, name, one->original, FALSE));
  g_autofree char *low = one->kind == DROPPED_PAIR ? bsr_low_file_of (path) : NULL;
  if (one->kind != DROPPED_BARE && one->kind != DROPPED_TWO && one->kind != DROPPED_LATE)
    hand_over_description (trial, one, path);
  if (low != NULL)
    {
      g_autofree char *low_name = g_path_get_basename (low);
      bsr_scan_unref (bsr_store_suite_scan (trial->stage, low_name, MOST_SCANS + one->original, FALSE));
      one->low_sha256 = bsr_file_sha256 (low, NULL, NULL);
      hand_over (trial, low);
    }
  one->sha256 = bsr_file_sha256 (path, NULL, NULL);
  hand_over (trial, path);
}

static gint64
examine (Trial *trial, BsrStore **whole)
{
  g_autoptr (GError) error = NULL;
  gint64 n_entries = 0;
  g_autoptr (BsrStore) store = bsr_store_open (trial->url, &error);
  bsr_test_assert_no_error (error);
  bsr_store_verify_audit (store, &n_entries, &error);
  bsr_test_assert_no_error (error);
  if (whole != NULL)
    *whole = g_steal_pointer (&store);
  return n_entries;
}

/* Lets @trial->n_programs run and be killed while the scans up to number @up_to are dropped. */
static void
carry_out_round (Trial *trial, int up_to)
{
  Program programs[MOST_PROGRAMS];
  for (int i = 0; i < trial->n_programs; i++)
    programs[i] = start (trial, FALSE);
  describe (trial);
  while (trial->n_dropped < up_to)
    {
      drop (trial);
      if (trial->n_cases < N_CASES
          && trial->n_dropped >= trial->n_scans * (trial->n_cases - FIRST_LATE + 1) / (N_CASES - FIRST_LATE + 1))
        bring_case (trial);
    }
  for (int i = 0; i < trial->n_programs; i++)
    {
      g_usleep ((gulong) (bsr_test_random (&trial->random) * trial->life_ms * 1000 / trial->n_programs));
      end (trial, &programs[i], SIGKILL);
    }
}

/* How many cases the scan is to be linked to. */
static int
n_links (const Dropped *one)
{
  if (one->kind > DROPPED_LATE)
    return 0;
  if (one->kind == DROPPED_TWO)
    return one->box < N_CASES && (one->box + 1) % N_BOXES < N_CASES ? 2 : 0;
  return one->box < N_CASES;
}

static gboolean
is_linked_rightly (const Dropped *one, const BsrArrival *arrival)
{
  gboolean good = arrival->standing == BSR_ARRIVAL_LINKED && (int) g_strv_length (arrival->case_ids) == n_links (one);
  for (int i = 0; good && i < n_links (one); i++)
    {
      g_autofree char *case_id = g_strdup_printf ("T-%d", one->box + i);
      good = g_strv_contains ((const char *const *) arrival->case_ids, case_id);
    }
  return good;
}

/* Fails unless the content stands where it must. */
static void
check_arrival (Trial *trial, BsrStore *store, int i)
{
  g_autoptr (GError) error = NULL;
  const Dropped *one = &trial->dropped[i];
  g_autoptr (BsrArrival) arrival = bsr_store_find_arrival (store, one->sha256, one->low_sha256, &error);
  bsr_test_assert_no_error (error);
  gboolean good = one->kind == DROPPED_DAMAGED ? arrival == NULL
                  : arrival == NULL            ? FALSE
                  : n_links (one) == 0         ? arrival->standing == BSR_ARRIVAL_WAITING
                                               : is_linked_rightly (one, arrival);
  good = good && (one->kind != DROPPED_LATE || arrival->scan->described);
  if (!good)
    fail_msg ("seed %" G_GUINT64_FORMAT ": scan %d of kind %d and box %d stands as %d", trial->seed, i, (int) one->kind,
              one->box, arrival != NULL ? (int) arrival->standing : -1);
}

/* Hashes of all files in the subfolder (nullable) of the drop folder; @n_reasons: of them, sentences. */
static GHashTable *
hashes_in (const Trial *trial, const char *subfolder, int *n_reasons)
{
  GHashTable *hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = g_build_filename (trial->drop, subfolder, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_str_has_suffix (name, ".reason.txt"))
        ++*n_reasons;
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        {
          g_hash_table_add (hashes, bsr_file_sha256 (path, NULL, NULL));
          if (subfolder == NULL)
            print_message ("%s is left in the folder\n", name);
        }
    }
  return hashes;
}

static guint
count_scans (BsrStore *store)
{
  guint n = 0;
  for (int box = 0; box < N_CASES; box++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = g_strdup_printf ("T-%d", box);
      g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, id, &error);
      bsr_test_assert_no_error (error);
      n += scans->len;
    }
  return n;
}

static void
check_end (Trial *trial)
{
  g_autoptr (BsrStore) store = NULL;
  gint64 n_entries = examine (trial, &store);
  int n_taken = 0, n_linked = 0, n_waiting = 0, n_damaged = 0, n_contents = 0, n_late = 0, n_reasons = 0, none = 0;
  g_autoptr (GHashTable) refused = hashes_in (trial, "refused", &n_reasons);
  g_autoptr (GHashTable) left = hashes_in (trial, NULL, &none);
  for (int i = 0; i < trial->n_scans; i++)
    {
      const Dropped *one = &trial->dropped[i];
      gboolean counts = one->original == i;
      check_arrival (trial, store, i);
      n_taken += counts && one->kind != DROPPED_DAMAGED;
      n_linked += counts ? n_links (one) : 0;
      n_waiting += counts && one->kind != DROPPED_DAMAGED && n_links (one) == 0;
      n_late += one->kind == DROPPED_LATE;
      n_damaged += one->kind == DROPPED_DAMAGED;
      n_contents += counts && one->kind == DROPPED_DAMAGED;
      if (one->kind == DROPPED_DAMAGED && !g_hash_table_contains (refused, one->sha256))
        fail_msg ("seed %" G_GUINT64_FORMAT ": damaged scan %d is lost", trial->seed, i);
    }
  assert_int_equal (g_hash_table_size (left), 0);
  assert_int_equal (count_scans (store), n_linked);
  assert_int_equal (bsr_store_count_waiting (store, NULL), n_waiting);
  assert_true (n_reasons >= n_damaged);
  /* A scan is taken, and linked to a case, by one entry each, and described by one where its description came after
   * it was taken; a refusal has one a content, and one more where what belonged to it was moved after a kill. */
  gint64 n_refusals = n_entries - N_CASES - n_taken - n_linked;
  if (n_refusals < n_contents || n_refusals > n_reasons + n_late)
    fail_msg ("seed %" G_GUINT64_FORMAT ": %d entries say that something was refused, of %d contents and %d sentences",
              trial->seed, (int) n_refusals, n_contents, n_reasons);
  print_message ("seed %" G_GUINT64_FORMAT ": %d scans dropped, %d programs killed after %d lines; %d links of "
                 "contents, %d wait, %d described later, %d scans refused; %d entries, all verified\n",
                 trial->seed, trial->n_scans, trial->n_ended, trial->n_told, n_linked, n_waiting, n_late, n_damaged,
                 (int) n_entries);
}

static void
each_scan_is_linked_once (void **state)
{
  Trial *trial = *state;
  int n_rounds = MAX (trial->n_kills / trial->n_programs, 1);
  for (int round = 0; round < n_rounds; round++)
    {
      carry_out_round (trial, (int) ((gint64) trial->n_scans * (round + 1) / n_rounds));
      if (round % EXAMINE_EVERY == EXAMINE_EVERY - 1)
        examine (trial, NULL);
    }
  describe (trial);
  Program last[MOST_PROGRAMS];
  for (int i = 0; i < trial->n_programs; i++)
    last[i] = start (trial, TRUE);
  for (int i = 0; i < trial->n_programs; i++)
    end (trial, &last[i], 0);
  Program alone = start (trial, TRUE); /* what one of them left to the other */
  end (trial, &alone, 0);
  check_end (trial);
}

static int
set_up (void **state)
{
  Trial *trial = *state;
  g_autoptr (GError) error = NULL;
  trial->folder = bsr_test_folder_new ();
  trial->drop = g_build_filename (trial->folder, "drop", NULL);
  trial->stage = g_build_filename (trial->folder, "stage", NULL);
  g_mkdir (trial->drop, 0700);
  g_mkdir (trial->stage, 0700);
  trial->dropped = g_new0 (Dropped, trial->n_scans);
  trial->random = trial->seed;
  if (trial->url == NULL)
    trial->url = g_strconcat ("sqlite:", trial->folder, "/store.db", NULL);
  g_autoptr (BsrStore) store = bsr_store_open (trial->url, &error);
  bsr_test_assert_no_error (error);
  for (int box = 0; box < FIRST_LATE; box++)
    {
      g_autofree char *id = g_strdup_printf ("T-%d", box), *number = number_of (box, TRUE);
      g_autoptr (BsrCase) flagged = bsr_case_new (id, number);
      bsr_store_put_case (store, ACTOR, flagged, &error);
      bsr_test_assert_no_error (error);
    }
  trial->n_cases = FIRST_LATE;
  return 0;
}

static int
tear_down (void **state)
{
  Trial *trial = *state;
  for (int i = 0; i < trial->n_scans; i++)
    {
      g_free (trial->dropped[i].sha256);
      g_free (trial->dropped[i].low_sha256);
    }
  g_free (trial->dropped);
  bsr_test_folder_remove (trial->folder);
  g_free (trial->drop);
  g_free (trial->stage);
  g_free (trial->url);
  return 0;
}

int
main (int argc, char *argv[])
{
  Trial trial = { .n_scans = DEFAULT_SCANS, .n_kills = DEFAULT_KILLS, .n_programs = DEFAULT_PROGRAMS,
                  .life_ms = DEFAULT_LIFE_MS, .program = g_getenv ("BASIRA_CLI") };
  gint64 seed = DEFAULT_SEED;
  const GOptionEntry entries[] = {
    { "scans", 0, 0, G_OPTION_ARG_INT, &trial.n_scans, "That are dropped", "N" },
    { "kills", 0, 0, G_OPTION_ARG_INT, &trial.n_kills, "Of programs", "N" },
    { "programs", 0, 0, G_OPTION_ARG_INT, &trial.n_programs, "At once", "N" },
    { "life", 0, 0, G_OPTION_ARG_INT, &trial.life_ms, "Latest end of a program", "MILLISECONDS" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Of moments and scans", "N" },
    { "store", 0, 0, G_OPTION_ARG_STRING, &trial.url, "An empty store", "URL" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || trial.program == NULL || trial.n_scans < 1
      || trial.n_scans > MOST_SCANS || trial.n_programs < 1 || trial.n_programs > MOST_PROGRAMS)
    return 2;
  trial.seed = (guint64) seed;
  const struct CMUnitTest tests[]
      = { cmocka_unit_test_prestate_setup_teardown (each_scan_is_linked_once, set_up, tear_down, &trial) };
  return cmocka_run_group_tests_name ("drop folder kill", tests, NULL, NULL);
}
