#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image-kind.h"
#include "bsr-image-reader.h"
#include "bsr-tiff-entries.h"
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

/* Cut anywhere, a file is refused; libtiff writes the pixels before the header. */
static void
a_file_cut_anywhere_is_refused (void **state)
{
  const Fixture *f = *state;
  static const guint16 codecs[] = { COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE,
                                    COMPRESSION_ZSTD, COMPRESSION_PACKBITS };

  for (gsize c = 0; c < G_N_ELEMENTS (codecs); c++)
    {
      BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
      fixture.compression = codecs[c];
      fixture.n_planes = 2;
      bsr_tiff_fixture_write (&fixture, f->path);
      g_autofree char *bytes = NULL;
      gsize size;
      assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
      for (gsize cut = 0; cut < size; cut += cut + 64 < size ? 61 : 1)
        {
          g_autoptr (GError) error = NULL;
          assert_true (g_file_set_contents (f->path, bytes, (gssize) cut, NULL));
          if (bsr_image_read (f->path, NULL, NULL, &error) != NULL)
            fail_msg ("read although cut to %zu of %zu bytes, codec %d", cut, size, codecs[c]);
          bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, NULL);
        }
    }
}

/* Whichever thread comes upon a damaged strip, the first in the file is named. */
static void
the_first_of_several_damaged_strips_is_named (void **state)
{
  const Fixture *f = *state;
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  fixture.width = 1024;
  fixture.height = 768;
  fixture.chunk_edge = 8;
  fixture.compression = COMPRESSION_ADOBE_DEFLATE;
  bsr_tiff_fixture_write (&fixture, f->path);
  TIFF *tiff = TIFFOpen (f->path, "r");
  guint64 begin = TIFFGetStrileOffset (tiff, 30);
  TIFFClose (tiff);
  g_autofree char *bytes = NULL;
  gsize size;
  assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  for (gsize i = (gsize) begin; i < size - 4096; i += 97)
    bytes[i] ^= 0x55;
  assert_true (g_file_set_contents (f->path, bytes, (gssize) size, NULL));
  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, NULL);
  const BsrReading reading = { .limits = &bsr_read_limits_default, .n_threads = 8 };
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (sources->kind->read (sources, &reading, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "strip 31 of page 1");
    }
}

enum
{
  STRIP_ROWS = 4,
  STRIP_COLUMNS = 10
};

/* Four rows of ten pixels, each in a strip, after the header; strip 3 is said to have
 * @third_strip_bytes. */
static GByteArray *
strips_after_header (guint32 third_strip_bytes)
{
  BsrTiffEntry entries[BSR_TIFF_SOUND_ENTRIES];
  guint32 lists = BSR_TIFF_FIRST_PAGE + bsr_tiff_entries_size (BSR_TIFF_SOUND_ENTRIES);
  bsr_tiff_entries_sound (entries, STRIP_COLUMNS, STRIP_ROWS, 0);
  entries[BSR_TIFF_ROWS_PER_STRIP].value = 1;
  entries[BSR_TIFF_STRIP_OFFSET] = (BsrTiffEntry){ TIFFTAG_STRIPOFFSETS, 4, STRIP_ROWS, lists };
  entries[BSR_TIFF_STRIP_BYTES]
      = (BsrTiffEntry){ TIFFTAG_STRIPBYTECOUNTS, 4, STRIP_ROWS, lists + 4 * STRIP_ROWS };

  GByteArray *file = bsr_tiff_entries_begin ();
  bsr_tiff_entries_add (file, entries, BSR_TIFF_SOUND_ENTRIES, 0);
  for (guint32 i = 0; i < 2 * STRIP_ROWS; i++)
    {
      guint32 number = i < STRIP_ROWS        ? lists + 8 * STRIP_ROWS + i * STRIP_COLUMNS
                       : i == STRIP_ROWS + 2 ? third_strip_bytes
                                             : STRIP_COLUMNS;
      number = GUINT32_TO_LE (number);
      g_byte_array_append (file, (const guint8 *) &number, 4);
    }
  for (guint i = 0; i < STRIP_ROWS * STRIP_COLUMNS; i++)
    g_byte_array_append (file, (const guint8 *) "x", 1);
  return file;
}

static void
assert_damaged (const Fixture *f, GByteArray *file, const char *part)
{
  g_autoptr (GError) error = NULL;
  bsr_tiff_entries_save (file, f->path);
  g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, &error);
  if (part == NULL)
    bsr_test_assert_no_error (error);
  else
    bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, part);
  assert_int_equal (image != NULL, part == NULL);
}

static void
a_damaged_strip_is_named (void **state)
{
  g_autoptr (GByteArray) sound = strips_after_header (STRIP_COLUMNS);
  g_autoptr (GByteArray) too_few = strips_after_header (STRIP_COLUMNS - 1);
  g_autoptr (GByteArray) too_many = strips_after_header (0x7fffffff);
  assert_damaged (*state, sound, NULL);
  assert_damaged (*state, too_few, "strip 3 of page 1 cannot be read (its byte count is wrong)");
  assert_damaged (*state, too_many, "strip 3 of page 1 cannot be read (its byte count is wrong)");

  g_byte_array_set_size (sound, sound->len - STRIP_COLUMNS - 3);
  assert_damaged (*state, sound, "strip 3 of page 1 cannot be read");
}

/* The checksum that Deflate carries is looked at. (A change that makes the strip longer is not
 * noticed: libtiff takes what it needs, as some writers fill the last strip up.) */
static void
a_wrong_checksum_of_deflate_is_noticed (void **state)
{
  const Fixture *f = *state;
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  fixture.compression = COMPRESSION_ADOBE_DEFLATE;
  fixture.chunk_edge = fixture.height;
  bsr_tiff_fixture_write (&fixture, f->path);
  g_autofree char *bytes = NULL;
  gsize size;
  assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));

  TIFF *tiff = TIFFOpen (f->path, "r");
  gsize end = (gsize) (TIFFGetStrileOffset (tiff, 0) + TIFFGetStrileByteCount (tiff, 0));
  TIFFClose (tiff);
  for (gsize i = end - 4; i < end; i++)
    {
      g_autoptr (GError) error = NULL;
      bytes[i] ^= 0x10;
      assert_true (g_file_set_contents (f->path, bytes, (gssize) size, NULL));
      bytes[i] ^= 0x10;
      if (bsr_image_read (f->path, NULL, NULL, &error) != NULL)
        fail_msg ("read although byte %zu is wrong", i);
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "strip 1 of page 1");
    }
}

static void
a_damaged_tile_is_named (void **state)
{
  const Fixture *f = *state;
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  fixture.compression = COMPRESSION_ADOBE_DEFLATE;
  fixture.tiled = TRUE;
  fixture.chunk_edge = 16;
  fixture.n_planes = 2;
  bsr_tiff_fixture_write (&fixture, f->path);

  TIFF *tiff = TIFFOpen (f->path, "r");
  assert_true (TIFFSetDirectory (tiff, 1));
  gsize offset = (gsize) TIFFGetStrileOffset (tiff, 4);
  TIFFClose (tiff);
  g_autofree char *bytes = NULL;
  gsize size;
  assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  memset (bytes + offset, 0xff, 8);
  assert_true (g_file_set_contents (f->path, bytes, (gssize) size, NULL));
  g_autoptr (GError) error = NULL;
  assert_null (bsr_image_read (f->path, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "tile 5 of page 2 cannot be read");
}

static void
floats_that_are_no_numbers_are_refused (void **state)
{
  const Fixture *f = *state;
  static const guint32 wrong[] = { 0x7fc00000, 0x7f800000, 0xff800000 };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      BsrTiffEntry entries[BSR_TIFF_SOUND_ENTRIES + 1];
      guint32 pixels[6] = { 0 };
      bsr_tiff_entries_sound (
          entries, 3, 2, BSR_TIFF_FIRST_PAGE + bsr_tiff_entries_size (BSR_TIFF_SOUND_ENTRIES + 1));
      entries[BSR_TIFF_BITS].value = 32;
      entries[BSR_TIFF_STRIP_BYTES].value = sizeof pixels;
      entries[BSR_TIFF_SOUND_ENTRIES]
          = (BsrTiffEntry){ TIFFTAG_SAMPLEFORMAT, BSR_TIFF_SHORT, 1, SAMPLEFORMAT_IEEEFP };
      pixels[5] = GUINT32_TO_LE (wrong[i]);
      g_autoptr (GByteArray) file = bsr_tiff_entries_begin ();
      bsr_tiff_entries_add (file, entries, G_N_ELEMENTS (entries), 0);
      g_byte_array_append (file, (const guint8 *) pixels, sizeof pixels);
      bsr_tiff_entries_save (file, f->path);
      g_autoptr (GError) error = NULL;
      assert_null (bsr_image_read (f->path, NULL, NULL, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                             "page 1 has a sample that is not");
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "x = 2, y = 1");
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_file_cut_anywhere_is_refused),
    cmocka_unit_test (the_first_of_several_damaged_strips_is_named),
    cmocka_unit_test (a_damaged_strip_is_named),
    cmocka_unit_test (a_wrong_checksum_of_deflate_is_noticed),
    cmocka_unit_test (a_damaged_tile_is_named),
    cmocka_unit_test (floats_that_are_no_numbers_are_refused),
  };
  return cmocka_run_group_tests_name ("tiff-pixels", tests, setup, teardown);
}
