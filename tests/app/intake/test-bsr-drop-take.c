#include "bsr-drop-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-dicos-report.h"
#include "bsr-scan-file.h"

static void
scan_is_linked_by_its_description (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_scan (drop, "a.tiff", 1);
  drop_description (drop, "a.scan.json", "csqu 305438-3", 9);
  drop_take (drop);
  drop_assert_told (drop, "a linked linked to case T-1\n");
  drop_assert_empty (drop);
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
  assert_int_equal (drop_n_waiting (drop), 0);
  drop_entries (drop);
}

static void
two_boxes_are_linked_by_the_name (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_list_case (drop, "T-2", OTHER_BOX, 1);
  drop_scan (drop, BOX "_zepu 003725-5_lane2.png", 1);
  drop_scan (drop, BOX "_zepu 003725-5_lane2.low.png", 2);
  drop_take (drop);
  drop_assert_told (drop, "linked linked to cases T-1 and T-2\n");
  drop_assert_empty (drop);
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
  assert_int_equal (drop_n_scans (drop, "T-2"), 1);
}

static void
newest_open_case_has_it (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_list_case (drop, "T-3", BOX, 3);
  drop_list_case (drop, "T-4", BOX, 4);
  drop_list_case (drop, "T-2", BOX, 2);
  bsr_store_suite_close (drop->store, "T-4");
  drop_scan (drop, BOX ".tiff", 1);
  drop_take (drop);
  drop_assert_told (drop, "linked to case T-3\n");
}

static void
what_cannot_be_linked_waits_and_says_why (void **state)
{
  Drop *drop = *state;
  const struct
  {
    const char *name, *why;
  } rows[] = {
    { "lane2.tiff", "no container number is known of it" },
    { MISREAD_BOX ".tiff", "the check digit of " MISREAD_BOX " is wrong: it was misread" },
    { "MAEU0000002.tiff", "the check digit of MAEU0000002 is wrong" },
    { OTHER_BOX ".tiff", "no case of " OTHER_BOX " is open any more" },
    { "C5QU3054383.tiff", "\"C5QU3054383\" is no container number" },
    { BOX "_" OTHER_BOX ".tiff",
      "only " BOX " of two boxes has an open case: no case of " OTHER_BOX },
    { BOX "_" OTHER_BOX "_" MISREAD_BOX ".tiff", "3 container numbers are read in one image" },
  };
  drop_list_case (drop, "T-1", BOX, 1);
  drop_list_case (drop, "T-2", OTHER_BOX, 1);
  bsr_store_suite_close (drop->store, "T-2");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      drop_scan (drop, rows[i].name, (int) i);
      drop_take (drop);
      drop_assert_told (drop, rows[i].why);
      drop_assert_empty (drop);
      g_autoptr (BsrArrival) waiting = drop_waiting (drop);
      assert_non_null (strstr (waiting->reason, rows[i].why));
      assert_int_equal (drop_n_waiting (drop), (int) i + 1);
    }
  assert_int_equal (drop_n_scans (drop, "T-1"), 0);
}

static void
same_pixels_are_taken_once (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_scan (drop, BOX ".tiff", 1);
  drop_take (drop);
  drop_assert_told (drop, "linked to case T-1");
  gint64 entries = drop_entries (drop);
  drop_scan (drop, "again.tiff", 1);
  drop_take (drop);
  drop_assert_told (drop, "again.tiff known linked to case T-1\n");
  drop_assert_empty (drop);
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
  assert_int_equal (drop_entries (drop), entries);
}

/* Without its second energy it is another scan; a kill between two files must not make one. */
static void
interrupted_removal_makes_no_other_scan (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_scan (drop, BOX ".png", 1);
  drop_scan (drop, BOX ".low.png", 2);
  drop_take (drop);
  drop_assert_told (drop, "linked to case T-1");
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (drop->store, "T-1", NULL);
  const BsrScan *scan = scans->pdata[0];
  assert_non_null (scan->low_sha256);
  drop_scan (drop, BOX ".png", 1);
  g_autofree char *list = g_strdup_printf ("%s " BOX ".low.png\n%s " BOX ".png\nend\n",
                                           scan->low_sha256, scan->sha256);
  drop_text (drop, ".basira-x.taken", list);
  drop_take (drop);
  drop_assert_told (drop, NULL);
  drop_assert_empty (drop);
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
}

static void
what_cannot_be_read_is_refused (void **state)
{
  Drop *drop = *state;
  gint64 entries = drop_entries (drop);
  drop_text (drop, "a.tiff", "II*\1no tiff at all");
  drop_description (drop, "a.scan.json", BOX, 9);
  drop_take (drop);
  drop_assert_told (drop, "a refused ");
  drop_assert_empty (drop);
  assert_true (drop_has (drop, "refused/a.tiff") && drop_has (drop, "refused/a.scan.json"));
  g_autofree char *reason = drop_read (drop, "refused/a.reason.txt");
  assert_true (strlen (reason) > 5);
  assert_int_equal (drop_entries (drop), entries + 1);

  drop_text (drop, "a.tiff", "II*\1no tiff at all");
  drop_description (drop, "a.scan.json", BOX, 9);
  drop_take (drop);
  assert_true (drop_has (drop, "refused/a-2.tiff"));
  assert_int_equal (drop_entries (drop), entries + 1); /* the same file with the same reason */
}

static void
names_that_are_no_text_are_refused (void **state)
{
  Drop *drop = *state;
  drop_scan (drop, "a\xff.tiff", 1);
  drop_take (drop);
  drop_assert_told (drop, "its name is not UTF-8");
  drop_assert_empty (drop);
  assert_true (drop_has (drop, "refused/a\xff.tiff"));
}

static void
case_file_has_its_scans (void **state)
{
  Drop *drop = *state;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-9");
  g_autofree char *json = bsr_case_to_json (flagged);
  drop_text (drop, "n.case.json", json);
  drop_scan (drop, "n.tiff", 1);
  drop_scan (drop, "n.png", 2);
  drop_scan (drop, "n.low.png", 3);
  drop_take (drop);
  drop_assert_told (drop, "n brought case T-9 is in the list");
  drop_assert_empty (drop);
  assert_int_equal (drop_n_scans (drop, "T-9"), 2);
  assert_true (drop_has (drop, "taken/n.case.json"));

  drop_text (drop, "m.case.json", "{\"format\": \"basira-case/1\"}");
  drop_scan (drop, "m.tiff", 4);
  drop_take (drop);
  drop_assert_told (drop, "m refused m.case.json: ");
  assert_true (drop_has (drop, "refused/m.tiff") && drop_has (drop, "refused/m.case.json"));

  drop_text (drop, "o.case.json", "{\"format\": \"basira-case/1\"}");
  drop_take (drop);
  drop_assert_told (drop, "o.case.json refused case: is missing\n"); /* named once */
}

/* The vault holds one file a scan; counts are kept, and so is what came. */
static void
raw_planes_become_one_file (void **state)
{
  Drop *drop = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = NULL;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_text (drop, "lane.raw.json",
             "{\"format\": \"basira-raw/1\", \"width\": 3, \"height\": 2, \"sample\": \"uint16\","
             " \"byte_order\": \"big\", \"planes\": [{\"file\": \"lane.bin\", \"offset\": 4}]}");
  drop_text (drop, "lane.bin", "HEADabcdefghijkl");
  drop_description (drop, "lane.scan.json", BOX, 9);
  drop_take (drop);
  drop_assert_told (drop, "lane linked linked to case T-1\n");
  drop_assert_empty (drop);
  assert_true (drop_has (drop, "taken/lane.raw.json") && drop_has (drop, "taken/lane.bin"));
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (drop->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (scans->len, 1);
  g_autoptr (BsrScan) scan
      = bsr_scan_load (((BsrScan *) scans->pdata[0])->path, &image, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (scan->described);
  const guint16 *row = bsr_plane_row_u16 (bsr_image_plane (image, 0), 1);
  assert_int_equal (row[0], ('g' << 8) + 'h');
  assert_int_equal (row[2], ('k' << 8) + 'l');
}

static void
drop_report (Drop *drop, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree BsrDicosReport *report = g_new0 (BsrDicosReport, 1);
  g_autofree char *path = g_build_filename (drop->drop, name, NULL);
  BsrImageNotes notes;
  bsr_image_notes_clear (&notes);
  report->n_threats = 1;
  report->threats[0] = (BsrDicosThreat){ .box = { 1, 1, 2, 2 }, .probability = 0.5 };
  bsr_dicos_report_save (report, &notes, path, &error);
  bsr_test_assert_no_error (error);
}

static void
report_becomes_marks_once (void **state)
{
  Drop *drop = *state;
  g_autoptr (GError) error = NULL;
  drop_scan (drop, "a.tiff", 1);
  drop_report (drop, "a.tdr.dcs");
  drop_take (drop);
  drop_assert_told (drop, "its scan has no case yet: drop both again when it is linked");
  assert_true (drop_has (drop, "refused/a.tdr.dcs"));

  g_autoptr (BsrArrival) waiting = drop_waiting (drop);
  const char *const cases[] = { "T-1", NULL };
  drop_list_case (drop, "T-1", BOX, 1);
  bsr_store_link_arrival (drop->store, ACTOR, waiting->id, cases, &error);
  bsr_test_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      drop_scan (drop, "a.tiff", 1);
      drop_report (drop, "a.tdr.dcs");
      drop_take (drop);
      drop_assert_told (drop, "a known linked to case T-1\n");
      drop_assert_empty (drop);
    }
  assert_true (drop_has (drop, "taken/a.tdr.dcs") && drop_has (drop, "taken/a-2.tdr.dcs"));
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (drop->store, "T-1", &error);
  g_autoptr (GPtrArray) marks
      = bsr_store_list_annotations (drop->store, ((BsrScan *) scans->pdata[0])->id, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (marks->len, 1);
}

static void
late_description_links (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_scan (drop, "a.tiff", 1);
  drop_take (drop);
  drop_assert_told (drop, "no container number is known of it");
  gint64 entries = drop_entries (drop);
  drop_description (drop, "a.scan.json", BOX, 9);
  drop_take (drop);
  assert_string_equal (drop->told->str, "a.tiff linked linked to case T-1\n"); /* at once */
  drop_assert_told (drop, "linked");
  drop_assert_empty (drop);
  assert_int_equal (drop_n_waiting (drop), 0);
  assert_int_equal (drop_entries (drop), entries + 2);
  assert_true (drop_has (drop, "taken/a.scan.json"));
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (drop->store, "T-1", NULL);
  assert_int_equal (scans->len, 1);
  assert_true (((BsrScan *) scans->pdata[0])->described);

  /* Somebody was ended before he moved the file. */
  drop_description (drop, "a.scan.json", BOX, 9);
  drop_take (drop);
  drop_assert_told (drop, "a.scan.json known linked to case T-1\n");
  assert_true (drop_has (drop, "taken/a-2.scan.json"));
  assert_int_equal (drop_entries (drop), entries + 2);
}

/* It is the scan's, and the case that comes has both. */
static void
late_description_waits_with_its_scan (void **state)
{
  Drop *drop = *state;
  drop_scan (drop, "a.png", 1);
  drop_scan (drop, "a.low.png", 2);
  drop_take (drop);
  drop_assert_told (drop, "no container number is known of it");
  drop_description (drop, "a.scan.json", BOX " " OTHER_BOX, 9);
  drop_take (drop);
  drop_assert_told (drop, "a.scan.json waiting no case is listed for " BOX
                          "; no case is listed for " OTHER_BOX "\n");
  drop_assert_empty (drop);
  gint64 entries = drop_entries (drop);
  drop_description (drop, "a.scan.json", BOX " " OTHER_BOX, 9); /* as if nobody had moved it */
  drop_take (drop);
  drop_assert_told (drop, "a.scan.json waiting no case");
  assert_int_equal (drop_entries (drop), entries);
  g_autoptr (BsrArrival) waiting = drop_waiting (drop);
  assert_int_equal (g_strv_length (waiting->containers), 2);
  assert_string_equal (waiting->containers[1], OTHER_BOX);
  assert_string_equal (waiting->scan->name, "a.png");
  assert_string_equal (waiting->scan->container, BOX " " OTHER_BOX);
  assert_true (waiting->scan->described && waiting->scan->low_sha256 != NULL);
  assert_true (g_file_test (waiting->scan->path, G_FILE_TEST_EXISTS));
  drop_list_case (drop, "T-1", BOX, 1);
  drop_list_case (drop, "T-2", OTHER_BOX, 1);
  drop_take (drop);
  drop_assert_told (drop, "a.png linked linked to cases T-1 and T-2\n");
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (drop->store, "T-2", NULL);
  assert_int_equal (scans->len, 1);
  assert_true (((BsrScan *) scans->pdata[0])->described);
  drop_entries (drop);
}

static void
late_description_of_nothing_is_refused (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_scan (drop, "a.tiff", 1);
  drop_take (drop);
  drop_assert_told (drop, "no container number is known of it");
  drop_description (drop, "a.scan.json", OTHER_BOX, 9);
  drop_take (drop);
  drop_assert_told (drop, "a.scan.json waiting no case is listed for " OTHER_BOX);
  /* What it has now stands. */
  drop_description (drop, "a.scan.json", BOX, 9);
  drop_take (drop);
  drop_assert_told (drop, "speaks of a scan whose pixels are not beside it");
  /* A scanner that uses its names again speaks of a scan to come. */
  drop_scan (drop, "c.tiff", 2);
  drop_take (drop);
  drop_text (drop, "c.scan.json",
             "{\"format\": \"basira-scan/1\", \"container\": \"" BOX "\","
             " \"acquired\": \"2199-05-01T09:00:00Z\", \"planes\": [{\"name\": \"single\"}],"
             " \"pixel_pitch_mm\": [4.5, 5.5]}");
  drop_take (drop);
  drop_assert_told (drop, "c.scan.json refused speaks of a scan whose pixels are not beside it");
  drop_scan (drop, "b.low.png", 1);
  drop_take (drop);
  drop_assert_told (drop, "is the second energy of a scan whose first is not beside it");
  drop_assert_empty (drop);
  assert_int_equal (drop_n_scans (drop, "T-1"), 0);
}

static void
better_description_links_what_waits (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_scan (drop, "a.tiff", 1);
  drop_take (drop);
  drop_assert_told (drop, "no container number is known of it");
  drop_scan (drop, "b.tiff", 1);
  drop_description (drop, "b.scan.json", BOX, 9);
  drop_take (drop);
  drop_assert_told (drop, "b linked linked to case T-1\n");
  drop_assert_empty (drop);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (drop->store, "T-1", NULL);
  assert_true (((BsrScan *) scans->pdata[0])->described);
  assert_string_equal (((BsrScan *) scans->pdata[0])->name, "a.tiff");
  /* Once it stands, another description is nobody's. */
  drop_scan (drop, "c.tiff", 1);
  drop_description (drop, "c.scan.json", OTHER_BOX, 9);
  drop_take (drop);
  drop_assert_told (drop, "c refused its scan was taken before with another description");
  drop_assert_empty (drop);

  drop_scan (drop, "d.tiff", 2);
  drop_take (drop);
  drop_scan (drop, "e.tiff", 2);
  drop_description (drop, "e.scan.json", OTHER_BOX, 9);
  drop_take (drop);
  drop_assert_told (drop, "e waiting no case is listed for " OTHER_BOX "\n");
  drop_assert_empty (drop);
  assert_false (drop_has (drop, "refused/e.scan.json"));
  g_autoptr (BsrArrival) waiting = drop_waiting (drop);
  assert_string_equal (waiting->containers[0], OTHER_BOX);
}

static void
scans_of_a_case_keep_their_order (void **state)
{
  Drop *drop = *state;
  static const int hours[] = { 12, 8, 10 };
  drop_list_case (drop, "T-1", BOX, 1);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *pixels = g_strdup_printf ("%d.tiff", i);
      g_autofree char *description = g_strdup_printf ("%d.scan.json", i);
      drop_scan (drop, pixels, i);
      drop_description (drop, description, BOX, hours[i]);
    }
  drop_take (drop);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (drop->store, "T-1", NULL);
  assert_int_equal (scans->len, 3);
  assert_string_equal (((BsrScan *) scans->pdata[0])->name, "1.tiff");
  assert_string_equal (((BsrScan *) scans->pdata[1])->name, "2.tiff");
  assert_string_equal (((BsrScan *) scans->pdata[2])->name, "0.tiff");
}

/* Nothing can be put into the vault: everything stays where it is until it can. */
static void
store_that_fails_loses_nothing (void **state)
{
  Drop *drop = *state;
  g_autofree char *vault = g_build_filename (drop->folder, "store.db.vault", NULL);
  drop_list_case (drop, "T-1", BOX, 1);
  assert_true (g_file_set_contents (vault, "in the way", -1, NULL));
  drop_scan (drop, BOX "_1.tiff", 1);
  drop_scan (drop, BOX "_2.tiff", 2);
  drop_take (drop);
  drop_assert_told (drop, "failed the vault's folder cannot be made");
  assert_true (drop_has (drop, BOX "_1.tiff") && drop_has (drop, BOX "_2.tiff"));
  assert_false (drop_has (drop, "refused"));
  g_unlink (vault);
  drop_take (drop);
  drop_assert_empty (drop);
  assert_int_equal (drop_n_scans (drop, "T-1"), 2);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (scan_is_linked_by_its_description, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (two_boxes_are_linked_by_the_name, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (newest_open_case_has_it, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (what_cannot_be_linked_waits_and_says_why, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (same_pixels_are_taken_once, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (interrupted_removal_makes_no_other_scan, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (what_cannot_be_read_is_refused, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (names_that_are_no_text_are_refused, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (case_file_has_its_scans, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (raw_planes_become_one_file, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (report_becomes_marks_once, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (late_description_links, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (late_description_waits_with_its_scan, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (late_description_of_nothing_is_refused, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (better_description_links_what_waits, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (scans_of_a_case_keep_their_order, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (store_that_fails_loses_nothing, drop_set_up, drop_tear_down),
  };
  return cmocka_run_group_tests_name ("drop take", tests, NULL, NULL);
}
