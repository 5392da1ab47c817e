#include "bsr-fuzz-seeds.h"

#include <stdio.h>
#include <jpeglib.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-decoder-page.h"
#include "bsr-library-file.h"
#include "bsr-library-fixture.h"
#include "bsr-png-fixture.h"
#include "bsr-test.h"
#include "bsr-tiff-fixture.h"

/* Takes the file at @path to @seeds. */
static void
take_file (GPtrArray *seeds, const char *path)
{
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize n;
  g_file_get_contents (path, &bytes, &n, &error);
  bsr_test_assert_no_error (error);
  g_ptr_array_add (seeds, g_bytes_new_take (bytes, n));
}

void
bsr_fuzz_tiff_seeds (GPtrArray *seeds)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "seed.tiff", NULL);
  BsrTiffFixture all[16];
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    all[i] = bsr_tiff_fixture_plain ();
  all[1].compression = COMPRESSION_LZW;
  all[2].compression = all[3].compression = COMPRESSION_ADOBE_DEFLATE;
  all[3].predictor = all[4].predictor = 2;
  all[4].compression = COMPRESSION_LZW;
  all[5].compression = COMPRESSION_PACKBITS;
  all[6].compression = COMPRESSION_ZSTD;
  all[7].tiled = all[8].tiled = TRUE;
  all[7].chunk_edge = all[8].chunk_edge = 16;
  all[8].compression = COMPRESSION_ADOBE_DEFLATE;
  all[9].big_endian = TRUE;
  all[9].n_planes = 2;
  all[10].big_tiff = TRUE;
  all[10].n_planes = all[11].n_planes = 2;
  all[11].in_one_page = TRUE;
  all[12].n_planes = 2;
  all[12].in_one_page = all[12].separate = TRUE;
  all[13].bits = 12;
  all[13].orientation = ORIENTATION_LEFTBOT;
  all[14].bits = 32;
  all[14].predictor = 3;
  all[14].compression = COMPRESSION_ADOBE_DEFLATE;
  all[15].bits = 8;
  all[15].photometric = PHOTOMETRIC_MINISWHITE;
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      bsr_tiff_fixture_write (&all[i], path);
      take_file (seeds, path);
    }
  bsr_test_folder_remove (folder);
}

void
bsr_fuzz_jpeg_seeds (GPtrArray *seeds)
{
  /* Exif's entry for the orientation (CIPA DC-008, 4.6): one that lies on its side. */
  static const guint8 exif[] = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
  for (int i = 0; i < 4; i++)
    {
      struct jpeg_error_mgr errors;
      struct jpeg_compress_struct jpeg = { .err = jpeg_std_error (&errors) };
      unsigned char *bytes = NULL;
      unsigned long size = 0;
      guint8 row[19 * 3];
      jpeg_create_compress (&jpeg);
      jpeg_mem_dest (&jpeg, &bytes, &size);
      jpeg.image_width = 19;
      jpeg.image_height = 11;
      jpeg.input_components = i & 1 ? 3 : 1;
      jpeg.in_color_space = i & 1 ? JCS_RGB : JCS_GRAYSCALE;
      jpeg_set_defaults (&jpeg);
      if (i & 2)
        jpeg_simple_progression (&jpeg);
      jpeg_start_compress (&jpeg, TRUE);
      jpeg_write_marker (&jpeg, JPEG_APP0 + 1, exif, sizeof exif - 1);
      for (guint y = 0; y < jpeg.image_height; y++)
        {
          for (guint x = 0; x < sizeof row; x++)
            row[x] = (guint8) (x * 9 + y * 23);
          jpeg_write_scanlines (&jpeg, (JSAMPARRAY) & (guint8 *){ row }, 1);
        }
      jpeg_finish_compress (&jpeg);
      jpeg_destroy_compress (&jpeg);
      g_ptr_array_add (seeds, g_bytes_new (bytes, size));
      free (bytes);
    }
}

void
bsr_fuzz_png_seeds (GPtrArray *seeds)
{
  const BsrPngFixture all[] = {
    { 13, 7, 16, PNG_COLOR_TYPE_GRAY, FALSE, 0, TRUE, PNG_ALL_FILTERS },
    { 13, 7, 8, PNG_COLOR_TYPE_GRAY, FALSE, 0, TRUE, PNG_ALL_FILTERS },
    { 13, 7, 16, PNG_COLOR_TYPE_GRAY, TRUE, 0, TRUE, 0 },
    { 13, 7, 1, PNG_COLOR_TYPE_GRAY, FALSE, 0, TRUE, 0 },
    { 13, 7, 2, PNG_COLOR_TYPE_GRAY, TRUE, 0, TRUE, 0 },
    { 13, 7, 8, PNG_COLOR_TYPE_RGB, FALSE, 0, TRUE, 0 },
    { 13, 7, 16, PNG_COLOR_TYPE_RGB_ALPHA, TRUE, 0, TRUE, 0 },
    { 13, 7, 4, PNG_COLOR_TYPE_PALETTE, FALSE, 0, TRUE, 0 },
    { 13, 7, 8, PNG_COLOR_TYPE_GRAY_ALPHA, FALSE, 0, TRUE, 0 },
  };
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "seed.png", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      bsr_png_fixture_write (&all[i], path);
      take_file (seeds, path);
    }
  /* Both planes of a scan. */
  GBytes *high = seeds->pdata[seeds->len - G_N_ELEMENTS (all)];
  g_autoptr (GByteArray) both = g_byte_array_new ();
  for (int i = 0; i < 2; i++)
    g_byte_array_append (both, g_bytes_get_data (high, NULL), (guint) g_bytes_get_size (high));
  g_ptr_array_add (seeds, g_bytes_new (both->data, both->len));
  bsr_test_folder_remove (folder);
}

void
bsr_fuzz_png_rows_seeds (GPtrArray *seeds)
{
  enum
  {
    WIDTH = 9,
    N_ROWS = 80, /* more than one thread's least */
  };
  for (guint8 flags = 0; flags < 4; flags++)
    {
      gsize step = (gsize) WIDTH * (flags & 1 ? 2 : 1) + 1, n = 2 + step * N_ROWS;
      g_autofree guint8 *bytes = g_new (guint8, n);
      bytes[0] = WIDTH;
      bytes[1] = flags;
      for (gsize i = 0; i < n - 2; i++)
        bytes[2 + i] = (guint8) (i % step == 0 ? i / step % 5 : i * 37);
      g_ptr_array_add (seeds, g_bytes_new (bytes, n));
    }
}

void
bsr_fuzz_raw_seeds (GPtrArray *seeds)
{
  static const char *const descriptions[] = {
    "{\"format\": \"basira-raw/1\", \"width\": 7, \"height\": 5, \"sample\": \"uint16\","
    " \"byte_order\": \"big\", \"planes\": [{\"file\": \"x.bin\", \"offset\": 12}]}",
    "{\"format\": \"basira-raw/1\", \"width\": 5, \"height\": 4, \"sample\": \"float32\","
    " \"byte_order\": \"little\", \"planes\": [{\"file\": \"a\"}, {\"file\": \"b\", \"offset\": "
    "80}]}",
    "{\"format\": \"basira-raw/1.1\", \"width\": 11, \"height\": 6, \"sample\": \"uint8\","
    " \"planes\": [{\"file\": \"x.bin\"}]}",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (descriptions); i++)
    {
      guint8 samples[160];
      for (gsize s = 0; s < sizeof samples; s++)
        samples[s] = (guint8) (s * 11 % 64);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_byte_array_append (bytes, (const guint8 *) descriptions[i],
                           (guint) strlen (descriptions[i]) + 1);
      g_byte_array_append (bytes, samples, sizeof samples);
      g_ptr_array_add (seeds, g_bytes_new (bytes->data, bytes->len));
    }
}

void
bsr_fuzz_answer_seeds (GPtrArray *seeds)
{
  const BsrDecoderAnswer answers[] = {
    { .state = BSR_DECODER_READ,
      .confined = 1,
      .n_planes = 2,
      .width = 30,
      .height = 20,
      .bits = 12,
      .offset = { BSR_DECODER_PAGE_BYTES, 2 * BSR_DECODER_PAGE_BYTES } },
    { .state = BSR_DECODER_READ,
      .n_planes = 1,
      .width = 16,
      .height = 4,
      .bits = 32,
      .is_float = 1,
      .offset = { BSR_DECODER_PAGE_BYTES } },
    { .state = BSR_DECODER_REFUSED, .code = 1, .text = "page 1 is damaged" },
    { .state = BSR_DECODER_NOT_CONFINED, .text = "no seccomp" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      guint8 bytes[sizeof answers[i] + 64] = { 0 };
      memcpy (bytes, &answers[i], sizeof answers[i]);
      g_ptr_array_add (seeds, g_bytes_new (bytes, sizeof bytes));
    }
}

void
bsr_fuzz_library_seeds (GPtrArray *seeds)
{
  g_autoptr (GError) error = NULL;
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "seed.jsonl", NULL);
  g_autoptr (BsrLibrary) library = library_fixture_new (3, 2);
  bsr_library_write (library, path, "Tanger Med", &error);
  bsr_test_assert_no_error (error);
  take_file (seeds, path);
  bsr_test_folder_remove (folder);
}
