#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-similarity.h"
#include "bsr-similarity-detector.h"
#include "bsr-test-scan.h"

#define WINDOW_MM 135.0
#define SEED 7
/* Packages: 450 mm wide and 400 mm high, 30 mm of gap between. */
#define PACKAGE_X 96
#define PACKAGE_Y 80
#define STANDS_OUT 4.0
#define QUIET 3.0

/* @n_across by 5 packages of 30 mm in walls of 4 mm; the first 20 columns are air. */
static BsrTestScan *
packages_new (int n_across, double every_other_mm)
{
  BsrTestScan *scan = bsr_test_scan_new (20 + 17 * PACKAGE_X, 400, 5.0, 5.0);
  bsr_test_scan_add (scan, (BsrBox){ 20, 0, scan->width - 20, 400 }, 4.0);
  for (int x = 0; x < n_across; x++)
    for (int y = 0; y < 5; y++)
      bsr_test_scan_add (scan,
                         (BsrBox){ 20 + x * PACKAGE_X, y * PACKAGE_Y, PACKAGE_X - 6, PACKAGE_Y - 2 },
                         30.0 + (x % 2 ? every_other_mm : 0.0));
  return scan;
}

static BsrGrid *
grid_of (const BsrTestScan *scan)
{
  BsrAcquisition acquisition;
  BsrBox all = { 20, 0, scan->width - 20, scan->height };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, SEED, &acquisition);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrGrid *grid = bsr_grid_new (radiograph, all, 15.0, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return grid;
}

static BsrSimilarity *
similarity_of (const BsrTestScan *scan, double opaque_mm, int n_threads)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrGrid) grid = grid_of (scan);
  BsrBox all = { 0, 0, bsr_grid_width (grid), bsr_grid_height (grid) };
  BsrSimilarity *similarity
      = bsr_similarity_new (grid, all, WINDOW_MM, opaque_mm, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  return similarity;
}

static double
largest (const BsrSimilarity *similarity)
{
  double most = 0.0;
  for (int y = 0; y < bsr_similarity_height (similarity); y++)
    for (int x = 0; x < bsr_similarity_width (similarity); x++)
      most = MAX (most,
                  fabs ((double) bsr_plane_row_f32 (bsr_similarity_sigmas (similarity), y)[x]));
  return most;
}

/* Something of 150 mm within package (8, 2), and the cells that it takes. */
static BsrBox
hide (BsrTestScan *scan, double steel_mm)
{
  BsrBox box = { 20 + 8 * PACKAGE_X + 30, 2 * PACKAGE_Y + 24, 30, 30 };
  bsr_test_scan_add (scan, box, steel_mm);
  return (BsrBox){ (box.x - 20) / 3, box.y / 3, 10, 10 };
}

static void
repeats_have_their_like (void **state)
{
  g_autoptr (BsrTestScan) scan = packages_new (17, 0.0);
  g_autoptr (BsrSimilarity) similarity = similarity_of (scan, 1e6, 2);
  assert_true (largest (similarity) < QUIET);
}

static void
an_odd_one_has_not (void **state)
{
  for (int sign = -1; sign <= 1; sign += 2)
    {
      double residual, sigmas;
      g_autoptr (BsrTestScan) scan = packages_new (17, 0.0);
      BsrBox cells = hide (scan, 10.0 * sign);
      g_autoptr (BsrSimilarity) similarity = similarity_of (scan, 1e6, 2);
      assert_true (bsr_similarity_judge (similarity, cells, &residual, &sigmas));
      assert_true (sigmas * sign > STANDS_OUT);
      assert_true (residual * sign > 4.0 && residual * sign < 11.0);
      assert_true (fabs (sigmas) == largest (similarity));
    }
}

static void
a_missing_top_layer_is_nothing (void **state)
{
  g_autoptr (BsrTestScan) scan = packages_new (17, 0.0);
  bsr_test_scan_add (scan, (BsrBox){ 20 + 6 * PACKAGE_X, 0, 2 * PACKAGE_X, PACKAGE_Y }, -30.0);
  g_autoptr (BsrSimilarity) similarity = similarity_of (scan, 1e6, 2);
  assert_true (largest (similarity) < STANDS_OUT);
}

static void
few_peers_are_doubtful (void **state)
{
  double residual, among_many, among_few;
  g_autoptr (BsrTestScan) many = packages_new (17, 0.0);
  BsrBox cells = hide (many, 10.0);
  g_autoptr (BsrSimilarity) of_many = similarity_of (many, 1e6, 2);
  assert_true (bsr_similarity_judge (of_many, cells, &residual, &among_many));

  /* One of three, each in a column of its own. */
  g_autoptr (BsrTestScan) few = bsr_test_scan_new (many->width, 400, 5.0, 5.0);
  bsr_test_scan_add (few, (BsrBox){ 20, 0, few->width - 20, 400 }, 4.0);
  for (int x = 6; x <= 10; x += 2)
    bsr_test_scan_add (few, (BsrBox){ 20 + x * PACKAGE_X, 160, PACKAGE_X - 6, PACKAGE_Y }, 30.0);
  hide (few, 10.0);
  g_autoptr (BsrSimilarity) of_few = similarity_of (few, 1e6, 2);
  assert_true (bsr_similarity_judge (of_few, cells, &residual, &among_few));
  assert_true (among_few < 0.7 * among_many);
}

static void
opaque_surroundings_say_nothing (void **state)
{
  double residual, sigmas;
  g_autoptr (BsrTestScan) scan = packages_new (17, 0.0);
  BsrBox cells = hide (scan, -10.0);
  g_autoptr (BsrSimilarity) similarity = similarity_of (scan, 3.0, 2);
  assert_true (largest (similarity) == 0.0);
  assert_false (bsr_similarity_judge (similarity, cells, &residual, &sigmas));
}

static void
assert_same (BsrPlane *a, BsrPlane *b)
{
  for (int y = 0; y < bsr_plane_height (a); y++)
    assert_memory_equal (bsr_plane_row (a, y), bsr_plane_row (b, y),
                         (gsize) bsr_plane_width (a) * bsr_plane_sample_size (a));
}

static void
threads_change_nothing (void **state)
{
  g_autoptr (BsrTestScan) scan = packages_new (17, 5.0);
  hide (scan, 10.0);
  g_autoptr (BsrSimilarity) one = similarity_of (scan, 1e6, 1);
  g_autoptr (BsrSimilarity) five = similarity_of (scan, 1e6, 5);
  assert_same (bsr_similarity_sigmas (one), bsr_similarity_sigmas (five));
  assert_same (bsr_similarity_residual (one), bsr_similarity_residual (five));
  assert_same (bsr_similarity_predicted (one), bsr_similarity_predicted (five));
  assert_same (bsr_similarity_n_peers (one), bsr_similarity_n_peers (five));
}

static void
small_spaces_are_no_error (void **state)
{
  g_autoptr (BsrTestScan) scan = packages_new (2, 0.0);
  g_autoptr (BsrGrid) grid = grid_of (scan);
  const BsrBox spaces[] = { { 3, 4, 1, 1 }, { 0, 0, 2, 60 }, { 0, 0, 90, 2 }, { 5, 5, 20, 20 } };
  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrSimilarity) similarity
          = bsr_similarity_new (grid, spaces[i], WINDOW_MM, 1e6, 1, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_true (isfinite (largest (similarity)));
    }
}

static void
it_can_be_cancelled (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BsrTestScan) scan = packages_new (4, 0.0);
  g_autoptr (BsrGrid) grid = grid_of (scan);
  g_cancellable_cancel (cancellable);
  assert_null (bsr_similarity_new (grid, (BsrBox){ 0, 0, 50, 50 }, WINDOW_MM, 1e6, 1, cancellable,
                                   &error));
  assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

static void
the_detector_says_what_it_expected (void **state)
{
  BsrAcquisition acquisition;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrTestScan) scan = packages_new (17, 0.0);
  hide (scan, 10.0);
  BsrBox truth = { 20 + 8 * PACKAGE_X + 30, 2 * PACKAGE_Y + 24, 30, 30 };
  BsrBox container = { 20, 0, scan->width - 20, 400 };
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, SEED, &acquisition);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  g_autoptr (BsrEvidence) evidence = bsr_evidence_new (radiograph, container, 2, NULL, &error);
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (BsrFinding));
  BsrDetectInput input = { radiograph, container, bsr_evidence_grid (evidence),
                           bsr_evidence_inside (evidence), evidence, NULL, 2 };

  assert_true (bsr_similarity_detector.run (&input, findings, NULL, &error));
  bsr_findings_merge (findings, BSR_SCORE_LISTED, 10);
  assert_true (findings->len >= 1);
  const BsrFinding *finding = &g_array_index (findings, BsrFinding, 0);
  assert_int_equal (finding->reason, BSR_REASON_UNLIKE);
  assert_true (bsr_box_iou (finding->box, truth) > 0.4);
  bsr_test_assert_close (finding->around_mm, 34.0, 2.0);
  bsr_test_assert_close (finding->steel_mm, 8.0, 3.0);
  assert_true (finding->n_peers >= 1 && finding->contrast > QUIET);
  assert_true (finding->score > BSR_SCORE_LISTED);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (repeats_have_their_like),
    cmocka_unit_test (an_odd_one_has_not),
    cmocka_unit_test (a_missing_top_layer_is_nothing),
    cmocka_unit_test (few_peers_are_doubtful),
    cmocka_unit_test (opaque_surroundings_say_nothing),
    cmocka_unit_test (threads_change_nothing),
    cmocka_unit_test (small_spaces_are_no_error),
    cmocka_unit_test (it_can_be_cancelled),
    cmocka_unit_test (the_detector_says_what_it_expected),
  };
  return cmocka_run_group_tests_name ("similarity", tests, NULL, NULL);
}
