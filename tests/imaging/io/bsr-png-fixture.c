#include "bsr-png-fixture.h"

#include <stdio.h>
#include <string.h>

#include "bsr-test.h"

/* By how much each sample of a pixel differs from the one before. */
#define CHANNEL_STEP 37
/* Red, green and blue of number @n of a palette. */
#define PALETTE(n) { (guint8) (n), (guint8) (255 - (n)), (guint8) (7 * (n)) }

static guint32
stored_value (const BsrPngFixture *fixture, int x, int y)
{
  guint32 place = (guint32) (x + 1) * 2654435761u ^ (guint32) (y + 1) * 2246822519u;
  if (fixture->noisy)
    return (place >> 15) % 5 * 0x0103 & ((1u << fixture->bits) - 1);
  return (guint32) (fixture->plane * 977 + y * 523 + x * 3) & ((1u << fixture->bits) - 1);
}

guint16
bsr_png_fixture_value (const BsrPngFixture *fixture, int x, int y)
{
  guint32 value = stored_value (fixture, x, y);
  return (guint16) (fixture->bits < 8 ? value * 255 / ((1u << fixture->bits) - 1) : value);
}

guint16
bsr_png_fixture_colour (const BsrPngFixture *fixture, int colour, int x, int y)
{
  guint32 most = (1u << fixture->bits) - 1;
  if (fixture->colour != PNG_COLOR_TYPE_PALETTE)
    return (guint16) ((stored_value (fixture, x, y) + (guint32) colour * CHANNEL_STEP) & most);
  const guint8 colours[] = PALETTE (stored_value (fixture, x, y));
  return colours[colour];
}

static int
n_channels (int colour)
{
  switch (colour)
    {
    case PNG_COLOR_TYPE_RGB:
      return 3;
    case PNG_COLOR_TYPE_RGB_ALPHA:
      return 4;
    case PNG_COLOR_TYPE_GRAY_ALPHA:
      return 2;
    default:
      return 1;
    }
}

/* Puts sample @i of a row as PNG has it: big-endian, the first in the high bits. */
static void
put_sample (guint8 *row, int bits, gsize i, guint32 value)
{
  if (bits == 16)
    {
      row[2 * i] = (guint8) (value >> 8);
      row[2 * i + 1] = (guint8) value;
    }
  else
    row[i * (gsize) bits / 8] |= (guint8) (value << (8 - bits - (int) (i * (gsize) bits % 8)));
}

void
bsr_png_fixture_write (const BsrPngFixture *fixture, const char *path)
{
  int channels = n_channels (fixture->colour);
  gsize row_bytes = ((gsize) (fixture->width * channels * fixture->bits) + 7) / 8;
  g_autofree guint8 *pixels = g_malloc0 (row_bytes * (gsize) fixture->height);
  g_autofree png_bytep *rows = g_new (png_bytep, fixture->height);
  png_color palette[256];
  for (int i = 0; i < 256; i++)
    palette[i] = (png_color) PALETTE (i);

  for (int y = 0; y < fixture->height; y++)
    {
      rows[y] = pixels + (gsize) y * row_bytes;
      for (int x = 0; x < fixture->width; x++)
        for (int c = 0; c < channels; c++)
          put_sample (rows[y], fixture->bits, (gsize) (x * channels + c),
                      (stored_value (fixture, x, y) + (guint32) c * CHANNEL_STEP)
                          & ((1u << fixture->bits) - 1));
    }

  FILE *file = fopen (path, "wb");
  assert_non_null (file);
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  png_init_io (png, file);
  png_set_IHDR (png, info, (guint32) fixture->width, (guint32) fixture->height, fixture->bits,
                fixture->colour, fixture->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (fixture->colour == PNG_COLOR_TYPE_PALETTE)
    png_set_PLTE (png, info, palette, 1 << fixture->bits);
  if (fixture->filters != 0)
    png_set_filter (png, PNG_FILTER_TYPE_BASE, fixture->filters);
  png_write_info (png, info);
  png_write_image (png, rows);
  png_write_end (png, NULL);
  png_destroy_write_struct (&png, &info);
  assert_int_equal (fclose (file), 0);
}

void
bsr_png_fixture_assert (const BsrPngFixture *fixture, BsrPlane *plane)
{
  assert_int_equal (bsr_plane_width (plane), fixture->width);
  assert_int_equal (bsr_plane_height (plane), fixture->height);
  for (int y = 0; y < fixture->height; y++)
    for (int x = 0; x < fixture->width; x++)
      if (bsr_plane_row_u16 (plane, y)[x] != bsr_png_fixture_value (fixture, x, y))
        fail_msg ("%d bits%s: %u where %u was stored, x %d, y %d", fixture->bits,
                  fixture->interlaced ? ", interlaced" : "", bsr_plane_row_u16 (plane, y)[x],
                  bsr_png_fixture_value (fixture, x, y), x, y);
}

static guint32
get_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

void
bsr_png_fixture_seal (GByteArray *file, gsize offset)
{
  guint8 *chunk = file->data + offset;
  guint32 length = get_big_endian (chunk), sum = 0xffffffff;

  for (guint32 i = 0; i < length + 4; i++)
    {
      sum ^= chunk[4 + i];
      for (int bit = 0; bit < 8; bit++)
        sum = sum & 1 ? 0xedb88320 ^ (sum >> 1) : sum >> 1;
    }
  sum = ~sum;
  for (int i = 0; i < 4; i++)
    chunk[8 + length + (guint32) i] = (guint8) (sum >> (24 - 8 * i));
}

gsize
bsr_png_fixture_chunk (GByteArray *file, const char *type)
{
  gsize offset = 8;
  while (offset + 12 <= file->len && memcmp (file->data + offset + 4, type, 4) != 0)
    offset += 12 + get_big_endian (file->data + offset);
  assert_true (offset + 12 <= file->len);
  return offset;
}
