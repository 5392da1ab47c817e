#include "bsr-tiff-fixture.h"

#include "bsr-test.h"
#include "bsr-error.h"

BsrTiffFixture
bsr_tiff_fixture_plain (void)
{
  return (BsrTiffFixture){
    .width = 37,
    .height = 23,
    .n_planes = 1,
    .chunk_edge = 5,
    .bits = 16,
    .compression = COMPRESSION_NONE,
    .predictor = PREDICTOR_NONE,
    .photometric = PHOTOMETRIC_MINISBLACK,
    .orientation = ORIENTATION_TOPLEFT,
  };
}

double
bsr_tiff_fixture_full_scale (const BsrTiffFixture *fixture)
{
  return fixture->bits == 32 ? 1.0 : (double) ((1 << fixture->bits) - 1);
}

double
bsr_tiff_fixture_value (const BsrTiffFixture *fixture, int plane, int x, int y)
{
  /* Smooth in places, so that codecs have something to do, and never the same in two. */
  guint32 value = (guint32) (plane * 977 + y * 523 + x * 3 + (x / 8) * (y / 4) * 41);
  if (fixture->bits == 32)
    return (double) (float) ((value & 0xffff) / 65536.0);
  return (double) (value & (guint32) ((1 << fixture->bits) - 1));
}

/* The upright place of what is stored at (@row, @column), as TIFF 6.0 tells it for tag 274. */
static void
upright_place (const BsrTiffFixture *fixture, int row, int column, int *x, int *y)
{
  int right = fixture->width - 1, bottom = fixture->height - 1;

  switch (fixture->orientation)
    {
    case ORIENTATION_TOPLEFT:
      *x = column, *y = row;
      break;
    case ORIENTATION_TOPRIGHT:
      *x = right - column, *y = row;
      break;
    case ORIENTATION_BOTRIGHT:
      *x = right - column, *y = bottom - row;
      break;
    case ORIENTATION_BOTLEFT:
      *x = column, *y = bottom - row;
      break;
    case ORIENTATION_LEFTTOP:
      *x = row, *y = column;
      break;
    case ORIENTATION_RIGHTTOP:
      *x = right - row, *y = column;
      break;
    case ORIENTATION_RIGHTBOT:
      *x = right - row, *y = bottom - column;
      break;
    case ORIENTATION_LEFTBOT:
      *x = row, *y = bottom - column;
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Puts sample @index of a stored row at @to. */
static void
put_sample (const BsrTiffFixture *fixture, int plane, int row, int column, guint8 *to, gsize index)
{
  int x, y;
  upright_place (fixture, row, column, &x, &y);
  double value = bsr_tiff_fixture_value (fixture, plane, x, y);

  if (fixture->photometric == PHOTOMETRIC_MINISWHITE)
    value = bsr_tiff_fixture_full_scale (fixture) - value;
  guint16 count = (guint16) value;
  if (fixture->bits == 8)
    to[index] = (guint8) count;
  else if (fixture->bits == 16)
    ((guint16 *) (gpointer) to)[index] = count;
  else if (fixture->bits == 32)
    ((float *) (gpointer) to)[index] = (float) value;
  else if (index % 2 == 0)
    {
      to[index / 2 * 3] = (guint8) (count >> 4);
      to[index / 2 * 3 + 1] = (guint8) (count << 4);
    }
  else
    {
      to[index / 2 * 3 + 1] |= (guint8) (count >> 8);
      to[index / 2 * 3 + 2] = (guint8) count;
    }
}

/* The strips or tiles of one page, or of one of its separate planes. */
static void
write_chunks (const BsrTiffFixture *fixture, TIFF *tiff, int page, int sample)
{
  int stored_width = fixture->orientation >= 5 ? fixture->height : fixture->width;
  int stored_height = fixture->orientation >= 5 ? fixture->width : fixture->height;
  int chunk_width = fixture->tiled ? fixture->chunk_edge : stored_width;
  int n = fixture->in_one_page && !fixture->separate ? fixture->n_planes : 1;
  int first_plane = fixture->in_one_page ? sample : page;
  gsize row_bytes = ((gsize) (chunk_width * n * fixture->bits) + 7) / 8;
  g_autofree guint8 *chunk = g_malloc (row_bytes * (gsize) fixture->chunk_edge);

  for (int row0 = 0; row0 < stored_height; row0 += fixture->chunk_edge)
    for (int column0 = 0; column0 < stored_width; column0 += chunk_width)
      {
        int rows = fixture->tiled ? fixture->chunk_edge
                                  : MIN (fixture->chunk_edge, stored_height - row0);
        gsize size = row_bytes * (gsize) rows;
        memset (chunk, 0xab, size);
        for (int row = 0; row < MIN (rows, stored_height - row0); row++)
          for (int column = 0; column < MIN (chunk_width, stored_width - column0); column++)
            for (int s = 0; s < n; s++)
              put_sample (fixture, first_plane + s, row0 + row, column0 + column,
                          chunk + (gsize) row * row_bytes, (gsize) (column * n + s));
        if (fixture->tiled)
          assert_true (
              TIFFWriteTile (tiff, chunk, (guint32) column0, (guint32) row0, 0, (guint16) sample)
              >= 0);
        else
          assert_true (TIFFWriteEncodedStrip (
                           tiff, TIFFComputeStrip (tiff, (guint32) row0, (guint16) sample), chunk,
                           (tmsize_t) size)
                       >= 0);
      }
}

static void
write_page (const BsrTiffFixture *fixture, TIFF *tiff, int page)
{
  gboolean turned = fixture->orientation >= 5;
  int n_samples = fixture->in_one_page ? fixture->n_planes : 1;
  guint16 extra[BSR_IMAGE_MAX_PLANES] = { 0 };

  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, turned ? fixture->height : fixture->width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, turned ? fixture->width : fixture->height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, fixture->bits);
  TIFFSetField (tiff, TIFFTAG_SAMPLEFORMAT,
                fixture->bits == 32 ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, n_samples);
  int n_colours = fixture->photometric == PHOTOMETRIC_RGB ? 3 : 1;
  if (n_samples > n_colours)
    TIFFSetField (tiff, TIFFTAG_EXTRASAMPLES, n_samples - n_colours, extra);
  TIFFSetField (tiff, TIFFTAG_PLANARCONFIG,
                fixture->separate ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, fixture->photometric);
  TIFFSetField (tiff, TIFFTAG_ORIENTATION, fixture->orientation);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, fixture->compression);
  if (fixture->predictor != PREDICTOR_NONE)
    TIFFSetField (tiff, TIFFTAG_PREDICTOR, fixture->predictor);
  if (fixture->tiled)
    {
      TIFFSetField (tiff, TIFFTAG_TILEWIDTH, fixture->chunk_edge);
      TIFFSetField (tiff, TIFFTAG_TILELENGTH, fixture->chunk_edge);
    }
  else
    TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, fixture->chunk_edge);
  for (int s = 0; s < (fixture->separate ? n_samples : 1); s++)
    write_chunks (fixture, tiff, page, s);
  assert_int_equal (TIFFWriteDirectory (tiff), 1);
}

/* libtiff advises against the old number of Deflate, which must be read all the same. */
static int
ignore_cb (TIFF *tiff, void *data, const char *module, const char *format, va_list arguments)
{
  return 1;
}

void
bsr_tiff_fixture_write (const BsrTiffFixture *fixture, const char *path)
{
  g_autofree char *mode
      = g_strdup_printf ("w%s%s", fixture->big_endian ? "b" : "l", fixture->big_tiff ? "8" : "");
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFFOpenOptionsSetWarningHandlerExtR (options, ignore_cb, NULL);
  TIFF *tiff = TIFFOpenExt (path, mode, options);
  TIFFOpenOptionsFree (options);
  assert_non_null (tiff);
  for (int page = 0; page < (fixture->in_one_page ? 1 : fixture->n_planes); page++)
    write_page (fixture, tiff, page);
  TIFFClose (tiff);
}

void
bsr_tiff_fixture_assert (const BsrTiffFixture *fixture, BsrImage *image)
{
  g_autofree char *name = bsr_tiff_fixture_name (fixture);

  if (bsr_image_width (image) != fixture->width || bsr_image_height (image) != fixture->height
      || bsr_image_n_planes (image) != fixture->n_planes || bsr_image_bits (image) != fixture->bits)
    fail_msg ("%s: another size, type or number of planes", name);
  for (int p = 0; p < fixture->n_planes; p++)
    for (int y = 0; y < fixture->height; y++)
      for (int x = 0; x < fixture->width; x++)
        {
          BsrPlane *plane = bsr_image_plane (image, p);
          double found = fixture->bits == 32 ? (double) bsr_plane_row_f32 (plane, y)[x]
                                             : (double) bsr_plane_row_u16 (plane, y)[x];
          double expected = bsr_tiff_fixture_value (fixture, p, x, y);
          if (found < expected || found > expected)
            fail_msg ("%s: %.9g where %.9g was stored, plane %d, x %d, y %d", name, found, expected,
                      p, x, y);
        }
}

char *
bsr_tiff_fixture_name (const BsrTiffFixture *fixture)
{
  return g_strdup_printf (
      "%s-endian %s, %d planes%s%s, %s, %d bits, compression %d, predictor %d, "
      "photometric %d, orientation %d",
      fixture->big_endian ? "big" : "little", fixture->big_tiff ? "BigTIFF" : "TIFF",
      fixture->n_planes, fixture->in_one_page ? " in one page" : "",
      fixture->separate ? ", separate" : "", fixture->tiled ? "tiles" : "strips", fixture->bits,
      fixture->compression, fixture->predictor, fixture->photometric, fixture->orientation);
}
