#include "bsr-exposure.h"

#include <math.h>
#include <stdlib.h>

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

/* Beyond any detector, and beyond what sums of floats stand. */
#define MOST_COUNTS 1e12
/* Floats in 16 bits: evenly up to SOFT of the bright end's TOP-fold, by their logarithm beyond, so
 * that a step is 1.7e-4 of bright counts and 3e-7 of the bright end for dark ones, finer than any
 * detector's noise. Pixels looked at for the bright end, and how many of them are below it. */
#define SOFT 1e-4
#define TOP 16.0
#define BRIGHT_SAMPLES (1 << 14)
#define BRIGHT_QUANTILE 0.999
/* Samples for counts below the dark, and for those above; the last is left out, since it would say
 * that a float is at full scale. */
#define N_BELOW 8191
#define N_ABOVE (BSR_EXPOSURE_SAMPLES - 2 - N_BELOW)

typedef struct
{
  BsrPlane *counts;
  BsrExposure *exposure;
  double full_scale; /* what absorption is turned about */
  gboolean is_turned;
  double soft, per_fold; /* counts that are even about the dark; samples of one e-fold */
} Conversion;

static void
turn_row (const Conversion *conversion, int y)
{
  const guint16 *in = bsr_plane_row_u16 (conversion->counts, y);
  guint16 *out = bsr_plane_row_u16 (conversion->exposure->samples, y);
  int width = bsr_plane_width (conversion->counts), full = (int) conversion->full_scale;
  for (int x = 0; x < width; x++)
    out[x] = (guint16) MAX (full - in[x], 0);
}

static void
compand_row (const Conversion *conversion, int y)
{
  const float *in = bsr_plane_row_f32 (conversion->counts, y);
  guint16 *out = bsr_plane_row_u16 (conversion->exposure->samples, y);
  guint8 *flags = bsr_plane_row_u8 (conversion->exposure->flags, y);
  int width = bsr_plane_width (conversion->counts);
  for (int x = 0; x < width; x++)
    {
      double value = (double) in[x];
      value = (conversion->is_turned ? conversion->full_scale - value : value)
              - conversion->exposure->dark;
      if (!isfinite (value) || fabs (value) > MOST_COUNTS)
        {
          flags[x] |= BSR_PIXEL_DEAD;
          value = 0.0;
        }
      double steps = asinh (value / conversion->soft) * conversion->per_fold;
      out[x] = (guint16) (N_BELOW + lrint (CLAMP (steps, -N_BELOW, N_ABOVE)));
    }
}

static void
convert_strip (int item, int thread, gpointer data)
{
  const Conversion *conversion = data;
  int height = bsr_plane_height (conversion->counts);
  int end = MIN ((item + 1) * BSR_EXPOSURE_ROWS, height);
  for (int y = item * BSR_EXPOSURE_ROWS; y < end; y++)
    if (bsr_plane_format (conversion->counts) == BSR_FORMAT_U16)
      turn_row (conversion, y);
    else
      compand_row (conversion, y);
}

/* Highest finite float: what an absorption image of floats is turned about. */
static double
highest (BsrPlane *plane)
{
  double found = 1.0;
  for (int y = 0; y < bsr_plane_height (plane); y++)
    {
      const float *row = bsr_plane_row_f32 (plane, y);
      for (int x = 0; x < bsr_plane_width (plane); x++)
        if (isfinite (row[x]) && (double) row[x] > found && (double) row[x] < MOST_COUNTS)
          found = (double) row[x];
    }
  return found;
}

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;
  return (left > right) - (left < right);
}

/* Counts above dark that nearly all pixels stay below; 1 where none is above it. */
static double
bright_end (const Conversion *conversion)
{
  gint64 width = bsr_plane_width (conversion->counts);
  gint64 n = width * bsr_plane_height (conversion->counts), step = MAX (n / BRIGHT_SAMPLES, 1);
  g_autofree double *found = g_new (double, n / step + 1);
  int n_found = 0;
  if (step > 1 && width % step == 0)
    step++; /* not the same columns in every row */
  for (gint64 i = 0; i < n; i += step)
    {
      double value = (double) bsr_plane_row_f32 (conversion->counts, (int) (i / width))[i % width];
      value = (conversion->is_turned ? conversion->full_scale - value : value)
              - conversion->exposure->dark;
      if (value > 0.0 && value < MOST_COUNTS)
        found[n_found++] = value;
    }
  if (n_found == 0)
    return 1.0;
  qsort (found, n_found, sizeof *found, compare_doubles);
  return found[(int) (BRIGHT_QUANTILE * (n_found - 1))];
}

static void
init_floats (Conversion *conversion, double stated_air)
{
  BsrExposure *exposure = conversion->exposure;
  conversion->full_scale = conversion->is_turned ? highest (conversion->counts) : 1.0;
  double top = TOP * bright_end (conversion);
  if (isfinite (stated_air))
    top = MAX (top, 2.0 * stated_air);
  conversion->soft = SOFT * top;
  conversion->per_fold = N_ABOVE / asinh (1.0 / SOFT);
  exposure->full = BSR_EXPOSURE_SAMPLES - 1;
  for (int i = 0; i < BSR_EXPOSURE_SAMPLES; i++)
    exposure->signal[i]
        = (float) (conversion->soft * sinh ((i - N_BELOW) / conversion->per_fold));
}

static void
init_integers (Conversion *conversion, double full_scale)
{
  BsrExposure *exposure = conversion->exposure;
  conversion->full_scale = MIN (full_scale, BSR_EXPOSURE_SAMPLES - 1.0);
  exposure->full = (int) conversion->full_scale;
  exposure->step = 1.0;
  for (int i = 0; i < BSR_EXPOSURE_SAMPLES; i++)
    exposure->signal[i] = (float) (i - exposure->dark);
}

gboolean
bsr_exposure_init (BsrExposure *exposure, BsrImage *image, const BsrAcquisition *acquisition,
                   int index, int n_threads, GCancellable *cancellable, GError **error)
{
  BsrPlane *counts = bsr_image_plane (image, index);
  int width = bsr_plane_width (counts), height = bsr_plane_height (counts);
  double dark = acquisition->planes[index].dark;
  Conversion conversion = { .counts = counts,
                            .exposure = exposure,
                            .is_turned = acquisition->polarity == BSR_POLARITY_ABSORPTION };

  *exposure = (BsrExposure){ .dark = isfinite (dark) ? dark : 0.0,
                             .is_even = bsr_plane_format (counts) == BSR_FORMAT_U16,
                             .signal = g_new (float, BSR_EXPOSURE_SAMPLES),
                             .n_empty = g_new0 (guint32, height) };
  exposure->flags = bsr_plane_new (BSR_FORMAT_U8, width, height, error);
  if (exposure->flags == NULL)
    return FALSE;
  if (exposure->is_even)
    init_integers (&conversion, bsr_image_full_scale (image));
  else
    init_floats (&conversion, acquisition->planes[index].air);
  if (exposure->is_even && !conversion.is_turned)
    {
      exposure->samples = bsr_plane_ref (counts);
      return TRUE;
    }
  exposure->samples = bsr_plane_new (BSR_FORMAT_U16, width, height, error);
  return exposure->samples != NULL
         && bsr_thread_team_run (bsr_exposure_n_strips (height), n_threads, convert_strip,
                                 &conversion, cancellable, error);
}

void
bsr_exposure_settle (BsrExposure *exposure)
{
  g_clear_pointer (&exposure->samples, bsr_plane_unref);
  g_clear_pointer (&exposure->signal, g_free);
  g_clear_pointer (&exposure->n_empty, g_free);
}

void
bsr_exposure_clear (BsrExposure *exposure)
{
  bsr_exposure_settle (exposure);
  g_clear_pointer (&exposure->flags, bsr_plane_unref);
  g_clear_pointer (&exposure->codes, bsr_plane_unref);
  g_clear_pointer (&exposure->row_offsets, g_free);
  g_clear_pointer (&exposure->column_offsets, g_free);
}

int
bsr_exposure_first_above (const BsrExposure *exposure, double counts)
{
  int low = 0, high = BSR_EXPOSURE_SAMPLES;
  while (low < high)
    {
      int middle = (low + high) / 2;
      if ((double) exposure->signal[middle] > counts)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

float
bsr_exposure_signal (const BsrExposure *exposure, int x, int y)
{
  return exposure->signal[bsr_plane_row_u16 (exposure->samples, y)[x]];
}
