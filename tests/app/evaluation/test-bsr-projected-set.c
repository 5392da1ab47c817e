#include "bsr-test.h"

#include "bsr-error.h"
#include "bsr-image-writer.h"
#include "bsr-projected-set.h"
#include "bsr-scan-file.h"
#include "bsr-test-scan.h"
#include "bsr-truth.h"

static char *
put_ground (const char *folder)
{
  char *scans = g_build_filename (folder, "scans", NULL);
  g_autofree char *path = g_build_filename (scans, "real.tiff", NULL);
  g_autofree char *sidecar = g_build_filename (scans, "real.scan.json", NULL);
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, 7);
  assert_int_equal (g_mkdir_with_parents (scans, 0777), 0);
  assert_true (bsr_image_write_tiff (image, path, NULL));
  assert_true (g_file_set_contents (sidecar, bsr_test_scan_description, -1, NULL));
  return scans;
}

/* (transfer full) */
static BsrImage *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  BsrImage *image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_load (path, &image, NULL, &error);
  bsr_test_assert_no_error (error);
  return image;
}

/* (transfer full) */
static BsrTruth *
truth_of (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, "truth", name, NULL);
  g_autoptr (GError) error = NULL;
  BsrTruth *truth = bsr_truth_read (path, NULL, &error);
  bsr_test_assert_no_error (error);
  return truth;
}

static int
pixels_that_differ (BsrImage *a, BsrImage *b, int plane, BsrBox within, gboolean inside)
{
  int n = 0;
  for (int y = 0; y < bsr_image_height (a); y++)
    for (int x = 0; x < bsr_image_width (a); x++)
      if (bsr_box_contains_point (within, x, y) == inside)
        n += bsr_plane_row_u16 (bsr_image_plane (a, plane), y)[x]
             != bsr_plane_row_u16 (bsr_image_plane (b, plane), y)[x];
  return n;
}

static void
a_set_is_whole_and_the_same_again (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *scans = put_ground (folder);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autofree char *again = g_build_filename (folder, "again", NULL);
  g_autoptr (GError) error = NULL;
  print_message ("seed 11\n");
  assert_true (bsr_projected_set_make (scans, out, 3, 11, 1, NULL, NULL, NULL, &error));
  assert_true (bsr_projected_set_make (scans, again, 3, 11, 2, NULL, NULL, NULL, &error));
  g_autoptr (BsrImage) clean = load (out, "real-clean.tiff");
  g_autoptr (BsrTruth) nothing = truth_of (out, "real-clean.json");
  assert_int_equal (nothing->objects->len, 0);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *file = g_strdup_printf ("real-00%d.tiff", i);
      g_autofree char *described = g_strdup_printf ("real-00%d.json", i);
      g_autoptr (BsrImage) image = load (out, file);
      g_autoptr (BsrImage) same = load (again, file);
      g_autoptr (BsrTruth) truth = truth_of (out, described);
      assert_int_equal (truth->objects->len, 1);
      assert_string_equal (truth->set, "projected");
      const BsrTruthObject *object = g_ptr_array_index (truth->objects, 0);
      assert_true (object->cnr > 0.0 && object->mass_kg > 0.0 && object->steel_mm > 0.0);
      BsrBox all = { 0, 0, bsr_image_width (image), bsr_image_height (image) };
      for (int plane = 0; plane < 2; plane++)
        {
          assert_int_equal (pixels_that_differ (image, same, plane, all, TRUE), 0);
          assert_true (pixels_that_differ (image, clean, plane, object->box, TRUE) > 0);
          assert_int_equal (pixels_that_differ (image, clean, plane,
                                                bsr_box_grow (object->box, 4, all), FALSE),
                            0);
        }
    }
  bsr_test_folder_remove (folder);
}

static void
a_folder_without_scans_is_refused (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autoptr (GError) error = NULL;
  assert_false (bsr_projected_set_make (folder, out, 3, 1, 1, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "no NAME.tiff");
  assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  bsr_test_folder_remove (folder);
}

/* A scan of the open beam alone has nothing that a threat could hide in. */
static void
a_scan_without_a_place_is_refused (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *scans = put_ground (folder);
  g_autofree char *path = g_build_filename (scans, "real.tiff", NULL);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autoptr (BsrImage) empty = bsr_test_scan_new (2, FALSE, 7);
  g_autoptr (GError) error = NULL;
  assert_true (bsr_image_write_tiff (empty, path, NULL));
  assert_false (bsr_projected_set_make (scans, out, 1, 1, 1, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "real.tiff: no place");
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_set_is_whole_and_the_same_again),
    cmocka_unit_test (a_folder_without_scans_is_refused),
    cmocka_unit_test (a_scan_without_a_place_is_refused),
  };
  return cmocka_run_group_tests_name ("projected-set", tests, NULL, NULL);
}
