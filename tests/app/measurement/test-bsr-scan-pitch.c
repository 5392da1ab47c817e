#include "bsr-test.h"

#include "bsr-scan-pitch.h"

/* A container of 1,418 x 644 pixels. */
static BsrAnalysis *
analysis_of (gboolean found)
{
  g_autofree char *sha256 = g_strnfill (64, '0');
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"engine\": {\"version\": \"1\", \"elapsed_ms\": 5},"
      " \"scan\": {\"file\": \"x.tiff\", \"sha256\": \"%s\", \"width\": 1600, \"height\": 800, "
      "\"planes\": 1},"
      " %s \"load\": {\"empty\": false, \"mass_kg\": 18200, \"penetrated\": true}, \"anomalies\": "
      "[]}",
      sha256, found ? "\"container_box\": [90, 60, 1418, 644]," : "");
  g_autoptr (GError) error = NULL;
  BsrAnalysis *analysis = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  return analysis;
}

static BsrCase *
case_of (const char *size_type)
{
  BsrCase *flagged = bsr_case_new ("7", "CSQU3054383");
  flagged->size_type = g_strdup (size_type);
  return flagged;
}

static void
what_the_scanner_states_comes_first (void **state)
{
  g_autoptr (BsrScan) scan = bsr_scan_new ("x.tiff");
  g_autoptr (BsrAnalysis) analysis = analysis_of (TRUE);
  g_autoptr (BsrCase) flagged = case_of ("45G1");
  scan->described = TRUE;
  scan->acquisition.pitch_x_mm = 7.0;
  scan->acquisition.pitch_y_mm = 6.0;
  BsrPitch pitch = bsr_scan_pitch (scan, flagged, analysis);
  assert_int_equal (pitch.source, BSR_PITCH_STATED);
  bsr_test_assert_close (pitch.x_mm, 7.0, 0.0);
}

static void
then_the_container_s_size (void **state)
{
  g_autoptr (BsrScan) scan = bsr_scan_new ("x.tiff");
  g_autoptr (BsrAnalysis) analysis = analysis_of (TRUE);
  g_autoptr (BsrCase) flagged = case_of ("45G1");
  BsrPitch pitch = bsr_scan_pitch (scan, flagged, analysis);
  assert_int_equal (pitch.source, BSR_PITCH_OF_CONTAINER);
  bsr_test_assert_close (pitch.x_mm, 12192.0 / 1418.0, 1e-9);
  bsr_test_assert_close (pitch.y_mm, 2896.0 / 644.0, 1e-9);
}

static void
else_it_is_nominal (void **state)
{
  g_autoptr (BsrScan) scan = bsr_scan_new ("x.tiff");
  g_autoptr (BsrAnalysis) found = analysis_of (TRUE), lost = analysis_of (FALSE);
  g_autoptr (BsrCase) flagged = case_of ("45G1"), odd = case_of ("ZZZZ");
  assert_int_equal (bsr_scan_pitch (scan, NULL, found).source, BSR_PITCH_NOMINAL);
  assert_int_equal (bsr_scan_pitch (scan, odd, found).source, BSR_PITCH_NOMINAL);
  assert_int_equal (bsr_scan_pitch (scan, flagged, lost).source, BSR_PITCH_NOMINAL);
  assert_int_equal (bsr_scan_pitch (scan, flagged, NULL).source, BSR_PITCH_NOMINAL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_the_scanner_states_comes_first),
    cmocka_unit_test (then_the_container_s_size),
    cmocka_unit_test (else_it_is_nominal),
  };
  return cmocka_run_group_tests_name ("scan-pitch", tests, NULL, NULL);
}
