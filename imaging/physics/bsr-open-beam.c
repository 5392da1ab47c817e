#include "bsr-open-beam.h"

#include <math.h>

#include "bsr-error.h"
#include "bsr-radiograph.h"

/* Pixels looked at: 2^17 of an even grid find a mode of 0.1 % of the image within 0.1 of its own
 * width. */
#define MAX_SAMPLES (1 << 17)
/* Where the climb to the upper mode starts: few pixels are brighter than air, and a portal sees
 * air at least above the roof (three portal scans: 0.5...2.6 % of the pixels). */
#define START_QUANTILE 0.999
/* Half-width of the window that climbs, relative: twice the noise of a portal's open
 * beam (1.3 %). */
#define WINDOW 0.03
#define MAX_CLIMBS 200
/* How far below the peak its valley is looked for: a share of the peak. */
#define LOWEST_VALLEY 0.7

/* Counts above the dark of an even grid of pixels, sorted: into @samples those below full scale,
 * into @saturated the others. */
static void
sample (const BsrExposure *exposure, GArray *samples, GArray *saturated)
{
  gint64 width = bsr_plane_width (exposure->samples);
  gint64 n = width * bsr_plane_height (exposure->samples);
  gint64 step = MAX (n / MAX_SAMPLES, 1);
  g_autofree guint32 *histogram = g_new0 (guint32, BSR_EXPOSURE_SAMPLES);
  if (step > 1 && width % step == 0)
    step++; /* not the same columns in every row */
  for (gint64 i = 0; i < n; i += step)
    {
      int x = (int) (i % width), y = (int) (i / width);
      if ((bsr_plane_row_u8 (exposure->flags, y)[x] & BSR_PIXEL_DEAD) == 0)
        histogram[bsr_plane_row_u16 (exposure->samples, y)[x]]++;
    }
  for (int i = bsr_exposure_first_above (exposure, 0.0); i < BSR_EXPOSURE_SAMPLES; i++)
    for (guint32 k = 0; k < histogram[i]; k++)
      g_array_append_val (i < exposure->full ? samples : saturated, exposure->signal[i]);
}

static double
bright_end (const GArray *samples)
{
  return (double) g_array_index (samples, float, (guint) (START_QUANTILE * (samples->len - 1)));
}

/* First of the sorted samples that is not below @value. */
static guint
first_not_below (const GArray *samples, double value)
{
  guint low = 0, high = samples->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if ((double) g_array_index (samples, float, middle) < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Samples in a slot narrow enough to fall between two peaks. */
static guint
slot_count (const GArray *samples, double centre)
{
  return first_not_below (samples, centre * (1.0 + WINDOW / 4.0))
         - first_not_below (samples, centre * (1.0 - WINDOW / 4.0));
}

static double
window_mean (const GArray *samples, double centre, guint *n)
{
  guint from = first_not_below (samples, centre * (1.0 - WINDOW));
  guint to = first_not_below (samples, centre * (1.0 + WINDOW));
  double sum = 0.0;
  for (guint i = from; i < to; i++)
    sum += (double) g_array_index (samples, float, i);
  *n = to - from;
  return to > from ? sum / (to - from) : centre;
}

/* Mean shift (Fukunaga and Hostetler, IEEE Trans. Inf. Theory 21 (1975) 32) from the bright end:
 * the mean of a window moves uphill to the nearest mode below. */
static double
climb (const GArray *samples, guint *n)
{
  double centre = bright_end (samples);
  for (int i = 0; i < MAX_CLIMBS; i++)
    {
      double next = window_mean (samples, centre, n);
      if (fabs (next - centre) < 1e-6 * centre)
        break;
      centre = next;
    }
  return centre;
}

/* Open beam is a peak: hardly anything above it, and somewhere below a valley with at most half as
 * many pixels. Where the image holds cargo alone its bright end is a slope. */
static gboolean
is_peak (const GArray *samples, double centre, guint n)
{
  guint above = samples->len - first_not_below (samples, centre * (1.0 + 2.0 * WINDOW));
  if (n < 3 || above > n / 2)
    return FALSE;
  guint top = slot_count (samples, centre);
  for (double below = centre; below > LOWEST_VALLEY * centre; below *= 1.0 - WINDOW / 4.0)
    if (2 * slot_count (samples, below) <= top)
      return TRUE;
  return FALSE;
}

gboolean
bsr_open_beam_estimate (BsrExposure *exposure, int index, GError **error)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) saturated = g_array_new (FALSE, FALSE, sizeof (float));
  sample (exposure, samples, saturated);
  if (samples->len == 0 && saturated->len == 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "plane %d holds no signal: no pixel is above the dark level", index + 1);
      return FALSE;
    }

  guint n = 0;
  double mode = samples->len > 0 ? climb (samples, &n) : 0.0;
  exposure->air_is_estimated = TRUE;
  /* An open beam beyond full scale: as many saturated pixels as the mode below would hold. */
  if (saturated->len > n)
    {
      exposure->air = (double) g_array_index (saturated, float, 0);
      exposure->air_is_seen = TRUE;
      return TRUE;
    }
  exposure->air = mode;
  exposure->air_is_seen = is_peak (samples, mode, n);
  /* Without open beam, air is at least as bright as the brightest places. */
  if (!exposure->air_is_seen)
    exposure->air = MAX (mode, bright_end (samples));
  return TRUE;
}
