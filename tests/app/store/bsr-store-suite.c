#include "bsr-store-suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bsr-test.h"
#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-scan-file.h"

typedef struct
{
  BsrStoreFactory factory;
  char *folder;
  BsrStore *store;
} Fixture;

#define ACTOR (&bsr_store_suite_actor)

static const BsrPoint corners[] = { { 1.0 / 3.0, 2.5 }, { 4.0, 3.75 } };

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_clear_object (&fixture->store);
  fixture->store = fixture->factory (fixture->folder, &error);
  bsr_test_assert_no_error (error);
}

static int
set_up (void **state)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  memcpy (&fixture->factory, *state, sizeof fixture->factory);
  fixture->folder = bsr_test_folder_new ();
  *state = fixture;
  reopen (fixture);
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  g_clear_object (&fixture->store);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture);
  return 0;
}

static gint64
entries (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;
  gboolean good = bsr_store_verify_audit (fixture->store, &n, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);
  return n;
}

static BsrCaseState
state_of (Fixture *fixture, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  BsrCaseState state = BSR_STATE_FLAGGED;
  bsr_store_get_state (fixture->store, case_id, &state, &error);
  bsr_test_assert_no_error (error);
  return state;
}

static gboolean
decide (Fixture *fixture, const char *case_id, BsrDecisionKind kind, GError **error)
{
  return bsr_store_decide (fixture->store, ACTOR, case_id, kind, "seen enough", error);
}

static gboolean
record (Fixture *fixture, const char *case_id, BsrOutcomeResult result, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 30.25);
  g_autoptr (BsrOutcome) outcome = bsr_outcome_new (
      result, BSR_EXTENT_FULL, "parcels behind the wall", 12.125, "officer 9", at);
  return bsr_store_record_outcome (fixture->store, ACTOR, case_id, outcome, error);
}

static void
new_store_is_empty_and_whole (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GPtrArray) cases = bsr_store_list_cases (fixture->store, NULL);
  assert_int_equal (cases->len, 0);
  assert_int_equal (entries (fixture), 0);
}

static void
case_comes_back_as_it_was_put (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T 1/ä");
  flagged->consignee = g_strdup ("Ünal's \"fruit\"; DROP TABLE cases");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  assert_int_equal (state_of (fixture, "T 1/ä"), BSR_STATE_FLAGGED);

  reopen (fixture);
  g_autoptr (BsrCase) back = bsr_store_get_case (fixture->store, "T 1/ä", &error);
  bsr_test_assert_no_error (error);
  g_autofree char *before = bsr_case_to_json (flagged), *after = bsr_case_to_json (back);
  assert_string_equal (before, after);
  assert_int_equal (entries (fixture), 1);
}

static void
same_case_again_is_no_act_and_another_version_is_one (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error));
  gint64 before = entries (fixture);

  g_autoptr (BsrCase) same = bsr_store_suite_case ("T-1");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, same, &error));
  assert_int_equal (entries (fixture), before);

  g_free (same->vessel);
  same->vessel = g_strdup ("MV Example");
  same->risk = 0.9;
  assert_true (bsr_store_put_case (fixture->store, ACTOR, same, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (entries (fixture), before + 1);

  g_autoptr (BsrCase) back = bsr_store_get_case (fixture->store, "T-1", NULL);
  assert_string_equal (back->vessel, "MV Example");
  assert_int_equal (state_of (fixture, "T-1"), BSR_STATE_TO_BE_EXAMINED);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", NULL);
  assert_int_equal (scans->len, 1);
  assert_int_equal (((BsrScan *) scans->pdata[0])->id, scan);
  g_autoptr (GPtrArray) cases = bsr_store_list_cases (fixture->store, NULL);
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
  assert_int_equal (entries (fixture), 1);
}

static void
scan_comes_back_from_the_vault (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 id = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_int_equal (state_of (fixture, "T-1"), BSR_STATE_SCANNED);

  g_autofree char *original = g_build_filename (fixture->folder, "T-1.tiff", NULL);
  assert_int_equal (remove (original), 0);
  reopen (fixture);
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
  entries (fixture);
}

static void
same_scan_again_answers_its_id_and_is_no_act (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 id = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  gint64 before = entries (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "T-1.tiff", NULL);
  g_autoptr (BsrScan) same = bsr_scan_read (path, NULL);
  assert_int_equal (bsr_store_add_scan (fixture->store, ACTOR, "T-1", same, &error), id);
  assert_int_equal (entries (fixture), before);

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
  assert_int_equal (state_of (fixture, "T-1"), BSR_STATE_FLAGGED);
  assert_int_equal (entries (fixture), 1);
}

static void
last_analysis_stands (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_null (bsr_store_get_analysis (fixture->store, scan, &error));
  bsr_test_assert_no_error (error);

  g_autofree char *first = bsr_store_suite_analysis ((double[]){ 0.8, 0.25 }, 2, 10.0);
  g_autofree char *second = bsr_store_suite_analysis ((double[]){ 0.3 }, 1, 11.0);
  gint64 before = entries (fixture);
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan, first, &error));
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan, second, &error));
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan, second, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (entries (fixture), before + 2);

  reopen (fixture);
  g_autofree char *back = bsr_store_get_analysis (fixture->store, scan, &error);
  assert_string_equal (back, second);
  g_autoptr (GPtrArray) cases = bsr_store_list_cases (fixture->store, NULL);
  bsr_test_assert_close (((BsrCaseSummary *) cases->pdata[0])->top_score, 0.3, 0.0);
}

static void
what_is_no_analysis_is_refused (void **state)
{
  Fixture *fixture = *state;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  const char *documents[]
      = { "", "nonsense", "{}", "{\"format\": \"basira-analysis/2\", \"anomalies\": []}",
          "{\"format\": \"basira-analysis/1\", \"anomalies\": [{\"id\": 1}]}" };
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_false (bsr_store_save_analysis (fixture->store, ACTOR, scan, documents[i], &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "analysis cannot be kept");
    }
}

static void
annotations_keep_content_and_order (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (BsrAnnotation) a = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_WEAPON,
                                                    corners, 2, "barrel, \"long\"\n<b>");
  g_autoptr (BsrAnnotation) b
      = bsr_annotation_new (NULL, BSR_SHAPE_TEXT, BSR_CATEGORY_NOTE, corners, 1, "");
  g_autoptr (BsrAnnotation) moved = bsr_annotation_moved (a, 0.1, -0.2);
  gint64 before = entries (fixture);
  assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, a, &error));
  assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, b, &error));
  assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, b, &error)); /* no act */
  assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, moved, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (entries (fixture), before + 3);

  reopen (fixture);
  g_autoptr (GPtrArray) list = bsr_store_list_annotations (fixture->store, scan, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (list->len, 2);
  BsrAnnotation *first = list->pdata[0];
  assert_string_equal (bsr_annotation_id (first), bsr_annotation_id (a));
  assert_string_equal (bsr_annotation_text (first), "barrel, \"long\"\n<b>");
  assert_int_equal (bsr_annotation_category (first), BSR_CATEGORY_WEAPON);
  assert_memory_equal (bsr_annotation_points (first, NULL), bsr_annotation_points (moved, NULL),
                       sizeof corners);
  assert_int_equal (bsr_annotation_shape (list->pdata[1]), BSR_SHAPE_TEXT);
}

static void
removed_annotation_can_come_back_to_its_place (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, twice = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (BsrAnnotation) a
      = bsr_annotation_new (NULL, BSR_SHAPE_ELLIPSE, BSR_CATEGORY_BENIGN, corners, 2, "pallet");
  g_autoptr (BsrAnnotation) b
      = bsr_annotation_new (NULL, BSR_SHAPE_ARROW, BSR_CATEGORY_NOTE, corners, 2, "here");
  bsr_store_put_annotation (fixture->store, ACTOR, scan, a, &error);
  bsr_store_put_annotation (fixture->store, ACTOR, scan, b, &error);
  assert_true (
      bsr_store_remove_annotation (fixture->store, ACTOR, scan, bsr_annotation_id (a), &error));
  g_autoptr (GPtrArray) one = bsr_store_list_annotations (fixture->store, scan, &error);
  assert_int_equal (one->len, 1);
  assert_false (
      bsr_store_remove_annotation (fixture->store, ACTOR, scan, bsr_annotation_id (a), &twice));
  bsr_test_assert_error (twice, BSR_ERROR, BSR_ERROR_INVALID, "has no annotation");

  assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, a, &error));
  g_autoptr (GPtrArray) two = bsr_store_list_annotations (fixture->store, scan, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (two->len, 2);
  assert_string_equal (bsr_annotation_id (two->pdata[0]), bsr_annotation_id (a));
  entries (fixture);
}

static void
weights_stand_while_the_findings_are_the_same (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autofree char *first = bsr_store_suite_analysis ((double[]){ 0.8, 0.25 }, 2, 10.0);
  g_autofree char *again = bsr_store_suite_analysis ((double[]){ 0.8, 0.25 }, 2, 99.0);
  g_autofree char *other = bsr_store_suite_analysis ((double[]){ 0.7, 0.25 }, 2, 10.0);
  bsr_store_save_analysis (fixture->store, ACTOR, scan, first, &error);
  gint64 before = entries (fixture);
  assert_true (bsr_store_weigh_finding (fixture->store, ACTOR, scan, 1, BSR_WEIGHT_OPEN, &error));
  assert_true (
      bsr_store_weigh_finding (fixture->store, ACTOR, scan, 2, BSR_WEIGHT_EXPLAINED, &error));
  assert_true (
      bsr_store_weigh_finding (fixture->store, ACTOR, scan, 2, BSR_WEIGHT_CONFIRMED, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (entries (fixture), before + 2);

  bsr_store_save_analysis (fixture->store, ACTOR, scan, again, &error);
  reopen (fixture);
  g_autoptr (GArray) weights = bsr_store_list_weights (fixture->store, scan, &error);
  assert_int_equal (weights->len, 1);
  BsrWeighedFinding *weighed = &g_array_index (weights, BsrWeighedFinding, 0);
  assert_int_equal (weighed->finding_id, 2);
  assert_int_equal (weighed->weight, BSR_WEIGHT_CONFIRMED);

  bsr_store_save_analysis (fixture->store, ACTOR, scan, other, &error);
  g_autoptr (GArray) none = bsr_store_list_weights (fixture->store, scan, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (none->len, 0);
}

static void
finding_that_is_not_there_cannot_be_weighed (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) none = NULL, beyond = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_false (
      bsr_store_weigh_finding (fixture->store, ACTOR, scan, 1, BSR_WEIGHT_CONFIRMED, &none));
  bsr_test_assert_error (none, BSR_ERROR, BSR_ERROR_INVALID, "has no finding 1");
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  bsr_store_save_analysis (fixture->store, ACTOR, scan, json, NULL);
  assert_false (
      bsr_store_weigh_finding (fixture->store, ACTOR, scan, 2, BSR_WEIGHT_CONFIRMED, &beyond));
  bsr_test_assert_error (beyond, BSR_ERROR, BSR_ERROR_INVALID, "has no finding 2");
}

static void
decisions_move_the_case_and_are_all_kept (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (decide (fixture, "T-1", BSR_DECISION_SECOND_OPINION, &error));
  assert_int_equal (state_of (fixture, "T-1"), BSR_STATE_SECOND_OPINION);
  assert_true (decide (fixture, "T-1", BSR_DECISION_RELEASE, &error));
  assert_int_equal (state_of (fixture, "T-1"), BSR_STATE_RELEASED);
  assert_true (decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error));
  reopen (fixture);
  assert_int_equal (state_of (fixture, "T-1"), BSR_STATE_TO_BE_EXAMINED);

  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (decisions->len, 3);
  BsrDecision *first = decisions->pdata[0], *last = decisions->pdata[2];
  assert_int_equal (first->kind, BSR_DECISION_SECOND_OPINION);
  assert_int_equal (last->kind, BSR_DECISION_EXAMINE);
  assert_string_equal (last->reason, "seen enough");
  assert_string_equal (last->officer, "officer 7");
  assert_true (g_date_time_compare (first->at, last->at) <= 0);
}

static void
decision_needs_a_reason_in_words (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  const char *reasons[] = { NULL, "", " \t\n", "\xe2\x80\x83", "\xff\xfe" };
  gint64 before = entries (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_false (bsr_store_decide (fixture->store, ACTOR, "T-1", BSR_DECISION_RELEASE,
                                      reasons[i], &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "reason");
    }
  assert_int_equal (entries (fixture), before);
  assert_int_equal (state_of (fixture, "T-1"), BSR_STATE_SCANNED);
}

static void
outcome_needs_the_decision_to_examine (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (GError) scanned = NULL, released = NULL, error = NULL;
  assert_false (record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &scanned));
  bsr_test_assert_error (scanned, BSR_ERROR, BSR_ERROR_INVALID, "decision to examine");
  decide (fixture, "T-1", BSR_DECISION_RELEASE, &error);
  assert_false (record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &released));
  bsr_test_assert_error (released, BSR_ERROR, BSR_ERROR_INVALID, "decision to examine");
  decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error);
  assert_true (record (fixture, "T-1", BSR_OUTCOME_INCONCLUSIVE, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (state_of (fixture, "T-1"), BSR_STATE_EXAMINED);
}

static void
outcome_ends_the_case_but_can_be_corrected (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (GError) error = NULL, late = NULL;
  decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error);
  assert_true (record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error));
  assert_false (decide (fixture, "T-1", BSR_DECISION_RELEASE, &late));
  bsr_test_assert_error (late, BSR_ERROR, BSR_ERROR_INVALID, "has been examined");
  assert_true (record (fixture, "T-1", BSR_OUTCOME_PROHIBITED, &error));

  reopen (fixture);
  g_autoptr (GPtrArray) outcomes = bsr_store_list_outcomes (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (outcomes->len, 2);
  BsrOutcome *last = outcomes->pdata[1];
  assert_int_equal (last->result, BSR_OUTCOME_PROHIBITED);
  assert_int_equal (last->extent, BSR_EXTENT_FULL);
  assert_string_equal (last->found, "parcels behind the wall");
  assert_string_equal (last->officer, "officer 9");
  bsr_test_assert_close (last->quantity_kg, 12.125, 0.0);
  g_autofree char *at = g_date_time_format_iso8601 (last->at);
  assert_string_equal (at, "2024-05-03T08:15:30.250000Z");
}

static void
each_act_is_one_audit_entry (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_int_equal (entries (fixture), 2);
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  g_autoptr (BsrAnnotation) a
      = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, corners, 2, "");
  bsr_store_note_view (fixture->store, ACTOR, "T-1", &error);
  assert_int_equal (entries (fixture), 3);
  bsr_store_save_analysis (fixture->store, ACTOR, scan, json, &error);
  assert_int_equal (entries (fixture), 4);
  bsr_store_put_annotation (fixture->store, ACTOR, scan, a, &error);
  assert_int_equal (entries (fixture), 5);
  bsr_store_remove_annotation (fixture->store, ACTOR, scan, bsr_annotation_id (a), &error);
  assert_int_equal (entries (fixture), 6);
  bsr_store_weigh_finding (fixture->store, ACTOR, scan, 1, BSR_WEIGHT_CONFIRMED, &error);
  assert_int_equal (entries (fixture), 7);
  decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error);
  assert_int_equal (entries (fixture), 8);
  record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error);
  assert_int_equal (entries (fixture), 9);
  bsr_test_assert_no_error (error);
}

static void
what_is_not_there_is_named (void **state)
{
  Fixture *fixture = *state;
  BsrStore *store = fixture->store;
  BsrCaseState found;
  GError *errors[12] = { NULL };
  int n = 0;
  g_autoptr (BsrAnnotation) a
      = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, corners, 2, "");
  g_autofree char *json = bsr_store_suite_analysis (NULL, 0, 10.0);
  assert_null (bsr_store_get_case (store, "T-9", &errors[n++]));
  assert_false (bsr_store_get_state (store, "T-9", &found, &errors[n++]));
  assert_null (bsr_store_list_scans (store, "T-9", &errors[n++]));
  assert_null (bsr_store_list_decisions (store, "T-9", &errors[n++]));
  assert_null (bsr_store_list_outcomes (store, "T-9", &errors[n++]));
  assert_false (bsr_store_note_view (store, ACTOR, "T-9", &errors[n++]));
  assert_false (decide (fixture, "T-9", BSR_DECISION_RELEASE, &errors[n++]));
  int n_cases = n;
  assert_null (bsr_store_get_analysis (store, 99, &errors[n++]));
  assert_null (bsr_store_list_annotations (store, 99, &errors[n++]));
  assert_null (bsr_store_list_weights (store, 99, &errors[n++]));
  assert_false (bsr_store_put_annotation (store, ACTOR, 99, a, &errors[n++]));
  assert_false (bsr_store_save_analysis (store, ACTOR, 99, json, &errors[n++]));
  for (int i = 0; i < n; i++)
    {
      bsr_test_assert_error (errors[i], BSR_ERROR, BSR_ERROR_INVALID,
                             i < n_cases ? "no case 'T-9'" : "no scan 99");
      g_error_free (errors[i]);
    }
  assert_int_equal (entries (fixture), 0);
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
  g_autoptr (GPtrArray) cases = bsr_store_list_cases (fixture->store, NULL);
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
  g_autoptr (GPtrArray) cases = bsr_store_list_cases (fixture->store, NULL);
  BsrCaseSummary *summary = cases->pdata[0];
  assert_string_equal (summary->container, "CSQU3054383");
  assert_string_equal (summary->goods, "bananas, fresh");
  assert_int_equal (summary->priority, BSR_PRIORITY_HIGH);
  assert_int_equal (summary->state, BSR_STATE_SCANNED);
  assert_int_equal (summary->n_scans, 1);
}

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
  assert_int_equal (entries (fixture), 3 * (2 + 25));
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
  assert_int_equal (state_of (fixture, "T-1"), BSR_STATE_TO_BE_EXAMINED);
  assert_true (record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error));
  assert_false (bsr_store_decide (other, ACTOR, "T-1", BSR_DECISION_RELEASE, "late", &error));
  assert_int_equal (entries (fixture), 4);
}

int
bsr_store_suite_run (const char *name, BsrStoreFactory factory)
{
#define TEST(function)                                                                             \
  cmocka_unit_test_prestate_setup_teardown (function, set_up, tear_down, &factory)
  const struct CMUnitTest tests[] = {
    TEST (new_store_is_empty_and_whole),
    TEST (case_comes_back_as_it_was_put),
    TEST (same_case_again_is_no_act_and_another_version_is_one),
    TEST (case_whose_container_nobody_could_read_is_kept),
    TEST (scan_comes_back_from_the_vault),
    TEST (undescribed_scan_stays_undescribed),
    TEST (both_files_of_a_png_pair_are_taken),
    TEST (same_scan_again_answers_its_id_and_is_no_act),
    TEST (changed_or_missing_file_is_refused),
    TEST (last_analysis_stands),
    TEST (what_is_no_analysis_is_refused),
    TEST (annotations_keep_content_and_order),
    TEST (removed_annotation_can_come_back_to_its_place),
    TEST (weights_stand_while_the_findings_are_the_same),
    TEST (finding_that_is_not_there_cannot_be_weighed),
    TEST (decisions_move_the_case_and_are_all_kept),
    TEST (decision_needs_a_reason_in_words),
    TEST (outcome_needs_the_decision_to_examine),
    TEST (outcome_ends_the_case_but_can_be_corrected),
    TEST (each_act_is_one_audit_entry),
    TEST (what_is_not_there_is_named),
    TEST (list_has_the_most_urgent_first),
    TEST (summary_says_what_the_list_needs),
    TEST (threads_may_write_at_once),
    TEST (two_stores_on_one_place_see_each_other),
  };
#undef TEST
  return _cmocka_run_group_tests (name, tests, G_N_ELEMENTS (tests), NULL, NULL);
}
