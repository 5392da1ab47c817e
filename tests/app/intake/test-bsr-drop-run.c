#include "bsr-drop-fixture.h"

#include <string.h>

#include "bsr-drop-folder.h"
#include "bsr-error.h"

/* The longest that anything is waited for here, s. */
#define PATIENCE_S 60

static BsrDropHabits
quick (void)
{
  BsrDropHabits habits = bsr_drop_habits_default ();
  habits.settle_s = 0;
  habits.grace_s = 0;
  habits.first_wait_s = 0;
  habits.look_s = PATIENCE_S; /* so that only what the system tells can wake it */
  return habits;
}

typedef struct
{
  GMainLoop *loop;
  int event;
  char *words;
} Heard;

static void
told_cb (BsrDropFolder *folder, int event, const char *name, const char *words, gpointer data)
{
  Heard *heard = data;
  heard->event = event;
  g_free (heard->words);
  heard->words = g_strdup (words);
  g_main_loop_quit (heard->loop);
}

static gboolean
give_up_cb (gpointer data)
{
  fail_msg ("nothing was told in %d s", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

static void
await (Heard *heard)
{
  guint source = g_timeout_add_seconds (PATIENCE_S, give_up_cb, NULL);
  g_main_loop_run (heard->loop);
  g_source_remove (source);
}

static void
folder_is_watched_while_the_object_lives (void **state)
{
  Drop *drop = *state;
  const BsrDropHabits habits = quick ();
  Heard heard = { .loop = g_main_loop_new (NULL, FALSE), .event = -1 };
  drop_list_case (drop, "T-1", BOX, 1);
  drop_scan (drop, "a.tiff", 1);
  BsrDropFolder *folder = bsr_drop_folder_new (drop->store, ACTOR, drop->drop, &habits);
  assert_string_equal (bsr_drop_folder_path (folder), drop->drop);
  g_signal_connect (folder, "told", G_CALLBACK (told_cb), &heard);
  await (&heard);
  assert_int_equal (heard.event, BSR_DROP_WAITING);
  assert_non_null (strstr (heard.words, "no container number"));
  drop_scan (drop, BOX ".tiff", 2); /* now only a change of the folder can tell */
  await (&heard);
  assert_int_equal (heard.event, BSR_DROP_LINKED);
  assert_string_equal (heard.words, "linked to case T-1");
  g_object_unref (folder);
  g_free (heard.words);
  g_main_loop_unref (heard.loop);
}

typedef struct
{
  char *url, *drop;
  int n_taken;
} Station;

static void
count_cb (BsrDropEvent event, const char *name, const char *words, gpointer data)
{
  ((Station *) data)->n_taken += event == BSR_DROP_LINKED || event == BSR_DROP_WAITING;
}

static gpointer
run_station (gpointer data)
{
  Station *station = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (station->url, &error);
  BsrDropHabits habits = quick ();
  habits.once = TRUE;
  const BsrDropTaker taker = { store, ACTOR, count_cb, station, NULL };
  return GINT_TO_POINTER (store != NULL && bsr_drop_run (station->drop, &taker, &habits, &error));
}

/* Two stations watch the same folder. */
static void
each_scan_is_taken_once_by_two (void **state)
{
  Drop *drop = *state;
  const int n_scans = 40;
  g_autofree char *url = g_strconcat ("sqlite:", drop->folder, "/store.db", NULL);
  Station stations[2] = { { url, drop->drop, 0 }, { url, drop->drop, 0 } };
  drop_list_case (drop, "T-1", BOX, 1);
  for (int i = 0; i < n_scans; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s_%d.png", i % 2 == 0 ? BOX : "lane", i);
      g_autofree char *low = g_strdup_printf ("%s_%d.low.png", i % 2 == 0 ? BOX : "lane", i);
      drop_scan (drop, name, i);
      drop_scan (drop, low, 1000 + i);
    }
  GThread *one = g_thread_new ("one", run_station, &stations[0]);
  GThread *two = g_thread_new ("two", run_station, &stations[1]);
  assert_true (GPOINTER_TO_INT (g_thread_join (one)) && GPOINTER_TO_INT (g_thread_join (two)));
  drop_assert_empty (drop);
  assert_false (drop_has (drop, "refused"));
  assert_int_equal (stations[0].n_taken + stations[1].n_taken, n_scans);
  assert_int_equal (drop_n_scans (drop, "T-1"), n_scans / 2);
  assert_int_equal (drop_n_waiting (drop), n_scans / 2);
  drop_entries (drop);
}

static void
what_is_no_folder_is_said (void **state)
{
  Drop *drop = *state;
  g_autoptr (GError) error = NULL;
  const BsrDropTaker taker = { drop->store, ACTOR, NULL, NULL, NULL };
  const BsrDropHabits habits = quick ();
  assert_false (bsr_drop_run ("/nonexistent/folder", &taker, &habits, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "is not a folder");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (folder_is_watched_while_the_object_lives, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (each_scan_is_taken_once_by_two, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (what_is_no_folder_is_said, drop_set_up, drop_tear_down),
  };
  return cmocka_run_group_tests_name ("drop run", tests, NULL, NULL);
}
