#include "bsr-store-fixture.h"

#include "bsr-error.h"
#include "bsr-store-versions.h"

/* The part of the suite on two who change the same thing. */

static const BsrPoint corners[] = { { 1.0, 2.5 } };
static const BsrActor other_actor = { "officer 9", "lane 1" };

/* A scan with an analysis of one finding and two checks. */
static gint64
analysed (Fixture *fixture)
{
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-1");
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan, json, NULL));
  return scan;
}

static gint64
version_of (Fixture *fixture, char *key)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = key;
  g_autoptr (GHashTable) versions = bsr_store_list_versions (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  const gint64 *version = g_hash_table_lookup (versions, name);
  return version != NULL ? *version : 0;
}

static BsrAnnotation *
annotation (const char *text)
{
  return bsr_annotation_new ("a-1", BSR_SHAPE_TEXT, BSR_CATEGORY_NOTE, corners, 1, text);
}

static gboolean
put (Fixture *fixture, const BsrActor *who, gint64 *version, gint64 scan, const char *text,
     GError **error)
{
  g_autoptr (BsrAnnotation) a = annotation (text);
  const BsrActor actor = { who->officer, who->station, version };
  return bsr_store_put_annotation (fixture->store, &actor, scan, a, error);
}

static void
own_changes_follow_each_other (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = analysed (fixture), version = 0;
  assert_true (put (fixture, ACTOR, &version, scan, "one", &error));
  assert_int_equal (version, version_of (fixture, bsr_version_key_annotation (scan, "a-1")));
  assert_true (put (fixture, ACTOR, &version, scan, "two", &error));
  assert_true (put (fixture, ACTOR, &version, scan, "two", &error)); /* no act */
  assert_int_equal (version, version_of (fixture, bsr_version_key_annotation (scan, "a-1")));
  const BsrActor actor = { "officer 7", "lane 2", &version };
  assert_true (bsr_store_remove_annotation (fixture->store, &actor, scan, "a-1", &error));
  assert_true (put (fixture, ACTOR, &version, scan, "three", &error));
  bsr_test_assert_no_error (error);
}

static void
annotation_is_not_written_over (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = analysed (fixture), mine = 0;
  assert_true (put (fixture, ACTOR, &mine, scan, "one", &error));
  gint64 theirs = version_of (fixture, bsr_version_key_annotation (scan, "a-1"));
  assert_true (put (fixture, &other_actor, &theirs, scan, "knife", &error));
  gint64 before = fixture_entries (fixture);
  assert_false (put (fixture, ACTOR, &mine, scan, "tool", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
                         "officer 9 at lane 1 has changed this meanwhile (");
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
                         "it is now “Text: knife”, and “Text: tool” was not written over it");
  g_clear_error (&error);
  const BsrActor actor = { "officer 7", "lane 2", &mine };
  assert_false (bsr_store_remove_annotation (fixture->store, &actor, scan, "a-1", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT, "and “removed” was not");
  g_clear_error (&error);
  assert_int_equal (fixture_entries (fixture), before);
  assert_true (put (fixture, ACTOR, &mine, scan, "knife", &error)); /* they agree */
  assert_int_equal (fixture_entries (fixture), before);
}

static void
removed_annotation_does_not_come_back_unseen (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = analysed (fixture), mine = 0;
  assert_true (put (fixture, ACTOR, &mine, scan, "one", &error));
  assert_true (bsr_store_remove_annotation (fixture->store, &other_actor, scan, "a-1", &error));
  assert_false (put (fixture, ACTOR, &mine, scan, "two", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT, "it is now “removed”");
  g_clear_error (&error);
  const BsrActor actor = { "officer 7", "lane 2", &mine };
  assert_false (bsr_store_remove_annotation (fixture->store, &actor, scan, "a-1", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT, "officer 9 at lane 1");
}

static void
weight_is_not_written_over (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = analysed (fixture), version = 0;
  const BsrActor actor = { "officer 7", "lane 2", &version };
  assert_true (bsr_store_weigh_finding (fixture->store, &actor, scan, 1, BSR_WEIGHT_CONFIRMED, &error));
  assert_int_equal (version, version_of (fixture, bsr_version_key_weight (scan, 1)));
  assert_true (bsr_store_weigh_finding (fixture->store, &other_actor, scan, 1, BSR_WEIGHT_EXPLAINED, &error));
  assert_false (bsr_store_weigh_finding (fixture->store, &actor, scan, 1, BSR_WEIGHT_OPEN, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
                         "it is now “Explained”, and “Not weighed” was not written over it");
}

static gboolean
contest (Fixture *fixture, const BsrActor *actor, gint64 scan, const char *reason, GError **error)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 9, 0, 0);
  g_autoptr (BsrContest) against = bsr_contest_new ("material", 0, reason, actor->officer, at);
  return bsr_store_contest_check (fixture->store, actor, scan, against, error);
}

static void
contest_is_not_written_over (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = analysed (fixture), version = 0;
  const BsrActor actor = { "officer 7", "lane 2", &version };
  assert_true (contest (fixture, &actor, scan, "no step wedge", &error));
  assert_int_equal (version, version_of (fixture, bsr_version_key_contest (scan, "material", 0)));
  assert_true (contest (fixture, &other_actor, scan, NULL, &error));
  assert_false (contest (fixture, &actor, scan, "still none", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
                         "it is now “withdrawn”, and “still none” was not written over it");
}

static void
decision_follows_the_one_that_was_seen (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 version = 0;
  analysed (fixture);
  const BsrActor actor = { "officer 7", "lane 2", &version };
  assert_true (bsr_store_decide (fixture->store, &other_actor, "T-1", BSR_DECISION_EXAMINE, "dense", &error));
  assert_false (bsr_store_decide (fixture->store, &actor, "T-1", BSR_DECISION_RELEASE, "as declared", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
                         "it is now “dense”, and “as declared” was not written over it");
  g_clear_error (&error);
  assert_int_equal (fixture_state_of (fixture, "T-1"), BSR_STATE_TO_BE_EXAMINED);
  version = version_of (fixture, bsr_version_key_decision ());
  assert_true (bsr_store_decide (fixture->store, &actor, "T-1", BSR_DECISION_RELEASE, "as declared", &error));
  assert_int_equal (version, version_of (fixture, bsr_version_key_decision ()));
}

static void
analysis_follows_the_one_that_was_seen (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = analysed (fixture), version = 0;
  const BsrActor actor = { "officer 7", "lane 2", &version };
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.7 }, 1, 10.0);
  assert_false (bsr_store_save_analysis (fixture->store, &actor, scan, json, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT, "another analysis");
  g_clear_error (&error);
  version = version_of (fixture, bsr_version_key_analysis (scan));
  assert_true (bsr_store_save_analysis (fixture->store, &actor, scan, json, &error));
}

const struct CMUnitTest store_suite_version_tests[] = {
  cmocka_unit_test (own_changes_follow_each_other),
  cmocka_unit_test (annotation_is_not_written_over),
  cmocka_unit_test (removed_annotation_does_not_come_back_unseen),
  cmocka_unit_test (weight_is_not_written_over),
  cmocka_unit_test (contest_is_not_written_over),
  cmocka_unit_test (decision_follows_the_one_that_was_seen),
  cmocka_unit_test (analysis_follows_the_one_that_was_seen),
};
const gsize store_suite_n_version_tests = G_N_ELEMENTS (store_suite_version_tests);
