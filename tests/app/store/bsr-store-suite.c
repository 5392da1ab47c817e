#include "bsr-store-suite.h"

#include "bsr-store-fixture.h"

static const BsrPoint corners[] = { { 1.0, 2.5 } };

/* One of several writers. */
typedef struct
{
  Fixture *fixture;
  const char *case_id;
  gint64 scan;
  int n_acts;
} Writer;

static gpointer
write_acts (gpointer data)
{
  Writer *writer = data;
  for (int i = 0; i < writer->n_acts; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %d", writer->case_id, i);
      g_autoptr (BsrAnnotation) a
          = bsr_annotation_new (NULL, BSR_SHAPE_TEXT, BSR_CATEGORY_NOTE, corners, 1, text);
      g_autoptr (GError) error = NULL;
      if (!bsr_store_put_annotation (writer->fixture->store, ACTOR, writer->scan, a, &error))
        return g_strdup (error->message);
      g_autoptr (GPtrArray) list
          = bsr_store_list_annotations (writer->fixture->store, writer->scan, &error);
      if (list == NULL || list->len != (guint) i + 1)
        return g_strdup ("the list does not grow");
    }
  return NULL;
}

static void
threads_may_write_at_once (void **state)
{
  Fixture *fixture = *state;
  const char *ids[] = { "T-1", "T-2", "T-3" };
  Writer writers[G_N_ELEMENTS (ids)];
  GThread *threads[G_N_ELEMENTS (ids)];
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    writers[i]
        = (Writer){ fixture, ids[i],
                    bsr_store_suite_scanned_case (fixture->store, fixture->folder, ids[i]), 25 };
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    threads[i] = g_thread_new ("writer", write_acts, &writers[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *problem = g_thread_join (threads[i]);
      if (problem != NULL)
        fail_msg ("%s: %s", ids[i], problem);
    }
  assert_int_equal (fixture_entries (fixture), 3 * (2 + 25));
}

/* Two handles on one store: two programs, as far as the store can tell. */
static void
two_stores_on_one_place_see_each_other (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) other = fixture->factory (fixture->folder, &error);
  bsr_test_assert_no_error (error);
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (bsr_store_decide (other, ACTOR, "T-1", BSR_DECISION_EXAMINE, "dense", &error));
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_TO_BE_EXAMINED);
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error));
  assert_false (bsr_store_decide (other, ACTOR, "T-1", BSR_DECISION_RELEASE, "late", &error));
  assert_int_equal (fixture_entries (fixture), 4);
}

/* Adds tests of one part, each with a store of its own. */
static void
add_part (GArray *all, const struct CMUnitTest *tests, gsize n, BsrStoreFactory *factory)
{
  for (gsize i = 0; i < n; i++)
    {
      struct CMUnitTest test = tests[i];
      test.setup_func = fixture_set_up;
      test.teardown_func = fixture_tear_down;
      test.initial_state = factory;
      g_array_append_val (all, test);
    }
}

int
bsr_store_suite_run (const char *name, BsrStoreFactory factory)
{
  const struct CMUnitTest writers[] = {
    cmocka_unit_test (threads_may_write_at_once),
    cmocka_unit_test (two_stores_on_one_place_see_each_other),
  };
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (struct CMUnitTest));
  add_part (all, store_suite_case_tests, store_suite_n_case_tests, &factory);
  add_part (all, store_suite_work_tests, store_suite_n_work_tests, &factory);
  add_part (all, store_suite_alike_tests, store_suite_n_alike_tests, &factory);
  add_part (all, store_suite_arrival_tests, store_suite_n_arrival_tests, &factory);
  add_part (all, store_suite_report_tests, store_suite_n_report_tests, &factory);
  add_part (all, store_suite_library_tests, store_suite_n_library_tests, &factory);
  add_part (all, store_suite_job_tests, store_suite_n_job_tests, &factory);
  add_part (all, store_suite_claim_tests, store_suite_n_claim_tests, &factory);
  add_part (all, store_suite_version_tests, store_suite_n_version_tests, &factory);
  add_part (all, store_suite_find_tests, store_suite_n_find_tests, &factory);
  add_part (all, store_suite_view_tests, store_suite_n_view_tests, &factory);
  add_part (all, store_suite_watch_tests, store_suite_n_watch_tests, &factory);
  add_part (all, store_suite_log_tests, store_suite_n_log_tests, &factory);
  add_part (all, store_suite_model_tests, store_suite_n_model_tests, &factory);
  add_part (all, store_suite_access_tests, store_suite_n_access_tests, &factory);
  add_part (all, store_suite_right_tests, store_suite_n_right_tests, &factory);
  add_part (all, store_suite_personal_tests, store_suite_n_personal_tests, &factory);
  add_part (all, writers, G_N_ELEMENTS (writers), &factory);
  return _cmocka_run_group_tests (name, (const struct CMUnitTest *) (void *) all->data, all->len,
                                  NULL, NULL);
}
