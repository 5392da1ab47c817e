#include "bsr-store-fixture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-scan-file.h"

/* The part of the suite on cases, their scans and their list. */

static void
new_store_is_empty_and_whole (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GPtrArray) cases = fixture_list (fixture);
  assert_int_equal (cases->len, 0);
  assert_int_equal (fixture_entries (fixture), 0);
}

static void
case_comes_back_as_it_was_put (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T 1/ä");
  flagged->consignee = g_strdup ("Ünal's \"fruit\"; DROP TABLE cases");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  assert_int_equal (fixture_state_of (fixture, "T 1/ä"), BSR_STATE_FLAGGED);

  fixture_reopen (fixture);
  g_autoptr (BsrCase) back = bsr_store_get_case (fixture->store, "T 1/ä", &error);
  bsr_test_assert_no_error (error);
  g_autofree char *before = bsr_case_to_json (flagged), *after = bsr_case_to_json (back);
  assert_string_equal (before, after);
  assert_int_equal (fixture_entries (fixture), 1);
}

static void
same_case_again_is_no_act_and_another_version_is_one (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (fixture_decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error));
  gint64 before = fixture_entries (fixture);

  g_autoptr (BsrCase) same = bsr_store_suite_case ("T-1");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, same, &error));
  assert_int_equal (fixture_entries (fixture), before);

  g_free (same->vessel);
  same->vessel = g_strdup ("MV Example");
  same->risk = 0.9;
  assert_true (bsr_store_put_case (fixture->store, ACTOR, same, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), before + 1);

  g_autoptr (BsrCase) back = bsr_store_get_case (fixture->store, "T-1", NULL);
  assert_string_equal (back->vessel, "MV Example");
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_TO_BE_EXAMINED);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", NULL);
  assert_int_equal (scans->len, 1);
  assert_int_equal (((BsrScan *) scans->pdata[0])->id, scan);
  g_autoptr (GPtrArray) cases = fixture_list (fixture);
  bsr_test_assert_close (((BsrCaseSummary *) cases->pdata[0])->risk, 0.9, 0.0);
}

static void
case_whose_container_nobody_could_read_is_kept (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_new ("unlisted-0123456789ab", "");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  g_autoptr (BsrCase) back = bsr_store_get_case (fixture->store, flagged->id, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (back->container, "");
  assert_int_equal (fixture_entries (fixture), 1);
}

static void
scan_comes_back_from_the_vault (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 id = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_SCANNED);

  g_autofree char *original = g_build_filename (fixture->folder, "T-1.tiff", NULL);
  assert_int_equal (remove (original), 0);
  fixture_reopen (fixture);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (scans->len, 1);
  BsrScan *scan = scans->pdata[0];
  assert_int_equal (scan->id, id);
  assert_string_equal (scan->name, "T-1.tiff");
  assert_int_equal (strlen (scan->sha256), 64);
  assert_true (scan->described);
  assert_string_equal (scan->site, "MAPTM");
  bsr_test_assert_close (scan->acquisition.pitch_x_mm, 4.5, 0.0);

  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) loaded = bsr_scan_load (scan->path, &image, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (loaded->described);
  bsr_test_assert_close (loaded->acquisition.pitch_y_mm, 5.5, 0.0);
  assert_int_equal (bsr_image_width (image), 8);
}

static void
undescribed_scan_stays_undescribed (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  g_autoptr (BsrScan) scan = bsr_store_suite_scan (fixture->folder, "bare.tiff", 3, FALSE);
  bsr_store_put_case (fixture->store, ACTOR, flagged, NULL);
  assert_true (bsr_store_add_scan (fixture->store, ACTOR, "T-1", scan, &error) > 0);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_false (((BsrScan *) scans->pdata[0])->described);
}

static void
both_files_of_a_png_pair_are_taken (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  g_autoptr (BsrScan) low = bsr_store_suite_scan (fixture->folder, "lane.low.png", 9, FALSE);
  g_autoptr (BsrScan) scan = bsr_store_suite_scan (fixture->folder, "lane.png", 8, FALSE);
  bsr_store_put_case (fixture->store, ACTOR, flagged, NULL);
  assert_true (bsr_store_add_scan (fixture->store, ACTOR, "T-1", scan, &error) > 0);

  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) loaded
      = bsr_scan_load (((BsrScan *) scans->pdata[0])->path, &image, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_image_n_planes (image), 2);
  fixture_entries (fixture);
}

static void
same_scan_again_answers_its_id_and_is_no_act (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 id = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  gint64 before = fixture_entries (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "T-1.tiff", NULL);
  g_autoptr (BsrScan) same = bsr_scan_read (path, NULL);
  assert_int_equal (bsr_store_add_scan (fixture->store, ACTOR, "T-1", same, &error), id);
  assert_int_equal (fixture_entries (fixture), before);

  /* Another case's, or other content, is another scan; the last one stands last. */
  g_autoptr (BsrCase) second = bsr_store_suite_case ("T-2");
  bsr_store_put_case (fixture->store, ACTOR, second, NULL);
  gint64 other = bsr_store_add_scan (fixture->store, ACTOR, "T-2", same, &error);
  assert_true (other > 0 && other != id);
  g_autoptr (BsrScan) again = bsr_store_suite_scan (fixture->folder, "again.tiff", 77, FALSE);
  gint64 third = bsr_store_add_scan (fixture->store, ACTOR, "T-1", again, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", NULL);
  assert_int_equal (scans->len, 2);
  assert_int_equal (((BsrScan *) scans->pdata[1])->id, third);
}

static void
changed_or_missing_file_is_refused (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  g_autoptr (BsrScan) scan = bsr_store_suite_scan (fixture->folder, "a.tiff", 1, FALSE);
  g_autoptr (GError) changed = NULL, gone = NULL, nobody = NULL;
  bsr_store_put_case (fixture->store, ACTOR, flagged, NULL);
  scan->sha256 = g_strnfill (64, '0');
  assert_int_equal (bsr_store_add_scan (fixture->store, ACTOR, "T-1", scan, &changed), 0);
  bsr_test_assert_error (changed, BSR_ERROR, BSR_ERROR_DAMAGED, "has changed");
  remove (scan->path);
  assert_int_equal (bsr_store_add_scan (fixture->store, ACTOR, "T-1", scan, &gone), 0);
  bsr_test_assert_error (gone, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "file is missing");
  assert_int_equal (bsr_store_add_scan (fixture->store, ACTOR, "T-9", scan, &nobody), 0);
  bsr_test_assert_error (nobody, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_FLAGGED);
  assert_int_equal (fixture_entries (fixture), 1);
}

static void
put_urgent (Fixture *fixture, const char *id, BsrPriority priority, int cut_off_hour, double risk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_new (id, "CSQU3054383");
  flagged->priority = priority;
  flagged->risk = risk;
  if (cut_off_hour >= 0)
    flagged->cut_off = g_date_time_new_utc (2024, 5, 1, cut_off_hour, 0, 0);
  bsr_store_put_case (fixture->store, ACTOR, flagged, &error);
  bsr_test_assert_no_error (error);
}

static void
list_has_the_most_urgent_first (void **state)
{
  Fixture *fixture = *state;
  const double unstated = (double) NAN;
  put_urgent (fixture, "routine", BSR_PRIORITY_ROUTINE, 1, 0.99);
  put_urgent (fixture, "no cut-off", BSR_PRIORITY_HIGH, -1, 0.9);
  put_urgent (fixture, "no risk", BSR_PRIORITY_HIGH, 8, unstated);
  put_urgent (fixture, "risk 0", BSR_PRIORITY_HIGH, 8, 0.0);
  put_urgent (fixture, "risk 0.5", BSR_PRIORITY_HIGH, 8, 0.5);
  put_urgent (fixture, "sooner", BSR_PRIORITY_HIGH, 7, 0.1);
  put_urgent (fixture, "urgent", BSR_PRIORITY_URGENT, 20, 0.1);
  const char *expected[]
      = { "urgent", "sooner", "risk 0.5", "risk 0", "no risk", "no cut-off", "routine" };
  g_autoptr (GPtrArray) cases = fixture_list (fixture);
  assert_int_equal (cases->len, G_N_ELEMENTS (expected));
  for (guint i = 0; i < cases->len; i++)
    assert_string_equal (((BsrCaseSummary *) cases->pdata[i])->id, expected[i]);
  BsrCaseSummary *sooner = cases->pdata[1], *none = cases->pdata[5];
  assert_int_equal (g_date_time_get_hour (sooner->cut_off), 7);
  assert_null (none->cut_off);
  assert_true (isnan (((BsrCaseSummary *) cases->pdata[4])->risk));
  assert_true (isnan (none->top_score));
}

static void
summary_says_what_the_list_needs (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (GPtrArray) cases = fixture_list (fixture);
  BsrCaseSummary *summary = cases->pdata[0];
  assert_string_equal (summary->container, "CSQU3054383");
  assert_string_equal (summary->goods, "bananas, fresh");
  assert_int_equal (summary->priority, BSR_PRIORITY_HIGH);
  assert_int_equal (summary->state, BSR_STATE_SCANNED);
  assert_int_equal (summary->n_scans, 1);
}

/* Several in one act: each has its entry, what says nothing new has none, and one that cannot be kept keeps
 * all of them out. */
static void
several_cases_are_put_together_or_not_at_all (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_unref);
  const char *const ids[] = { "T-1", "T-2", "T-1", "T-3" };
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (cases, bsr_store_suite_case (ids[i]));
  assert_true (bsr_store_put_cases (fixture->store, ACTOR, cases, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), 3);
  assert_true (bsr_store_put_cases (fixture->store, ACTOR, cases, &error));
  assert_int_equal (fixture_entries (fixture), 3);

  BsrCase *changed = cases->pdata[0], *bad = cases->pdata[3];
  changed->gross_kg = 1234.0;
  ((BsrManifestItem *) bad->items->pdata[0])->origin = g_strdup ("nowhere");
  assert_false (bsr_store_put_cases (fixture->store, ACTOR, cases, &refused));
  bsr_test_assert_error (refused, BSR_ERROR, BSR_ERROR_INVALID, "origin");
  assert_int_equal (fixture_entries (fixture), 3);
  g_ptr_array_set_size (cases, 2);
  assert_true (bsr_store_put_cases (fixture->store, ACTOR, cases, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), 4);
  fixture_reopen (fixture);
  g_autoptr (BsrCase) kept = bsr_store_get_case (fixture->store, "T-1", &error);
  bsr_test_assert_close (kept->gross_kg, 1234.0, 0.0);
}

const struct CMUnitTest store_suite_case_tests[] = {
  cmocka_unit_test (several_cases_are_put_together_or_not_at_all),
  cmocka_unit_test (new_store_is_empty_and_whole),
  cmocka_unit_test (case_comes_back_as_it_was_put),
  cmocka_unit_test (same_case_again_is_no_act_and_another_version_is_one),
  cmocka_unit_test (case_whose_container_nobody_could_read_is_kept),
  cmocka_unit_test (scan_comes_back_from_the_vault),
  cmocka_unit_test (undescribed_scan_stays_undescribed),
  cmocka_unit_test (both_files_of_a_png_pair_are_taken),
  cmocka_unit_test (same_scan_again_answers_its_id_and_is_no_act),
  cmocka_unit_test (changed_or_missing_file_is_refused),
  cmocka_unit_test (list_has_the_most_urgent_first),
  cmocka_unit_test (summary_says_what_the_list_needs),
};
const gsize store_suite_n_case_tests = G_N_ELEMENTS (store_suite_case_tests);
