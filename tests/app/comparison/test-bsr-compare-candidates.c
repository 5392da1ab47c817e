#include "bsr-store-fixture.h"

#include <stdio.h>

#include "bsr-compare-candidates.h"

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  g_autofree char *url = g_strdup_printf ("sqlite:%s/store.db", fixture->folder);
  fixture->store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
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

/* A scanned case; @hs: (nullable): declared empty where NULL. */
static BsrCase *
put (Fixture *fixture, const char *id, const char *container, const char *bill, const char *hs)
{
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, id);
  BsrCase *flagged = bsr_case_new (id, container);
  flagged->bill_of_lading = g_strdup (bill);
  flagged->size_type = g_strdup ("22G1");
  flagged->empty = hs == NULL;
  if (hs != NULL)
    bsr_case_add_item (flagged, hs);
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  bsr_test_assert_no_error (error);
  return flagged;
}

static void
examine (Fixture *fixture, const char *id, BsrOutcomeResult result)
{
  g_autoptr (GError) error = NULL;
  assert_true (fixture_decide (fixture, id, BSR_DECISION_EXAMINE, &error));
  assert_true (fixture_record (fixture, id, result, &error));
  bsr_test_assert_no_error (error);
}

static void
add_scan (Fixture *fixture, const char *id, int seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = bsr_store_suite_scan (fixture->folder, "again.tiff", seed, TRUE);
  assert_true (bsr_store_add_scan (fixture->store, ACTOR, id, scan, &error) > 0);
}

/* "kind case own outcome confirmed" of each, a line each. */
static char *
find (Fixture *fixture, BsrCase *flagged, const char *asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, flagged->id, &error);
  g_autoptr (GPtrArray) found = bsr_compare_candidates_find (
      fixture->store, flagged, scans->pdata[scans->len - 1], asked, &error);
  bsr_test_assert_no_error (error);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    {
      const BsrCompareCandidate *each = found->pdata[i];
      g_string_append_printf (text, "%d %s %d %d %d\n", each->kind,
                              each->scan != NULL ? each->flagged->id : "-", each->is_own,
                              each->has_outcome ? (int) each->result : -1, each->is_confirmed);
    }
  return g_string_free (text, FALSE);
}

static void
a_box_alone_can_be_held_against_a_simulated_one (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrCase) flagged = put (fixture, "T-1", "CSQU3054383", NULL, "080390");
  g_autofree char *found = find (fixture, flagged, NULL);
  assert_string_equal (found, "5 - 0 -1 0\n");
}

static void
each_kind_is_offered_with_how_it_ended (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrCase) same = put (fixture, "SAME", "CSQU3054383", "B-9", "610910");
  g_autoptr (BsrCase) sister = put (fixture, "SISTER", "TGHU3041356", "B-1", "080390");
  g_autoptr (BsrCase) like = put (fixture, "LIKE", "TGHU3041490", "B-2", "080310");
  g_autoptr (BsrCase) empty = put (fixture, "EMPTY", "TGHU3041490", "B-3", NULL);
  g_autoptr (BsrCase) other = put (fixture, "OTHER", "TGHU3041490", "B-4", "610910");
  g_autoptr (BsrCase) flagged = put (fixture, "OWN", "CSQU3054383", "B-1", "080390");
  add_scan (fixture, "OWN", 77);
  examine (fixture, "SAME", BSR_OUTCOME_PROHIBITED);
  examine (fixture, "LIKE", BSR_OUTCOME_CONFORMING);
  examine (fixture, "EMPTY", BSR_OUTCOME_CONFORMING);
  g_autofree char *found = find (fixture, flagged, NULL);
  assert_string_equal (found, "1 OWN 1 -1 0\n"
                              "1 SAME 0 2 0\n"
                              "2 SISTER 0 -1 0\n"
                              "3 LIKE 0 0 0\n"
                              "4 EMPTY 0 0 0\n"
                              "5 - 0 -1 0\n");
}

static void
what_was_asked_for_comes_first_and_once (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrCase) sister = put (fixture, "SISTER", "TGHU3041356", "B-1", "080390");
  g_autoptr (BsrCase) flagged = put (fixture, "OWN", "CSQU3054383", "B-1", "080390");
  g_autofree char *found = find (fixture, flagged, "SISTER");
  assert_string_equal (found, "0 SISTER 0 -1 0\n5 - 0 -1 0\n");

  g_autoptr (GError) error = NULL;
  BsrScan own = { .id = 1 };
  assert_null (bsr_compare_candidates_find (fixture->store, flagged, &own, "NOWHERE", &error));
  assert_non_null (error);
}

static void
confirmed_references_come_before_others (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_contribute (fixture->store, fixture->folder, "CONFIRMED", 0.5f);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) confirmed = bsr_store_get_case (fixture->store, "CONFIRMED", &error);
  g_autofree char *heading = bsr_case_heading (confirmed);
  assert_non_null (heading);
  g_autofree char *hs = g_strconcat (heading, "90", NULL);
  g_autoptr (BsrCase) flagged = put (fixture, "OWN", "CSQU3054383", NULL, hs);
  g_autofree char *found = find (fixture, flagged, NULL);
  int kind, own, result, is_confirmed;
  char id[32];
  assert_int_equal (sscanf (found, "%d %31s %d %d %d", &kind, id, &own, &result, &is_confirmed), 5);
  assert_string_equal (id, "CONFIRMED");
  assert_true (is_confirmed);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (a_box_alone_can_be_held_against_a_simulated_one, set_up, tear_down),
    cmocka_unit_test_setup_teardown (each_kind_is_offered_with_how_it_ended, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_was_asked_for_comes_first_and_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown (confirmed_references_come_before_others, set_up, tear_down),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
