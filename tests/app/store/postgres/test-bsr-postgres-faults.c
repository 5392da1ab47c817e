#include "bsr-postgres-server.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-cutting-proxy.h"
#include "bsr-store-suite.h"
#include "bsr-test.h"

/* The server is killed, or the connection to it cut, at a random moment while acts go on. After
 * each time the log must be whole, each act that was acknowledged there once, and each that failed,
 * but for those of which the store itself says that it does not know, not there. The first argument
 * says how many rounds, the second the seed, the third which tests ("killed*", "cut*"). */

#define DEFAULT_ROUNDS 6
#define DEFAULT_SEED 20240501
#define ACTOR (&bsr_store_suite_actor)
#define CASE_ID "T-1"
/* The server is killed so long after the round's first act, microseconds: an act takes some 5-20
 * ms. */
#define LATEST_KILL_US 60000
/* Acts of a round that the server is killed in. */
#define N_ACTS 6
/* A connection is cut after up to so many bytes: to make it takes some 2,000, and an act some
 * 4,000. */
#define MOST_BYTES 16000
/* A store is left for a new one after so many rounds, so that to look through it does not take ever
 * longer. */
#define ROUNDS_PER_STORE 25

typedef struct
{
  Server *server;
  char *folder, *database;
  BsrStore *store, *direct; /* through the proxy, if there is one, and not */
  Proxy *proxy;
  guint64 random;
  GPtrArray *kept, *lost; /* reasons of decisions: acknowledged, and failed */
  int n_databases, n_unknown, n_kept, n_failed;
} Trial;

typedef struct
{
  int rounds;
  guint64 seed;
} Wish;

static void
open_trial (Trial *trial)
{
  g_autoptr (GError) error = NULL;
  trial->database = g_strdup_printf ("trial%d", trial->n_databases++);
  server_make_database (trial->server, trial->database);
  g_autofree char *url = server_url (trial->server, trial->database, "basira");
  trial->direct = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  bsr_store_suite_scanned_case (trial->direct, trial->folder, CASE_ID);
  trial->kept = g_ptr_array_new_with_free_func (g_free);
  trial->lost = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *host = g_uri_escape_string (trial->folder, NULL, FALSE);
  g_autofree char *cut = g_strdup_printf ("postgresql://basira@%s/%s", host, trial->database);
  trial->store = trial->proxy == NULL ? g_object_ref (trial->direct) : NULL;
  while (trial->store == NULL) /* the proxy may cut this, too */
    {
      trial->store = bsr_store_open (cut, NULL);
    }
}

static void
close_trial (Trial *trial)
{
  g_clear_object (&trial->store);
  g_clear_object (&trial->direct);
  g_clear_pointer (&trial->kept, g_ptr_array_unref);
  g_clear_pointer (&trial->lost, g_ptr_array_unref);
  if (trial->database == NULL)
    return;
  /* A server that was killed reads all that it has when it starts. */
  g_autofree char *script = g_strdup_printf ("DROP DATABASE %s WITH (FORCE)", trial->database);
  g_free (server_run (trial->server, "postgres", "basira", script));
  g_clear_pointer (&trial->database, g_free);
}

/* One act, told apart by its reason. */
static void
act (Trial *trial)
{
  g_autoptr (GError) error = NULL;
  char *reason = g_strdup_printf ("act %d", trial->n_kept + trial->n_failed + trial->n_unknown);
  if (bsr_store_decide (trial->store, ACTOR, CASE_ID, BSR_DECISION_SECOND_OPINION, reason, &error))
    {
      g_ptr_array_add (trial->kept, reason);
      trial->n_kept++;
      return;
    }
  if (strstr (error->message, "look whether this was kept") != NULL)
    {
      trial->n_unknown++;
      g_free (reason);
      return;
    }
  print_message ("%s: %s\n", reason, error->message);
  g_ptr_array_add (trial->lost, reason);
  trial->n_failed++;
}

static void
check (Trial *trial, int round)
{
  g_autoptr (GError) error = NULL;
  gint64 n_entries = 0;
  if (!bsr_store_verify_audit (trial->direct, &n_entries, &error))
    fail_msg ("round %d: %s", round, error->message);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (trial->direct, CASE_ID, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < decisions->len; i++)
    if (!g_hash_table_add (found, ((BsrDecision *) decisions->pdata[i])->reason))
      fail_msg ("round %d: %s is there twice", round,
                ((BsrDecision *) decisions->pdata[i])->reason);
  for (guint i = 0; i < trial->kept->len; i++)
    if (!g_hash_table_contains (found, trial->kept->pdata[i]))
      fail_msg ("round %d: %s was acknowledged and is not there", round,
                (char *) trial->kept->pdata[i]);
  for (guint i = 0; i < trial->lost->len; i++)
    if (g_hash_table_contains (found, trial->lost->pdata[i]))
      fail_msg ("round %d: %s failed and is there", round, (char *) trial->lost->pdata[i]);
  assert_int_equal (n_entries, 2 + decisions->len);
}

static gpointer
act_cb (gpointer trial)
{
  for (int i = 0; i < N_ACTS; i++)
    act (trial);
  return NULL;
}

static void
kill_round (Trial *trial)
{
  GThread *acting = g_thread_new ("acting", act_cb, trial);
  g_usleep ((gulong) (bsr_test_random (&trial->random) * LATEST_KILL_US));
  server_kill (trial->server);
  server_start (trial->server);
  g_thread_join (acting);
}

static void
cut_round (Trial *trial)
{
  int n = proxy_n_cuts (trial->proxy);
  while (proxy_n_cuts (trial->proxy) == n)
    act (trial);
}

static void
run_rounds (Trial *trial, const Wish *wish, const char *what, void (*round) (Trial *))
{
  for (int i = 0; i < wish->rounds; i++)
    {
      if (i % ROUNDS_PER_STORE == 0)
        {
          if (i > 0)
            print_message ("%s: %d rounds\n", what, i);
          close_trial (trial);
          open_trial (trial);
        }
      round (trial);
      check (trial, i);
    }
  close_trial (trial);
  print_message ("%s: %d rounds, seed %" G_GUINT64_FORMAT
                 ": %d acts kept, %d failed, %d not known\n",
                 what, wish->rounds, wish->seed, trial->n_kept, trial->n_failed, trial->n_unknown);
}

static Trial *
trial_new (const Wish *wish, gboolean durable)
{
  Trial *trial = g_new0 (Trial, 1);
  trial->server = server_new (durable);
  trial->folder = bsr_test_folder_new ();
  trial->random = wish->seed;
  return trial;
}

static void
trial_free (Trial *trial)
{
  server_free (trial->server);
  bsr_test_folder_remove (trial->folder);
  g_free (trial->database);
  g_free (trial);
}

static void
killed_server_loses_and_doubles_nothing (void **state)
{
  Trial *trial = trial_new (*state, TRUE);
  run_rounds (trial, *state, "server killed", kill_round);
  assert_int_equal (trial->n_unknown, 0);
  trial_free (trial);
}

static void
cut_connection_loses_and_doubles_nothing (void **state)
{
  Trial *trial = trial_new (*state, FALSE);
  trial->proxy = proxy_new (trial->folder, server_folder (trial->server), MOST_BYTES,
                            ((Wish *) *state)->seed);
  run_rounds (trial, *state, "connection cut", cut_round);
  proxy_free (trial->proxy);
  trial_free (trial);
}

int
main (int argc, char **argv)
{
  Wish wish = { argc > 1 ? atoi (argv[1]) : DEFAULT_ROUNDS,
                argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : DEFAULT_SEED };
  g_autofree char *cache = bsr_test_folder_new ();
  if (argc > 3)
    cmocka_set_test_filter (argv[3]);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_prestate (killed_server_loses_and_doubles_nothing, &wish),
    cmocka_unit_test_prestate (cut_connection_loses_and_doubles_nothing, &wish),
  };
  int n_failed = cmocka_run_group_tests_name ("faults of PostgreSQL", tests, NULL, NULL);
  bsr_test_folder_remove (g_steal_pointer (&cache));
  return n_failed;
}
