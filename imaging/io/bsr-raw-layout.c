#include "bsr-raw-layout.h"

#include "bsr-error.h"

int
bsr_raw_sample_bytes (BsrRawSample sample)
{
  static const int bytes[BSR_RAW_N_SAMPLES] = { 1, 2, 4 };
  g_return_val_if_fail (sample >= 0 && sample < BSR_RAW_N_SAMPLES, 1);
  return bytes[sample];
}

gboolean
bsr_raw_layout_check (const BsrRawLayout *layout, int plane, gint64 size, GError **error)
{
  g_return_val_if_fail (layout != NULL && plane >= 0 && plane < BSR_IMAGE_MAX_PLANES, FALSE);

  /* Edges of at most 2^28 and 4 bytes: no product here leaves 63 bits. */
  gint64 samples = (gint64) layout->width * layout->height * bsr_raw_sample_bytes (layout->sample);
  gint64 offset = layout->offset[plane];
  if (offset >= 0 && offset <= size && size - offset >= samples)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               "the file has %" G_GINT64_FORMAT " bytes where %" G_GINT64_FORMAT
               " of header and %" G_GINT64_FORMAT " of samples are described",
               size, offset, samples);
  return FALSE;
}
