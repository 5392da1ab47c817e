#include "bsr-readout.h"

#include <math.h>

#include "bsr-swing.h"
#include "bsr-thread-team.h"

/* The Gaussian is cut at this many deviations: less than 0.3 % lies outside. */
#define BLUR_REACH 3.0
#define MAX_BLUR_TAPS 33
#define FULL_SCALE 65535.0

/* Streams of a seed. A plane takes its own: the base plus its index. */
enum
{
  STREAM_PHOTONS = 0x100,
  STREAM_PULSES = 0x200,
  STREAM_GAINS = 0x300,
  STREAM_SPIKES = 0x400,
  STREAM_MODULES = 0x600,
  STREAM_HARDNESS = 0x700,
  STREAM_DRIFT = 0x800,
};

/* A source drifts within seconds to a minute: columns, at 60...100 a second. */
#define SHORTEST_DRIFT 200.0
#define LONGEST_DRIFT 3000.0

typedef struct
{
  BsrPlane *from, *to;
  int reach;
  double taps[MAX_BLUR_TAPS];
} Blur;

static void
blur_row (int y, int thread, gpointer data)
{
  const Blur *blur = data;
  int width = bsr_plane_width (blur->from), height = bsr_plane_height (blur->from);
  g_autofree double *across = g_new0 (double, width);
  for (int k = -blur->reach; k <= blur->reach; k++)
    {
      const float *row = bsr_plane_row_f32 (blur->from, CLAMP (y + k, 0, height - 1));
      for (int x = 0; x < width; x++)
        across[x] += blur->taps[k + blur->reach] * (double)row[x];
    }
  float *to = bsr_plane_row_f32 (blur->to, y);
  for (int x = 0; x < width; x++)
    {
      double sum = 0.0;
      for (int k = -blur->reach; k <= blur->reach; k++)
        sum += blur->taps[k + blur->reach] * across[CLAMP (x + k, 0, width - 1)];
      to[x] = (float)sum;
    }
}

BsrPlane *
bsr_readout_blur (BsrPlane *plane, double deviation_px, int n_threads, GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (plane != NULL, NULL);
  if (!(deviation_px > 0.0))
    return bsr_plane_ref (plane);

  Blur blur = { .from = plane };
  blur.reach = (int)CLAMP (BLUR_REACH * deviation_px + 0.5, 1.0, MAX_BLUR_TAPS / 2);
  double sum = 0.0;
  for (int k = -blur.reach; k <= blur.reach; k++)
    sum += blur.taps[k + blur.reach] = exp (-k * k / (2.0 * deviation_px * deviation_px));
  for (int k = 0; k <= 2 * blur.reach; k++)
    blur.taps[k] /= sum;

  g_autoptr (BsrPlane) to
      = bsr_plane_new (BSR_FORMAT_F32, bsr_plane_width (plane), bsr_plane_height (plane), error);
  if (to == NULL)
    return NULL;
  blur.to = to;
  if (!bsr_thread_team_run (bsr_plane_height (plane), n_threads, blur_row, &blur, cancellable,
                            error))
    return NULL;
  return g_steal_pointer (&to);
}

typedef struct
{
  BsrPlane *transmission, *variance, *counts;
  const BsrScanner *scanner;
  int index;
  guint64 seed;
  const double *doses; /* of each pulse, 1 in the mean */
} Readout;

static gboolean
is_dead (const BsrScanner *scanner, int index, int x, int y)
{
  for (int i = 0; i < scanner->n_dead; i++)
    {
      const BsrDeadModule *dead = &scanner->dead[i];
      if (y >= dead->first_row && y < dead->first_row + dead->n_rows
          && (dead->period <= 0 || (x + index * dead->period / 2) % dead->period < dead->width))
        return TRUE;
    }
  return FALSE;
}

/* Direct hits of the photodiode add to the signal, up to full scale. */
static void
add_spikes (const Readout *readout, int y, guint16 *row, int width)
{
  BsrRandom random = bsr_random_stream (readout->seed, STREAM_SPIKES + readout->index, y);
  double n = bsr_random_poisson (&random, readout->scanner->spikes_per_megapixel * width * 1e-6);
  for (int i = 0; i < (int)n; i++)
    {
      int x = bsr_random_index (&random, width);
      double value = row[x] + bsr_random_between (&random, 0.05, 1.0) * FULL_SCALE;
      row[x] = (guint16)MIN (value, FULL_SCALE);
    }
}

/* What calibration left of the gains of the channel and its module. */
static double
channel_gain (const Readout *readout, int y)
{
  const BsrScanner *scanner = readout->scanner;
  BsrRandom channel = bsr_random_stream (readout->seed, STREAM_GAINS + readout->index, y);
  double gain = MAX (bsr_random_normal (&channel, 1.0, scanner->gain_spread), 0.0);
  if (scanner->module_rows <= 0)
    return gain;
  BsrRandom module = bsr_random_stream (readout->seed, STREAM_MODULES + readout->index,
                                        y / scanner->module_rows);
  double module_gain = bsr_random_normal (&module, 1.0, scanner->module_spread);
  return gain * MAX (module_gain, 0.0);
}

/* Relative error of the channel for each unit of attenuation; 0: none. */
static double
channel_hardness (const Readout *readout, int y)
{
  if (!(readout->scanner->hardness_spread > 0.0))
    return 0.0;
  BsrRandom random = bsr_random_stream (readout->seed, STREAM_HARDNESS + readout->index, y);
  return bsr_random_normal (&random, 0.0, readout->scanner->hardness_spread);
}

static void
read_row (int y, int thread, gpointer data)
{
  const Readout *readout = data;
  const BsrScanner *scanner = readout->scanner;
  int width = bsr_plane_width (readout->counts), index = readout->index;
  const float *transmission = bsr_plane_row_f32 (readout->transmission, y);
  const float *variance = bsr_plane_row_f32 (readout->variance, y);
  guint16 *row = bsr_plane_row_u16 (readout->counts, y);

  double gain = channel_gain (readout, y), hardness = channel_hardness (readout, y);
  BsrRandom random = bsr_random_stream (readout->seed, STREAM_PHOTONS + index, y);
  for (int x = 0; x < width; x++)
    {
      double mean = (double)transmission[x], signal = 0.0;
      if (mean > 0.0)
        {
          double unit = (double)variance[x] / (scanner->photons[index] * mean);
          signal = unit * bsr_random_poisson (&random, readout->doses[x] * mean / unit);
          if (hardness != 0.0)
            signal *= MAX (1.0 - hardness * log (mean), 0.0);
        }
      double counts = scanner->dark[index] + scanner->air[index] * gain * signal
                      + bsr_random_normal (&random, 0.0, scanner->electronic_noise);
      row[x] = (guint16)CLAMP (round (counts), 0.0, FULL_SCALE);
    }
  add_spikes (readout, y, row, width);
  for (int x = 0; x < width; x++)
    if (is_dead (scanner, index, x, y))
      row[x] = 0;
}

/* (transfer full): of each pulse: its own, and the slow drift. */
static double *
draw_doses (const BsrScanner *scanner, int index, guint64 seed, int width)
{
  double *doses = g_new (double, width);
  BsrRandom pulses = bsr_random_stream (seed, STREAM_PULSES + index, 0);
  BsrRandom slow = bsr_random_stream (seed, STREAM_DRIFT + index, 0);
  BsrSwing drift = bsr_swing_draw (&slow, scanner->pulse_drift, SHORTEST_DRIFT, LONGEST_DRIFT);
  for (int x = 0; x < width; x++)
    {
      /* MAX() draws twice and keeps the second: the demonstration set rests on it. */
      doses[x] = MAX (bsr_random_normal (&pulses, 1.0, scanner->pulse_spread), 0.0);
      if (scanner->pulse_drift > 0.0)
        doses[x] = MAX (doses[x] + bsr_swing_at (&drift, x), 0.0);
    }
  return doses;
}

BsrPlane *
bsr_readout_counts (BsrPlane *transmission, BsrPlane *variance, const BsrScanner *scanner,
                    int index, guint64 seed, int n_threads, GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (transmission != NULL && variance != NULL && scanner != NULL, NULL);
  int width = bsr_plane_width (transmission), height = bsr_plane_height (transmission);
  g_autoptr (BsrPlane) counts = bsr_plane_new (BSR_FORMAT_U16, width, height, error);
  if (counts == NULL)
    return NULL;

  g_autofree double *doses = draw_doses (scanner, index, seed, width);
  Readout readout = { transmission, variance, counts, scanner, index, seed, doses };
  if (!bsr_thread_team_run (height, n_threads, read_row, &readout, cancellable, error))
    return NULL;
  return g_steal_pointer (&counts);
}
