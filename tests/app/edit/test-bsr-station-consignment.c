#include "bsr-store-fixture.h"

#include "bsr-station-consignment.h"

#define BILL "EXB000001"

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

/* (transfer full): of a load of @kg that fills 0.8 of the height. */
static char *
document (int kg)
{
  return g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\", \"sha256\": \"%064d\","
      " \"width\": 8, \"height\": 4, \"planes\": 1}, \"anomalies\": [], \"load\": {"
      "\"mass_kg\": %d, \"mass_kg_low\": %d, \"mass_kg_high\": %d, \"descriptor\":"
      " {\"version\": %d, \"measures\": {\"%s\": 0.8}}}, \"engine\": {\"version\": \"1\","
      " \"elapsed_ms\": 1}}",
      0, kg, kg - kg / 20, kg + kg / 20, BSR_LOAD_DESCRIPTOR_VERSION,
      bsr_load_measure_names[BSR_LOAD_MEASURE_FILL_HEIGHT]);
}

static BsrCase *
case_of (const char *id, const char *container, const char *bill, const char *hs)
{
  BsrCase *flagged = bsr_case_new (id, container);
  flagged->bill_of_lading = g_strdup (bill);
  bsr_case_add_item (flagged, hs);
  return flagged;
}

/* A box of the store; its analysis is @json. */
static void
put_box (Fixture *fixture, BsrCase *flagged, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) owned = flagged;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, flagged->id);
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan, json, &error));
  bsr_test_assert_no_error (error);
}

static void
put (Fixture *fixture, const char *id, const char *container, const char *bill, const char *hs,
     int kg)
{
  g_autofree char *json = document (kg);
  put_box (fixture, case_of (id, container, bill, hs), json);
}

static BsrOddBox *
find_odd (Fixture *fixture, BsrCase *flagged, int kg)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = document (kg);
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_from_json (json, -1, &error);
  BsrOddBox *odd
      = bsr_station_consignment_find_odd (fixture->store, flagged, analysis, &error);
  bsr_test_assert_no_error (error);
  return odd;
}

static void
the_odd_box_is_named (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrCase) own = case_of ("1", "CSQU3054383", BILL, "080390");
  put (fixture, "1", "CSQU3054383", BILL, "080390", 18000);
  put (fixture, "2", "CSQU3054384", BILL, "080310", 18100);
  g_autoptr (BsrOddBox) too_few = find_odd (fixture, own, 26000);
  assert_null (too_few);
  put (fixture, "3", "CSQU3054385", BILL, "0803", 18300);
  g_autoptr (BsrOddBox) alike = find_odd (fixture, own, 18200);
  assert_null (alike);

  /* As it was analysed just now, not as the store has it. */
  g_autoptr (BsrOddBox) itself = find_odd (fixture, own, 26000);
  assert_string_equal (itself->container, "CSQU3054383");
  assert_true (itself->is_own);
  assert_int_equal (itself->measure, BSR_CONSIGNMENT_MASS);
  bsr_test_assert_close (itself->value, 26000.0, 0.0);
  bsr_test_assert_close (itself->median, 18200.0, 0.0);
  assert_int_equal (itself->n_boxes, 3);

  put (fixture, "4", "CSQU3054386", BILL, "0803", 9000);
  g_autoptr (BsrOddBox) another = find_odd (fixture, own, 18200);
  assert_string_equal (another->container, "CSQU3054386");
  assert_false (another->is_own);
}

/* Of another bill, of other goods, the same box again, and what cannot be read. */
static void
only_boxes_of_the_consignment_count (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrCase) own = case_of ("1", "CSQU3054383", BILL, "0803");
  put (fixture, "2", "CSQU3054384", BILL, "0803", 18000);
  put (fixture, "3", "CSQU3054385", "EXB000002", "0803", 18000);
  put (fixture, "4", "CSQU3054386", BILL, "0805", 18000);
  put (fixture, "5", "CSQU3054384", BILL, "0803", 18000);
  put (fixture, "6", "CSQU3054383", BILL, "0803", 18000);
  put_box (fixture, case_of ("7", "CSQU3054387", BILL, "0803"),
           "{\"format\": \"basira-analysis/1\", \"anomalies\": []}");
  g_autoptr (BsrOddBox) too_few = find_odd (fixture, own, 26000);
  assert_null (too_few);
  put (fixture, "8", "CSQU3054388", BILL, "0803", 18000);
  g_autoptr (BsrOddBox) odd = find_odd (fixture, own, 26000);
  assert_int_equal (odd->n_boxes, 3);

  g_autoptr (BsrCase) loose = case_of ("1", "CSQU3054383", NULL, "0803");
  g_autoptr (BsrCase) vague = case_of ("1", "CSQU3054383", BILL, "08");
  g_autoptr (BsrOddBox) no_bill = find_odd (fixture, loose, 26000);
  g_autoptr (BsrOddBox) no_heading = find_odd (fixture, vague, 26000);
  assert_true (no_bill == NULL && no_heading == NULL);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
nothing_is_found_without_an_error (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BsrCase) own = case_of ("1", "CSQU3054383", BILL, "0803");
  g_autofree char *json = document (18000);
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_from_json (json, -1, &error);
  bsr_station_consignment_find_odd_async (fixture->store, own, analysis, NULL, keep_result_cb,
                                          &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_null (bsr_station_consignment_find_odd_finish (result, &error));
  bsr_test_assert_no_error (error);
}

#define TEST(function) cmocka_unit_test_setup_teardown (function, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TEST (the_odd_box_is_named),
    TEST (only_boxes_of_the_consignment_count),
    TEST (nothing_is_found_without_an_error),
  };
  return cmocka_run_group_tests_name ("station-consignment", tests, NULL, NULL);
}
