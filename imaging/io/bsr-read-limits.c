#include "bsr-read-limits.h"

#include "bsr-error.h"
#include "bsr-plane.h"

const BsrReadLimits bsr_read_limits_default = {
  .max_pixels = G_GINT64_CONSTANT (1000000000),
  .max_bytes = G_GINT64_CONSTANT (8) << 30,
  .trusted_bytes = G_GINT64_CONSTANT (256) << 20,
  .max_shrinkage = 200,
};

gboolean
bsr_read_limits_check (const BsrReadLimits *limits, guint32 width, guint32 height, int n_planes,
                       int sample_size, GError **error)
{
  g_return_val_if_fail (limits != NULL && n_planes > 0 && sample_size > 0, FALSE);

  if (width == 0 || height == 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the size is given as %u x %u pixels",
                   width, height);
      return FALSE;
    }
  if (width > BSR_PLANE_MAX_EDGE || height > BSR_PLANE_MAX_EDGE)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                   "the size of %u x %u pixels is over the limit of %d pixels for an edge", width,
                   height, BSR_PLANE_MAX_EDGE);
      return FALSE;
    }

  /* Edges of at most 2^28, 4 planes and 4 bytes: no product here leaves 63 bits. */
  gint64 pixels = (gint64) width * height;
  if (pixels > limits->max_pixels)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                   "the size of %u x %u pixels is over the limit of %" G_GINT64_FORMAT
                   " pixels for a plane",
                   width, height, limits->max_pixels);
      return FALSE;
    }
  if (pixels * sample_size > limits->max_bytes / n_planes)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                   "%d planes of %u x %u pixels are over the limit of %" G_GINT64_FORMAT
                   " decoded bytes",
                   n_planes, width, height, limits->max_bytes);
      return FALSE;
    }
  return TRUE;
}

gboolean
bsr_read_limits_check_shrinkage (const BsrReadLimits *limits, gint64 decoded, gint64 file_size,
                                 GError **error)
{
  g_return_val_if_fail (limits != NULL && decoded >= 0 && file_size >= 0, FALSE);

  if (decoded <= limits->trusted_bytes || limits->max_shrinkage == 0
      || decoded / limits->max_shrinkage <= file_size)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
               "a file of %" G_GINT64_FORMAT " bytes claims to hold %" G_GINT64_FORMAT
               " bytes of pixels, over the limit of %" G_GINT64_FORMAT " times its size",
               file_size, decoded, limits->max_shrinkage);
  return FALSE;
}
