#include "bsr-store-fixture.h"

#include "bsr-similar-cases.h"

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  g_autofree char *url = g_strdup_printf ("sqlite:%s/store.db", fixture->folder);
  fixture->store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  const float fills[] = { 0.25f, 0.75f, 0.5f };
  for (int i = 0; i < (int) G_N_ELEMENTS (fills); i++)
    {
      g_autofree char *id = g_strdup_printf ("T-%d", i + 1);
      bsr_store_suite_contribute (fixture->store, fixture->folder, id, fills[i]);
    }
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  g_object_unref (fixture->store);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture);
  return 0;
}

static BsrLibrarySnapshot *
snapshot_of (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BsrLibrary *library = bsr_store_list_contributions (fixture->store, &error);
  bsr_test_assert_no_error (error);
  return bsr_library_snapshot_new (library);
}

/* @expected: ids of cases, NULL for none, in their order; @n of them. */
static void
assert_cases (GPtrArray *cases, const char *const *expected, int n)
{
  assert_int_equal (cases->len, n);
  for (int i = 0; i < n; i++)
    {
      const BsrSimilarCase *similar = cases->pdata[i];
      assert_true (i == 0 || similar->distance
                                 >= ((BsrSimilarCase *) cases->pdata[i - 1])->distance);
      if (expected[i] == NULL)
        assert_null (similar->contribution);
      else
        assert_string_equal (similar->contribution->case_id, expected[i]);
    }
}

static void
nearest_come_first_with_their_cases (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrLibrarySnapshot) snapshot = snapshot_of (fixture);
  BsrLoadDescriptor descriptor = bsr_store_suite_descriptor (0.7f);
  g_autoptr (GPtrArray) all
      = bsr_similar_cases_find (fixture->store, snapshot, &descriptor, NULL, 12, &error);
  assert_cases (all, (const char *const[]){ "T-2", "T-3", "T-1" }, 3);
  g_autoptr (GPtrArray) one
      = bsr_similar_cases_find (fixture->store, snapshot, &descriptor, NULL, 1, &error);
  assert_cases (one, (const char *const[]){ "T-2" }, 1);

  /* The open scan itself is none of them. */
  const char *own = ((BsrSimilarCase *) all->pdata[0])->entry->scan;
  g_autoptr (GPtrArray) others
      = bsr_similar_cases_find (fixture->store, snapshot, &descriptor, own, 12, &error);
  bsr_test_assert_no_error (error);
  assert_cases (others, (const char *const[]){ "T-3", "T-1" }, 2);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Of the snapshot, whatever has become of the library meanwhile. */
static void
a_withdrawn_load_has_no_case (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BsrLibrarySnapshot) snapshot = snapshot_of (fixture);
  assert_true (fixture_record (fixture, "T-3", BSR_OUTCOME_MISDECLARED, &error));
  BsrLoadDescriptor descriptor = bsr_store_suite_descriptor (0.7f);
  bsr_similar_cases_find_async (fixture->store, snapshot, &descriptor, NULL, 12, NULL,
                                keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (GPtrArray) cases = bsr_similar_cases_find_finish (result, &error);
  bsr_test_assert_no_error (error);
  assert_cases (cases, (const char *const[]){ "T-2", NULL, "T-1" }, 3);
}

#define TEST(function) cmocka_unit_test_setup_teardown (function, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TEST (nearest_come_first_with_their_cases),
    TEST (a_withdrawn_load_has_no_case),
  };
  return cmocka_run_group_tests_name ("similar-cases", tests, NULL, NULL);
}
