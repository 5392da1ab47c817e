#include "bsr-test.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-dicos-report.h"
#include "bsr-error.h"
#include "bsr-intake.h"
#include "bsr-scan-file.h"
#include "bsr-store-suite.h"

#define ACTOR (&bsr_store_suite_actor)

typedef struct
{
  char *folder, *drop; /* of the store; where files are dropped */
  BsrStore *store;
  BsrIntakeResult result;
} Fixture;

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  fixture->drop = bsr_test_folder_new ();
  g_autofree char *url = g_strconcat ("sqlite:", fixture->folder, "/store.db", NULL);
  fixture->store = bsr_store_open (url, &error);
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
  bsr_test_folder_remove (fixture->drop);
  g_free (fixture);
  return 0;
}

static void
drop (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (fixture->drop, name, NULL);
  assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
drop_case (Fixture *fixture, const char *name, const char *id, int raised_day)
{
  g_autoptr (BsrCase) flagged = bsr_store_suite_case (id);
  flagged->raised = g_date_time_new_utc (2024, 4, raised_day, 0, 0, 0);
  g_autofree char *json = bsr_case_to_json (flagged);
  drop (fixture, name, json);
}

static void
drop_scan (Fixture *fixture, const char *name, int seed, gboolean described)
{
  bsr_scan_unref (bsr_store_suite_scan (fixture->drop, name, seed, described));
}

/* Imports what was dropped under @name (NULL: all of it); answers the case. */
static char *
import (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->drop, name, NULL);
  char *case_id = NULL;
  bsr_intake_result_clear (&fixture->result);
  gboolean good
      = bsr_intake_import (fixture->store, ACTOR, path, &fixture->result, &case_id, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);
  return case_id;
}

static void
expect (Fixture *fixture, int n_cases, int n_scans, guint n_refused)
{
  for (guint i = 0; fixture->result.refused->len != n_refused && i < fixture->result.refused->len;
       i++)
    print_message ("refused: %s\n", (char *) fixture->result.refused->pdata[i]);
  assert_int_equal (fixture->result.n_cases, n_cases);
  assert_int_equal (fixture->result.n_scans, n_scans);
  assert_int_equal (fixture->result.refused->len, n_refused);
}

static guint
n_scans_of (Fixture *fixture, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, case_id, &error);
  bsr_test_assert_no_error (error);
  return scans->len;
}

static gint64
entries (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;
  bsr_store_verify_audit (fixture->store, &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

static void
case_file_brings_its_scan (void **state)
{
  Fixture *fixture = *state;
  drop_case (fixture, "n.case.json", "T-1", 1);
  drop_scan (fixture, "n.tiff", 1, TRUE);
  g_autofree char *id = import (fixture, "n.case.json");
  assert_string_equal (id, "T-1");
  expect (fixture, 1, 1, 0);
  assert_int_equal (n_scans_of (fixture, "T-1"), 1);
}

static void
scan_goes_to_the_case_beside_it (void **state)
{
  Fixture *fixture = *state;
  drop_case (fixture, "n.case.json", "T-1", 1);
  drop_scan (fixture, "n.png", 1, FALSE);
  drop_scan (fixture, "n.low.png", 2, FALSE);
  g_autofree char *id = import (fixture, "n.low.png");
  assert_string_equal (id, "T-1");
  expect (fixture, 1, 1, 0);
}

/* Once: what an officer makes of the marks stays as he left it. */
static void
findings_of_another_program_become_marks (void **state)
{
  Fixture *fixture = *state;
  g_autofree BsrDicosReport *report = g_new0 (BsrDicosReport, 1);
  g_autofree char *path = g_build_filename (fixture->drop, "n.tdr.dcs", NULL);
  BsrImageNotes notes;
  bsr_image_notes_clear (&notes);
  report->n_threats = 2;
  report->threats[0] = (BsrDicosThreat){ .box = { 3, 4, 5, 6 },
                                         .probability = 0.744,
                                         .assessment = BSR_DICOS_ASSESSMENT_THREAT,
                                         .category = "ANOMALY",
                                         .description = "dense" };
  report->threats[1] = (BsrDicosThreat){ .box = { 1, 1, 2, 2 }, .probability = (double) NAN };
  strcpy (report->algorithm, "Acme 3");
  assert_true (bsr_dicos_report_save (report, &notes, path, NULL));
  drop_case (fixture, "n.case.json", "T-1", 1);
  drop_scan (fixture, "n.png", 1, FALSE);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *id = import (fixture, "n.tdr.dcs");
      assert_string_equal (id, "T-1");
      expect (fixture, i == 0, i == 0, 0);
      g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", NULL);
      g_autoptr (GPtrArray) marks
          = bsr_store_list_annotations (fixture->store, ((BsrScan *) scans->pdata[0])->id, NULL);
      assert_int_equal (marks->len, 2);
      const BsrBox box = bsr_annotation_box (marks->pdata[0]);
      assert_memory_equal (&box, &report->threats[0].box, sizeof box);
      assert_string_equal (bsr_annotation_text (marks->pdata[0]), "Imported (Acme 3): ANOMALY, 74 %: dense");
      assert_int_equal (bsr_annotation_category (marks->pdata[0]), BSR_CATEGORY_SUSPICIOUS);
      assert_string_equal (bsr_annotation_text (marks->pdata[1]), "Imported (Acme 3)");
      assert_int_equal (bsr_annotation_category (marks->pdata[1]), BSR_CATEGORY_NOTE);
    }

  /* One that cannot be read is said, and keeps nothing out. */
  drop (fixture, "m.tdr.dcs", "no report");
  drop_scan (fixture, "m.png", 7, FALSE);
  g_free (import (fixture, "m.png"));
  expect (fixture, 1, 1, 1);
}

static void
scan_goes_to_the_newest_open_case_of_its_container (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  drop_case (fixture, "a.case.json", "old", 1);
  drop_case (fixture, "b.case.json", "newest, but waived", 9);
  drop_case (fixture, "c.case.json", "newest open", 5);
  drop_case (fixture, "d.case.json", "older", 4);
  g_free (import (fixture, NULL));
  expect (fixture, 4, 0, 0);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrDecision) waiver = bsr_decision_new (BSR_DECISION_WAIVE, "ok", "", now);
  bsr_decision_set_code (waiver, "departed");
  bsr_store_record_decision (fixture->store, ACTOR, "newest, but waived", waiver, &error);
  bsr_test_assert_no_error (error);
  drop_scan (fixture, "gate.tiff", 1, TRUE);
  g_autofree char *id = import (fixture, "gate.tiff");
  assert_string_equal (id, "newest open");

  /* Again after that case is closed and another is there: the pixels are known. */
  bsr_store_decide (fixture->store, ACTOR, "newest open", BSR_DECISION_RELEASE, "ok", &error);
  gint64 before = entries (fixture);
  g_autofree char *again = import (fixture, "gate.tiff");
  assert_string_equal (again, "newest open");
  expect (fixture, 0, 0, 0);
  assert_int_equal (entries (fixture), before);
}

static void
scan_that_nobody_flagged_gets_a_case_of_its_own (void **state)
{
  Fixture *fixture = *state;
  drop_scan (fixture, "stray.tiff", 1, FALSE);
  g_autofree char *id = import (fixture, "stray.tiff");
  assert_true (g_str_has_prefix (id, "unlisted-"));
  assert_int_equal (strlen (id), strlen ("unlisted-") + 12);
  expect (fixture, 1, 1, 0);
  g_autoptr (BsrCase) flagged = bsr_store_get_case (fixture->store, id, NULL);
  assert_string_equal (flagged->container, "");

  drop_scan (fixture, "read.tiff", 2, TRUE);
  g_autofree char *other = import (fixture, "read.tiff");
  g_autoptr (BsrCase) known = bsr_store_get_case (fixture->store, other, NULL);
  assert_string_not_equal (id, other);
  assert_string_equal (known->container, "CSQU3054383");
}

static void
same_folder_again_changes_nothing (void **state)
{
  Fixture *fixture = *state;
  drop_case (fixture, "n.case.json", "T-1", 1);
  drop_scan (fixture, "n.tiff", 1, TRUE);
  drop_scan (fixture, "stray.tiff", 2, FALSE);
  drop_scan (fixture, "pair.png", 3, FALSE);
  drop_scan (fixture, "pair.low.png", 4, FALSE);
  g_free (import (fixture, NULL));
  expect (fixture, 3, 3, 0);
  gint64 before = entries (fixture);
  g_free (import (fixture, NULL));
  expect (fixture, 0, 0, 0);
  assert_int_equal (entries (fixture), before);
}

static void
what_a_folder_holds_but_cannot_be_taken_is_listed (void **state)
{
  Fixture *fixture = *state;
  drop_case (fixture, "good.case.json", "T-1", 1);
  drop_scan (fixture, "good.tiff", 1, TRUE);
  drop (fixture, "bad.case.json", "{\"format\": \"basira-case/1\", \"case\": \"T-2\"}");
  drop (fixture, "bad.tiff", "II*");
  drop (fixture, "lonely.scan.json", "{}");
  drop (fixture, "notes.txt", "hello");
  drop (fixture, "x.analysis.json", "{}");
  drop (fixture, ".hidden.tiff", "not looked at");
  g_autofree char *id = import (fixture, NULL);
  assert_string_equal (id, "T-1");
  expect (fixture, 1, 1, 5);
  const char *beginnings[] = { "bad.case.json: container: ", "bad.tiff: ", "lonely.scan.json: ",
                               "notes.txt: ", "x.analysis.json: " };
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    assert_true (g_str_has_prefix (fixture->result.refused->pdata[i], beginnings[i]));
}

static void
what_cannot_be_taken_by_itself_is_an_error (void **state)
{
  Fixture *fixture = *state;
  drop (fixture, "bad.tiff", "II*");
  const char *names[] = { "bad.tiff", "missing.tiff", "missing.case.json", "missing.scan.json" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (fixture->drop, names[i], NULL);
      g_autofree char *id = NULL;
      assert_false (
          bsr_intake_import (fixture->store, ACTOR, path, &fixture->result, &id, NULL, &error));
      assert_non_null (error);
      assert_null (id);
      assert_null (strstr (error->message, names[i]));
    }
  expect (fixture, 0, 0, 0);
}

static void
cancelled_import_says_so (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  drop_scan (fixture, "n.tiff", 1, TRUE);
  g_cancellable_cancel (cancellable);
  assert_false (bsr_intake_import (fixture->store, ACTOR, fixture->drop, &fixture->result, NULL,
                                   cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
  assert_int_equal (entries (fixture), 0);
}

static void
real_folder_is_taken_whole (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *cargo = bsr_test_shared_file ("cargo");
  gboolean good
      = bsr_intake_import (fixture->store, ACTOR, cargo, &fixture->result, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);
  expect (fixture, 3, 3, 0);
}

/* The vault keeps the samples, not only what is said of them; taken again, they are known. */
static void
raw_planes_are_kept_and_not_only_their_description (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = NULL;
  g_autofree char *samples = g_build_filename (fixture->drop, "lane.bin", NULL);
  drop (fixture, "lane.raw.json",
        "{\"format\": \"basira-raw/1\", \"width\": 3, \"height\": 2, \"sample\": \"uint16\","
        " \"byte_order\": \"big\", \"planes\": [{\"file\": \"lane.bin\", \"offset\": 4}]}");
  drop (fixture, "lane.bin", "HEADabcdefghijkl");
  g_autofree char *case_id = import (fixture, "lane.raw.json");
  expect (fixture, 1, 1, 0);
  g_autofree char *again = import (fixture, "lane.raw.json");
  expect (fixture, 0, 0, 0);
  assert_string_equal (again, case_id);
  assert_int_equal (g_unlink (samples), 0);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, case_id, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (scans->len, 1);
  g_autoptr (BsrScan) scan = bsr_scan_load (((BsrScan *) scans->pdata[0])->path, &image, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_plane_row_u16 (bsr_image_plane (image, 0), 1)[2], ('k' << 8) + 'l');
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (case_file_brings_its_scan),
    TEST (scan_goes_to_the_case_beside_it),
    TEST (findings_of_another_program_become_marks),
    TEST (scan_goes_to_the_newest_open_case_of_its_container),
    TEST (scan_that_nobody_flagged_gets_a_case_of_its_own),
    TEST (raw_planes_are_kept_and_not_only_their_description),
    TEST (same_folder_again_changes_nothing),
    TEST (what_a_folder_holds_but_cannot_be_taken_is_listed),
    TEST (what_cannot_be_taken_by_itself_is_an_error),
    TEST (cancelled_import_says_so),
    TEST (real_folder_is_taken_whole),
  };
#undef TEST
  return cmocka_run_group_tests_name ("intake", tests, NULL, NULL);
}
