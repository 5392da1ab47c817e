#include "bsr-test.h"

#include <math.h>

#include "bsr-error.h"
#include "bsr-image-reader.h"
#include "bsr-inspection.h"
#include "bsr-test-scan.h"

#define SEED 20261104

static const BsrBox container = { 30, 20, 6058 / 6, 2591 / 6 };

static BsrImage *
scan_with_anomaly (int n_planes, BsrAcquisition *acquisition)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1080, 480, 6.0, 6.0);
  bsr_test_scan_add_container (scan, container);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 200, 900, 5650, 1520), 40.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 2500, 1500, 300, 300), 20.0);
  return bsr_test_scan_expose (scan, n_planes, SEED, acquisition);
}

typedef struct
{
  double last;
  int n_calls;
  gboolean fell, ended;
  const char *cancel_at;
  GCancellable *cancellable;
} Told;

static void
progress_cb (double fraction, const char *stage, gpointer data)
{
  Told *told = data;
  told->fell |= fraction < told->last || fraction > 1.0;
  told->last = fraction;
  told->ended = fraction >= 1.0;
  told->n_calls++;
  if (told->cancel_at != NULL && g_str_equal (told->cancel_at, stage))
    g_cancellable_cancel (told->cancellable);
}

static void
one_scan_from_counts_to_findings (void **state)
{
  for (int n_planes = 1; n_planes <= 2; n_planes++)
    {
      BsrAcquisition acquisition;
      g_autoptr (BsrImage) image = scan_with_anomaly (n_planes, &acquisition);
      g_autoptr (GError) error = NULL;
      Told told = { 0 };
      g_autoptr (BsrInspection) inspection
          = bsr_inspection_run (image, &acquisition, NULL, 2, progress_cb, &told, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_true (told.ended && !told.fell);

      BsrBox box;
      assert_true (bsr_inspection_container (inspection, &box));
      assert_true (bsr_box_iou (box, container) >= 0.9);
      assert_false (bsr_inspection_load (inspection)->empty);
      assert_int_equal (bsr_radiograph_n_planes (bsr_inspection_radiograph (inspection)), n_planes);

      int n_findings;
      const BsrFinding *findings = bsr_inspection_findings (inspection, &n_findings);
      assert_true (n_findings >= 1);
      assert_true (findings[0].score >= BSR_SCORE_ALARM);
      for (int i = 0; i < n_findings; i++)
        {
          assert_true (findings[i].score >= BSR_SCORE_LISTED && findings[i].score <= 1.0);
          assert_true (i == 0 || findings[i].score <= findings[i - 1].score);
        }

      int n_stages = bsr_inspection_stage_count (inspection);
      assert_int_equal (told.n_calls, n_stages + 1);
      for (int i = 0; i < n_stages; i++)
        {
          double elapsed_ms;
          assert_non_null (bsr_inspection_stage (inspection, i, &elapsed_ms));
          assert_true (elapsed_ms >= 0.0);
        }
    }
}

static void
cancel_at_any_stage_leaves_nothing (void **state)
{
  const char *before[] = { "physics", "container", "evidence", "network" };
  g_autoptr (GPtrArray) stages = g_ptr_array_new ();
  BsrAcquisition acquisition;
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    g_ptr_array_add (stages, (gpointer) before[i]);
  for (int i = 0; bsr_detectors[i] != NULL; i++)
    if (bsr_detectors[i]->min_planes <= 1)
      g_ptr_array_add (stages, (gpointer) bsr_detectors[i]->id);
  g_ptr_array_add (stages, (gpointer) "judge");
  g_ptr_array_add (stages, (gpointer) "merge");
  g_autoptr (BsrImage) image = scan_with_anomaly (1, &acquisition);
  for (guint i = 0; i < stages->len; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Told told = { .cancel_at = g_ptr_array_index (stages, i), .cancellable = cancellable };
      assert_null (bsr_inspection_run (image, &acquisition, NULL, 2, progress_cb, &told, cancellable, &error));
      bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
      assert_int_equal (told.n_calls, i + 1);
    }
}

static void
a_scan_that_cannot_be_is_an_error (void **state)
{
  BsrAcquisition acquisition;
  g_autoptr (BsrImage) image = scan_with_anomaly (1, &acquisition);
  g_autoptr (GError) error = NULL;
  acquisition.modality = BSR_MODALITY_BACKSCATTER;
  assert_null (bsr_inspection_run (image, &acquisition, NULL, 1, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, NULL);
}

static void
assert_all_finite (const BsrInspection *inspection)
{
  const BsrLoad *load = bsr_inspection_load (inspection);
  assert_true (isfinite (load->mass_kg) && isfinite (load->mass_kg_low)
               && isfinite (load->structure_kg) && isfinite (load->fill_fraction)
               && isfinite (load->max_steel_mm) && isfinite (load->opaque_fraction)
               && isfinite (load->empty_score) && !isnan (load->mass_kg_high));
  int n;
  const BsrFinding *findings = bsr_inspection_findings (inspection, &n);
  for (int i = 0; i < n; i++)
    assert_true (isfinite (findings[i].score) && isfinite (findings[i].contrast)
                 && isfinite (findings[i].steel_mm) && isfinite (findings[i].around_mm)
                 && isfinite (findings[i].mass_kg));
}

/* Three scans of a rail portal; facts of them in the data's own description. */
static void
real_scan (const char *name)
{
  g_autofree char *path = bsr_test_shared_file (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_read (path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrAcquisition acquisition = bsr_acquisition_assumed (bsr_image_n_planes (image));
  acquisition.pitch_x_mm = 8.6;
  acquisition.pitch_y_mm = 4.5;
  acquisition.planes[0].energy_mv = 6.0;
  acquisition.planes[1].energy_mv = 4.0;
  g_autoptr (BsrInspection) inspection
      = bsr_inspection_run (image, &acquisition, NULL, 2, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_all_finite (inspection);

  BsrBox box;
  assert_true (bsr_inspection_container (inspection, &box));
  assert_true (box.y <= 10);
  assert_in_range (box.y + box.height, 598, 616); /* the bottom rail; the car's deck is below */
  assert_true (box.width > 1400);
  assert_false (bsr_inspection_load (inspection)->penetrated);
  assert_false (bsr_inspection_load (inspection)->empty);

  int n, n_alarms = 0;
  const BsrFinding *findings = bsr_inspection_findings (inspection, &n);
  BsrBox dead = { 0, 625, bsr_image_width (image), 17 };
  for (int i = 0; i < n; i++)
    {
      gboolean is_alarm = findings[i].score >= BSR_SCORE_ALARM;
      assert_false (is_alarm && !bsr_box_is_empty (bsr_box_intersect (findings[i].box, dead)));
      n_alarms += is_alarm;
    }
  print_message ("%s: %d findings, %d alarms\n", name, n, n_alarms);
  assert_in_range (n_alarms, 0, 3);
}

static void
real_bales (void **state)
{
  real_scan ("cargo/r60-bales.tiff");
}

static void
real_cartons (void **state)
{
  real_scan ("cargo/r60-cartons.tiff");
}

static void
real_reels (void **state)
{
  real_scan ("cargo/r60-reels.tiff");
}

/* kg of the regions whose boxes lie in @box. */
static double
kg_within (const BsrInspection *inspection, BsrBox box)
{
  int n;
  double kg = 0.0;
  const BsrLoadRegion *regions = bsr_inspection_regions (inspection, &n);
  for (int i = 0; i < n; i++)
    {
      BsrBox common = bsr_box_intersect (regions[i].box, box);
      if (bsr_box_area (common) == bsr_box_area (regions[i].box))
        kg += regions[i].mass_kg;
      assert_true (i == 0 || regions[i].box.x >= regions[i - 1].box.x + regions[i - 1].box.width);
    }
  return kg;
}

static void
two_containers_have_regions_each (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1450, 340, 10.0, 10.0);
  BsrBox first = { 40, 20, 605, 259 }, second = { 653, 20, 605, 259 }, boxes[2];
  bsr_test_scan_add_container (scan, first);
  bsr_test_scan_add_container (scan, second);
  bsr_test_scan_add (scan, (BsrBox){ 30, 281, 1400, 10 }, 60.0); /* chassis */
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, first, 300, 1400, 5400, 1000), 40.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, second, 300, 900, 5400, 1500), 20.0);
  BsrAcquisition acquisition;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, 20261203, &acquisition);
  g_autoptr (BsrInspection) inspection
      = bsr_inspection_run (image, &acquisition, NULL, 2, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_inspection_containers (inspection, boxes), 2);
  double left_kg = kg_within (inspection, boxes[0]), right_kg = kg_within (inspection, boxes[1]);
  double kg = bsr_inspection_load (inspection)->mass_kg;
  assert_true (left_kg > 1000.0 && right_kg > 1000.0);
  bsr_test_assert_close (left_kg + right_kg, kg, 0.01 * kg);
  /* The whole is the first container's. */
  bsr_test_assert_close (bsr_inspection_whole (inspection)->mass_kg, left_kg, 0.01 * left_kg);
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (one_scan_from_counts_to_findings),
    cmocka_unit_test (cancel_at_any_stage_leaves_nothing),
    cmocka_unit_test (a_scan_that_cannot_be_is_an_error),
    cmocka_unit_test (real_bales),
    cmocka_unit_test (real_cartons),
    cmocka_unit_test (real_reels),
    cmocka_unit_test (two_containers_have_regions_each),
  };
  return cmocka_run_group_tests_name ("inspection", tests, NULL, NULL);
}
