#include <tiffio.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image-reader.h"
#include "bsr-tiff-entries.h"

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

#define MAX_ADDED 4

/* A sound page of 4 x 2 pixels, its header changed: entries of a known tag replaced, others
 * added; tags in order. */
static GByteArray *
changed_page (const BsrTiffEntry *changes, int n_changes)
{
  BsrTiffEntry entries[BSR_TIFF_SOUND_ENTRIES + MAX_ADDED];
  int n = BSR_TIFF_SOUND_ENTRIES;
  bsr_tiff_entries_sound (entries, 4, 2, 0);

  for (int c = 0; c < n_changes; c++)
    {
      int i = 0;
      while (i < n && entries[i].tag < changes[c].tag)
        i++;
      if (i == n || entries[i].tag != changes[c].tag)
        {
          g_assert (n < (int) G_N_ELEMENTS (entries));
          memmove (entries + i + 1, entries + i, (gsize) (n - i) * sizeof *entries);
          n++;
        }
      entries[i] = changes[c];
    }
  for (int i = 0; i < n; i++)
    if (entries[i].tag == TIFFTAG_STRIPOFFSETS && entries[i].value == 0)
      entries[i].value = BSR_TIFF_FIRST_PAGE + bsr_tiff_entries_size (n);

  GByteArray *file = bsr_tiff_entries_begin ();
  bsr_tiff_entries_add (file, entries, n, 0);
  g_byte_array_append (file, (const guint8 *) "\1\2\3\4\5\6\7\10", 8);
  return file;
}

static void
assert_refused (const Fixture *f, const BsrTiffEntry *changes, int n_changes, int code,
                const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) file = changed_page (changes, n_changes);
  bsr_tiff_entries_save (file, f->path);
  assert_null (bsr_image_read (f->path, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
a_sound_page_is_read (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) file = changed_page (NULL, 0);
  bsr_tiff_entries_save (file, f->path);
  g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_plane_row_u16 (bsr_image_plane (image, 0), 1)[3], 8);
}

static void
other_kinds_of_picture_are_refused (void **state)
{
  static const struct
  {
    BsrTiffEntry changes[2];
    const char *part;
  } cases[] = {
    { { { TIFFTAG_PHOTOMETRIC, 3, 1, PHOTOMETRIC_RGB }, { TIFFTAG_SAMPLESPERPIXEL, 3, 1, 2 } },
      "page 1 is a picture in colours of 2 samples of 8 bits" },
    { { { TIFFTAG_PHOTOMETRIC, 3, 1, PHOTOMETRIC_SEPARATED },
        { TIFFTAG_SAMPLESPERPIXEL, 3, 1, 4 } },
      "printing inks" },
    { { { TIFFTAG_PHOTOMETRIC, 3, 1, 999 } }, "unknown colour space" },
    { { { TIFFTAG_SAMPLESPERPIXEL, 3, 1, 2 }, { TIFFTAG_EXTRASAMPLES, 3, 1, 2 } }, "alpha" },
    { { { TIFFTAG_SAMPLESPERPIXEL, 3, 1, 2 }, { TIFFTAG_EXTRASAMPLES, 3, 1, 1 } }, "alpha" },
    { { { TIFFTAG_SAMPLESPERPIXEL, 3, 1, 5 } }, "5 samples a pixel where 1 to 4" },
    { { { TIFFTAG_SAMPLESPERPIXEL, 3, 1, 65535 } }, "65535 samples a pixel" },
    { { { TIFFTAG_BITSPERSAMPLE, 3, 1, 1 } }, "1-bit unsigned samples" },
    { { { TIFFTAG_BITSPERSAMPLE, 3, 1, 12 }, { TIFFTAG_SAMPLEFORMAT, 3, 1, SAMPLEFORMAT_INT } },
      "12-bit signed samples" },
    { { { TIFFTAG_BITSPERSAMPLE, 3, 1, 32 } }, "32-bit unsigned samples" },
    { { { TIFFTAG_BITSPERSAMPLE, 3, 1, 65535 } }, "65535-bit unsigned samples" },
    { { { TIFFTAG_SAMPLEFORMAT, 3, 1, SAMPLEFORMAT_INT } }, "8-bit signed samples" },
    { { { TIFFTAG_BITSPERSAMPLE, 3, 1, 16 }, { TIFFTAG_SAMPLEFORMAT, 3, 1, SAMPLEFORMAT_IEEEFP } },
      "16-bit float samples" },
    { { { TIFFTAG_BITSPERSAMPLE, 3, 1, 64 }, { TIFFTAG_SAMPLEFORMAT, 3, 1, SAMPLEFORMAT_IEEEFP } },
      "64-bit float samples" },
    { { { TIFFTAG_BITSPERSAMPLE, 3, 1, 64 }, { TIFFTAG_SAMPLEFORMAT, 3, 1, 6 } },
      "64-bit complex" },
    { { { TIFFTAG_COMPRESSION, 3, 1, COMPRESSION_JPEG } }, "page 1 is compressed with JPEG" },
    { { { TIFFTAG_COMPRESSION, 3, 1, COMPRESSION_CCITTFAX4 } }, "compressed with CCITT" },
    { { { TIFFTAG_COMPRESSION, 3, 1, COMPRESSION_LZMA } }, "compressed with LZMA" },
    { { { TIFFTAG_COMPRESSION, 3, 1, 4711 } }, "compressed with an unknown method (4711)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (*state, cases[i].changes, cases[i].changes[1].tag != 0 ? 2 : 1,
                    BSR_ERROR_UNSUPPORTED, cases[i].part);
}

static void
hostile_sizes_are_refused (void **state)
{
  static const struct
  {
    BsrTiffEntry changes[4];
    int n_changes, code;
    const char *part;
  } cases[] = {
    { { { TIFFTAG_IMAGEWIDTH, 4, 1, 0x7fffffff }, { TIFFTAG_IMAGELENGTH, 4, 1, 0x7fffffff } },
      2,
      BSR_ERROR_LIMIT,
      "page 1: the size of 2147483647 x 2147483647" },
    { { { TIFFTAG_IMAGEWIDTH, 4, 1, 0xffffffff } }, 1, BSR_ERROR_LIMIT, "an edge" },
    { { { TIFFTAG_IMAGEWIDTH, 4, 1, 100000 }, { TIFFTAG_IMAGELENGTH, 4, 1, 100000 } },
      2,
      BSR_ERROR_LIMIT,
      "1000000000 pixels for a plane" },
    { { { TIFFTAG_IMAGEWIDTH, 4, 1, 30000 }, { TIFFTAG_IMAGELENGTH, 4, 1, 30000 } },
      2,
      BSR_ERROR_DAMAGED,
      "900000000 are needed" },
    { { { TIFFTAG_IMAGEWIDTH, 4, 1, 30000 },
        { TIFFTAG_IMAGELENGTH, 4, 1, 30000 },
        { TIFFTAG_COMPRESSION, 3, 1, COMPRESSION_ADOBE_DEFLATE } },
      3,
      BSR_ERROR_DAMAGED,
      "872093 are needed" },
    { { { TIFFTAG_IMAGEWIDTH, 4, 1, 30000 },
        { TIFFTAG_IMAGELENGTH, 4, 1, 30000 },
        { TIFFTAG_COMPRESSION, 3, 1, COMPRESSION_ZSTD } },
      3,
      BSR_ERROR_DAMAGED,
      "27465 are needed" },
    { { { TIFFTAG_IMAGEWIDTH, 4, 1, 0 } }, 1, BSR_ERROR_DAMAGED, "page 1" },
    { { { TIFFTAG_IMAGELENGTH, 4, 1, 0 } }, 1, BSR_ERROR_DAMAGED, "page 1" },
    { { { TIFFTAG_STRIPBYTECOUNTS, 4, 1, 0x7fffffff },
        { TIFFTAG_IMAGEWIDTH, 4, 1, 1 },
        { TIFFTAG_IMAGELENGTH, 4, 1, 1 } },
      3,
      BSR_ERROR_DAMAGED,
      "page 1 claims a strip larger than the file" },
    { { { TIFFTAG_STRIPOFFSETS, 4, 1, 0xfffffff0 } }, 1, BSR_ERROR_DAMAGED, "strip 1 of page 1" },
    { { { TIFFTAG_ROWSPERSTRIP, 4, 1, 1 } }, 1, BSR_ERROR_DAMAGED, "page 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (*state, cases[i].changes, cases[i].n_changes, cases[i].code, cases[i].part);
}

/* One pixel in tiles of @width x @height, compressed by @scheme. */
static void
assert_tile_refused (const Fixture *f, guint32 width, guint32 height, guint16 scheme, int code,
                     const char *part)
{
  const BsrTiffEntry entries[] = {
    { TIFFTAG_IMAGEWIDTH, 4, 1, 1 },       { TIFFTAG_IMAGELENGTH, 4, 1, 1 },
    { TIFFTAG_BITSPERSAMPLE, 3, 1, 8 },    { TIFFTAG_COMPRESSION, 3, 1, scheme },
    { TIFFTAG_PHOTOMETRIC, 3, 1, 1 },      { TIFFTAG_TILEWIDTH, 4, 1, width },
    { TIFFTAG_TILELENGTH, 4, 1, height },  { TIFFTAG_TILEOFFSETS, 4, 1, 8 },
    { TIFFTAG_TILEBYTECOUNTS, 4, 1, 100 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) file = bsr_tiff_entries_begin ();
  bsr_tiff_entries_add (file, entries, G_N_ELEMENTS (entries), 0);
  bsr_tiff_entries_save (file, f->path);
  assert_null (bsr_image_read (f->path, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
hostile_tiles_are_refused (void **state)
{
  assert_tile_refused (*state, 46336, 46336, COMPRESSION_ZSTD, BSR_ERROR_LIMIT,
                       "page 1 has tiles of 46336 x 46336 pixels");
  assert_tile_refused (*state, 0x7ffffff0, 16, COMPRESSION_ZSTD, BSR_ERROR_LIMIT, "tiles of");
  assert_tile_refused (*state, 4096, 4096, COMPRESSION_LZW, BSR_ERROR_DAMAGED, "too short");
  assert_tile_refused (*state, 16, 16, COMPRESSION_NONE, BSR_ERROR_DAMAGED, "too short");
  assert_tile_refused (*state, 0, 16, COMPRESSION_NONE, BSR_ERROR_DAMAGED, "page 1");
}

/* Many tiles that share one tile's bytes: a small file with hours of work in it. */
static void
work_out_of_proportion_is_refused (void **state)
{
  const Fixture *f = *state;
  const BsrTiffEntry entries[] = {
    { TIFFTAG_IMAGEWIDTH, 4, 1, 1 },          { TIFFTAG_IMAGELENGTH, 4, 1, 100000000 },
    { TIFFTAG_BITSPERSAMPLE, 3, 1, 8 },       { TIFFTAG_COMPRESSION, 3, 1, COMPRESSION_ZSTD },
    { TIFFTAG_PHOTOMETRIC, 3, 1, 1 },         { TIFFTAG_TILEWIDTH, 4, 1, 16384 },
    { TIFFTAG_TILELENGTH, 4, 1, 16384 },      { TIFFTAG_TILEOFFSETS, 4, 6104, 200 },
    { TIFFTAG_TILEBYTECOUNTS, 4, 6104, 200 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) file = bsr_tiff_entries_begin ();
  bsr_tiff_entries_add (file, entries, G_N_ELEMENTS (entries), 0);
  g_byte_array_set_size (file, 200 + 4 * 6104);
  memset (file->data + 200, 1, 4 * 6104);
  bsr_tiff_entries_save (file, f->path);
  assert_null (bsr_image_read (f->path, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "page 1 needs tiles of more than");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_sound_page_is_read),
    cmocka_unit_test (other_kinds_of_picture_are_refused),
    cmocka_unit_test (hostile_sizes_are_refused),
    cmocka_unit_test (hostile_tiles_are_refused),
    cmocka_unit_test (work_out_of_proportion_is_refused),
  };
  return cmocka_run_group_tests_name ("tiff-layout", tests, setup, teardown);
}
