#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-scan-file.h"

static const char whole[] =
    "{\"format\": \"basira-scan/1\", \"container\": \"CSQU3054383\", \"container_confidence\": 0.9,\n"
    " \"acquired\": \"2026-11-05T08:15:00Z\", \"site\": \"MAPTM\", \"scanner\": \"portal 2\",\n"
    " \"modality\": \"gamma\", \"polarity\": \"absorption\", \"vendor\": null,\n"
    " \"planes\": [{\"name\": \"high\", \"energy_mv\": 6.5, \"air\": 60123.5, \"dark\": 100},\n"
    "  {\"name\": \"low\"}],\n"
    " \"pixel_pitch_mm\": [8.6, 4.5],\n"
    " \"steel_calibration\": [[0, 1], [50, 0.25], [100, 0.0625]]}";

static void
a_whole_description_is_read (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_from_json ("/tmp/a/scan.tiff", whole, -1, &error);
  bsr_test_assert_no_error (error);
  const BsrAcquisition *acquisition = &scan->acquisition;
  assert_true (scan->described);
  assert_string_equal (scan->path, "/tmp/a/scan.tiff");
  assert_string_equal (scan->name, "scan.tiff");
  assert_string_equal (scan->container, "CSQU3054383");
  bsr_test_assert_close (scan->container_confidence, 0.9, 0.0);
  assert_string_equal (scan->site, "MAPTM");
  assert_int_equal (acquisition->modality, BSR_MODALITY_GAMMA);
  assert_int_equal (acquisition->polarity, BSR_POLARITY_ABSORPTION);
  assert_int_equal (acquisition->n_planes, 2);
  bsr_test_assert_close (acquisition->planes[0].energy_mv, 6.5, 0.0);
  bsr_test_assert_close (acquisition->planes[0].air, 60123.5, 0.0);
  bsr_test_assert_close (acquisition->planes[0].dark, 100.0, 0.0);
  assert_int_equal (acquisition->planes[1].name, BSR_ENERGY_LOW);
  assert_true (isnan (acquisition->planes[1].energy_mv) && isnan (acquisition->planes[1].air));
  bsr_test_assert_close (acquisition->planes[1].dark, 0.0, 0.0);
  bsr_test_assert_close (acquisition->pitch_y_mm, 4.5, 0.0);
  assert_int_equal (acquisition->n_steps, 3);
  bsr_test_assert_close (acquisition->steps[1].transmission, 0.25, 0.0);
}

static void
an_unread_number_may_be_null_or_left_out (void **state)
{
  const char *const rows[] = { "\"container\": null,", "" };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = g_strdup_printf (
          "{\"format\": \"basira-scan/1\", %s \"acquired\": \"2026-11-05T08:15:00Z\","
          " \"planes\": [{\"name\": \"single\"}], \"pixel_pitch_mm\": [5, 5]}",
          rows[i]);
      g_autoptr (BsrScan) scan = bsr_scan_from_json ("x.png", json, -1, &error);
      bsr_test_assert_no_error (error);
      assert_null (scan->container);
      assert_true (isnan (scan->container_confidence));
      assert_int_equal (scan->acquisition.polarity, BSR_POLARITY_TRANSMISSION);
    }
}

static void
each_wrong_member_is_named (void **state)
{
  const struct
  {
    const char *from, *to;
    int code;
    const char *part;
  } rows[] = {
    { "basira-scan/1", "basira-scan/2", BSR_ERROR_UNKNOWN_KIND, "format: must be \"basira-scan/1\"" },
    { "\"CSQU3054383\"", "12", BSR_ERROR_DAMAGED, "container: must be a string, is 12" },
    { "0.9", "-0.1", BSR_ERROR_DAMAGED, "container_confidence:" },
    { "\"acquired\"", "\"taken\"", BSR_ERROR_DAMAGED, "acquired: is missing" },
    { "2026-11-05T08:15:00Z", "2026-11-05 08:15", BSR_ERROR_DAMAGED, "acquired:" },
    { "MAPTM", "MAP1M", BSR_ERROR_DAMAGED, "site: must be a UN/LOCODE" },
    { "\"portal 2\"", "2", BSR_ERROR_DAMAGED, "scanner:" },
    { "\"gamma\"", "\"neutron\"", BSR_ERROR_DAMAGED, "modality: must be one of transmission, backscatter, gamma, is \"neutron\"" },
    { "\"absorption\"", "true", BSR_ERROR_DAMAGED, "polarity:" },
    { "\"planes\"", "\"plans\"", BSR_ERROR_DAMAGED, "planes: is missing" },
    { "\"name\": \"high\"", "\"title\": \"high\"", BSR_ERROR_DAMAGED, "planes[0].name: is missing" },
    { "\"low\"", "\"lower\"", BSR_ERROR_DAMAGED, "planes[1].name: must be one of high, low" },
    { "{\"name\": \"low\"}", "3", BSR_ERROR_DAMAGED, "planes[1]: must be an object" },
    { "{\"name\": \"low\"}", "{\"name\": \"low\"}, {\"name\": \"low\"}, {\"name\": \"low\"}, {\"name\": \"low\"}",
      BSR_ERROR_DAMAGED, "planes: must have 1 to 4 elements, has 5" },
    { "6.5", "0", BSR_ERROR_DAMAGED, "planes[0].energy_mv: must be a number > 0, is 0" },
    { "60123.5", "-5", BSR_ERROR_DAMAGED, "planes[0].air:" },
    { "\"dark\": 100", "\"dark\": \"100\"", BSR_ERROR_DAMAGED, "planes[0].dark:" },
    { "\"pixel_pitch_mm\"", "\"pitch\"", BSR_ERROR_DAMAGED, "pixel_pitch_mm: is missing" },
    { "[8.6, 4.5]", "8.6", BSR_ERROR_DAMAGED, "pixel_pitch_mm: must be an array of 2 numbers, is 8.6" },
    { "[8.6, 4.5]", "[8.6]", BSR_ERROR_DAMAGED, "pixel_pitch_mm: must be an array of 2 numbers, has 1 elements" },
    { "[8.6, 4.5]", "[8.6, 0]", BSR_ERROR_DAMAGED, "pixel_pitch_mm[1]:" },
    { "[8.6, 4.5]", "[8.6, 1e300]", BSR_ERROR_DAMAGED, "pixel_pitch_mm[1]:" },
    { "[50, 0.25]", "[50]", BSR_ERROR_DAMAGED, "steel_calibration[1]: must be an array of 2" },
    { "[50, 0.25]", "50", BSR_ERROR_DAMAGED, "steel_calibration[1]: must be an array of 2" },
    { "[50, 0.25]", "[50, 1.25]", BSR_ERROR_DAMAGED, "steel_calibration[1]: the transmission" },
    { "[50, 0.25]", "[-50, 0.25]", BSR_ERROR_DAMAGED, "steel_calibration[1][0]:" },
    { "[100, 0.0625]", "[50, 0.0625]", BSR_ERROR_DAMAGED, "steel_calibration[2]: the thickness" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) json = g_string_new (whole);
      assert_int_not_equal (g_string_replace (json, rows[i].from, rows[i].to, 1), 0);
      assert_null (bsr_scan_from_json ("x.tiff", json->str, -1, &error));
      print_message ("%s\n", error != NULL ? error->message : "no error");
      bsr_test_assert_error (error, BSR_ERROR, rows[i].code, rows[i].part);
    }
}

static void
what_is_written_reads_back (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) first = bsr_scan_from_json ("x.tiff", whole, -1, &error);
  g_autofree char *json = bsr_scan_to_json (first);
  g_autoptr (BsrScan) second = bsr_scan_from_json ("x.tiff", json, -1, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *again = bsr_scan_to_json (second);
  assert_string_equal (json, again);
  bsr_test_assert_close (second->acquisition.planes[0].air, 60123.5, 0.0);
  assert_int_equal (second->acquisition.n_steps, 3);
}

static void
the_description_lies_beside_the_pixels (void **state)
{
  const struct
  {
    const char *path, *sidecar;
  } rows[] = {
    { "a/b.tiff", "a/b.scan.json" },      { "b", "b.scan.json" },
    { "a.d/b", "a.d/b.scan.json" },       { "a/b.2.dcs", "a/b.2.scan.json" },
    { "a/.tiff", "a/.tiff.scan.json" },   { ".tiff", ".tiff.scan.json" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sidecar = bsr_scan_sidecar_path (rows[i].path);
      assert_string_equal (sidecar, rows[i].sidecar);
    }
}

static void
a_description_beside_the_pixels_is_found_and_a_bad_one_is_named (void **state)
{
  g_autoptr (GError) error = NULL;
  char *folder = bsr_test_folder_new ();
  g_autofree char *pixels = g_build_filename (folder, "one.tiff", NULL);
  g_autofree char *sidecar = g_build_filename (folder, "one.scan.json", NULL);

  g_autoptr (BsrScan) bare = bsr_scan_read (pixels, &error);
  bsr_test_assert_no_error (error);
  assert_false (bare->described);
  bsr_test_assert_close (bare->acquisition.pitch_x_mm, BSR_ACQUISITION_DEFAULT_PITCH_MM, 0.0);

  assert_true (g_file_set_contents (sidecar, whole, -1, NULL));
  g_autoptr (BsrScan) described = bsr_scan_read (pixels, &error);
  bsr_test_assert_no_error (error);
  assert_true (described->described);

  assert_true (g_file_set_contents (sidecar, "{\"format\": \"basira-scan/1\"}", -1, NULL));
  assert_null (bsr_scan_read (pixels, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "one.scan.json: acquired: is missing");
  bsr_test_folder_remove (folder);
}

/* Of what was stored: both energies. */
static void
a_file_that_was_changed_is_told (void **state)
{
  g_autoptr (GError) error = NULL;
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.png", NULL);
  g_autofree char *low = g_build_filename (folder, "a.low.png", NULL);
  g_autoptr (BsrScan) scan = bsr_scan_new (path);
  assert_true (bsr_scan_check (scan, NULL, &error)); /* nothing is said of it */
  scan->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "high", -1);
  scan->low_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "low", -1);
  assert_true (g_file_set_contents (path, "high", -1, NULL) && g_file_set_contents (low, "low", -1, NULL));
  assert_true (bsr_scan_check (scan, NULL, &error));
  assert_true (g_file_set_contents (low, "lower", -1, NULL));
  assert_false (bsr_scan_check (scan, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "was changed since");
  g_clear_error (&error);
  assert_true (g_file_set_contents (path, "higher", -1, NULL) && g_file_set_contents (low, "low", -1, NULL));
  assert_false (bsr_scan_check (scan, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "was changed since");
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_whole_description_is_read),
    cmocka_unit_test (an_unread_number_may_be_null_or_left_out),
    cmocka_unit_test (each_wrong_member_is_named),
    cmocka_unit_test (what_is_written_reads_back),
    cmocka_unit_test (the_description_lies_beside_the_pixels),
    cmocka_unit_test (a_file_that_was_changed_is_told),
    cmocka_unit_test (a_description_beside_the_pixels_is_found_and_a_bad_one_is_named),
  };
  return cmocka_run_group_tests_name ("scan-file", tests, NULL, NULL);
}
