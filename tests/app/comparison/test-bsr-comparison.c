#include "bsr-test.h"

#include "bsr-comparison-load.h"
#include "bsr-error.h"
#include "bsr-image-writer.h"
#include "bsr-scan-file.h"
#include "bsr-test-scan.h"

/* The support's 40 ft box, loaded, with its physics. */
static BsrScene *
own_scene (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_new (1, TRUE, 1);
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  acquisition.planes[0].energy_mv = 6.0;
  acquisition.pitch_x_mm = acquisition.pitch_y_mm = 20.0;
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 0, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrScene *scene = bsr_scene_new (image, radiograph, 0, NULL, &error);
  bsr_test_assert_no_error (error);
  return scene;
}

static BsrScan *
write_scan (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "other.tiff", NULL);
  g_autoptr (BsrImage) image = bsr_test_scan_new (1, FALSE, 2);
  bsr_image_write_tiff (image, path, &error);
  bsr_test_assert_no_error (error);
  BsrScan *scan = bsr_scan_new (path);
  scan->described = TRUE;
  scan->acquisition = bsr_acquisition_assumed (1);
  scan->acquisition.planes[0].energy_mv = 6.0;
  scan->acquisition.pitch_x_mm = scan->acquisition.pitch_y_mm = 20.0;
  return scan;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static BsrComparison *
wait_for (GAsyncResult **result, GError **error)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return bsr_comparison_load_finish (*result, error);
}

static void
a_scan_is_read_laid_over_and_subtracted (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL, turned_result = NULL;
  char *folder = bsr_test_folder_new ();
  g_autoptr (BsrScan) scan = write_scan (folder);
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  g_autoptr (BsrCompareCandidate) candidate
      = bsr_compare_candidate_new (BSR_COMPARE_EARLIER, flagged, scan);
  g_autoptr (BsrScene) own = own_scene ();
  bsr_comparison_load_async (candidate, own, NULL, keep_result_cb, &result);
  g_autoptr (BsrComparison) comparison = wait_for (&result, &error);
  bsr_test_assert_no_error (error);
  assert_ptr_equal (bsr_comparison_pair (comparison)->candidate, candidate);
  assert_false (bsr_box_is_empty (bsr_comparison_pair (comparison)->other_container));
  assert_true ((bsr_comparison_difference (comparison) != NULL)
               == (bsr_comparison_refusal (comparison) == BSR_DIFFERENCE_POSSIBLE));

  bsr_comparison_turn_async (comparison, BSR_TRAVEL_OPPOSITE, NULL, keep_result_cb, &turned_result);
  g_autoptr (BsrComparison) turned = wait_for (&turned_result, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_scan_link_is_mirrored (&bsr_comparison_alignment (turned)->link));
  assert_ptr_equal (bsr_comparison_pair (turned)->other, bsr_comparison_pair (comparison)->other);
  bsr_test_folder_remove (folder);
}

static void
an_empty_box_is_simulated_where_no_scan_is_offered (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  flagged->size_type = g_strdup ("42G1");
  g_autoptr (BsrCompareCandidate) candidate
      = bsr_compare_candidate_new (BSR_COMPARE_SIMULATED, flagged, NULL);
  g_autoptr (BsrScene) own = own_scene ();
  bsr_comparison_load_async (candidate, own, NULL, keep_result_cb, &result);
  g_autoptr (BsrComparison) comparison = wait_for (&result, &error);
  bsr_test_assert_no_error (error);
  const BsrComparedPair *pair = bsr_comparison_pair (comparison);
  const BsrAcquisition *acquisition
      = bsr_radiograph_acquisition (bsr_scene_radiograph (pair->other));
  bsr_test_assert_close (acquisition->pitch_x_mm, 20.0, 0.0);
  bsr_test_assert_close (pair->other_container.width * 20.0, 12192.0, 200.0);
}

static void
what_cannot_be_read_is_said (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL, cancelled = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_new ("/nowhere/scan.tiff");
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  g_autoptr (BsrCompareCandidate) candidate
      = bsr_compare_candidate_new (BSR_COMPARE_BILL, flagged, scan);
  g_autoptr (BsrScene) own = own_scene ();
  bsr_comparison_load_async (candidate, own, NULL, keep_result_cb, &result);
  assert_null (wait_for (&result, &error));
  assert_int_equal (error->domain, G_FILE_ERROR);
  g_clear_error (&error);

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BsrCompareCandidate) simulated
      = bsr_compare_candidate_new (BSR_COMPARE_SIMULATED, flagged, NULL);
  g_cancellable_cancel (cancellable);
  bsr_comparison_load_async (simulated, own, cancellable, keep_result_cb, &cancelled);
  assert_null (wait_for (&cancelled, &error));
  assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_scan_is_read_laid_over_and_subtracted),
    cmocka_unit_test (an_empty_box_is_simulated_where_no_scan_is_offered),
    cmocka_unit_test (what_cannot_be_read_is_said),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
