#include "bsr-fuzz-images.h"

#include <libdeflate.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "bsr-decoder-answer.h"
#include "bsr-fuzz-reader.h"
#include "bsr-image-kind.h"
#include "bsr-raw-file.h"

const BsrReadLimits bsr_fuzz_limits = {
  .max_pixels = 4 << 20,
  .max_bytes = 64 << 20,
  .trusted_bytes = 1 << 14,
  .max_shrinkage = 20,
};

#define SIGNATURE "\x89PNG\r\n\x1a\n"
#define SIGNATURE_BYTES 8
/* Length and type before a chunk's data, checksum behind it. */
#define CHUNK_HEAD_BYTES 8
#define CHUNK_SUM_BYTES 4

/* Whoever uses an image relies on these. */
static void
check_image (BsrImage *image, const GError *error)
{
  bsr_fuzz_check (image, error);
  for (int i = 0; image != NULL && i < bsr_image_n_planes (image); i++)
    {
      BsrPlane *plane = bsr_image_plane (image, i);
      guint32 most = (1u << (bsr_image_bits (image) & 31)) - 1;
      for (int y = 0; y < bsr_plane_height (plane); y++)
        for (int x = 0; x < bsr_plane_width (plane); x++)
          if (bsr_plane_format (plane) == BSR_FORMAT_F32)
            g_assert (isfinite (bsr_plane_row_f32 (plane, y)[x]));
          else
            g_assert (bsr_plane_row_u16 (plane, y)[x] <= most);
    }
}

static void
add_file (BsrImageSources *sources, const guint8 *bytes, gsize n)
{
  BsrFileSource *file = bsr_file_source_new (bsr_fuzz_file_new (bytes, n), NULL);
  if (file != NULL)
    sources->files[sources->n_files++] = file;
}

void
bsr_fuzz_read_image (const BsrImageSources *sources,
                     BsrImage *(*read) (const BsrImageSources *, const BsrReading *, GError **))
{
  const BsrReading reading = { .limits = &bsr_fuzz_limits, .n_threads = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = read (sources, &reading, &error);
  check_image (image, error);
}

void
bsr_fuzz_image (const guint8 *bytes, gsize n)
{
  g_autoptr (BsrImageSources) sources = g_new0 (BsrImageSources, 1);
  add_file (sources, bytes, n);
  sources->kind = sources->n_files == 1 ? bsr_image_kind_find (sources->files[0]) : NULL;
  if (sources->kind != NULL && sources->kind->read != NULL)
    bsr_fuzz_read_image (sources, sources->kind->read);
}

static void
put_number (guint8 *to, guint32 number)
{
  for (int i = 0; i < 4; i++)
    to[i] = (guint8) (number >> (24 - 8 * i));
}

static guint32
get_number (const guint8 *from)
{
  return (guint32) from[0] << 24 | (guint32) from[1] << 16 | (guint32) from[2] << 8 | from[3];
}

/* Puts the checksums of all chunks of @n bytes at @png right, as far as they are chunks. */
static void
seal_chunks (guint8 *png, gsize n)
{
  gsize at = SIGNATURE_BYTES;
  while (at + CHUNK_HEAD_BYTES + CHUNK_SUM_BYTES <= n)
    {
      gsize length = get_number (png + at);
      if (length > n - at - CHUNK_HEAD_BYTES - CHUNK_SUM_BYTES)
        return;
      put_number (png + at + CHUNK_HEAD_BYTES + length,
                  libdeflate_crc32 (0, png + at + 4, length + 4));
      at += CHUNK_HEAD_BYTES + length + CHUNK_SUM_BYTES;
    }
}

static void
read_png (guint8 *png, gsize n)
{
  g_autoptr (BsrImageSources) sources = g_new0 (BsrImageSources, 1);
  gsize first = n;
  const guint8 *second = n > SIGNATURE_BYTES ? memmem (png + SIGNATURE_BYTES, n - SIGNATURE_BYTES,
                                                       SIGNATURE, SIGNATURE_BYTES)
                                             : NULL;
  if (second != NULL)
    {
      first = (gsize) (second - png);
      seal_chunks (png + first, n - first);
    }
  seal_chunks (png, first);
  add_file (sources, png, first);
  if (second != NULL)
    add_file (sources, second, n - first);
  sources->kind = bsr_image_kind_by_id ("png");
  if (sources->n_files > 0)
    bsr_fuzz_read_image (sources, sources->kind->read);
}

void
bsr_fuzz_png (const guint8 *bytes, gsize n)
{
  g_autofree guint8 *png = g_memdup2 (bytes, n);
  read_png (png, n);
}

static void
append_chunk (GByteArray *png, const char *type, const guint8 *data, gsize n)
{
  guint8 head[CHUNK_HEAD_BYTES];
  put_number (head, (guint32) n);
  memcpy (head + 4, type, 4);
  g_byte_array_append (png, head, sizeof head);
  g_byte_array_append (png, data, (guint) n);
  g_byte_array_append (png, (const guint8[CHUNK_SUM_BYTES]){ 0 }, CHUNK_SUM_BYTES);
}

void
bsr_fuzz_png_rows (const guint8 *bytes, gsize n)
{
  if (n < 3)
    return;
  guint8 header[] = { 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0 };
  gsize width = MAX (bytes[0], 1), depth = bytes[1] & 1 ? 2 : 1;
  gsize height = MAX ((n - 2) / (width * depth + 1), 1);
  put_number (header, (guint32) width);
  put_number (header + 4, (guint32) height);
  header[8] = (guint8) (8 * depth);
  header[12] = bytes[1] & 2 ? 1 : 0;

  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor (0);
  gsize room = libdeflate_zlib_compress_bound (compressor, n);
  g_autofree guint8 *packed = g_malloc (room);
  gsize n_packed = libdeflate_zlib_compress (compressor, bytes + 2, n - 2, packed, room);
  libdeflate_free_compressor (compressor);

  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_byte_array_append (png, (const guint8 *) SIGNATURE, SIGNATURE_BYTES);
  append_chunk (png, "IHDR", header, sizeof header);
  append_chunk (png, "IDAT", packed, n_packed);
  append_chunk (png, "IEND", header, 0);
  read_png (png->data, png->len);
}

void
bsr_fuzz_raw (const guint8 *bytes, gsize n)
{
  const guint8 *end = n > 0 ? memchr (bytes, '\0', n) : NULL;
  gsize length = end != NULL ? (gsize) (end - bytes) : n;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrRawFile) raw
      = bsr_raw_file_from_json ("/scans/x.raw.json", (const char *) bytes, (gssize) length, &error);
  bsr_fuzz_check (raw, error);
  if (raw == NULL || end == NULL)
    return;
  g_autoptr (BsrImageSources) sources = g_new0 (BsrImageSources, 1);
  for (int i = 0; i < raw->layout.n_planes; i++)
    add_file (sources, end + 1, n - length - 1);
  sources->kind = bsr_image_kind_by_id ("raw");
  sources->raw = raw->layout;
  if (sources->n_files > 0)
    bsr_fuzz_read_image (sources, sources->kind->read);
}

void
bsr_fuzz_answer (const guint8 *bytes, gsize n)
{
  const BsrDecoderOrder order = { .limits = bsr_fuzz_limits };
  BsrDecoderAnswer answer = { 0 };
  gsize said = MIN (n, sizeof answer);
  int fd = bsr_fuzz_file_new (bytes, n);

  memcpy (&answer, bytes, said);
  g_assert (ftruncate (fd, 3 * BSR_DECODER_PAGE_BYTES) == 0);
  g_assert (pwrite (fd, bytes + said, n - said, BSR_DECODER_PAGE_BYTES) == (gssize) (n - said));
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_decoder_answer_take (&answer, &order, fd, &error);
  check_image (image, error);
  close (fd);
}
