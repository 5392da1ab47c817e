#include "bsr-dicos-reader.h"

#include <math.h>

#include "bsr-dicos-kind.h"
#include "bsr-dicos-notes.h"
#include "bsr-dicos-source.h"
#include "bsr-error.h"
#include "bsr-jpeg-size.h"
#include "bsr-rle.h"

/* Bytes of plain pixels that are read at once, roughly. */
#define READ_BYTES (1 << 20)

/* A plane while it is read. */
typedef struct
{
  BsrPlane *plane;
  gboolean fits; /* of floats: all are counts */
  BsrDicosEnergy energy;
  double energy_mv;
} Frame;

/* Reading the files of one scan. */
typedef struct
{
  const BsrReading *reading;
  int n_frames; /* of both files together */
  Frame frames[BSR_IMAGE_MAX_PLANES];
  int width, height, bits;
} Scan;

/* Turns @n_rows rows at @stored into rows of @frame from @y on. */
static void
take_rows (const BsrDicosSource *source, Frame *frame, gconstpointer stored, int y, int n_rows)
{
  gsize row_bytes = (gsize) source->width * (gsize) (source->samples.allocated / 8);
  for (int i = 0; i < n_rows; i++)
    {
      gconstpointer row = (const guint8 *) stored + (gsize) i * row_bytes;
      if (bsr_plane_format (frame->plane) == BSR_FORMAT_U16)
        bsr_dicos_samples_to_u16 (&source->samples, row, source->width,
                                  bsr_plane_row_u16 (frame->plane, y + i));
      else if (!bsr_dicos_samples_to_f32 (&source->samples, row, source->width,
                                          bsr_plane_row_f32 (frame->plane, y + i)))
        frame->fits = FALSE;
    }
}

static gboolean
go_on (const Scan *scan, double done, GError **error)
{
  const BsrReading *reading = scan->reading;
  if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
    return FALSE;
  if (reading->progress != NULL)
    reading->progress (MIN (done / scan->n_frames, 1.0), reading->progress_data);
  return TRUE;
}

static gboolean
read_plain (Scan *scan, BsrDicosSource *source, int index, Frame *frame, int before, GError **error)
{
  gsize row_bytes = (gsize) source->width * (gsize) (source->samples.allocated / 8);
  int n_rows = (int) CLAMP (READ_BYTES / row_bytes, 1, (gsize) source->height);
  g_autofree guint8 *buffer = g_malloc ((gsize) n_rows * row_bytes + 1);
  gint64 offset = (gint64) bsr_dicos_source_frame_bytes (source) * index;

  for (int y = 0; y < source->height; y += n_rows)
    {
      int n = MIN (n_rows, source->height - y);
      if (!go_on (scan, before + (double) y / source->height, error)
          || !bsr_dicos_set_read_plain (source->set, offset + (gint64) row_bytes * y, buffer,
                                        (gsize) n * row_bytes, error))
        return FALSE;
      take_rows (source, frame, buffer, y, n);
    }
  return TRUE;
}

/* Fills @buffer, which is even, with the samples of a compressed frame. */
static gboolean
decompress (const BsrDicosSource *source, int index, guint8 *buffer, gsize bytes, GError **error)
{
  gboolean runs = bsr_dicos_set_storage (source->set) == BSR_DICOS_RUN_LENGTHS;
  int fragment = runs ? index + 1 : bsr_dicos_set_next_fragment (source->set), width, height;
  gsize n_bytes = 0;
  const guint8 *encoded = bsr_dicos_set_fragment (source->set, fragment, &n_bytes);

  if (encoded == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "frame %d is missing", index + 1);
      return FALSE;
    }
  if (runs)
    return bsr_rle_decode (encoded, n_bytes, buffer, (gsize) source->width * (gsize) source->height,
                           source->samples.allocated / 8, error);
  /* The library fills as much of the buffer as there is, and looks for the header until it finds one. */
  if (!bsr_jpeg_size (encoded, n_bytes, &width, &height))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "frame %d has no JPEG frame header", index + 1);
      return FALSE;
    }
  if (width != source->width || height != source->height)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "frame %d is of %d x %d pixels where %d x %d are described", index + 1, width,
                   height, source->width, source->height);
      return FALSE;
    }
  return bsr_dicos_set_read_frame (source->set, index, buffer, bytes, error);
}

static gboolean
read_compressed (Scan *scan, BsrDicosSource *source, int index, Frame *frame, int before,
                 GError **error)
{
  gsize bytes = bsr_dicos_source_frame_bytes (source), even = bytes + (bytes & 1);
  g_autofree guint8 *buffer = g_try_malloc0 (even);
  if (buffer == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   "not enough memory for a plane of %d x %d pixels", source->width,
                   source->height);
      return FALSE;
    }
  if (!go_on (scan, before, error) || !decompress (source, index, buffer, even, error))
    return FALSE;
  take_rows (source, frame, buffer, 0, source->height);
  return TRUE;
}

/* Floats are made beside the planes that are handed out: they may turn out to be counts. */
static BsrPlane *
new_plane (Scan *scan, const BsrDicosSource *source, GError **error)
{
  return bsr_dicos_samples_are_counts (&source->samples)
             ? bsr_reading_new_plane (scan->reading, BSR_FORMAT_U16, source->width, source->height,
                                      error)
             : bsr_plane_new (BSR_FORMAT_F32, source->width, source->height, error);
}

static gboolean
read_frames (Scan *scan, BsrDicosSource *source, GError **error)
{
  gboolean compressed = bsr_dicos_set_storage (source->set) != BSR_DICOS_PLAIN;
  int first = scan->n_frames;

  scan->n_frames += source->n_frames;
  for (int i = 0; i < source->n_frames; i++)
    {
      Frame *frame = &scan->frames[first + i];
      frame->fits = TRUE;
      frame->energy
          = bsr_dicos_energy (source->root, i, source->n_frames, &frame->energy_mv);
      frame->plane = new_plane (scan, source, error);
      if (frame->plane == NULL
          || !(compressed ? read_compressed : read_plain) (scan, source, i, frame, first + i,
                                                           error))
        return FALSE;
    }
  return TRUE;
}

/* Bits that counts of @source need: those that an image can have. */
static int
bits_of (const BsrDicosSource *source)
{
  int stored = source->samples.stored;
  if (!bsr_dicos_samples_are_counts (&source->samples) || stored > 12)
    return 16;
  return stored > 8 ? 12 : 8;
}

static gboolean
check_fit (const Scan *scan, const BsrDicosSource *source, GError **error)
{
  if (source->width != scan->width || source->height != scan->height)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "it is of %d x %d pixels where plane 1 is of %d x %d", source->width,
                   source->height, scan->width, scan->height);
      return FALSE;
    }
  if (scan->n_frames == 1 && source->n_frames == 1)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               "both files have more than one energy: %d and %d frames", scan->n_frames,
               source->n_frames);
  return FALSE;
}

static gboolean
read_source (Scan *scan, BsrFileSource *file, int index, GError **error)
{
  BsrDicosSource source = { .set = NULL };
  gboolean good = bsr_dicos_source_open (&source, file, scan->reading->limits, error);

  if (good && index == 0)
    {
      scan->width = source.width;
      scan->height = source.height;
      if (scan->reading->notes != NULL)
        bsr_dicos_notes_take (source.root, source.samples.inverted, scan->reading->notes);
    }
  good = good && (index == 0 || check_fit (scan, &source, error))
         && read_frames (scan, &source, error);
  if (good)
    scan->bits = MAX (scan->bits, bits_of (&source));
  g_clear_pointer (&source.set, bsr_dicos_set_free);
  if (!good && index > 0)
    g_prefix_error (error, "plane 2, %s: ", bsr_dicos_kind.companion_name);
  return good;
}

/* The higher energy first, where both say which they are. */
static void
sort_energies (Scan *scan)
{
  Frame *frames = scan->frames;
  if (scan->n_frames == 2 && frames[0].energy == BSR_DICOS_ENERGY_LOW
      && frames[1].energy == BSR_DICOS_ENERGY_HIGH)
    {
      Frame low = frames[0];
      frames[0] = frames[1];
      frames[1] = low;
    }
  for (int i = 0; scan->reading->notes != NULL && i < scan->n_frames; i++)
    scan->reading->notes->energy_mv[i] = frames[i].energy_mv;
}

/* A plane of @format with the values of @from, where the reading wants its planes. */
static BsrPlane *
settle_plane (Scan *scan, BsrPlane *from, BsrFormat format, GError **error)
{
  BsrPlane *plane
      = bsr_reading_new_plane (scan->reading, format, scan->width, scan->height, error);
  gboolean was_float = bsr_plane_format (from) == BSR_FORMAT_F32;

  for (int y = 0; plane != NULL && y < scan->height; y++)
    for (int x = 0; x < scan->width; x++)
      {
        float value = was_float ? bsr_plane_row_f32 (from, y)[x]
                                : (float) bsr_plane_row_u16 (from, y)[x];
        if (format == BSR_FORMAT_U16)
          bsr_plane_row_u16 (plane, y)[x] = (guint16) value;
        else
          bsr_plane_row_f32 (plane, y)[x] = value;
      }
  return plane;
}

/* Gives all planes one format: counts if all are. */
static gboolean
settle_format (Scan *scan, GError **error)
{
  gboolean fit = TRUE, any_float = FALSE;
  for (int i = 0; i < scan->n_frames; i++)
    {
      fit &= scan->frames[i].fits;
      any_float |= bsr_plane_format (scan->frames[i].plane) == BSR_FORMAT_F32;
    }
  for (int i = 0; any_float && i < scan->n_frames; i++)
    {
      BsrPlane *was = scan->frames[i].plane;
      if (fit && bsr_plane_format (was) == BSR_FORMAT_U16)
        continue;
      scan->frames[i].plane
          = settle_plane (scan, was, fit ? BSR_FORMAT_U16 : BSR_FORMAT_F32, error);
      bsr_plane_unref (was);
      if (scan->frames[i].plane == NULL)
        return FALSE;
    }
  if (!fit)
    scan->bits = 32;
  return TRUE;
}

BsrImage *
bsr_dicos_read (const BsrImageSources *sources, const BsrReading *reading, GError **error)
{
  g_return_val_if_fail (sources != NULL && reading != NULL, NULL);

  Scan scan = { .reading = reading };
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES] = { NULL };
  BsrImage *image = NULL;
  gboolean good = TRUE;

  for (int i = 0; good && i < MIN (sources->n_files, 2); i++)
    good = read_source (&scan, sources->files[i], i, error);
  if (good)
    sort_energies (&scan);
  good = good && settle_format (&scan, error);
  for (int i = 0; i < BSR_IMAGE_MAX_PLANES; i++)
    planes[i] = scan.frames[i].plane;
  if (good)
    image = bsr_image_new (planes, scan.n_frames, scan.bits, error);
  for (int i = 0; i < BSR_IMAGE_MAX_PLANES; i++)
    g_clear_pointer (&planes[i], bsr_plane_unref);
  return image;
}
