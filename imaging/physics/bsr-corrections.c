#include "bsr-corrections.h"

#include <math.h>

#include "bsr-develop.h"
#include "bsr-displacement.h"
#include "bsr-flat-field.h"
#include "bsr-registration.h"
#include "bsr-wobble.h"

/* Spreads of gains or doses that are not worth a correction: a tenth of the noise of one pixel of
 * open beam in real portals. */
#define LEAST_SPREAD 1e-3

/* Attenuation of each sample, whatever its sign; nothing is said by what is not above the floor
 * or is at full scale. (transfer full) */
static float *
tabulate (const BsrExposure *exposure)
{
  float *table = g_new (float, BSR_EXPOSURE_SAMPLES);
  for (int i = 0; i < BSR_EXPOSURE_SAMPLES; i++)
    {
      double signal = (double) exposure->signal[i];
      table[i] = i >= exposure->full ? -INFINITY : INFINITY;
      if (i < exposure->full && signal > exposure->floor)
        table[i] = (float) log (exposure->air / signal);
    }
  return table;
}

/* (transfer full): codes that take @offsets off. */
static gint16 *
in_codes (const float *offsets, int n)
{
  gint16 *codes = g_new (gint16, n);
  for (int i = 0; i < n; i++)
    codes[i] = (gint16) -lrint (BSR_ATTENUATION_STEPS * (double) offsets[i]);
  return codes;
}

static void
set_offsets (BsrExposure *exposure, const BsrFlatField *field, int index,
             BsrCorrections *corrections)
{
  /* Both directions at their most are 246 codes together. */
  g_assert (2 * BSR_FLAT_FIELD_MOST * BSR_ATTENUATION_STEPS < 2047);
  if (field->row_spread >= LEAST_SPREAD)
    {
      exposure->row_offsets = in_codes (field->row_offset, field->n_rows);
      corrections->gain_spread[index] = field->row_spread;
    }
  if (field->column_spread >= LEAST_SPREAD)
    {
      exposure->column_offsets = in_codes (field->column_offset, field->n_columns);
      corrections->dose_spread[index] = field->column_spread;
    }
}

gboolean
bsr_corrections_flatten (BsrExposure *exposures, int n_exposures, BsrCorrections *corrections,
                         int n_threads, GCancellable *cancellable, GError **error)
{
  BsrPlane *samples[BSR_IMAGE_MAX_PLANES] = { NULL }, *flags[BSR_IMAGE_MAX_PLANES] = { NULL };
  float *tables[BSR_IMAGE_MAX_PLANES] = { NULL };
  BsrFlatField *fields[BSR_IMAGE_MAX_PLANES] = { NULL };
  for (int i = 0; i < n_exposures; i++)
    {
      samples[i] = exposures[i].samples;
      flags[i] = exposures[i].flags;
      tables[i] = tabulate (&exposures[i]);
    }
  gboolean done = bsr_flat_field_measure (samples, flags, n_exposures, 1.0,
                                          (const float *const *) tables, n_threads, fields,
                                          cancellable, error);
  for (int i = 0; i < n_exposures; i++)
    {
      if (done)
        {
          set_offsets (&exposures[i], fields[i], i, corrections);
          bsr_flat_field_free (fields[i]);
        }
      g_free (tables[i]);
    }
  return done;
}

static double
root_mean_square (const float *values, int n)
{
  double sum = 0.0;
  for (int i = 0; i < n; i++)
    sum += (double) values[i] * (double) values[i];
  return sqrt (sum / MAX (n, 1));
}

static gboolean
register_planes (const BsrExposure *exposures, BsrCorrections *corrections, int n_threads,
                 GCancellable *cancellable, GError **error)
{
  BsrPlane *flags[2] = { exposures[0].flags, exposures[1].flags };
  BsrRegistration found;
  if (!bsr_registration_measure (exposures[0].codes, exposures[1].codes, flags,
                                 1.0 / BSR_ATTENUATION_STEPS, n_threads, &found, cancellable,
                                 error))
    return FALSE;
  corrections->dx = found.dx;
  corrections->dy = found.dy;
  return TRUE;
}

gboolean
bsr_corrections_align (BsrExposure *exposures, int n_exposures, BsrCells *cells,
                       BsrCorrections *corrections, int n_threads, GCancellable *cancellable,
                       GError **error)
{
  if (n_exposures > 1
      && !register_planes (exposures, corrections, n_threads, cancellable, error))
    return FALSE;
  g_autoptr (BsrWobble) wobble
      = bsr_wobble_measure (exposures[0].codes, exposures[0].flags, 1.0 / BSR_ATTENUATION_STEPS,
                            n_threads, cancellable, error);
  if (wobble == NULL)
    return FALSE;
  if (wobble->significant)
    corrections->wobble = root_mean_square (wobble->shift, wobble->n_columns);

  gboolean is_moved = FALSE;
  for (int i = 0; i < n_exposures; i++)
    {
      double dx = i == 1 ? corrections->dx : 0.0, dy = i == 1 ? corrections->dy : 0.0;
      if (!wobble->significant && dx == 0.0 && dy == 0.0)
        continue;
      if (!bsr_displace (&exposures[i].codes, &exposures[i].flags, dx, dy,
                         wobble->significant ? wobble->shift : NULL, n_threads, cancellable,
                         error))
        return FALSE;
      is_moved = TRUE;
    }
  return !is_moved
         || bsr_develop_cells (exposures, n_exposures, cells, n_threads, cancellable, error);
}
