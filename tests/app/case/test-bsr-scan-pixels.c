#include <string.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-png-fixture.h"
#include "bsr-scan-file.h"
#include "bsr-scan-pixels.h"
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
  f->path = g_build_filename (f->folder, "scan.raw.json", NULL);
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
write_file (const Fixture *f, const char *name, const char *content, gssize length)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  assert_true (g_file_set_contents (path, content, length, NULL));
}

static const char description[]
    = "{\"format\": \"basira-raw/1\", \"width\": 3, \"height\": 2, \"sample\": \"uint16\","
      " \"byte_order\": \"big\", \"planes\": [{\"file\": \"scan.bin\", \"offset\": 4},"
      " {\"file\": \"scan.bin\", \"offset\": 16}]}";

static void
raw_planes_are_opened_by_their_description (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = NULL;
  write_file (f, "scan.raw.json", description, -1);
  write_file (f, "scan.bin", "head\0\1\0\2\0\3\0\4\0\5\0\6\1\1\1\2\1\3\1\4\1\5\1\6", 28);
  g_autoptr (BsrScan) scan = bsr_scan_load (f->path, &image, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (scan->kind, "raw");
  assert_false (scan->unconfined);
  assert_int_equal (scan->acquisition.n_planes, 2);
  assert_int_equal (bsr_plane_row_u16 (bsr_image_plane (image, 0), 1)[2], 6);
  assert_int_equal (bsr_plane_row_u16 (bsr_image_plane (image, 1), 0)[0], 257);

  /* What the scanner says of NAME.raw.json lies in NAME.scan.json. */
  g_autofree char *sidecar = bsr_scan_sidecar_path (f->path);
  assert_true (g_str_has_suffix (sidecar, "/scan.scan.json"));
}

static void
a_file_too_short_is_named (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  write_file (f, "scan.raw.json", description, -1);
  write_file (f, "scan.bin", "head\0\1\0\2\0\3\0\4\0\5\0\6\1\1\1\2", 20);
  assert_null (bsr_scan_pixels_load (f->path, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "plane 2, in scan.bin: the file has 20 bytes where 16 of header and 12 of "
                         "samples");
}

static void
other_documents_are_no_scans (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  write_file (f, "scan.raw.json", "{\"format\": \"basira-case/1\"}", -1);
  assert_null (bsr_scan_pixels_load (f->path, NULL, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND, "format: ");
}

static void
what_kind_it_is_is_told (void **state)
{
  const Fixture *f = *state;
  BsrTiffFixture tiff = bsr_tiff_fixture_plain ();
  BsrPngFixture png = { 7, 5, 8, PNG_COLOR_TYPE_RGB };
  BsrPixelsOrigin origin = { NULL };
  bsr_tiff_fixture_write (&tiff, f->path);
  g_autoptr (BsrImage) first = bsr_scan_pixels_load (f->path, NULL, &origin, NULL, NULL);
  assert_non_null (first);
  assert_string_equal (origin.kind, "tiff");
  assert_true (origin.confined);
  bsr_png_fixture_write (&png, f->path);
  g_autoptr (BsrImage) second = bsr_scan_pixels_load (f->path, NULL, &origin, NULL, NULL);
  assert_true (bsr_image_is_colour (second));
  assert_string_equal (origin.kind, "png");
}

/* Whatever its description says of planes: its colours are none of them. */
static void
a_picture_in_colours_fits_any_description (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = NULL;
  BsrPngFixture png = { 7, 5, 8, PNG_COLOR_TYPE_RGB };
  g_autofree char *path = g_build_filename (f->folder, "scan.png", NULL);
  bsr_png_fixture_write (&png, path);
  write_file (
      f, "scan.scan.json",
      "{\"format\": \"basira-scan/1\", \"acquired\": \"2026-11-05T08:15:00Z\","
      " \"planes\": [{\"name\": \"high\"}, {\"name\": \"low\"}], \"pixel_pitch_mm\": [5, 5]}",
      -1);
  g_autoptr (BsrScan) scan = bsr_scan_load (path, &image, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_image_is_colour (image));
  assert_int_equal (bsr_image_n_energies (image), 1);
}

/* Where the decoder says that it was not shut off, whoever uses the scan is told. */
static void
a_scan_decoded_without_protection_says_so (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = NULL;
  const BsrDecoding decoding
      = { .program = g_getenv ("BSR_TEST_ROGUE_DECODER"), .unconfined_allowed = TRUE };
  char samples[32 + 6] = "unconfined"; /* what this decoder is to do */
  write_file (f, "scan.raw.json",
              "{\"format\": \"basira-raw/1\", \"width\": 3, \"height\": 2, \"sample\": \"uint8\","
              " \"planes\": [{\"file\": \"scan.bin\", \"offset\": 32}]}",
              -1);
  write_file (f, "scan.bin", samples, sizeof samples);
  g_autoptr (BsrScan) scan = bsr_scan_load_with (f->path, &decoding, &image, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (scan->unconfined);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (raw_planes_are_opened_by_their_description, setup, teardown),
    cmocka_unit_test_setup_teardown (a_file_too_short_is_named, setup, teardown),
    cmocka_unit_test_setup_teardown (other_documents_are_no_scans, setup, teardown),
    cmocka_unit_test_setup_teardown (what_kind_it_is_is_told, setup, teardown),
    cmocka_unit_test_setup_teardown (a_picture_in_colours_fits_any_description, setup, teardown),
    cmocka_unit_test_setup_teardown (a_scan_decoded_without_protection_says_so, setup, teardown),
  };
  return cmocka_run_group_tests_name ("scan-pixels", tests, NULL, NULL);
}
