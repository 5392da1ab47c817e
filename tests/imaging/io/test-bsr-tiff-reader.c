#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image-reader.h"
#include "bsr-tiff-fixture.h"
#include "bsr-tiff-reader.h"

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

static void
write_and_read (const char *path, const BsrTiffFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  bsr_tiff_fixture_write (fixture, path);
  g_autoptr (BsrImage) image = bsr_image_read (path, NULL, NULL, &error);
  if (image == NULL)
    {
      g_autofree char *name = bsr_tiff_fixture_name (fixture);
      fail_msg ("%s: %s", name, error->message);
    }
  else
    bsr_tiff_fixture_assert (fixture, image);
}

/* All orders of bytes, kinds of container and polarities of one way to store, each with another
 * orientation, beginning at @first. libtiff 4.5 writes big-endian floats with predictor 3 that it
 * cannot read itself; big_endian_floats_with_predictor_are_read() makes those by hand. */
static int
try_turned (const char *path, BsrTiffFixture fixture, int first)
{
  int n = 0;
  for (int i = 0; i < 8; i++)
    {
      fixture.big_endian = (i & 1) != 0;
      fixture.big_tiff = (i & 2) != 0;
      fixture.photometric = i & 4 ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK;
      fixture.orientation = (guint16) (1 + (first + i) % 8);
      if (fixture.big_endian && fixture.predictor == PREDICTOR_FLOATINGPOINT)
        continue;
      write_and_read (path, &fixture);
      n++;
    }
  return n;
}

/* All codecs and predictors that go with @fixture's layout and type of samples. */
static int
try_coded (const char *path, BsrTiffFixture fixture)
{
  static const guint16 codecs[]
      = { COMPRESSION_NONE,    COMPRESSION_PACKBITS,      COMPRESSION_LZW,
          COMPRESSION_DEFLATE, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_ZSTD };
  int n = 0, n_codings = 0;
  for (gsize c = 0; c < G_N_ELEMENTS (codecs); c++)
    for (guint16 predictor = 1; predictor <= 3; predictor++)
      {
        if ((predictor == PREDICTOR_FLOATINGPOINT && fixture.bits != 32)
            || (predictor != PREDICTOR_NONE && (c < 2 || fixture.bits == 12)))
          continue;
        if (!TIFFIsCODECConfigured (codecs[c]))
          fail_msg ("libtiff was built without codec %d", codecs[c]);
        fixture.compression = codecs[c];
        fixture.predictor = predictor;
        n += try_turned (path, fixture, n_codings++);
      }
  return n;
}

/* Layout @i of 6: strips or tiles; a page a plane, all in one page, or so with separate planes. */
static BsrTiffFixture
two_planes (int i, int bits)
{
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  fixture.bits = bits;
  fixture.tiled = i % 2 != 0;
  fixture.chunk_edge = fixture.tiled ? 16 : 5;
  fixture.n_planes = 2;
  fixture.in_one_page = i >= 2;
  fixture.separate = i >= 4;
  return fixture;
}

static const int sample_bits[] = { 8, 12, 16, 32 };

static void
every_way_to_store_a_picture_is_read (void **state)
{
  Fixture *f = *state;
  int n = 0;

  for (gsize t = 0; t < G_N_ELEMENTS (sample_bits); t++)
    for (int layout = 0; layout < 6; layout++)
      n += try_coded (f->path, two_planes (layout, sample_bits[t]));
  print_message ("%d variants\n", n);
  /* 6 layouts x (10 codings of 8 and 16 bits and of floats x 8, 4 of floats x 4, 6 of 12 bits x 8).
   */
  assert_int_equal (n, 6 * (10 * 8 + 10 * 8 + 10 * 8 + 4 * 4 + 6 * 8));
}

static void
every_orientation_of_every_layout_is_read (void **state)
{
  Fixture *f = *state;

  for (gsize t = 0; t < G_N_ELEMENTS (sample_bits); t++)
    for (int layout = 0; layout < 6; layout++)
      for (guint16 orientation = 1; orientation <= 8; orientation++)
        for (int white_is_zero = 0; white_is_zero <= 1; white_is_zero++)
          {
            BsrTiffFixture fixture = two_planes (layout, sample_bits[t]);
            fixture.orientation = orientation;
            fixture.photometric = white_is_zero ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK;
            write_and_read (f->path, &fixture);
          }
}

/* Adobe Photoshop TIFF Technical Note 3: the bytes of a row by significance, highest first, then
 * each the difference to the one before. */
static void
big_endian_floats_with_predictor_are_read (void **state)
{
  Fixture *f = *state;
  const float samples[] = { 1.5f, 2.25f, -3.125f, 1e-30f, 4096.0f };
  guint8 coded[sizeof samples], packed[256];
  gsize n = G_N_ELEMENTS (samples), used, packed_size;

  for (gsize i = 0; i < n; i++)
    {
      guint32 bits;
      memcpy (&bits, &samples[i], 4);
      for (gsize byte = 0; byte < 4; byte++)
        coded[byte * n + i] = (guint8) (bits >> (24 - 8 * byte));
    }
  for (gsize i = sizeof coded - 1; i > 0; i--)
    coded[i] = (guint8) (coded[i] - coded[i - 1]);
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
  assert_int_equal (g_converter_convert (G_CONVERTER (compressor), coded, sizeof coded, packed,
                                         sizeof packed, G_CONVERTER_INPUT_AT_END, &used,
                                         &packed_size, NULL),
                    G_CONVERTER_FINISHED);

  TIFF *tiff = TIFFOpen (f->path, "wb");
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, (guint32) n);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, 1);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 32);
  TIFFSetField (tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_IEEEFP);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
  TIFFSetField (tiff, TIFFTAG_PREDICTOR, PREDICTOR_FLOATINGPOINT);
  TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, 1);
  assert_int_equal (TIFFWriteRawStrip (tiff, 0, packed, (tmsize_t) packed_size), packed_size);
  TIFFClose (tiff);

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_memory_equal (bsr_plane_row_f32 (bsr_image_plane (image, 0), 0), samples, sizeof samples);
}

static void
one_to_four_planes_are_read (void **state)
{
  Fixture *f = *state;
  for (int n_planes = 1; n_planes <= 4; n_planes++)
    for (int in_one_page = 0; in_one_page <= 1; in_one_page++)
      {
        BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
        fixture.n_planes = n_planes;
        fixture.in_one_page = in_one_page;
        write_and_read (f->path, &fixture);
      }
}

static void
odd_sizes_are_read (void **state)
{
  Fixture *f = *state;
  static const int sizes[][2]
      = { { 1, 1 }, { 1, 70 }, { 70, 1 }, { 32, 32 }, { 33, 65 }, { 200, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint16 orientation = 1; orientation <= 8; orientation++)
      for (int tiled = 0; tiled <= 1; tiled++)
        {
          BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
          fixture.width = sizes[i][0];
          fixture.height = sizes[i][1];
          fixture.orientation = orientation;
          fixture.tiled = tiled;
          fixture.chunk_edge = tiled ? 16 : 7;
          fixture.compression = COMPRESSION_ADOBE_DEFLATE;
          write_and_read (f->path, &fixture);
        }
}

/* Large enough for several threads, and in many strips or tiles: what each of them does must come
 * together, also turned. */
static void
large_pictures_are_read_by_all_threads (void **state)
{
  Fixture *f = *state;
  for (int layout = 0; layout < 6; layout++)
    for (guint16 orientation = 1; orientation <= 8; orientation += 5)
      {
        BsrTiffFixture fixture = two_planes (layout, 16);
        fixture.width = 901;
        fixture.height = 677;
        fixture.chunk_edge = fixture.tiled ? 64 : 13;
        fixture.orientation = orientation;
        fixture.photometric = orientation == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_MINISWHITE;
        fixture.compression = COMPRESSION_LZW;
        fixture.predictor = PREDICTOR_HORIZONTAL;
        write_and_read (f->path, &fixture);
      }
}

static void
progress_cb (double fraction, gpointer data)
{
  double *last = data;
  assert_true (fraction > *last && fraction <= 1.0);
  *last = fraction;
}

static void
progress_rises_to_the_end (void **state)
{
  Fixture *f = *state;
  double last = 0.0;
  const BsrReading reading = { .limits = &bsr_read_limits_default,
                               .n_threads = 4,
                               .progress = progress_cb,
                               .progress_data = &last };
  BsrTiffFixture fixture = two_planes (0, 16);
  fixture.width = 901;
  fixture.height = 677;
  bsr_tiff_fixture_write (&fixture, f->path);
  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, NULL);
  g_autoptr (BsrImage) image = bsr_tiff_kind.read (sources, &reading, NULL);
  assert_non_null (image);
  bsr_test_assert_close (last, 1.0, 1e-9);
}

static void
colours_are_read_as_three_planes_to_look_at (void **state)
{
  Fixture *f = *state;
  for (int i = 0; i < 16; i++)
    {
      BsrTiffFixture fixture = two_planes (i & 1 ? 3 : 2, i & 2 ? 16 : 8);
      fixture.separate = (i & 4) != 0;
      fixture.n_planes = i & 8 ? 4 : 3; /* the fourth: transparency */
      fixture.photometric = PHOTOMETRIC_RGB;
      g_autoptr (GError) error = NULL;
      bsr_tiff_fixture_write (&fixture, f->path);
      g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_true (bsr_image_is_colour (image));
      assert_false (bsr_image_has_counts (image, NULL));
      fixture.n_planes = 3;
      bsr_tiff_fixture_assert (&fixture, image);
    }
}

static void
colours_of_a_palette_are_looked_up (void **state)
{
  Fixture *f = *state;
  /* 256 colours of 16 bits, and of 8 as some programs write them. */
  for (int step = 1; step <= 257; step += 256)
    {
      guint16 colours[3][256];
      guint8 pixels[6] = { 0, 1, 2, 3, 254, 255 };
      for (int i = 0; i < 256; i++)
        {
          colours[0][i] = (guint16) (i * step);
          colours[1][i] = (guint16) ((255 - i) * step);
          colours[2][i] = (guint16) ((i ^ 3) * step);
        }
      TIFF *tiff = TIFFOpen (f->path, "w");
      TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, 3);
      TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, 2);
      TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8);
      TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_PALETTE);
      TIFFSetField (tiff, TIFFTAG_COLORMAP, colours[0], colours[1], colours[2]);
      TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, 2);
      assert_int_equal (TIFFWriteEncodedStrip (tiff, 0, pixels, 6), 6);
      TIFFClose (tiff);

      g_autoptr (GError) error = NULL;
      g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_true (bsr_image_is_colour (image));
      for (int i = 0; i < 6; i++)
        for (int c = 0; c < 3; c++)
          assert_int_equal (bsr_plane_row_u16 (bsr_image_plane (image, c), i / 3)[i % 3],
                            c == 0   ? pixels[i]
                            : c == 1 ? 255 - pixels[i]
                                     : pixels[i] ^ 3);
    }
}

static void
strips_too_large_for_the_limit_are_read_by_rows (void **state)
{
  Fixture *f = *state;
  static const guint16 codecs[] = { COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ZSTD };

  for (gsize c = 0; c < G_N_ELEMENTS (codecs); c++)
    for (int separate = 0; separate <= 1; separate++)
      {
        BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
        fixture.n_planes = 3;
        fixture.in_one_page = TRUE;
        fixture.separate = separate;
        fixture.chunk_edge = 20;
        fixture.compression = codecs[c];
        fixture.orientation = ORIENTATION_RIGHTTOP;
        BsrReadLimits limits = { .max_pixels = 37 * 23, .max_bytes = 37 * 23 * 3 * 2 };
        bsr_tiff_fixture_write (&fixture, f->path);
        g_autoptr (GError) error = NULL;
        g_autoptr (BsrImage) image = bsr_image_read (f->path, &limits, NULL, &error);
        bsr_test_assert_no_error (error);
        bsr_tiff_fixture_assert (&fixture, image);
      }
}

/* Adds a page of @width x @height 8-bit pixels, all @value, to the open file. */
static void
add_page (TIFF *tiff, guint32 type, guint16 photometric, guint32 width, guint32 height,
          guint8 value)
{
  g_autofree guint8 *pixels = g_malloc (width * height);
  memset (pixels, value, width * height);
  TIFFSetField (tiff, TIFFTAG_SUBFILETYPE, type);
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, photometric);
  TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, height);
  assert_true (TIFFWriteEncodedStrip (tiff, 0, pixels, width * height) > 0);
  assert_int_equal (TIFFWriteDirectory (tiff), 1);
}

static void
thumbnails_masks_and_sub_pages_are_left_out (void **state)
{
  Fixture *f = *state;
  toff_t sub_offsets[1] = { 0 };
  TIFF *tiff = TIFFOpen (f->path, "w");
  add_page (tiff, FILETYPE_REDUCEDIMAGE, PHOTOMETRIC_MINISBLACK, 2, 2, 9);
  TIFFSetField (tiff, TIFFTAG_SUBIFD, 1, sub_offsets);
  add_page (tiff, 0, PHOTOMETRIC_MINISBLACK, 4, 3, 1);
  add_page (tiff, FILETYPE_REDUCEDIMAGE, PHOTOMETRIC_MINISBLACK, 2, 1, 9); /* the sub-page */
  add_page (tiff, FILETYPE_MASK, PHOTOMETRIC_MINISBLACK, 4, 3, 9);
  add_page (tiff, FILETYPE_PAGE, PHOTOMETRIC_MINISBLACK, 4, 3, 2);
  add_page (tiff, 0, PHOTOMETRIC_MASK, 4, 3, 9);
  TIFFClose (tiff);

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_image_n_planes (image), 2);
  assert_int_equal (bsr_plane_row_u16 (bsr_image_plane (image, 0), 2)[3], 1);
  assert_int_equal (bsr_plane_row_u16 (bsr_image_plane (image, 1), 2)[3], 2);
}

static void
assert_refused (const char *path, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_null (bsr_image_read (path, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
pages_that_do_not_fit_together_are_refused (void **state)
{
  Fixture *f = *state;
  TIFF *tiff = TIFFOpen (f->path, "w");
  add_page (tiff, 0, PHOTOMETRIC_MINISBLACK, 4, 3, 1);
  add_page (tiff, FILETYPE_REDUCEDIMAGE, PHOTOMETRIC_MINISBLACK, 2, 1, 1);
  add_page (tiff, 0, PHOTOMETRIC_MINISBLACK, 3, 4, 1);
  TIFFClose (tiff);
  assert_refused (f->path, BSR_ERROR_DAMAGED, "page 3 is 3 x 4 pixels but page 1 is 4 x 3");

  tiff = TIFFOpen (f->path, "w");
  for (int i = 0; i < 5; i++)
    add_page (tiff, 0, PHOTOMETRIC_MINISBLACK, 4, 3, 1);
  TIFFClose (tiff);
  assert_refused (f->path, BSR_ERROR_UNSUPPORTED, "page 5 is one plane more than the 4");

  tiff = TIFFOpen (f->path, "w");
  add_page (tiff, FILETYPE_MASK, PHOTOMETRIC_MINISBLACK, 4, 3, 1);
  TIFFClose (tiff);
  assert_refused (f->path, BSR_ERROR_UNSUPPORTED, "only thumbnails or masks");
}

static void
pages_of_several_samples_beside_others_are_refused (void **state)
{
  Fixture *f = *state;
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  fixture.width = 4;
  fixture.height = 3;
  fixture.bits = 8;
  fixture.n_planes = 2;
  fixture.in_one_page = TRUE;
  bsr_tiff_fixture_write (&fixture, f->path);
  TIFF *tiff = TIFFOpen (f->path, "a");
  add_page (tiff, 0, PHOTOMETRIC_MINISBLACK, 4, 3, 1);
  TIFFClose (tiff);
  assert_refused (f->path, BSR_ERROR_UNSUPPORTED, "page 2 follows other pages");

  fixture.in_one_page = FALSE;
  fixture.n_planes = 1;
  fixture.bits = 16;
  bsr_tiff_fixture_write (&fixture, f->path);
  tiff = TIFFOpen (f->path, "a");
  add_page (tiff, 0, PHOTOMETRIC_MINISBLACK, 4, 3, 1);
  TIFFClose (tiff);
  assert_refused (f->path, BSR_ERROR_DAMAGED, "page 2 has 8-bit samples but page 1 has 16-bit");
}

static void
limits_hold_for_all_planes_together (void **state)
{
  Fixture *f = *state;
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  fixture.n_planes = 2;
  bsr_tiff_fixture_write (&fixture, f->path);

  BsrReadLimits limits = { .max_pixels = 37 * 23, .max_bytes = 2 * 37 * 23 * 2 };
  g_autoptr (BsrImage) image = bsr_image_read (f->path, &limits, NULL, NULL);
  assert_non_null (image);

  g_autoptr (GError) error = NULL;
  limits.max_bytes--;
  assert_null (bsr_image_read (f->path, &limits, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "2 planes of 37 x 23");
  g_clear_error (&error);
  limits = (BsrReadLimits){ .max_pixels = 37 * 23 - 1, .max_bytes = G_MAXINT64 };
  assert_null (bsr_image_read (f->path, &limits, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "page 1: the size of 37 x 23");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_way_to_store_a_picture_is_read),
    cmocka_unit_test (every_orientation_of_every_layout_is_read),
    cmocka_unit_test (big_endian_floats_with_predictor_are_read),
    cmocka_unit_test (one_to_four_planes_are_read),
    cmocka_unit_test (odd_sizes_are_read),
    cmocka_unit_test (large_pictures_are_read_by_all_threads),
    cmocka_unit_test (progress_rises_to_the_end),
    cmocka_unit_test (colours_are_read_as_three_planes_to_look_at),
    cmocka_unit_test (colours_of_a_palette_are_looked_up),
    cmocka_unit_test (strips_too_large_for_the_limit_are_read_by_rows),
    cmocka_unit_test (thumbnails_masks_and_sub_pages_are_left_out),
    cmocka_unit_test (pages_that_do_not_fit_together_are_refused),
    cmocka_unit_test (pages_of_several_samples_beside_others_are_refused),
    cmocka_unit_test (limits_hold_for_all_planes_together),
  };
  return cmocka_run_group_tests_name ("tiff-reader", tests, setup, teardown);
}
