#include "bsr-store-suite.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-store-jobs.h"
#include "bsr-test.h"

/* A child acts on the store without pause and reports each act once the store has answered that
 * it is kept; it is killed at a random moment. Whatever was reported must be there afterwards, at
 * most one act more, each scan must have its one job, and the log must hold.
 *
 *   test-bsr-store-crash [--rounds N] [--seed N] [--store URL of an empty store] */

#define ACTOR (&bsr_store_suite_actor)
#define DEFAULT_ROUNDS 20
#define DEFAULT_SEED 20240501
/* The moment of the kill, microseconds after the child's first act: an act takes some 2-10 ms. */
#define LONGEST_LIFE_US 60000
#define CASE_ID "T-1"

typedef struct
{
  int n_rounds;
  gint64 seed;
  char *url; /* (nullable) */
} Wish;

/* The child: acts number @first, first + 1, ... of all sorts in turn. Each act is told apart by its
 * number in the text. Never returns. */
static void
act_until_killed (const char *url, const char *folder, gint64 scan, int first, int report)
{
  const BsrPoint point = { 1, 1 };
  g_autoptr (BsrStore) store = bsr_store_open (url, NULL);
  for (int i = first; store != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("act %d", i);
      g_autoptr (BsrAnnotation) a /* forked children draw the same random ids: the text it is */
          = bsr_annotation_new (text, BSR_SHAPE_TEXT, BSR_CATEGORY_NOTE, &point, 1, text);
      g_autofree char *name = g_strdup_printf ("scan-%d.tiff", i);
      g_autoptr (BsrScan) extra = i % 4 == 3 ? bsr_store_suite_scan (folder, name, i, TRUE) : NULL;
      gboolean good;
      if (i % 4 == 0)
        good = bsr_store_decide (store, ACTOR, CASE_ID, BSR_DECISION_SECOND_OPINION, text, NULL);
      else if (i % 4 == 3)
        good = bsr_store_add_scan (store, ACTOR, CASE_ID, extra, NULL) != 0;
      else
        good = bsr_store_put_annotation (store, ACTOR, scan, a, NULL);
      if (!good || write (report, &i, sizeof i) != sizeof i)
        _exit (1);
    }
  _exit (1);
}

/* Lets a child live for some time; answers the number of the last act that it reported. */
static int
live_and_kill (const char *url, const char *folder, gint64 scan, int first, gulong life_us)
{
  int ends[2], last = first - 1, reported, status;
  assert_int_equal (pipe (ends), 0);
  pid_t child = fork ();
  assert_true (child >= 0);
  if (child == 0)
    {
      close (ends[0]);
      act_until_killed (url, folder, scan, first, ends[1]);
    }
  close (ends[1]);
  if (read (ends[0], &reported, sizeof reported) == sizeof reported)
    last = reported;
  g_usleep (life_us);
  kill (child, SIGKILL);
  assert_int_equal (waitpid (child, &status, 0), child);
  if (!WIFSIGNALED (status))
    fail_msg ("the child could not act (status %d)", status);
  while (read (ends[0], &reported, sizeof reported) == sizeof reported)
    last = reported;
  close (ends[0]);
  return last;
}

static guint
count_of_kind (BsrStore *store, gint64 scan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) annotations = bsr_store_list_annotations (store, scan, &error);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (store, CASE_ID, &error);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, CASE_ID, &error);
  bsr_test_assert_no_error (error);

  /* Each record says the number of its act: they must come without a gap, whatever the kind. */
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < annotations->len; i++)
    g_hash_table_add (seen, g_strdup (bsr_annotation_text (annotations->pdata[i])));
  for (guint i = 0; i < decisions->len; i++)
    g_hash_table_add (seen, g_strdup (((BsrDecision *) decisions->pdata[i])->reason));
  for (guint i = 1; i < scans->len; i++) /* the first was there before */
    g_hash_table_add (seen,
                      g_strdup_printf ("act %d", atoi (((BsrScan *) scans->pdata[i])->name + 5)));
  guint n = 0;
  for (;; n++)
    {
      g_autofree char *text = g_strdup_printf ("act %u", n);
      if (!g_hash_table_contains (seen, text))
        break;
    }
  assert_int_equal (g_hash_table_size (seen), n);
  assert_int_equal (annotations->len + decisions->len + scans->len - 1, n);
  return n;
}

/* Each scan waits to be analysed, once: its job was made in the same transaction. */
static void
assert_jobs (BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = bsr_store_list_jobs (store, TRUE, G_MAXINT, &error);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, CASE_ID, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (jobs->len, scans->len);
}

static void
acknowledged_acts_survive_being_killed (void **state)
{
  const Wish *wish = *state;
  guint64 seed = (guint64) wish->seed, random = seed;
  g_autofree char *folder = bsr_test_folder_new ();
  g_autofree char *url = wish->url != NULL ? g_strdup (wish->url)
                                           : g_strconcat ("sqlite:", folder, "/store.db", NULL);
  g_autoptr (GError) error = NULL;
  gint64 scan, n_entries = 0;
  int next = 0, n_more = 0;
  {
    g_autoptr (BsrStore) store = bsr_store_open (url, &error);
    bsr_test_assert_no_error (error);
    scan = bsr_store_suite_scanned_case (store, folder, CASE_ID);
  }
  for (int round = 0; round < wish->n_rounds; round++)
    {
      gulong life = (gulong) (bsr_test_random (&random) * LONGEST_LIFE_US);
      int last = live_and_kill (url, folder, scan, next, life);

      g_autoptr (BsrStore) store = bsr_store_open (url, &error); /* checks the file through */
      bsr_test_assert_no_error (error);
      bsr_store_verify_audit (store, &n_entries, &error);
      bsr_test_assert_no_error (error);
      int present = (int) count_of_kind (store, scan);
      assert_int_equal (n_entries, 2 + present);
      assert_jobs (store);
      if (present < last + 1 || present > last + 2)
        fail_msg ("round %d (seed %" G_GUINT64_FORMAT "): act %d was reported, %d acts are there",
                  round, seed, last, present);
      n_more += present == last + 2;
      next = present;
    }
  print_message ("seed %" G_GUINT64_FORMAT ": %d kills, %d acts, none lost; %d kept but not yet "
                 "reported\n",
                 seed, wish->n_rounds, next, n_more);
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char *argv[])
{
  Wish wish = { .n_rounds = DEFAULT_ROUNDS, .seed = DEFAULT_SEED };
  const GOptionEntry entries[] = {
    { "rounds", 0, 0, G_OPTION_ARG_INT, &wish.n_rounds, "How often the program is killed", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &wish.seed, "Of the moments", "N" },
    { "store", 0, 0, G_OPTION_ARG_STRING, &wish.url, "An empty store", "URL" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  const struct CMUnitTest tests[]
      = { cmocka_unit_test_prestate (acknowledged_acts_survive_being_killed, &wish) };
  int n_failed = cmocka_run_group_tests_name ("store crash", tests, NULL, NULL);
  g_free (wish.url);
  return n_failed;
}
