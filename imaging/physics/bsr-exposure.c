#include "bsr-exposure.h"

#include <math.h>

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

typedef struct
{
  BsrPlane *counts;
  BsrExposure *exposure;
  gboolean turned;     /* absorption: bright is dense */
  double full_scale;
  gboolean saturates;  /* integers have a full scale, floats none that is known */
} Conversion;

/* One row of samples as doubles would be wasteful: the two formats have a loop each. */
static void
convert_row_u16 (const Conversion *conversion, int y)
{
  const guint16 *in = bsr_plane_row_u16 (conversion->counts, y);
  float *out = bsr_plane_row_f32 (conversion->exposure->signal, y);
  guint8 *flags = bsr_plane_row_u8 (conversion->exposure->flags, y);
  int width = bsr_plane_width (conversion->counts);
  for (int x = 0; x < width; x++)
    {
      double value = conversion->turned ? MAX (conversion->full_scale - in[x], 0.0) : in[x];
      if (conversion->saturates && value >= conversion->full_scale)
        flags[x] |= BSR_PIXEL_SATURATED;
      out[x] = (float) (value - conversion->exposure->dark);
    }
}

static void
convert_row_f32 (const Conversion *conversion, int y)
{
  const float *in = bsr_plane_row_f32 (conversion->counts, y);
  float *out = bsr_plane_row_f32 (conversion->exposure->signal, y);
  guint8 *flags = bsr_plane_row_u8 (conversion->exposure->flags, y);
  int width = bsr_plane_width (conversion->counts);
  for (int x = 0; x < width; x++)
    {
      double value = (double) in[x];
      value = (conversion->turned ? conversion->full_scale - value : value)
              - conversion->exposure->dark;
      /* Beyond any detector, and beyond what sums of floats stand. */
      if (!isfinite (value) || fabs (value) > 1e12)
        {
          flags[x] |= BSR_PIXEL_DEAD;
          value = 0.0;
        }
      out[x] = (float) value;
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
      convert_row_u16 (conversion, y);
    else
      convert_row_f32 (conversion, y);
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
        if (isfinite (row[x]) && (double) row[x] > found && (double) row[x] < 1e12)
          found = (double) row[x];
    }
  return found;
}

gboolean
bsr_exposure_init (BsrExposure *exposure, BsrImage *image, const BsrAcquisition *acquisition,
                   int index, int n_threads, GCancellable *cancellable, GError **error)
{
  BsrPlane *counts = bsr_image_plane (image, index);
  int width = bsr_plane_width (counts), height = bsr_plane_height (counts);
  gboolean floats = bsr_plane_format (counts) == BSR_FORMAT_F32;
  double dark = acquisition->planes[index].dark;

  *exposure = (BsrExposure){ .dark = isfinite (dark) ? dark : 0.0, .step = floats ? 0.0 : 1.0 };
  exposure->signal = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
  if (exposure->signal == NULL)
    return FALSE;
  exposure->flags = bsr_plane_new (BSR_FORMAT_U8, width, height, error);
  if (exposure->flags == NULL)
    return FALSE;

  gboolean turned = acquisition->polarity == BSR_POLARITY_ABSORPTION;
  Conversion conversion = { .counts = counts,
                            .exposure = exposure,
                            .turned = turned,
                            .full_scale = floats ? (turned ? highest (counts) : 1.0)
                                                 : bsr_image_full_scale (image),
                            .saturates = !floats };
  return bsr_thread_team_run (bsr_exposure_n_strips (height), n_threads, convert_strip, &conversion,
                              cancellable, error);
}

void
bsr_exposure_clear (BsrExposure *exposure)
{
  g_clear_pointer (&exposure->signal, bsr_plane_unref);
  g_clear_pointer (&exposure->flags, bsr_plane_unref);
}
