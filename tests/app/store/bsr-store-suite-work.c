#include "bsr-store-fixture.h"

#include <string.h>

#include "bsr-error.h"

/* The part of the suite on what is said and decided of cases. */

static const BsrPoint corners[] = { { 1.0 / 3.0, 2.5 }, { 4.0, 3.75 } };

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
  gint64 before = fixture_entries (fixture);
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan, first, &error));
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan, second, &error));
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan, second, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), before + 2);

  fixture_reopen (fixture);
  g_autofree char *back = bsr_store_get_analysis (fixture->store, scan, &error);
  assert_string_equal (back, second);
  g_autoptr (GPtrArray) cases = fixture_list (fixture);
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
  gint64 before = fixture_entries (fixture);
  assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, a, &error));
  assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, b, &error));
  assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, b, &error)); /* no act */
  assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, moved, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), before + 3);

  fixture_reopen (fixture);
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

/* Every shape comes back as it was, measurements too; what they measure is not stored. */
static void
measurements_are_kept_as_marks_are (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const BsrPoint points[] = { { 1.5, 2.25 }, { 30.125, 40.0 }, { 7.0, -3.0 } };
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  for (BsrShape shape = BSR_SHAPE_DISTANCE; shape < BSR_N_SHAPES; shape++)
    {
      int n = shape == BSR_SHAPE_DISTANCE ? 2 : 3;
      g_autoptr (BsrAnnotation) mark
          = bsr_annotation_new (NULL, shape, BSR_CATEGORY_NOTE, points, n, "");
      assert_true (bsr_store_put_annotation (fixture->store, ACTOR, scan, mark, &error));
      bsr_test_assert_no_error (error);
    }
  fixture_reopen (fixture);
  g_autoptr (GPtrArray) list = bsr_store_list_annotations (fixture->store, scan, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (list->len, BSR_N_SHAPES - BSR_SHAPE_DISTANCE);
  for (guint i = 0; i < list->len; i++)
    {
      int n;
      const BsrPoint *kept = bsr_annotation_points (list->pdata[i], &n);
      assert_int_equal (bsr_annotation_shape (list->pdata[i]), BSR_SHAPE_DISTANCE + i);
      assert_memory_equal (kept, points, sizeof *points * (gsize) n);
    }
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
  fixture_entries (fixture);
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
  gint64 before = fixture_entries (fixture);
  assert_true (bsr_store_weigh_finding (fixture->store, ACTOR, scan, 1, BSR_WEIGHT_OPEN, &error));
  assert_true (
      bsr_store_weigh_finding (fixture->store, ACTOR, scan, 2, BSR_WEIGHT_EXPLAINED, &error));
  assert_true (
      bsr_store_weigh_finding (fixture->store, ACTOR, scan, 2, BSR_WEIGHT_CONFIRMED, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), before + 2);

  bsr_store_save_analysis (fixture->store, ACTOR, scan, again, &error);
  fixture_reopen (fixture);
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

static gboolean
contest (Fixture *fixture, gint64 scan, const char *check, int item, const char *reason,
         GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 30.25);
  g_autoptr (BsrContest) contest = bsr_contest_new (check, item, reason, "officer 9", at);
  return bsr_store_contest_check (fixture->store, ACTOR, scan, contest, error);
}

/* What stands, as one text. */
static void
assert_contests (Fixture *fixture, gint64 scan, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) contests = bsr_store_list_contests (fixture->store, scan, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  bsr_test_assert_no_error (error);
  for (guint i = 0; i < contests->len; i++)
    {
      const BsrContest *one = contests->pdata[i];
      g_string_append_printf (text, "%s %d=%s by %s; ", one->check, one->item, one->reason,
                              one->officer);
    }
  assert_string_equal (text->str, expected);
}

static void
last_word_on_a_check_stands (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  bsr_store_save_analysis (fixture->store, ACTOR, scan, json, &error);
  gint64 before = fixture_entries (fixture);
  assert_true (contest (fixture, scan, "mass", -1, NULL, &error)); /* nothing to withdraw: no act */
  assert_true (contest (fixture, scan, "mass", -1, "no step wedge", &error));
  assert_true (contest (fixture, scan, "mass", -1, "no step wedge", &error)); /* no act */
  assert_true (contest (fixture, scan, "material", 0, "steel racks", &error));
  assert_true (contest (fixture, scan, "mass", -1, "pallets are steel", &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), before + 3);
  fixture_reopen (fixture);
  assert_contests (fixture, scan,
                   "material 0=steel racks by officer 9; mass -1=pallets are steel by officer 9; ");
  assert_true (contest (fixture, scan, "material", 0, NULL, &error));
  assert_contests (fixture, scan, "mass -1=pallets are steel by officer 9; ");
  assert_int_equal (fixture_entries (fixture), before + 4);
  g_autoptr (GPtrArray) contests = bsr_store_list_contests (fixture->store, scan, NULL);
  g_autofree char *at = g_date_time_format_iso8601 (((BsrContest *) contests->pdata[0])->at);
  assert_string_equal (at, "2024-05-03T08:15:30.250000Z");
}

static void
contest_stands_while_its_check_says_the_same (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autofree char *first = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  g_autoptr (GString) other = g_string_new (first);
  assert_int_equal (g_string_replace (other, "0.9, \"reason\"", "0.7, \"reason\"", 0), 1);
  bsr_store_save_analysis (fixture->store, ACTOR, scan, first, &error);
  assert_true (contest (fixture, scan, "mass", -1, "no step wedge", &error));
  assert_true (contest (fixture, scan, "material", 0, "steel racks", &error));
  bsr_store_save_analysis (fixture->store, ACTOR, scan, other->str, &error);
  assert_contests (fixture, scan, "material 0=steel racks by officer 9; ");
  assert_true (contest (fixture, scan, "mass", -1, "no step wedge", &error));
  assert_contests (fixture, scan,
                   "material 0=steel racks by officer 9; mass -1=no step wedge by officer 9; ");
  bsr_test_assert_no_error (error);
  fixture_entries (fixture);
}

static void
contest_needs_words_and_a_check_that_is_there (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) unanalysed = NULL, wordless = NULL, other = NULL, item = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_false (contest (fixture, scan, "mass", -1, "x", &unanalysed));
  bsr_test_assert_error (unanalysed, BSR_ERROR, BSR_ERROR_INVALID, "has no check 'mass'");
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  bsr_store_save_analysis (fixture->store, ACTOR, scan, json, NULL);
  gint64 before = fixture_entries (fixture);
  assert_false (contest (fixture, scan, "mass", -1, " \n", &wordless));
  bsr_test_assert_error (wordless, BSR_ERROR, BSR_ERROR_INVALID, "needs a reason");
  assert_false (contest (fixture, scan, "volume", -1, "x", &other));
  bsr_test_assert_error (other, BSR_ERROR, BSR_ERROR_INVALID, "has no check 'volume'");
  assert_false (contest (fixture, scan, "material", 1, "x", &item));
  bsr_test_assert_error (item, BSR_ERROR, BSR_ERROR_INVALID, "no check 'material' of item 2");
  assert_int_equal (fixture_entries (fixture), before);
}

static void
decisions_move_the_case_and_are_all_kept (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (fixture_decide (fixture, "T-1", BSR_DECISION_SECOND_OPINION, &error));
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_SECOND_OPINION);
  assert_true (bsr_store_decide (fixture->store, &(BsrActor){ "officer 8", "lane 3" }, "T-1",
                                 BSR_DECISION_RELEASE, "harmless", &error));
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_RELEASED);
  assert_true (fixture_decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error));
  fixture_reopen (fixture);
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_TO_BE_EXAMINED);

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
decision_keeps_what_had_been_displayed (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (BsrDecision) decision
      = bsr_decision_new (BSR_DECISION_RELEASE, "fine", "somebody else", now);
  bsr_decision_set_viewing (decision, &(BsrViewing){ 0.625, 0.08, 100.0, 10.0 });
  assert_true (fixture_decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error));
  assert_true (bsr_store_record_decision (fixture->store, ACTOR, "T-1", decision, &error));
  fixture_reopen (fixture);

  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  const BsrDecision *first = decisions->pdata[0], *last = decisions->pdata[1];
  assert_null (first->viewing);
  bsr_test_assert_close (last->viewing->displayed, 0.625, 0.0);
  bsr_test_assert_close (last->viewing->not_penetrated, 0.08, 0.0);
  bsr_test_assert_close (last->viewing->object_mm, 100.0, 0.0);
  bsr_test_assert_close (last->viewing->object_steel_mm, 10.0, 0.0);
  assert_string_equal (last->officer, "officer 7"); /* who acted, not who is written in it */
  assert_true (bsr_store_verify_audit (fixture->store, NULL, &error));
}

static void
decision_needs_a_reason_in_words (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  const char *reasons[] = { NULL, "", " \t\n", "\xe2\x80\x83", "\xff\xfe" };
  gint64 before = fixture_entries (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_false (bsr_store_decide (fixture->store, ACTOR, "T-1", BSR_DECISION_RELEASE,
                                      reasons[i], &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "reason");
    }
  assert_int_equal (fixture_entries (fixture), before);
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_SCANNED);
}

static void
outcome_needs_the_decision_to_examine (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (GError) scanned = NULL, released = NULL, error = NULL;
  assert_false (fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &scanned));
  bsr_test_assert_error (scanned, BSR_ERROR, BSR_ERROR_INVALID, "decision to examine");
  fixture_decide (fixture, "T-1", BSR_DECISION_RELEASE, &error);
  assert_false (fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &released));
  bsr_test_assert_error (released, BSR_ERROR, BSR_ERROR_INVALID, "decision to examine");
  fixture_decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error);
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_INCONCLUSIVE, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_EXAMINED);
}

static void
outcome_ends_the_case_but_can_be_corrected (void **state)
{
  Fixture *fixture = *state;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  g_autoptr (GError) error = NULL, late = NULL;
  fixture_decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error);
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error));
  assert_false (fixture_decide (fixture, "T-1", BSR_DECISION_RELEASE, &late));
  bsr_test_assert_error (late, BSR_ERROR, BSR_ERROR_INVALID, "has been examined");
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_PROHIBITED, &error));

  fixture_reopen (fixture);
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
  assert_int_equal (fixture_entries (fixture), 2);
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  g_autoptr (BsrAnnotation) a
      = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, corners, 2, "");
  bsr_store_note_view (fixture->store, ACTOR, "T-1", &error);
  assert_int_equal (fixture_entries (fixture), 3);
  bsr_store_save_analysis (fixture->store, ACTOR, scan, json, &error);
  assert_int_equal (fixture_entries (fixture), 4);
  bsr_store_put_annotation (fixture->store, ACTOR, scan, a, &error);
  assert_int_equal (fixture_entries (fixture), 5);
  bsr_store_remove_annotation (fixture->store, ACTOR, scan, bsr_annotation_id (a), &error);
  assert_int_equal (fixture_entries (fixture), 6);
  bsr_store_weigh_finding (fixture->store, ACTOR, scan, 1, BSR_WEIGHT_CONFIRMED, &error);
  assert_int_equal (fixture_entries (fixture), 7);
  contest (fixture, scan, "mass", -1, "no step wedge", &error);
  assert_int_equal (fixture_entries (fixture), 8);
  fixture_decide (fixture, "T-1", BSR_DECISION_EXAMINE, &error);
  assert_int_equal (fixture_entries (fixture), 9);
  fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error);
  assert_int_equal (fixture_entries (fixture), 10);
  bsr_test_assert_no_error (error);
}

static void
what_is_not_there_is_named (void **state)
{
  Fixture *fixture = *state;
  BsrStore *store = fixture->store;
  BsrCaseState found;
  GError *errors[14] = { NULL };
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
  assert_false (fixture_decide (fixture, "T-9", BSR_DECISION_RELEASE, &errors[n++]));
  int n_cases = n;
  assert_null (bsr_store_get_analysis (store, 99, &errors[n++]));
  assert_null (bsr_store_list_annotations (store, 99, &errors[n++]));
  assert_null (bsr_store_list_weights (store, 99, &errors[n++]));
  assert_null (bsr_store_list_contests (store, 99, &errors[n++]));
  assert_false (contest (fixture, 99, "mass", -1, "x", &errors[n++]));
  assert_false (bsr_store_put_annotation (store, ACTOR, 99, a, &errors[n++]));
  assert_false (bsr_store_save_analysis (store, ACTOR, 99, json, &errors[n++]));
  for (int i = 0; i < n; i++)
    {
      bsr_test_assert_error (errors[i], BSR_ERROR, BSR_ERROR_INVALID,
                             i < n_cases ? "no case 'T-9'" : "no scan 99");
      g_error_free (errors[i]);
    }
  assert_int_equal (fixture_entries (fixture), 0);
}

const struct CMUnitTest store_suite_work_tests[] = {
  cmocka_unit_test (last_analysis_stands),
  cmocka_unit_test (what_is_no_analysis_is_refused),
  cmocka_unit_test (annotations_keep_content_and_order),
  cmocka_unit_test (measurements_are_kept_as_marks_are),
  cmocka_unit_test (removed_annotation_can_come_back_to_its_place),
  cmocka_unit_test (weights_stand_while_the_findings_are_the_same),
  cmocka_unit_test (finding_that_is_not_there_cannot_be_weighed),
  cmocka_unit_test (last_word_on_a_check_stands),
  cmocka_unit_test (contest_stands_while_its_check_says_the_same),
  cmocka_unit_test (contest_needs_words_and_a_check_that_is_there),
  cmocka_unit_test (decisions_move_the_case_and_are_all_kept),
  cmocka_unit_test (decision_keeps_what_had_been_displayed),
  cmocka_unit_test (decision_needs_a_reason_in_words),
  cmocka_unit_test (outcome_needs_the_decision_to_examine),
  cmocka_unit_test (outcome_ends_the_case_but_can_be_corrected),
  cmocka_unit_test (each_act_is_one_audit_entry),
  cmocka_unit_test (what_is_not_there_is_named),
};
const gsize store_suite_n_work_tests = G_N_ELEMENTS (store_suite_work_tests);
