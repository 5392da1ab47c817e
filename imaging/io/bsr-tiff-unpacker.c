#include "bsr-tiff-unpacker.h"

#include <libdeflate.h>
#include <string.h>

#include "bsr-lzw.h"

/* Stored bytes for one decoded one that are still looked at, and for the smallest chunks: no method
 * stores more than a few hundredths more than it was given. */
#define MOST_STORED_RATIO 2
#define LEAST_STORED_BYTES 4096

struct _BsrTiffUnpacker
{
  const BsrTiffLayout *layout;
  BsrTiffHandle *handle;
  guint16 scheme, predictor;
  gboolean swapped; /* samples are not in this computer's order */
  gboolean able;    /* to unpack this page */
  guint8 *memory, *samples;
  guint8 *stored;
  gsize n_stored; /* room */
  struct libdeflate_decompressor *inflater;
};

static gboolean
can_undo (guint16 predictor, const BsrTiffLayout *layout)
{
  return predictor == PREDICTOR_NONE
         || (predictor == PREDICTOR_HORIZONTAL && (layout->bits == 8 || layout->bits == 16));
}

static void
look_at_page (BsrTiffUnpacker *self)
{
  TIFF *tiff = bsr_tiff_handle_tiff (self->handle);
  guint16 fill_order = FILLORDER_MSB2LSB;

  self->scheme = COMPRESSION_NONE;
  self->predictor = PREDICTOR_NONE;
  TIFFGetFieldDefaulted (tiff, TIFFTAG_COMPRESSION, &self->scheme);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_FILLORDER, &fill_order);
  gboolean deflated
      = self->scheme == COMPRESSION_ADOBE_DEFLATE || self->scheme == COMPRESSION_DEFLATE;
  if (self->scheme == COMPRESSION_LZW || deflated)
    TIFFGetFieldDefaulted (tiff, TIFFTAG_PREDICTOR, &self->predictor);
  if (deflated)
    self->inflater = libdeflate_alloc_decompressor ();
  self->swapped = TIFFIsByteSwapped (tiff) != 0;
  self->able = fill_order == FILLORDER_MSB2LSB && can_undo (self->predictor, self->layout)
               && (self->scheme == COMPRESSION_NONE || self->scheme == COMPRESSION_LZW
                   || self->inflater != NULL);
}

BsrTiffUnpacker *
bsr_tiff_unpacker_new (BsrTiffHandle *handle, const BsrTiffLayout *layout)
{
  g_return_val_if_fail (handle != NULL && layout != NULL && !layout->by_rows, NULL);

  g_autoptr (BsrTiffUnpacker) self = g_new0 (BsrTiffUnpacker, 1);
  self->layout = layout;
  self->handle = handle;
  self->memory
      = g_try_malloc (BSR_LZW_BYTES_BEFORE + (gsize) layout->chunk_bytes + BSR_LZW_BYTES_BEHIND);
  if (self->memory == NULL)
    return NULL;
  self->samples = self->memory + BSR_LZW_BYTES_BEFORE;
  look_at_page (self);
  return g_steal_pointer (&self);
}

void
bsr_tiff_unpacker_free (BsrTiffUnpacker *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->memory);
  g_free (self->stored);
  if (self->inflater != NULL)
    libdeflate_free_decompressor (self->inflater);
  g_free (self);
}

guint8 *
bsr_tiff_unpacker_samples (const BsrTiffUnpacker *self)
{
  return self->samples;
}

/* Reads what is stored of chunk @number, as many bytes as are returned; 0: not to be had. */
static gsize
load (BsrTiffUnpacker *self, guint32 number, gsize bytes)
{
  TIFF *tiff = bsr_tiff_handle_tiff (self->handle);
  BsrFileSource *source = bsr_tiff_handle_source (self->handle);
  guint64 offset = TIFFGetStrileOffset (tiff, number), n = TIFFGetStrileByteCount (tiff, number);
  guint64 size = (guint64) bsr_file_source_size (source);

  if (n == 0 || n > size || offset > size - n || n > bytes * MOST_STORED_RATIO + LEAST_STORED_BYTES)
    return 0;
  if (self->n_stored < n)
    {
      g_free (self->stored);
      self->n_stored = 0;
      self->stored = g_try_malloc ((gsize) n + BSR_LZW_INPUT_BEHIND);
      if (self->stored == NULL)
        return 0;
      self->n_stored = (gsize) n;
    }
  memset (self->stored + n, 0, BSR_LZW_INPUT_BEHIND);
  return bsr_file_source_read (source, (gint64) offset, self->stored, (gsize) n) == n ? (gsize) n
                                                                                      : 0;
}

static gboolean
read_uncompressed (BsrTiffUnpacker *self, guint32 number, gsize bytes)
{
  guint64 offset = TIFFGetStrileOffset (bsr_tiff_handle_tiff (self->handle), number);
  return offset <= G_MAXINT64
         && bsr_file_source_read (bsr_tiff_handle_source (self->handle), (gint64) offset,
                                  self->samples, bytes)
                == bytes;
}

gboolean
bsr_tiff_unpacker_read (BsrTiffUnpacker *self, guint32 number, gsize bytes)
{
  g_return_val_if_fail (self != NULL && bytes <= (gsize) self->layout->chunk_bytes, FALSE);

  if (!self->able)
    return FALSE;
  if (self->scheme == COMPRESSION_NONE)
    return read_uncompressed (self, number, bytes);
  gsize n = load (self, number, bytes);
  if (n == 0)
    return FALSE;
  if (self->scheme == COMPRESSION_LZW)
    return bsr_lzw_decode (self->stored, n, self->samples, bytes);
  return libdeflate_zlib_decompress (self->inflater, self->stored, n, self->samples, bytes, NULL)
         == LIBDEFLATE_SUCCESS;
}

static void
swap_row (guint8 *row, gsize n_bytes, int bits)
{
  guint16 *u16 = (guint16 *) (gpointer) row;
  guint32 *u32 = (guint32 *) (gpointer) row;

  if (bits == 16)
    for (gsize i = 0; i < n_bytes / 2; i++)
      u16[i] = GUINT16_SWAP_LE_BE (u16[i]);
  else if (bits == 32)
    for (gsize i = 0; i < n_bytes / 4; i++)
      u32[i] = GUINT32_SWAP_LE_BE (u32[i]);
}

/* Eight samples side by side, as every processor at hand adds them. */
typedef guint16 Eight __attribute__ ((vector_size (16)));
#define N_EIGHT 8

/* Each sample of a row plus all before it. Within eight, those one, two and four places back are
 * added; their sum is known before the carry, which is then one addition behind the other. */
static void
sum_row (guint16 *row, gsize n)
{
  const Eight zero = { 0 };
  Eight carry = { 0 };
  gsize i = 0;

  for (; i + N_EIGHT <= n; i += N_EIGHT)
    {
      Eight sums;
      memcpy (&sums, row + i, sizeof sums);
      sums += __builtin_shufflevector (sums, zero, 8, 0, 1, 2, 3, 4, 5, 6);
      sums += __builtin_shufflevector (sums, zero, 8, 8, 0, 1, 2, 3, 4, 5);
      sums += __builtin_shufflevector (sums, zero, 8, 8, 8, 8, 0, 1, 2, 3);
      Eight total = __builtin_shufflevector (sums, zero, 7, 7, 7, 7, 7, 7, 7, 7);
      sums += carry;
      carry += total;
      memcpy (row + i, &sums, sizeof sums);
    }
  for (guint16 last = carry[0]; i < n; i++)
    row[i] = last = (guint16) (last + row[i]);
}

/* The same of samples that interleave with @every - 1 others. */
static void
sum_row_u16 (guint16 *row, gsize n, gsize every)
{
  if (every == 1)
    sum_row (row, n);
  else
    for (gsize i = every; i < n; i++)
      row[i] = (guint16) (row[i] + row[i - every]);
}

static void
sum_row_u8 (guint8 *row, gsize n, gsize every)
{
  for (gsize i = every; i < n; i++)
    row[i] = (guint8) (row[i] + row[i - every]);
}

void
bsr_tiff_unpacker_finish (BsrTiffUnpacker *self, guint32 row, guint32 n)
{
  g_return_if_fail (self != NULL);

  const BsrTiffLayout *layout = self->layout;
  gsize row_bytes = (gsize) layout->row_bytes;
  gsize every = layout->separate ? 1 : (gsize) layout->n_samples;

  for (guint8 *at = self->samples + row * row_bytes; n > 0; n--, at += row_bytes)
    {
      if (self->swapped)
        swap_row (at, row_bytes, layout->bits);
      if (self->predictor == PREDICTOR_HORIZONTAL && layout->bits == 16)
        sum_row_u16 ((guint16 *) (gpointer) at, row_bytes / 2, every);
      else if (self->predictor == PREDICTOR_HORIZONTAL)
        sum_row_u8 (at, row_bytes, every);
    }
}
