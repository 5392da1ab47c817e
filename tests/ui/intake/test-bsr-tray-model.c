#include "bsr-ui-test.h"

#include "bsr-tray-model.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrTrayModel *waiting, *aside;
  char *done, *refused;
} Desk;

typedef struct
{
  Desk *desk;
  guint waiting, aside;
} Wanted;

static guint
n_of (BsrTrayModel *model)
{
  return bsr_tray_model_loaded (model) ? g_list_model_get_n_items (bsr_tray_model_items (model))
                                       : G_MAXUINT;
}

static gboolean
are_there (gpointer data)
{
  const Wanted *wanted = data;
  return n_of (wanted->desk->waiting) == wanted->waiting && n_of (wanted->desk->aside) == wanted->aside;
}

static void
wait_for (Desk *desk, guint waiting, guint aside)
{
  bsr_ui_test_wait (are_there, &(Wanted){ desk, waiting, aside });
}

static void
done_cb (Desk *desk, const char *sentence)
{
  g_free (desk->done);
  desk->done = g_strdup (sentence);
}

static void
refused_cb (Desk *desk, const char *sentence)
{
  g_free (desk->refused);
  desk->refused = g_strdup (sentence);
}

static gboolean
is_refused (gpointer desk)
{
  return ((Desk *) desk)->refused != NULL;
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "A", FALSE);
  bsr_ui_test_put_case (desk->store, desk->folder, "B", FALSE);
  desk->waiting = bsr_tray_model_new (desk->store, "officer 7", "lane 2", BSR_ARRIVAL_WAITING);
  desk->aside = bsr_tray_model_new (desk->store, "officer 7", "lane 2", BSR_ARRIVAL_SET_ASIDE);
  BsrTrayModel *models[] = { desk->waiting, desk->aside };
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_signal_connect_swapped (models[i], "done", G_CALLBACK (done_cb), desk);
      g_signal_connect_swapped (models[i], "refused", G_CALLBACK (refused_cb), desk);
    }
  wait_for (desk, 0, 0);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_tray_model_close (desk->waiting);
  bsr_tray_model_close (desk->aside);
  bsr_ui_test_settle ();
  g_object_unref (desk->waiting);
  g_object_unref (desk->aside);
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk->done);
  g_free (desk->refused);
  g_free (desk);
  return 0;
}

static gint64
take (Desk *desk, const char *id)
{
  return bsr_ui_test_take_arrival (desk->store, desk->folder, id, "CSQU3054384", "no such case");
}

static void
what_comes_is_seen_and_linked (void **state)
{
  Desk *desk = *state;
  const char *ids[] = { "A", "B", NULL };
  gint64 first = take (desk, "one");
  wait_for (desk, 1, 0);
  take (desk, "two");
  wait_for (desk, 2, 0);
  bsr_tray_model_link (desk->waiting, first, ids);
  wait_for (desk, 1, 0);
  bsr_ui_test_settle ();
  assert_string_equal (desk->done, "The scan is now with A, B.");
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (desk->store, "B", NULL);
  assert_int_equal (scans->len, 1);
}

static void
what_is_set_aside_is_taken_back (void **state)
{
  Desk *desk = *state;
  gint64 id = take (desk, "one");
  wait_for (desk, 1, 0);
  bsr_tray_model_set_aside (desk->waiting, id, "a truck of the port");
  wait_for (desk, 0, 1);
  g_autoptr (BsrArrivalItem) item = g_list_model_get_item (bsr_tray_model_items (desk->aside), 0);
  assert_string_equal (bsr_arrival_item_arrival (item)->reason, "a truck of the port");
  bsr_tray_model_take_back (desk->aside, id, "it was a container");
  wait_for (desk, 1, 0);
}

/* Another station links it to another case first. */
static void
who_comes_second_is_told (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  const char *a[] = { "A", NULL }, *b[] = { "B", NULL };
  const BsrActor other = { "officer 9", "lane 1" };
  gint64 id = take (desk, "one");
  wait_for (desk, 1, 0);
  assert_true (bsr_store_link_arrival (desk->store, &other, id, a, &error));
  bsr_tray_model_link (desk->waiting, id, b);
  bsr_ui_test_wait (is_refused, desk);
  assert_true (g_str_has_prefix (desk->refused, "Somebody was quicker: "));
  wait_for (desk, 0, 0);
}

/* So that a view keeps its place. */
static void
items_stay_when_the_list_is_read_again (void **state)
{
  Desk *desk = *state;
  take (desk, "one");
  wait_for (desk, 1, 0);
  g_autoptr (BsrArrivalItem) before = g_list_model_get_item (bsr_tray_model_items (desk->waiting), 0);
  take (desk, "two");
  wait_for (desk, 2, 0);
  g_autoptr (BsrArrivalItem) after = g_list_model_get_item (bsr_tray_model_items (desk->waiting), 1);
  assert_ptr_equal (before, after);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (what_comes_is_seen_and_linked, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_is_set_aside_is_taken_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (who_comes_second_is_told, set_up, tear_down),
    cmocka_unit_test_setup_teardown (items_stay_when_the_list_is_read_again, set_up, tear_down),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
