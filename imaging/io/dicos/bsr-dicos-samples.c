#include "bsr-dicos-samples.h"

#include <math.h>

#include "bsr-error.h"

gboolean
bsr_dicos_samples_check (const BsrDicosSamples *samples, GError **error)
{
  g_return_val_if_fail (samples != NULL, FALSE);

  if (samples->allocated != 8 && samples->allocated != 16)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "its samples take %d bits, and only those of 8 and 16 are read",
                   samples->allocated);
      return FALSE;
    }
  if (samples->stored < 1 || samples->stored > samples->allocated
      || samples->high_bit < samples->stored - 1 || samples->high_bit >= samples->allocated)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "%d bits up to bit %d cannot lie in samples of %d bits", samples->stored,
                   samples->high_bit, samples->allocated);
      return FALSE;
    }
  /* What the slope does to the largest sample must stay a float. */
  if (samples->slope != 0.0
      && fabs (samples->slope) * 65536.0 + fabs (samples->intercept) < (double) G_MAXFLOAT)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "its samples are rescaled by %g and %g",
               samples->slope, samples->intercept);
  return FALSE;
}

gboolean
bsr_dicos_samples_are_counts (const BsrDicosSamples *samples)
{
  return !samples->is_signed && samples->slope == 1.0 && samples->intercept == 0.0;
}

static inline int
stored_bits (const BsrDicosSamples *samples, gconstpointer stored, int index)
{
  int place = samples->allocated == 8 ? ((const guint8 *) stored)[index]
                                      : ((const guint16 *) stored)[index];
  return place >> (samples->high_bit + 1 - samples->stored) & ((1 << samples->stored) - 1);
}

void
bsr_dicos_samples_to_u16 (const BsrDicosSamples *samples, gconstpointer stored, int n,
                          guint16 *counts)
{
  /* All bits, or none, are turned. */
  int turn = samples->inverted ? (1 << samples->stored) - 1 : 0;
  for (int i = 0; i < n; i++)
    counts[i] = (guint16) (stored_bits (samples, stored, i) ^ turn);
}

gboolean
bsr_dicos_samples_to_f32 (const BsrDicosSamples *samples, gconstpointer stored, int n,
                          float *values)
{
  int sign = samples->is_signed ? 1 << (samples->stored - 1) : 0;
  int turn = samples->inverted ? (1 << samples->stored) - 1 : 0;
  gboolean fit = TRUE;

  for (int i = 0; i < n; i++)
    {
      /* Turning all bits turns signed numbers about their middle, too. */
      int bits = stored_bits (samples, stored, i) ^ turn;
      double value = ((bits ^ sign) - sign) * samples->slope + samples->intercept;
      values[i] = (float) value;
      fit &= value >= 0.0 && value <= (double) G_MAXUINT16 && value == floor (value);
    }
  return fit;
}
