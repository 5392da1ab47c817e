#include "bsr-store-suite.h"

#include <math.h>

#include "bsr-test.h"
#include "bsr-image-writer.h"
#include "bsr-scan-file.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-handling.h"

#define WIDTH 8
#define HEIGHT 4

const BsrActor bsr_store_suite_actor = { "officer 7", "lane 2" };

BsrCase *
bsr_store_suite_case (const char *id)
{
  BsrCase *flagged = bsr_case_new (id, "CSQU3054383");
  BsrManifestItem *item = bsr_case_add_item (flagged, "080390");
  item->description = g_strdup ("bananas, fresh");
  item->gross_kg = 18200.5;
  flagged->risk = 0.75;
  flagged->priority = BSR_PRIORITY_HIGH;
  flagged->cut_off = g_date_time_new_utc (2024, 5, 2, 6, 0, 0);
  return flagged;
}

BsrScan *
bsr_store_suite_scan (const char *folder, const char *name, int seed, gboolean described)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      bsr_plane_row_u16 (plane, y)[x] = (guint16) (y * WIDTH + x);
  bsr_plane_row_u16 (plane, 0)[0] = (guint16) seed;
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  gboolean good = g_str_has_suffix (name, ".png") ? bsr_plane_write_png (plane, 16, path, &error)
                                                  : bsr_image_write_tiff (image, path, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);

  if (described)
    {
      g_autofree char *sidecar = bsr_scan_sidecar_path (path);
      g_file_set_contents (sidecar,
                           "{\"format\": \"basira-scan/1\", \"container\": \"CSQU3054383\","
                           " \"acquired\": \"2024-05-01T09:00:00Z\", \"site\": \"MAPTM\","
                           " \"planes\": [{\"name\": \"single\", \"energy_mv\": 6}],"
                           " \"pixel_pitch_mm\": [4.5, 5.5]}",
                           -1, &error);
      bsr_test_assert_no_error (error);
    }
  BsrScan *scan = bsr_scan_read (path, &error);
  bsr_test_assert_no_error (error);
  return scan;
}

char *
bsr_store_suite_analysis (const double *scores, int n, double elapsed_ms)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  GString *json = g_string_new (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\","
      " \"sha256\": \"" BSR_AUDIT_ORIGIN "\", \"width\": 8, \"height\": 4, \"planes\": 1},"
      " \"anomalies\": [");
  for (int i = 0; i < n; i++)
    g_string_append_printf (
        json, "%s{\"id\": %d, \"box\": [%d, 1, 2, 2], \"score\": %s, \"reason\": \"dense\"}",
        i > 0 ? ", " : "", i + 1, i, g_ascii_dtostr (number, sizeof number, scores[i]));
  g_string_append_printf (
      json,
      "], \"manifest\": {\"score\": 0.9, \"verdict\": \"mismatch\", \"checks\": ["
      "{\"check\": \"mass\", \"verdict\": \"mismatch\", \"score\": 0.9, \"reason\": \"heavy\"},"
      " {\"check\": \"material\", \"item\": 0, \"verdict\": \"mismatch\", \"score\": 0.75,"
      " \"reason\": \"metal\"}]}, \"engine\": {\"version\": \"1\", \"elapsed_ms\": %s}}",
      g_ascii_dtostr (number, sizeof number, elapsed_ms));
  return g_string_free (json, FALSE);
}

gint64
bsr_store_suite_scanned_case (BsrStore *store, const char *folder, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case (id);
  g_autofree char *name = g_strconcat (id, ".tiff", NULL);
  g_autoptr (BsrScan) scan
      = bsr_store_suite_scan (folder, name, (int) (40000 + g_str_hash (id) % 10000), TRUE);
  assert_true (bsr_store_put_case (store, &bsr_store_suite_actor, flagged, &error));
  gint64 scan_id = bsr_store_add_scan (store, &bsr_store_suite_actor, id, scan, &error);
  bsr_test_assert_no_error (error);
  assert_true (scan_id > 0);
  return scan_id;
}

gint64
bsr_store_suite_conforming_case (BsrStore *store, const char *folder, const char *id)
{
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (store, folder, id);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 30.25);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_FULL, "", NAN, "officer 9", at);
  assert_true (bsr_store_decide (store, &bsr_store_suite_actor, id, BSR_DECISION_EXAMINE, "dense",
                                 &error));
  assert_true (bsr_store_record_outcome (store, &bsr_store_suite_actor, id, outcome, &error));
  bsr_test_assert_no_error (error);
  return scan;
}

static void
refer (BsrStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, id, &error);
  const BsrLook look = bsr_look_default ();
  const BsrViewPlace place = { 4.0, 2.0, 8.0, 1.0, 640, 480 };
  g_autoptr (BsrViewState) view
      = bsr_view_state_new (((BsrScan *) scans->pdata[0])->sha256, &look, &place, 0);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 7, 45, 0);
  g_autoptr (BsrDecision) decision = bsr_decision_new (BSR_DECISION_REFER, "great value", "", at);
  bsr_decision_set_code (decision, "beyond-authority");
  bsr_decision_set_viewing (decision, &(BsrViewing){ 0.625, 0.08, 100.0, 10.0 });
  bsr_decision_set_seen (decision, view);
  assert_true (bsr_store_record_decision (store, &bsr_store_suite_actor, id, decision, &error));
  bsr_test_assert_no_error (error);
}

void
bsr_store_suite_handle (BsrStore *store, const char *folder, const char *id)
{
  g_autoptr (GError) error = NULL;
  const BsrActor *actor = &bsr_store_suite_actor;
  g_autofree char *path = g_build_filename (folder, "doors.jpg", NULL);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 7, 30, 0);
  g_autoptr (GDateTime) later = g_date_time_new_utc (2024, 5, 3, 7, 40, 0);
  g_autoptr (BsrCaveat) caveat = bsr_caveat_new ("legal-hold", TRUE, "until heard", "", at);
  g_autoptr (BsrDowntime) downtime = bsr_downtime_new ("lane 2", at, later, "fault", "tube", "");
  g_file_set_contents (path, "\xff\xd8\xff picture", -1, &error);
  assert_true (bsr_store_add_photograph (store, actor, id, path, "doors", &error) > 0);
  assert_true (bsr_store_put_caveat (store, actor, id, caveat, &error));
  assert_true (bsr_store_put_downtime (store, actor, downtime, &error) > 0);
  bsr_test_assert_no_error (error);
  refer (store, id);
}

void
bsr_store_suite_arrive (BsrStore *store, const char *folder, const char *id)
{
  g_autoptr (GError) error = NULL;
  const BsrActor *actor = &bsr_store_suite_actor;
  const char *const numbers[] = { "CSQU3054383", NULL }, *const cases[] = { id, NULL };
  const char *const none[] = { NULL };
  bsr_scan_unref (bsr_store_suite_scan (folder, "waits.low.png", 2, FALSE));
  g_autoptr (BsrScan) waits = bsr_store_suite_scan (folder, "waits.png", 1, FALSE);
  g_autoptr (BsrScan) linked = bsr_store_suite_scan (folder, "linked.tiff", 3, TRUE);
  g_autoptr (BsrCaseReport) report
      = bsr_case_report_new (BSR_CASE_REPORT_STOWAGE, "plan.edi (BAPLIE D.95B)", BSR_AUDIT_ORIGIN,
                             "{\"bay\": 12}");
  gint64 first = bsr_store_take_arrival (store, actor, linked, numbers, cases, "", &error);
  gint64 waiting = bsr_store_take_arrival (store, actor, waits, none, none, "no number", &error);
  bsr_test_assert_no_error (error);
  assert_true (first > 0 && waiting > first);
  g_autoptr (BsrScan) described = bsr_store_suite_scan (folder, "waits.png", 1, TRUE);
  assert_true (bsr_store_describe_arrival (store, actor, waiting, described, numbers, "", &error));
  assert_true (bsr_store_set_aside_arrival (store, actor, waiting, "calibration", &error));
  assert_true (bsr_store_take_back_arrival (store, actor, waiting, "it is none", &error));
  assert_true (bsr_store_note_refusal (store, actor, "a.exe", BSR_AUDIT_ORIGIN, "no picture", &error));
  assert_true (bsr_store_add_report (store, actor, id, report, &error));
  bsr_test_assert_no_error (error);
}

BsrLoadDescriptor
bsr_store_suite_descriptor (float fill)
{
  BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
  descriptor.values[BSR_LOAD_MEASURE_MASS_THICKNESS] = 3.0f;
  descriptor.values[BSR_LOAD_MEASURE_BULK_DENSITY] = -1.0f;
  descriptor.values[BSR_LOAD_MEASURE_FILL_HEIGHT] = fill;
  descriptor.values[BSR_LOAD_MEASURE_SPREAD_COARSE] = -2.0f;
  descriptor.values[BSR_LOAD_MEASURE_GAPS] = 0.125f;
  return descriptor;
}

void
bsr_store_suite_contribute (BsrStore *store, const char *folder, const char *id, float fill)
{
  g_autoptr (GError) error = NULL;
  const BsrActor supervisor = { "supervisor 1", "lane 2" };
  BsrLoadDescriptor descriptor = bsr_store_suite_descriptor (fill);
  gint64 scan = bsr_store_suite_conforming_case (store, folder, id);
  g_autofree char *load = bsr_store_contribute_load (store, &supervisor, scan, &descriptor, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (load);
}

void
bsr_store_suite_close (BsrStore *store, const char *case_id)
{
  static const struct
  {
    BsrDecisionKind kind;
    const char *code, *reason;
    BsrActor actor;
  } steps[] = {
    { BSR_DECISION_WAIVE, "flag-withdrawn", "a mistake", { "officer 1", "lane 1" } },
    { BSR_DECISION_CLOSE, NULL, "all recorded", { "supervisor 1", "lane 2" } },
  };
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrDecision) decision
          = bsr_decision_new (steps[i].kind, steps[i].reason, steps[i].actor.officer, at);
      bsr_decision_set_code (decision, steps[i].code);
      assert_true (bsr_store_record_decision (store, &steps[i].actor, case_id, decision, &error));
      bsr_test_assert_no_error (error);
    }
}

void
bsr_store_suite_hold (BsrStore *store, const char *case_id, gboolean holds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 9, 0, 0);
  g_autoptr (BsrCaveat) caveat
      = bsr_caveat_new ("legal-hold", holds, "court 3", bsr_store_suite_actor.officer, at);
  assert_true (bsr_store_put_caveat (store, &bsr_store_suite_actor, case_id, caveat, &error));
  bsr_test_assert_no_error (error);
}
