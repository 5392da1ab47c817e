#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-manifest-remarks.h"
#include "bsr-manifest-taking.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-suite.h"

#define ACTOR (&bsr_store_suite_actor)
#define BOX "CSQU3054383"
#define OTHER_BOX "MSKU0000006"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrIntakeResult result;
  char *sha256; /* of the file that is taken */
} Fixture;

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  g_autofree char *url = g_strconcat ("sqlite:", fixture->folder, "/store.db", NULL);
  fixture->store = bsr_store_open (url, &error);
  fixture->sha256 = g_strnfill (64, 'a');
  bsr_test_assert_no_error (error);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_intake_result_clear (&fixture->result);
  g_clear_object (&fixture->store);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->sha256);
  g_free (fixture);
  return 0;
}

static BsrManifest *
manifest_new (void)
{
  return bsr_manifest_new (BSR_MANIFEST_CUSCAR, "CUSCAR D.95B");
}

/* (transfer none): a declaration of @bill, in @manifest. */
static BsrCase *
declare (BsrManifest *manifest, const char *bill, const char *container, double items_kg)
{
  g_autofree char *id = bsr_manifest_case_id (bill, container);
  BsrCase *declared = bsr_case_new (id, container);
  declared->bill_of_lading = g_strdup (bill);
  declared->vessel = g_strdup ("Example Star");
  BsrManifestItem *item = bsr_case_add_item (declared, "");
  item->description = g_strdup ("coffee");
  item->gross_kg = items_kg;
  g_ptr_array_add (manifest->cases, declared);
  return declared;
}

static void
stow (BsrManifest *manifest, const char *container, const char *position, double vgm_kg)
{
  BsrStowage *stowage = bsr_stowage_new (container);
  stowage->position = g_strdup (position);
  stowage->vgm_kg = vgm_kg;
  g_ptr_array_add (manifest->stowages, stowage);
}

static void
measure (BsrManifest *manifest, const char *container, double gamma)
{
  BsrRadiation *radiation = bsr_radiation_new ();
  radiation->container = g_strdup (container);
  radiation->gamma = gamma;
  g_ptr_array_add (manifest->radiations, radiation);
}

/* A case of a targeting system. */
static void
flag (Fixture *fixture, const char *id, const char *container, int day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_new (id, container);
  flagged->raised = g_date_time_new_utc (2024, 4, day, 0, 0, 0);
  bsr_store_put_case (fixture->store, ACTOR, flagged, &error);
  bsr_test_assert_no_error (error);
}

static char *
take (Fixture *fixture, BsrManifest *manifest)
{
  g_autoptr (GError) error = NULL;
  char *case_id = NULL;
  bsr_intake_result_clear (&fixture->result);
  gboolean good
      = bsr_manifest_take (fixture->store, ACTOR, manifest, "file (CUSCAR D.95B)", fixture->sha256,
                           NULL, &fixture->result, &case_id, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);
  assert_int_equal (fixture->result.n_manifests, 1);
  return case_id;
}

/* The same file again, as it is read anew: nothing changes, and that is said. */
static void
take_again (Fixture *fixture, BsrManifest *manifest)
{
  gint64 before = 0, after = 0;
  assert_true (bsr_store_verify_audit (fixture->store, &before, NULL));
  g_free (take (fixture, manifest));
  assert_true (bsr_store_verify_audit (fixture->store, &after, NULL));
  assert_int_equal (after, before);
  assert_int_equal (fixture->result.n_cases, 0);
  assert_int_equal (fixture->result.n_reports, 0);
  assert_int_equal (fixture->result.n_unchanged, 1);
}

static BsrCase *
case_of (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  BsrCase *flagged = bsr_store_get_case (fixture->store, id, &error);
  bsr_test_assert_no_error (error);
  return flagged;
}

static GPtrArray *
reports_of (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *reports = bsr_store_list_reports (fixture->store, id, &error);
  bsr_test_assert_no_error (error);
  return reports;
}

static void
declarations_become_cases (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrManifest) manifest = manifest_new ();
  declare (manifest, "B1", BOX, 9000.0);
  declare (manifest, "B2", BOX, 100.0); /* two consignments in one box */
  declare (manifest, NULL, OTHER_BOX, 1.0);
  g_autofree char *last = take (fixture, manifest);
  assert_string_equal (last, OTHER_BOX);
  assert_int_equal (fixture->result.n_cases, 3);
  assert_int_equal (fixture->result.n_unchanged, 0);
  assert_int_equal (manifest->remarks->len, 0);
  g_autoptr (BsrCase) first = case_of (fixture, "B1/" BOX);
  g_autoptr (BsrCase) second = case_of (fixture, "B2/" BOX);
  bsr_test_assert_close (bsr_case_items_kg (first), 9000.0, 0.0);
  bsr_test_assert_close (bsr_case_items_kg (second), 100.0, 0.0);
  assert_string_equal (((BsrManifestItem *) first->items->pdata[0])->hs, "");
  take_again (fixture, manifest);
}

static void
later_manifest_makes_a_new_version (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrManifest) first = manifest_new ();
  g_autoptr (BsrManifest) second = manifest_new ();
  declare (first, "B1", BOX, 9000.0)->voyage = g_strdup ("17");
  declare (second, "B1", BOX, 9500.0);
  g_free (take (fixture, first));
  g_free (take (fixture, second));
  assert_int_equal (fixture->result.n_cases, 1);
  assert_int_equal (second->remarks->len, 0);
  g_autoptr (BsrCase) flagged = case_of (fixture, "B1/" BOX);
  bsr_test_assert_close (bsr_case_items_kg (flagged), 9500.0, 0.0);
  assert_string_equal (flagged->voyage, "17"); /* nobody took it back */
  take_again (fixture, second);
}

static void
flagged_case_is_filled_and_differences_are_remarked (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrManifest) manifest = manifest_new ();
  flag (fixture, "old", BOX, 1);
  flag (fixture, "T-1", BOX, 5);
  g_autoptr (BsrCase) flagged = case_of (fixture, "T-1");
  g_autoptr (BsrCase) stated = bsr_case_new ("T-1", BOX);
  stated->raised = g_date_time_ref (flagged->raised);
  stated->vessel = g_strdup ("Another Star");
  bsr_store_put_case (fixture->store, ACTOR, stated, &error);
  bsr_test_assert_no_error (error);
  declare (manifest, "B1", BOX, 9000.0);
  bsr_manifest_remark (manifest, 7, "MEA", BOX, TRUE, "is heavy");
  bsr_manifest_remark (manifest, 0, NULL, NULL, FALSE, "has no end");
  g_autofree char *id = take (fixture, manifest);
  assert_string_equal (id, "T-1");
  assert_int_equal (fixture->result.n_cases, 1);
  assert_int_equal (fixture->result.n_reports, 1);
  g_autoptr (BsrCase) filled = case_of (fixture, "T-1");
  assert_string_equal (filled->vessel, "Another Star");
  assert_string_equal (filled->bill_of_lading, "B1");
  assert_int_equal (filled->items->len, 1);
  assert_null (bsr_store_get_case (fixture->store, "B1/" BOX, NULL));

  /* What was remarked of the box, and what both state differently. */
  g_autoptr (GPtrArray) reports = reports_of (fixture, "T-1");
  assert_int_equal (reports->len, 1);
  const BsrCaseReport *report = reports->pdata[0];
  assert_int_equal (report->kind, BSR_CASE_REPORT_MANIFEST);
  assert_string_equal (report->source, "file (CUSCAR D.95B)");
  g_autoptr (GPtrArray) remarks = bsr_manifest_remarks_from_json (report->json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (remarks->len, 2);
  const BsrManifestRemark *heavy = remarks->pdata[0], *vessel = remarks->pdata[1];
  assert_int_equal (heavy->line, 7);
  assert_string_equal (vessel->place, "transport.vessel");
  assert_non_null (strstr (vessel->reason, "Another Star"));
  assert_non_null (strstr (vessel->reason, "Example Star"));
  assert_int_equal (manifest->remarks->len, 3);

  g_autoptr (BsrManifest) again = manifest_new ();
  declare (again, "B1", BOX, 9000.0);
  bsr_manifest_remark (again, 7, "MEA", BOX, TRUE, "is heavy");
  take_again (fixture, again);
}

/* The case names its bill: goods of another one in the same container are no goods of it, and stand on the
 * record. */
static void
goods_of_another_bill_are_on_the_record (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) stated = bsr_case_new ("T-1", BOX);
  stated->raised = g_date_time_new_utc (2024, 4, 5, 0, 0, 0);
  stated->bill_of_lading = g_strdup ("B1");
  bsr_store_put_case (fixture->store, ACTOR, stated, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrManifest) manifest = manifest_new ();
  declare (manifest, "B2", BOX, 100.0);
  declare (manifest, "B1", BOX, 9000.0);
  g_free (take (fixture, manifest));
  g_autoptr (BsrCase) filled = case_of (fixture, "T-1");
  assert_int_equal (filled->items->len, 1);
  bsr_test_assert_close (bsr_case_items_kg (filled), 9000.0, 0.0);
  assert_null (bsr_store_get_case (fixture->store, "B2/" BOX, NULL));
  g_autoptr (GPtrArray) reports = reports_of (fixture, "T-1");
  assert_int_equal (reports->len, 1);
  g_autoptr (GPtrArray) remarks
      = bsr_manifest_remarks_from_json (((BsrCaseReport *) reports->pdata[0])->json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (remarks->len, 2);
  const BsrManifestRemark *goods = remarks->pdata[0], *bill = remarks->pdata[1];
  assert_string_equal (goods->reason, "bill B2 has in this container: \"coffee\", 100 kg");
  assert_true (goods->kept);
  assert_string_equal (bill->place, "transport.bill_of_lading");
  g_autoptr (BsrManifest) again = manifest_new ();
  declare (again, "B2", BOX, 100.0);
  declare (again, "B1", BOX, 9000.0);
  take_again (fixture, again);
}

/* A targeting list has names of its own: another flag of the same box is another case. */
static void
list_with_references_speaks_of_its_own_cases (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrManifest) list = manifest_new ();
  flag (fixture, "T-1", BOX, 5);
  const char *const ids[] = { "T-1", "T-9" };
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      BsrCase *declared = declare (list, "B1", BOX, 9000.0);
      g_free (declared->id);
      declared->id = g_strdup (ids[i]);
    }
  g_free (take (fixture, list));
  assert_int_equal (fixture->result.n_cases, 2);
  assert_int_equal (list->remarks->len, 0);
  g_autoptr (BsrCase) first = case_of (fixture, "T-1");
  g_autoptr (BsrCase) second = case_of (fixture, "T-9");
  assert_non_null (first->raised);
  assert_string_equal (first->bill_of_lading, "B1");
  assert_string_equal (second->bill_of_lading, "B1");
  take_again (fixture, list);
}

/* Who names no bill speaks of what is there, also of what a manifest made. */
static void
bill_may_come_later_or_not_at_all (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrManifest) bare = manifest_new ();
  g_autoptr (BsrManifest) billed = manifest_new ();
  declare (bare, NULL, BOX, 9000.0);
  declare (billed, "B1", BOX, 9000.0);
  g_free (take (fixture, bare));
  g_free (take (fixture, billed));
  assert_int_equal (fixture->result.n_cases, 1);
  g_autoptr (BsrCase) flagged = case_of (fixture, BOX);
  assert_string_equal (flagged->bill_of_lading, "B1");
  take_again (fixture, billed);
  take_again (fixture, bare);
}

static void
closed_cases_are_left_alone (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrManifest) first = manifest_new ();
  g_autoptr (BsrManifest) second = manifest_new ();
  declare (first, "B1", BOX, 9000.0);
  g_free (take (fixture, first));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrDecision) waiver = bsr_decision_new (BSR_DECISION_WAIVE, "ok", "", now);
  bsr_decision_set_code (waiver, "departed");
  bsr_store_record_decision (fixture->store, ACTOR, "B1/" BOX, waiver, &error);
  bsr_test_assert_no_error (error);
  take_again (fixture, first);
  assert_int_equal (first->remarks->len, 0);
  declare (second, "B1", BOX, 9500.0);
  declare (second, "B2", BOX, 9500.0);
  g_free (take (fixture, second));
  assert_int_equal (fixture->result.n_cases, 1);
  assert_int_equal (second->remarks->len, 1);
  g_autoptr (BsrCase) closed = case_of (fixture, "B1/" BOX);
  bsr_test_assert_close (bsr_case_items_kg (closed), 9000.0, 0.0);
}

static void
reports_go_on_the_newest_open_case (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrManifest) manifest = manifest_new ();
  flag (fixture, "old", BOX, 1);
  flag (fixture, "new", BOX, 2);
  stow (manifest, BOX, "0340708", 24000.0);
  stow (manifest, OTHER_BOX, "0340710", 24000.0);
  measure (manifest, BOX, 123.0);
  measure (manifest, BOX, 456.0);
  measure (manifest, NULL, 789.0);
  g_autofree char *id = take (fixture, manifest);
  assert_string_equal (id, "new");
  assert_int_equal (fixture->result.n_reports, 3);
  assert_int_equal (fixture->result.n_cases, 1); /* its verified gross mass */
  assert_int_equal (manifest->remarks->len, 2);
  assert_string_equal (((BsrManifestRemark *) manifest->remarks->pdata[0])->container, OTHER_BOX);
  g_autoptr (GPtrArray) old = reports_of (fixture, "old");
  g_autoptr (GPtrArray) new = reports_of (fixture, "new");
  assert_int_equal (old->len, 0);
  assert_int_equal (new->len, 3);
  const int kinds[]
      = { BSR_CASE_REPORT_RADIATION, BSR_CASE_REPORT_RADIATION, BSR_CASE_REPORT_STOWAGE };
  for (guint i = 0; i < new->len; i++)
    assert_int_equal (((BsrCaseReport *) new->pdata[i])->kind, kinds[i]);
  g_autoptr (BsrStowage) stowage
      = bsr_stowage_from_json (((BsrCaseReport *) new->pdata[2])->json, -1, NULL);
  assert_string_equal (stowage->position, "0340708");
  g_autoptr (BsrCase) flagged = case_of (fixture, "new");
  bsr_test_assert_close (flagged->gross_kg, 24000.0, 0.0);
  take_again (fixture, manifest);

  /* Another verified mass stays away, and is said on the record. */
  g_autoptr (BsrManifest) heavier = manifest_new ();
  stow (heavier, BOX, "0340708", 25000.0);
  g_free (take (fixture, heavier));
  assert_int_equal (fixture->result.n_cases, 0);
  assert_int_equal (fixture->result.n_reports, 2);
  assert_string_equal (((BsrManifestRemark *) heavier->remarks->pdata[0])->place, "gross_kg");
  g_autoptr (BsrCase) same = case_of (fixture, "new");
  bsr_test_assert_close (same->gross_kg, 24000.0, 0.0);
}

/* More than are put into the store at once, and one of them twice. */
static void
long_bayplan_goes_on_every_record_once (void **state)
{
  enum
  {
    N = 150
  };
  Fixture *fixture = *state;
  gint64 before = 0, after = 0;
  g_autoptr (BsrManifest) manifest = manifest_new ();
  for (int i = 0; i < N; i++)
    {
      g_autofree char *id = g_strdup_printf ("T-%d", i);
      g_autofree char *container = g_strdup_printf ("BSRU%07d", i);
      flag (fixture, id, container, 1);
      stow (manifest, container, "0340708", NAN);
    }
  stow (manifest, "BSRU0000149", "0340708", NAN);
  assert_true (bsr_store_verify_audit (fixture->store, &before, NULL));
  g_free (take (fixture, manifest));
  assert_true (bsr_store_verify_audit (fixture->store, &after, NULL));
  assert_int_equal (fixture->result.n_reports, N);
  assert_int_equal (after - before, N);
  for (int i = 0; i < N; i++)
    {
      g_autofree char *id = g_strdup_printf ("T-%d", i);
      g_autoptr (GPtrArray) reports = reports_of (fixture, id);
      assert_int_equal (reports->len, 1);
    }
  take_again (fixture, manifest);
}

static void
what_no_record_can_keep_is_remarked (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrManifest) manifest = manifest_new ();
  BsrCase *declared = declare (manifest, "B1", BOX, 9000.0);
  declare (manifest, "B2", OTHER_BOX, 9000.0);
  ((BsrManifestItem *) declared->items->pdata[0])->origin = g_strdup ("nowhere");
  g_free (take (fixture, manifest));
  assert_int_equal (fixture->result.n_cases, 1);
  assert_int_equal (manifest->remarks->len, 1);
  assert_non_null (strstr (((BsrManifestRemark *) manifest->remarks->pdata[0])->reason, "origin"));
}

static void
cancel_cb (double fraction, const char *stage, gpointer data)
{
  if (fraction >= 0.5)
    g_cancellable_cancel (data);
}

/* Whole cases are there, and the rest comes when it is done again. */
static void
cancelled_import_has_taken_whole_cases (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const BsrIntakeOptions options = { .progress = cancel_cb, .progress_data = cancellable };
  g_autoptr (BsrManifest) manifest = manifest_new ();
  const char *const bills[] = { "B1", "B2", "B3", "B4" };
  for (gsize i = 0; i < G_N_ELEMENTS (bills); i++)
    declare (manifest, bills[i], BOX, 1.0);
  assert_false (bsr_manifest_take (fixture->store, ACTOR, manifest, "file", fixture->sha256,
                                   &options, &fixture->result, NULL, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
  assert_int_equal (fixture->result.n_cases, 2);
  g_free (take (fixture, manifest));
  assert_int_equal (fixture->result.n_cases, 2);
  take_again (fixture, manifest);
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (declarations_become_cases),
    TEST (later_manifest_makes_a_new_version),
    TEST (flagged_case_is_filled_and_differences_are_remarked),
    TEST (goods_of_another_bill_are_on_the_record),
    TEST (list_with_references_speaks_of_its_own_cases),
    TEST (bill_may_come_later_or_not_at_all),
    TEST (closed_cases_are_left_alone),
    TEST (reports_go_on_the_newest_open_case),
    TEST (long_bayplan_goes_on_every_record_once),
    TEST (what_no_record_can_keep_is_remarked),
    TEST (cancelled_import_has_taken_whole_cases),
  };
#undef TEST
  return cmocka_run_group_tests_name ("manifest-taking", tests, NULL, NULL);
}
