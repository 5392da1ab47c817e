#include "bsr-store-suite.h"

#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-faulty-disk.h"
#include "bsr-notary.h"

/* Acts on a disk that fails. Whatever was acknowledged must be there afterwards, once; what was not may
 * be there, at most once; the file and the log must be whole. BASIRA_FAULT_ROUNDS asks for more rounds,
 * and BASIRA_FAULT_SEED for others. */

#define ACTOR (&bsr_store_suite_actor)
#define DEFAULT_ROUNDS 60
#define DEFAULT_SEED 20240501
#define CASE_ID "T-1"
#define N_ACTS 14
/* Where the fault comes: an act is some 12 writes and 2 syncs, making the store some 80. */
#define LATEST_WRITE 150
#define LATEST_SYNC 35
#define LATEST_OPEN 6
#define LATEST_OPERATION 190
#define MOST_ROOM 250000
/* A checkpoint of the write-ahead log into the file: otherwise there is one in 1,000 pages, and the
 * faults would never meet it. */
#define ACTS_TO_CHECKPOINT 5

typedef struct
{
  char *folder, *url, *path;
  FaultyDisk *disk;
  BsrSigningKey *key;
  guint64 random;
  gboolean acknowledged[N_ACTS + 2];
  int n_tried;
  gboolean met; /* the fault came */
} Round;

/* How the rounds of one kind went. */
typedef struct
{
  int n_rounds, n_met, n_acknowledged, n_more;
} Tally;

static gint64
draw (Round *round, gint64 most)
{
  return 1 + (gint64) (bsr_test_random (&round->random) * (double) most);
}

static gint64
draw_place (Round *round, FaultKind kind)
{
  switch (kind)
    {
    case FAULT_FULL:
      return draw (round, MOST_ROOM);
    case FAULT_WRITE:
    case FAULT_SHORT_WRITE:
      return draw (round, LATEST_WRITE);
    case FAULT_SYNC:
      return draw (round, LATEST_SYNC);
    case FAULT_OPEN:
      return draw (round, LATEST_OPEN);
    case FAULT_POWER:
      return draw (round, LATEST_OPERATION);
    case FAULT_NONE:
    case N_FAULTS:
    default:
      return 0;
    }
}

/* Act number @i, told apart by its number in the text: a mark, a decision or a scan. */
static gboolean
act (BsrStore *store, const char *folder, gint64 scan, int i, GError **error)
{
  const BsrPoint point = { 1, 1 };
  g_autofree char *text = g_strdup_printf ("act %d", i);
  if (i % 4 == 1)
    return bsr_store_decide (store, ACTOR, CASE_ID, BSR_DECISION_SECOND_OPINION, text, error);
  if (i % 4 == 2)
    {
      g_autofree char *name = g_strdup_printf ("act %d.tiff", i);
      g_autoptr (BsrScan) extra = bsr_store_suite_scan (folder, name, i, TRUE);
      return bsr_store_add_scan (store, ACTOR, CASE_ID, extra, error) != 0;
    }
  g_autoptr (BsrAnnotation) mark
      = bsr_annotation_new (text, BSR_SHAPE_TEXT, BSR_CATEGORY_NOTE, &point, 1, text);
  return bsr_store_put_annotation (store, ACTOR, scan, mark, error);
}

/* What a fault may say: that the environment failed, or that the file is not whole. */
static void
assert_said (const GError *error)
{
  assert_non_null (error);
  if (error->domain != BSR_ERROR
      || (error->code != BSR_ERROR_ENVIRONMENT && error->code != BSR_ERROR_DAMAGED))
    fail_msg ("an odd answer: %s", error->message);
}

static void
try_act (Round *round, BsrStore *store, gint64 scan)
{
  g_autoptr (GError) error = NULL;
  int i = round->n_tried++;
  round->acknowledged[i] = act (store, round->folder, scan, i, &error);
  if (!round->acknowledged[i])
    assert_said (error);
}

static void
sign (Round *round, BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  const BsrAuditSettings settings = { .every_entries = 1, .every_hours = 1 };
  if (!bsr_notary_attend (store, ACTOR, &settings, round->key, (BsrSealing){ .anyway = TRUE }, NULL,
                          &error))
    assert_said (error);
}

/* All acts that the fault lets through; a disk that has room again, or answers again, must be good for
 * further acts at once. */
static void
act_until_it_fails (Round *round, FaultKind kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (round->url, &error);
  if (store == NULL)
    {
      assert_said (error);
      return;
    }
  for (int i = 0; i < N_ACTS && !faulty_disk_has_failed (round->disk); i++)
    {
      try_act (round, store, 2);
      if (i % ACTS_TO_CHECKPOINT == ACTS_TO_CHECKPOINT - 1)
        {
          sign (round, store);
          g_clear_object (&store);
          if (faulty_disk_has_failed (round->disk))
            return;
          store = bsr_store_open (round->url, &error);
          if (store == NULL)
            return assert_said (error);
        }
    }
  if (kind == FAULT_POWER)
    return;
  round->met = faulty_disk_has_failed (round->disk);
  faulty_disk_fail (round->disk, FAULT_NONE, 0, 1);
  for (int i = 0; i < 2; i++)
    {
      try_act (round, store, 2);
      if (!round->acknowledged[round->n_tried - 1])
        fail_msg ("no act is possible after the fault is over");
    }
}

/* How often each act is there. */
static void
count_acts (Round *round, BsrStore *store, int counts[N_ACTS + 2])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = bsr_store_list_annotations (store, 2, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (store, CASE_ID, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, CASE_ID, &error);
  bsr_test_assert_no_error (error);
  memset (counts, 0, sizeof (int) * (N_ACTS + 2));
  for (int i = 0; i < round->n_tried; i++)
    {
      g_autofree char *text = g_strdup_printf ("act %d", i);
      g_autofree char *name = g_strdup_printf ("act %d.tiff", i);
      for (guint m = 0; m < marks->len; m++)
        counts[i] += g_str_equal (bsr_annotation_text (marks->pdata[m]), text);
      for (guint d = 0; d < decisions->len; d++)
        counts[i] += g_str_equal (((BsrDecision *) decisions->pdata[d])->reason, text);
      for (guint s = 0; s < scans->len; s++)
        counts[i] += g_str_equal (((BsrScan *) scans->pdata[s])->name, name);
    }
}

static void
check_after (Round *round, Tally *tally)
{
  int counts[N_ACTS + 2];
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (round->url, &error); /* checks the file through */
  bsr_test_assert_no_error (error);
  bsr_store_verify_audit (store, NULL, &error);
  bsr_test_assert_no_error (error);
  count_acts (round, store, counts);
  for (int i = 0; i < round->n_tried; i++)
    {
      if (counts[i] > 1 || (round->acknowledged[i] && counts[i] != 1))
        fail_msg ("act %d was %s and is there %d times", i,
                  round->acknowledged[i] ? "acknowledged" : "refused", counts[i]);
      tally->n_acknowledged += round->acknowledged[i];
      tally->n_more += !round->acknowledged[i] && counts[i] == 1;
    }
}

static void
round_start (Round *round, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  *round = (Round){ .random = seed };
  round->folder = bsr_test_folder_new ();
  round->path = g_build_filename (round->folder, "store.db", NULL);
  round->url = g_strconcat ("sqlite:", round->path, NULL);
  g_autofree char *key = g_build_filename (round->folder, "key", NULL);
  round->key = bsr_signing_key_make (key, NULL, &error);
  round->disk = faulty_disk_new ();
}

static void
round_end (Round *round)
{
  faulty_disk_free (round->disk);
  bsr_signing_key_free (round->key);
  bsr_test_folder_remove (round->folder);
  g_free (round->path);
  g_free (round->url);
}

static void
fill (Round *round)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (round->url, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_store_suite_scanned_case (store, round->folder, CASE_ID), 2);
}

static void
play (guint64 seed, FaultKind kind, Tally *tally)
{
  Round round;
  round_start (&round, seed);
  /* One in four meets the fault while the store is being made. */
  gboolean early = bsr_test_random (&round.random) < 0.25;
  if (!early)
    fill (&round);
  faulty_disk_fail (round.disk, kind, draw_place (&round, kind), seed);
  if (early)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrStore) store = bsr_store_open (round.url, &error);
      if (store == NULL)
        assert_said (error);
    }
  else
    act_until_it_fails (&round, kind);

  tally->n_rounds++;
  tally->n_met += round.met || faulty_disk_has_failed (round.disk);
  if (kind == FAULT_POWER && faulty_disk_has_failed (round.disk))
    {
      g_autofree char *shared = g_strconcat (round.path, "-shm", NULL);
      faulty_disk_reboot (round.disk);
      g_unlink (shared); /* memory */
    }
  faulty_disk_fail (round.disk, FAULT_NONE, 0, 1);
  if (early)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrStore) store = bsr_store_open (round.url, &error);
      bsr_test_assert_no_error (error);
      assert_true (bsr_store_verify_audit (store, NULL, &error));
    }
  else
    check_after (&round, tally);
  round_end (&round);
}

static void
acknowledged_acts_survive_a_failing_disk (void **state)
{
  int n_rounds = (int) bsr_test_number ("BASIRA_FAULT_ROUNDS", DEFAULT_ROUNDS);
  guint64 seed = bsr_test_number ("BASIRA_FAULT_SEED", DEFAULT_SEED);
  Tally tallies[N_FAULTS] = { { 0 } };
  for (int i = 0; i < n_rounds; i++)
    {
      FaultKind kind = (FaultKind) (1 + i % (N_FAULTS - 1));
      /* Printed before: where it breaks, the last line says with what. */
      guint64 own = seed * 1000003 + (guint64) i;
      if (g_getenv ("BASIRA_FAULT_VERBOSE") != NULL)
        print_message ("round %d, %s, seed %" G_GUINT64_FORMAT "\n", i, fault_name (kind), own);
      play (own, kind, &tallies[kind]);
    }
  for (int kind = 1; kind < N_FAULTS; kind++)
    print_message ("%-12s %4d rounds, %4d met it; %5d acts acknowledged, all there once; %d kept but "
                   "not acknowledged\n",
                   fault_name ((FaultKind) kind), tallies[kind].n_rounds, tallies[kind].n_met,
                   tallies[kind].n_acknowledged, tallies[kind].n_more);
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
}

/* In a process of its own, so that its limits and mounts end with it. Exits with 0: all well; 1: the
 * reason is on standard error; 77: this machine does not let it be tried. */
static void
in_child (void (*work) (guint64 *random), guint64 *random, const char *what)
{
  int status = -1;
  pid_t child = fork ();
  if (child == 0)
    {
      work (random);
      _exit (0);
    }
  assert_int_equal (waitpid (child, &status, 0), child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    print_message ("%s: this machine does not allow it\n", what);
  else if (status != 0)
    fail_msg ("%s: the child ended with %d", what, status);
}

static void
give_up (const char *why, const GError *error)
{
  g_printerr ("%s: %s\n", why, error != NULL ? error->message : "");
  _exit (1);
}

/* Acts in @folder until there is no room, then frees some and goes on. */
static void
fill_disk (const char *folder, const char *ballast)
{
  gboolean done[N_ACTS * 8] = { FALSE };
  int n = 0, n_refused = 0;
  g_autofree char *url = g_strconcat ("sqlite:", folder, "/store.db", NULL);
  g_autofree char *source = g_dir_make_tmp ("basira-test-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  if (store == NULL)
    give_up ("the store", error);
  bsr_store_suite_scanned_case (store, source, CASE_ID);
  for (; n < (int) G_N_ELEMENTS (done) && n_refused < 3; n++)
    {
      g_autoptr (GError) refusal = NULL;
      done[n] = act (store, source, 2, n, &refusal);
      n_refused += !done[n];
      if (!done[n] && !g_error_matches (refusal, BSR_ERROR, BSR_ERROR_ENVIRONMENT))
        give_up ("an odd answer", refusal);
    }
  if (n_refused == 0)
    give_up ("the disk was never full", NULL);
  unlink (ballast);
  if (!act (store, source, 2, n, &error))
    give_up ("with room again", error);
  g_clear_object (&store);
  store = bsr_store_open (url, &error);
  if (store == NULL || !bsr_store_verify_audit (store, NULL, &error))
    give_up ("afterwards", error);
  g_autoptr (GPtrArray) marks = bsr_store_list_annotations (store, 2, NULL);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (store, CASE_ID, NULL);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, CASE_ID, NULL);
  guint expected = 2; /* the first scan, and the act with room again */
  for (int i = 0; i < n; i++)
    expected += done[i];
  if (marks->len + decisions->len + scans->len != expected)
    give_up ("what is there is not what was acknowledged", NULL);
  bsr_test_folder_remove (g_steal_pointer (&source));
}

/* A file system of its own in memory: for the ballast, a new store, its log while the tables are made, which is as
 * large, and a little more. */
static void
fill_small_disk (guint64 *random)
{
  g_autofree char *options = g_strdup_printf ("size=%dk", 1300 + (int) (bsr_test_random (random) * 300));
  g_autofree char *folder = g_dir_make_tmp ("basira-disk-XXXXXX", NULL);
  g_autofree char *ballast = g_build_filename (folder, "ballast", NULL);
  g_autofree char *filler = g_strnfill (200 * 1024, 'x');
  if (unshare (CLONE_NEWNS) != 0 || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("none", folder, "tmpfs", 0, options) != 0)
    _exit (77);
  if (!g_file_set_contents (ballast, filler, -1, NULL))
    _exit (77);
  fill_disk (folder, ballast);
  umount (folder);
  g_rmdir (folder);
}

static void
disk_that_is_full_is_said_and_lived_with (void **state)
{
  int n_rounds = (int) bsr_test_number ("BASIRA_FAULT_ROUNDS", DEFAULT_ROUNDS) / 20;
  guint64 random = bsr_test_number ("BASIRA_FAULT_SEED", DEFAULT_SEED);
  for (int i = 0; i < n_rounds; i++)
    {
      bsr_test_random (&random);
      in_child (fill_small_disk, &random, "a small disk");
    }
  print_message ("%d rounds on a full disk of its own\n", n_rounds);
}

/* No file may grow past a limit: the scan's copy does not come to be, and nothing of it stays. */
static void
exceed_quota (guint64 *random)
{
  g_autofree char *folder = g_dir_make_tmp ("basira-test-XXXXXX", NULL);
  g_autofree char *url = g_strconcat ("sqlite:", folder, "/store.db", NULL);
  g_autofree char *vault = g_strconcat (folder, "/store.db.vault", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  if (store == NULL)
    give_up ("the store", error);
  bsr_store_suite_scanned_case (store, folder, CASE_ID);
  g_autoptr (BsrScan) scan = bsr_store_suite_scan (folder, "second.tiff", 7, TRUE);
  struct rlimit before, small;
  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = (rlim_t) (bsr_test_random (random) * 200);
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  gint64 id = bsr_store_add_scan (store, ACTOR, CASE_ID, scan, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  if (id != 0 || !g_error_matches (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT))
    give_up ("over the quota", error);
  g_clear_error (&error);
  if (!bsr_store_verify_audit (store, NULL, &error))
    give_up ("afterwards", error);
  if (bsr_store_add_scan (store, ACTOR, CASE_ID, scan, &error) == 0
      || !bsr_store_verify_audit (store, NULL, &error))
    give_up ("with room again", error);
  g_clear_object (&store);
  bsr_test_folder_remove (g_steal_pointer (&folder));
}

static void
vault_over_its_quota_keeps_nothing_half (void **state)
{
  int n_rounds = (int) bsr_test_number ("BASIRA_FAULT_ROUNDS", DEFAULT_ROUNDS) / 20;
  guint64 random = bsr_test_number ("BASIRA_FAULT_SEED", DEFAULT_SEED);
  for (int i = 0; i < n_rounds; i++)
    {
      bsr_test_random (&random);
      in_child (exceed_quota, &random, "a quota");
    }
  print_message ("%d rounds over a quota\n", n_rounds);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (acknowledged_acts_survive_a_failing_disk),
    cmocka_unit_test (disk_that_is_full_is_said_and_lived_with),
    cmocka_unit_test (vault_over_its_quota_keeps_nothing_half),
  };
  return cmocka_run_group_tests_name ("SQLite faults", tests, NULL, NULL);
}
