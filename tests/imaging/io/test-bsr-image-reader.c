#include <sys/stat.h>
#include <unistd.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image-reader.h"
#include "bsr-png-fixture.h"
#include "bsr-tiff-fixture.h"

typedef struct
{
  char *folder, *path;
} Fixture;

static int
setup (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->path = g_build_filename (f->folder, "scan", NULL);
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

static void
assert_refused (const char *path, GQuark domain, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_null (bsr_image_read (path, NULL, NULL, &error));
  bsr_test_assert_error (error, domain, code, part);
}

static void
the_content_decides_not_the_name (void **state)
{
  const Fixture *f = *state;
  g_autofree char *tiff_named_png = g_strconcat (f->path, ".png", NULL);
  g_autofree char *png_named_tiff = g_strconcat (f->path, ".tiff", NULL);
  BsrTiffFixture tiff = bsr_tiff_fixture_plain ();
  BsrPngFixture png = { 7, 5, 16, PNG_COLOR_TYPE_GRAY };
  bsr_tiff_fixture_write (&tiff, tiff_named_png);
  bsr_png_fixture_write (&png, png_named_tiff);

  g_autoptr (BsrImage) first = bsr_image_read (tiff_named_png, NULL, NULL, NULL);
  bsr_tiff_fixture_assert (&tiff, first);
  g_autoptr (BsrImage) second = bsr_image_read (png_named_tiff, NULL, NULL, NULL);
  bsr_png_fixture_assert (&png, bsr_image_plane (second, 0));
}

static void
unknown_content_is_refused (void **state)
{
  const Fixture *f = *state;
  static const char *const contents[]
      = { "I", "II*", "II\1\1aaaaaaaa", "\211PNG\r\n\032", "GIF89a", "\377\330" };
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      assert_true (g_file_set_contents (f->path, contents[i], -1, NULL));
      assert_refused (f->path, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND, "no kind of scan");
    }
  assert_true (g_file_set_contents (f->path, "", 0, NULL));
  assert_refused (f->path, BSR_ERROR, BSR_ERROR_DAMAGED, "empty");
}

static void
what_is_no_file_is_refused_without_waiting (void **state)
{
  const Fixture *f = *state;
  g_autofree char *below = g_build_filename (f->path, "scan.tiff", NULL);

  assert_refused (f->path, G_FILE_ERROR, G_FILE_ERROR_NOENT, "cannot be opened");
  assert_refused (f->folder, G_FILE_ERROR, G_FILE_ERROR_ISDIR, "folder");
  assert_refused ("/dev/null", BSR_ERROR, BSR_ERROR_UNKNOWN_KIND, "device");
  assert_refused ("/dev/zero", BSR_ERROR, BSR_ERROR_UNKNOWN_KIND, "device");
  assert_int_equal (mkfifo (f->path, 0600), 0);
  alarm (10); /* a hang would end here */
  assert_refused (f->path, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND, "pipe");
  alarm (0);
  assert_int_equal (unlink (f->path), 0);
  assert_true (g_file_set_contents (f->path, "x", -1, NULL));
  assert_refused (below, G_FILE_ERROR, G_FILE_ERROR_NOTDIR, "cannot be opened");
}

static void
cancelling_ends_reading (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BsrTiffFixture tiff = bsr_tiff_fixture_plain ();
  bsr_tiff_fixture_write (&tiff, f->path);

  g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, cancellable, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (image);
  g_cancellable_cancel (cancellable);
  assert_null (bsr_image_read (f->path, NULL, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (the_content_decides_not_the_name, setup, teardown),
    cmocka_unit_test_setup_teardown (unknown_content_is_refused, setup, teardown),
    cmocka_unit_test_setup_teardown (what_is_no_file_is_refused_without_waiting, setup, teardown),
    cmocka_unit_test_setup_teardown (cancelling_ends_reading, setup, teardown),
  };
  return cmocka_run_group_tests_name ("image-reader", tests, NULL, NULL);
}
