#include "bsr-test.h"

#include "bsr-error.h"
#include "bsr-evaluation.h"
#include "bsr-image-writer.h"
#include "bsr-set-fixture.h"
#include "bsr-test-scan.h"

static void
put_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A made-up scan with a dense block of 12 x 12 pixels at (300, 100), and its truth. */
static void
put_scan (const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".tiff", NULL);
  g_autofree char *sidecar = g_strconcat (name, ".scan.json", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, 20261125);
  assert_true (bsr_image_write_tiff (image, path, NULL));
  put_text (folder, sidecar, bsr_test_scan_description);
  put_truth (folder, name,
             "\"objects\": [{\"kind\": \"dense-shield\", \"box\": [300, 100, 12, 12]}]");
}

static void
scans_are_analysed_whatever_the_threads (void **state)
{
  char *folder = bsr_test_folder_new ();
  put_scan (folder, "a");
  put_analysis (folder, "b", "", -1.0);
  put_truth (folder, "b", "\"objects\": []");
  put_analysis (folder, "c", "", -1.0);
  put_truth (folder, "c", "\"objects\": []");
  for (int n_threads = 1; n_threads <= 3; n_threads += 2)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) scans
          = bsr_evaluation_run (folder, NULL, NULL, n_threads, NULL, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_int_equal (scans->len, 3);
      const BsrScoredScan *first = g_ptr_array_index (scans, 0);
      const BsrScoredScan *last = g_ptr_array_index (scans, 2);
      assert_string_equal (first->name, "a");
      assert_false (bsr_scored_scan_is_clean (first));
      assert_true (g_array_index (first->objects, BsrScoredObject, 0).found >= 0);
      assert_true (first->score > 0.5);
      assert_true (bsr_scored_scan_is_clean (g_ptr_array_index (scans, 1)));
      assert_string_equal (last->engine, "9.8"); /* what was said earlier is taken */
    }
  bsr_test_folder_remove (folder);
}

static void
assert_refused (const char *folder, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_null (bsr_evaluation_run (folder, NULL, NULL, 2, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
what_is_wrong_is_said_with_its_file (void **state)
{
  char *folder = bsr_test_folder_new ();
  assert_refused (folder, BSR_ERROR_DAMAGED, "there is no truth/ in it");
  put_analysis (folder, "z", "", -1.0);
  put_truth (folder, "z", "\"objects\": []");
  put_analysis (folder, "y", "", -1.0);
  put_truth (folder, "y", "\"objects\": 3");
  put_truth (folder, "x", "\"objects\": [{\"kind\": \"k\", \"box\": [1, 1, 2, 2], \"mask\": \"n.png\"}]");
  /* Of several the first by name, whichever thread met its own first. */
  assert_refused (folder, BSR_ERROR_DAMAGED, "truth/x.json: objects[0].mask: n.png");
  put_truth (folder, "x", "\"objects\": []");
  put_text (folder, "x.analysis.json", "{}");
  assert_refused (folder, BSR_ERROR_UNKNOWN_KIND, "x.analysis.json: ");
  put_analysis (folder, "x", "", -1.0);
  assert_refused (folder, BSR_ERROR_DAMAGED, "truth/y.json: objects");
  bsr_test_folder_remove (folder);
}

static void
analyses_come_from_where_they_are_said_to_be (void **state)
{
  char *folder = bsr_test_folder_new (), *other = bsr_test_folder_new ();
  put_set (folder);
  put_analysis (other, "clean-b",
                "{\"id\": 1, \"box\": [1, 1, 9, 9], \"score\": 0.8, \"reason\": \"r\"}", -1.0);
  g_autoptr (GError) error = NULL;
  assert_null (bsr_evaluation_run (folder, other, NULL, 1, NULL, NULL, NULL, &error));
  assert_non_null (error); /* the others have no pixels */
  g_clear_error (&error);
  put_truth (other, "clean-b", "\"objects\": []");
  g_autoptr (GPtrArray) scans = bsr_evaluation_run (other, NULL, NULL, 1, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  const BsrScoredScan *scan = g_ptr_array_index (scans, 0);
  bsr_test_assert_close (scan->score, 0.8, 0.0);
  bsr_test_folder_remove (folder);
  bsr_test_folder_remove (other);
}

static void
cancelling_ends_it (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  put_set (folder);
  g_cancellable_cancel (cancellable);
  assert_null (bsr_evaluation_run (folder, NULL, NULL, 2, NULL, NULL, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (scans_are_analysed_whatever_the_threads),
    cmocka_unit_test (what_is_wrong_is_said_with_its_file),
    cmocka_unit_test (analyses_come_from_where_they_are_said_to_be),
    cmocka_unit_test (cancelling_ends_it),
  };
  return cmocka_run_group_tests_name ("evaluation", tests, NULL, NULL);
}
