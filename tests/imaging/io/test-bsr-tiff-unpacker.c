#include "bsr-test.h"

#include <string.h>

#include "bsr-tiff-fixture.h"
#include "bsr-tiff-unpacker.h"

/* Unpacks every chunk of the first page at @path and holds it against libtiff's. Returns: how many
 * the fast way took */
static guint32
compare (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrFileSource) source = bsr_file_source_open (path, &error);
  g_autoptr (BsrTiffHandle) handle = bsr_tiff_handle_open (source, &error);
  BsrTiffLayout layout;
  bsr_test_assert_no_error (error);
  TIFF *tiff = bsr_tiff_handle_tiff (handle);
  assert_true (bsr_tiff_layout_read (tiff, 1, &bsr_read_limits_default, &layout, &error));
  g_autoptr (BsrTiffUnpacker) unpacker = bsr_tiff_unpacker_new (handle, &layout);
  g_autofree guint8 *expected = g_malloc ((gsize) layout.chunk_bytes);
  guint32 n = layout.tiled ? TIFFNumberOfTiles (tiff) : TIFFNumberOfStrips (tiff), n_fast = 0;

  for (guint32 i = 0; i < n; i++)
    {
      tmsize_t bytes = layout.tiled ? TIFFReadEncodedTile (tiff, i, expected, -1)
                                    : TIFFReadEncodedStrip (tiff, i, expected, -1);
      if (!bsr_tiff_unpacker_read (unpacker, i, (gsize) bytes))
        continue;
      n_fast++;
      guint32 n_rows = (guint32) (bytes / layout.row_bytes), half = n_rows / 2;
      bsr_tiff_unpacker_finish (unpacker, 0, half);
      bsr_tiff_unpacker_finish (unpacker, half, n_rows - half);
      assert_memory_equal (bsr_tiff_unpacker_samples (unpacker), expected, (size_t) bytes);
    }
  assert_true (n_fast == 0 || n_fast == n);
  return n_fast;
}

static void
chunks_are_those_of_libtiff (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "scan.tiff", NULL);
  static const guint16 codecs[]
      = { COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE };
  for (int i = 0; i < 256; i++)
    {
      BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
      fixture.compression = codecs[i % 4];
      fixture.big_endian = (i & 4) != 0;
      fixture.bits = ((const int[]){ 16, 8, 12, 32 })[i / 8 % 4];
      fixture.n_planes = i & 32 ? 3 : 1;
      fixture.in_one_page = TRUE;
      fixture.tiled = (i & 64) != 0;
      fixture.chunk_edge = fixture.tiled ? 16 : 5;
      if (i & 128 && fixture.bits <= 16 && fixture.bits != 12
          && fixture.compression != COMPRESSION_NONE)
        fixture.predictor = 2;
      bsr_tiff_fixture_write (&fixture, path);
      if (compare (path) == 0)
        {
          g_autofree char *name = bsr_tiff_fixture_name (&fixture);
          fail_msg ("not read: %s", name);
        }
    }
  bsr_test_folder_remove (folder);
}

static void
other_methods_are_left_to_libtiff (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "scan.tiff", NULL);
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  fixture.compression = COMPRESSION_ZSTD;
  bsr_tiff_fixture_write (&fixture, path);
  assert_int_equal (compare (path), 0);
  fixture.compression = COMPRESSION_PACKBITS;
  bsr_tiff_fixture_write (&fixture, path);
  assert_int_equal (compare (path), 0);
  fixture.compression = COMPRESSION_ADOBE_DEFLATE;
  fixture.bits = 32;
  fixture.predictor = 3;
  bsr_tiff_fixture_write (&fixture, path);
  assert_int_equal (compare (path), 0);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (chunks_are_those_of_libtiff),
    cmocka_unit_test (other_methods_are_left_to_libtiff),
  };
  return cmocka_run_group_tests_name ("tiff-unpacker", tests, NULL, NULL);
}
