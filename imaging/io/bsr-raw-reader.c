#include "bsr-raw-reader.h"

#include <math.h>

#include "bsr-error.h"

/* Turns a row as it was read into the host's samples, in place. */
static gboolean
finish_row (const BsrRawLayout *layout, gpointer row, int plane, int y, GError **error)
{
  gboolean swapped = layout->big_endian == (G_BYTE_ORDER == G_LITTLE_ENDIAN);
  guint16 *u16 = row;
  guint32 *u32 = row;
  const guint8 *narrow = row;
  const float *f32 = row;

  if (layout->sample == BSR_RAW_U8)
    for (int x = layout->width - 1; x >= 0; x--)
      u16[x] = narrow[x];
  else if (layout->sample == BSR_RAW_U16 && swapped)
    for (int x = 0; x < layout->width; x++)
      u16[x] = GUINT16_SWAP_LE_BE (u16[x]);
  else if (layout->sample == BSR_RAW_F32 && swapped)
    for (int x = 0; x < layout->width; x++)
      u32[x] = GUINT32_SWAP_LE_BE (u32[x]);
  if (layout->sample != BSR_RAW_F32)
    return TRUE;
  for (int x = 0; x < layout->width; x++)
    if (!isfinite (f32[x]))
      {
        g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                     "plane %d has a sample that is not a finite number at x = %d, y = %d",
                     plane + 1, x, y);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_plane (const BsrImageSources *sources, const BsrReading *reading, int index, BsrPlane *plane,
            GError **error)
{
  const BsrRawLayout *layout = &sources->raw;
  BsrFileSource *file = sources->files[index];
  gsize row_bytes = (gsize) layout->width * (gsize) bsr_raw_sample_bytes (layout->sample);

  for (int y = 0; y < layout->height; y++)
    {
      gpointer row = bsr_plane_row (plane, y);
      if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
        return FALSE;
      if (bsr_file_source_read (file, layout->offset[index] + (gint64) row_bytes * y, row,
                                row_bytes)
          < row_bytes)
        {
          if (!bsr_file_source_failed (file, error))
            g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "the file of plane %d became shorter while it was read", index + 1);
          return FALSE;
        }
      if (!finish_row (layout, row, index, y, error))
        return FALSE;
      if (reading->progress != NULL)
        reading->progress ((index + (y + 1.0) / layout->height) / layout->n_planes,
                           reading->progress_data);
    }
  return TRUE;
}

static BsrImage *
read_raw (const BsrImageSources *sources, const BsrReading *reading, GError **error)
{
  const BsrRawLayout *layout = &sources->raw;
  BsrFormat format = layout->sample == BSR_RAW_F32 ? BSR_FORMAT_F32 : BSR_FORMAT_U16;
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES] = { NULL };
  gboolean good = TRUE;
  BsrImage *image = NULL;

  if (layout->n_planes != sources->n_files || layout->sample >= BSR_RAW_N_SAMPLES
      || layout->width < 1 || layout->height < 1)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "the description of the raw planes is wrong");
      return NULL;
    }
  if (!bsr_read_limits_check (reading->limits, (guint32) layout->width, (guint32) layout->height,
                              layout->n_planes, format == BSR_FORMAT_F32 ? 4 : 2, error))
    return NULL;
  for (int i = 0; good && i < layout->n_planes; i++)
    good = bsr_raw_layout_check (layout, i, bsr_file_source_size (sources->files[i]), error);
  for (int i = 0; good && i < layout->n_planes; i++)
    {
      planes[i] = bsr_reading_new_plane (reading, format, layout->width, layout->height, error);
      good = planes[i] != NULL && read_plane (sources, reading, i, planes[i], error);
    }
  if (good)
    image = bsr_image_new (planes, layout->n_planes, 8 * bsr_raw_sample_bytes (layout->sample),
                           error);
  for (int i = 0; i < layout->n_planes; i++)
    g_clear_pointer (&planes[i], bsr_plane_unref);
  return image;
}

static gboolean
matches (const guint8 *magic, gsize size)
{
  return FALSE;
}

const BsrImageKind bsr_raw_kind = { .id = "raw", .matches = matches, .read = read_raw };
