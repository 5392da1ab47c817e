#include <png.h>
#include <signal.h>
#include <sys/resource.h>
#include <tiffio.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image-reader.h"
#include "bsr-image-writer.h"
#include "bsr-plane-hash.h"

#define SEED G_GUINT64_CONSTANT (20240229)

typedef struct
{
  char *folder, *path;
} Fixture;

static int
setup (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->path = g_build_filename (f->folder, "scan.tiff", NULL);
  *state = f;
  return 0;
}

static int
teardown (void **state)
{
  Fixture *f = *state;
  bsr_test_folder_remove (f->folder);
  g_free (f->path);
  g_free (f);
  return 0;
}

static BsrPlane *
noise (BsrFormat format, int width, int height, int bits, guint64 *random)
{
  BsrPlane *plane = bsr_plane_new (format, width, height, NULL);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double r = bsr_test_random (random);
        if (format == BSR_FORMAT_U16)
          bsr_plane_row_u16 (plane, y)[x] = (guint16) (r * (1 << bits));
        else
          bsr_plane_row_f32 (plane, y)[x] = (float) (r * 3.0 - 1.0);
      }
  return plane;
}

static void
assert_same (BsrImage *a, BsrImage *b, int n_planes)
{
  assert_int_equal (bsr_image_n_planes (b), n_planes);
  assert_int_equal (bsr_image_bits (a), bsr_image_bits (b));
  for (int i = 0; i < n_planes; i++)
    {
      g_autofree char *hash_a = bsr_plane_sha256 (bsr_image_plane (a, i));
      g_autofree char *hash_b = bsr_plane_sha256 (bsr_image_plane (b, i));
      assert_string_equal (hash_a, hash_b);
    }
}

static void
a_written_tiff_is_read_back (void **state)
{
  const Fixture *f = *state;
  static const struct
  {
    int bits, n_planes, width, height;
  } cases[] = { { 8, 1, 37, 23 },  { 16, 1, 1, 1 },     { 16, 2, 600, 500 },
                { 32, 1, 37, 23 }, { 32, 4, 301, 299 }, { 16, 3, 200000, 2 } };
  guint64 random = SEED;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      BsrPlane *planes[4];
      for (int p = 0; p < cases[i].n_planes; p++)
        planes[p] = noise (cases[i].bits == 32 ? BSR_FORMAT_F32 : BSR_FORMAT_U16, cases[i].width,
                           cases[i].height, cases[i].bits, &random);
      g_autoptr (BsrImage) image = bsr_image_new (planes, cases[i].n_planes, cases[i].bits, &error);
      bsr_test_assert_no_error (error);
      for (int p = 0; p < cases[i].n_planes; p++)
        bsr_plane_unref (planes[p]);

      bsr_image_write_tiff (image, f->path, &error);
      bsr_test_assert_no_error (error);
      g_autoptr (BsrImage) back = bsr_image_read (f->path, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_same (image, back, cases[i].n_planes);
    }
}

static void
the_tiff_is_stored_as_promised (void **state)
{
  const Fixture *f = *state;
  guint64 random = SEED;
  g_autoptr (BsrPlane) plane = noise (BSR_FORMAT_U16, 20, 10, 12, &random);
  g_autoptr (BsrImage) image = bsr_image_new ((BsrPlane *[]){ plane, plane }, 2, 12, NULL);
  assert_true (bsr_image_write_tiff (image, f->path, NULL));

  TIFF *tiff = TIFFOpen (f->path, "r");
  guint16 bits, compression, predictor, photometric;
  assert_int_equal (TIFFNumberOfDirectories (tiff), 2);
  assert_true (TIFFGetField (tiff, TIFFTAG_BITSPERSAMPLE, &bits));
  assert_true (TIFFGetField (tiff, TIFFTAG_COMPRESSION, &compression));
  assert_true (TIFFGetField (tiff, TIFFTAG_PREDICTOR, &predictor));
  assert_true (TIFFGetField (tiff, TIFFTAG_PHOTOMETRIC, &photometric));
  assert_int_equal (bits, 16);
  assert_int_equal (compression, COMPRESSION_ADOBE_DEFLATE);
  assert_int_equal (predictor, PREDICTOR_HORIZONTAL);
  assert_int_equal (photometric, PHOTOMETRIC_MINISBLACK);
  TIFFClose (tiff);
}

static void
a_written_grey_png_is_read_back (void **state)
{
  const Fixture *f = *state;
  guint64 random = SEED;
  for (int bits = 8; bits <= 16; bits += 8)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrPlane) plane = noise (BSR_FORMAT_U16, 37, 23, bits, &random);
      bsr_plane_write_png (plane, bits, f->path, &error);
      bsr_test_assert_no_error (error);
      g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, bits, NULL);
      g_autoptr (BsrImage) back = bsr_image_read (f->path, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_same (image, back, 1);
    }
}

static void
rgba_is_written_as_rgb (void **state)
{
  const Fixture *f = *state;
  /* 2 x 2 pixels in rows of 12 bytes. */
  static const guint8 rgba[24]
      = { 1, 2, 3, 0, 4, 5, 6, 255, 99, 99, 99, 99, 7, 8, 9, 17, 10, 11, 12, 0, 99, 99, 99, 99 };
  g_autoptr (GError) error = NULL;
  bsr_rgba_write_png (rgba, 2, 2, 12, f->path, &error);
  bsr_test_assert_no_error (error);

  png_image png = { .version = PNG_IMAGE_VERSION };
  guint8 rgb[12];
  assert_true (png_image_begin_read_from_file (&png, f->path));
  assert_int_equal (png.format, PNG_FORMAT_RGB);
  assert_int_equal (png.width, 2);
  assert_true (png_image_finish_read (&png, NULL, rgb, 0, NULL));
  for (int i = 0; i < 12; i++)
    assert_int_equal (rgb[i], i + 1);
}

static void
failing_writers_leave_nothing (void **state)
{
  const Fixture *f = *state;
  guint64 random = SEED;
  g_autoptr (BsrPlane) plane = noise (BSR_FORMAT_U16, 300, 200, 16, &random);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  assert_true (g_file_set_contents (f->path, "a file", -1, NULL));
  g_autofree char *below = g_build_filename (f->path, "scan.tiff", NULL);

  for (int i = 0; i < 6; i++)
    {
      /* First a path through a file, then one where a folder stands: fails at the end. */
      const char *path = i < 3 ? below : f->folder;
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *rgba = g_malloc0 (4 * 300 * 200);
      gboolean done = i % 3 == 0   ? bsr_image_write_tiff (image, path, &error)
                      : i % 3 == 1 ? bsr_plane_write_png (plane, 16, path, &error)
                                   : bsr_rgba_write_png (rgba, 300, 200, 1200, path, &error);
      assert_false (done);
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, NULL);
    }
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  assert_string_equal (g_dir_read_name (folder), "scan.tiff");
  assert_null (g_dir_read_name (folder));

  g_autofree char *parent = g_path_get_dirname (f->folder);
  g_autofree char *name = g_path_get_basename (f->folder);
  g_autofree char *hidden = g_strdup_printf (".%s.", name);
  g_autoptr (GDir) outside = g_dir_open (parent, 0, NULL);
  for (const char *entry = g_dir_read_name (outside); entry != NULL;
       entry = g_dir_read_name (outside))
    assert_false (g_str_has_prefix (entry, hidden));
}

/* Writers on a disk that fills up while they write. */
static void
a_full_disk_leaves_nothing (void **state)
{
  const Fixture *f = *state;
  guint64 random = SEED;
  g_autoptr (BsrPlane) plane = noise (BSR_FORMAT_U16, 600, 400, 16, &random);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  struct rlimit old;
  assert_int_equal (getrlimit (RLIMIT_FSIZE, &old), 0);
  struct rlimit small = { 100000, old.rlim_max };
  void (*old_handler) (int) = signal (SIGXFSZ, SIG_IGN);
  g_autoptr (GError) tiff_error = NULL;
  g_autoptr (GError) png_error = NULL;

  assert_int_equal (setrlimit (RLIMIT_FSIZE, &small), 0);
  gboolean tiff_done = bsr_image_write_tiff (image, f->path, &tiff_error);
  gboolean png_done = bsr_plane_write_png (plane, 16, f->path, &png_error);
  assert_int_equal (setrlimit (RLIMIT_FSIZE, &old), 0);
  signal (SIGXFSZ, old_handler);

  assert_false (tiff_done);
  assert_false (png_done);
  bsr_test_assert_error (tiff_error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be written");
  bsr_test_assert_error (png_error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be written");
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  assert_null (g_dir_read_name (folder));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (a_written_tiff_is_read_back, setup, teardown),
    cmocka_unit_test_setup_teardown (the_tiff_is_stored_as_promised, setup, teardown),
    cmocka_unit_test_setup_teardown (a_written_grey_png_is_read_back, setup, teardown),
    cmocka_unit_test_setup_teardown (rgba_is_written_as_rgb, setup, teardown),
    cmocka_unit_test_setup_teardown (failing_writers_leave_nothing, setup, teardown),
    cmocka_unit_test_setup_teardown (a_full_disk_leaves_nothing, setup, teardown),
  };
  print_message ("seed %" G_GUINT64_FORMAT "\n", SEED);
  return cmocka_run_group_tests_name ("image-writer", tests, NULL, NULL);
}
