#include "bsr-noise-table.h"

#include <math.h>

/* Without physics: shades that share one spread, and pairs of pixels looked at. */
#define N_GROUPS 32
#define MAX_PAIRS 400000
/* Differences are told apart up to here, samples: a sixteenth of full scale. */
#define MAX_DIFFERENCE 4096
/* Fewer pairs say nothing. */
#define LEAST_PAIRS 50

/* Median of the absolute difference of two draws, of their standard deviation: 0.6745 (normal law)
 * times the root of 2. */
#define MEDIAN_OF_DIFFERENCE 0.9539

/* No sample is known better than its own rounding. */
#define LEAST_SIGMA 0.3f

static void
of_transmission (BsrNoiseTable *table, const BsrRadiograph *radiograph, int index)
{
  double most = (double) bsr_attenuation_of_code (bsr_radiograph_most_code (radiograph, index));
  for (int i = 0; i < BSR_NOISE_ENTRIES; i++)
    {
      double sample = ldexp (i + 0.5, BSR_NOISE_SHIFT);
      double attenuation = CLAMP (-log (sample / BSR_SCENE_TRANSMISSION_SCALE), 0.0, most);
      table->sigma[i] = (float) (sample * bsr_radiograph_noise (radiograph, index, attenuation));
    }
}

static void
of_steel (BsrNoiseTable *table, const BsrRadiograph *radiograph)
{
  const guint32 *steel_of = bsr_radiograph_steel_of_codes (radiograph);
  int code = 0, most = bsr_radiograph_most_code (radiograph, 0);
  for (int i = 0; i < BSR_NOISE_ENTRIES; i++)
    {
      double mm = ldexp (i + 0.5, BSR_NOISE_SHIFT) / BSR_SCENE_STEEL_SCALE;
      while (code < most && steel_of[code] < mm * BSR_STEEL_STEPS)
        code++;
      double attenuation = (double) bsr_attenuation_of_code ((guint16) code);
      double sigma_mm = bsr_radiograph_noise (radiograph, 0, attenuation)
                        * bsr_radiograph_steel_slope (radiograph, attenuation);
      table->sigma[i] = (float) (sigma_mm * BSR_SCENE_STEEL_SCALE);
    }
}

static float
median_sigma (const guint32 *histogram)
{
  guint64 total = 0, seen = 0;
  for (int i = 0; i < MAX_DIFFERENCE; i++)
    total += histogram[i];
  if (total < LEAST_PAIRS)
    return -1.0f;
  for (int i = 0; i < MAX_DIFFERENCE; i++)
    {
      seen += histogram[i];
      if (2 * seen >= total)
        return (float) (i / MEDIAN_OF_DIFFERENCE);
    }
  return -1.0f;
}

/* By the median difference of samples side by side, which edges hardly change. Each is the mean of
 * 4^@halvings pixels, whose noise is @halvings times twice theirs. */
static void
of_differences (BsrNoiseTable *table, BsrPlane *plane, int halvings)
{
  g_autofree guint32 *histograms = g_new0 (guint32, N_GROUPS * MAX_DIFFERENCE);
  int width = bsr_plane_width (plane), height = bsr_plane_height (plane);
  double n_pairs = (double) width * height / 2.0;
  int step = MAX ((int) (n_pairs / MAX_PAIRS), 1);
  for (int y = 0; y < height; y += step)
    {
      const guint16 *row = bsr_plane_row_u16 (plane, y);
      for (int x = 0; x + 1 < width; x += 2)
        {
          int group = (row[x] + row[x + 1]) / 2 * N_GROUPS / 65536;
          int difference = MIN (ABS (row[x] - row[x + 1]), MAX_DIFFERENCE - 1);
          histograms[group * MAX_DIFFERENCE + difference]++;
        }
    }

  float sigma[N_GROUPS], known = -1.0f;
  for (int i = 0; i < N_GROUPS; i++)
    {
      sigma[i] = median_sigma (histograms + i * MAX_DIFFERENCE);
      if (known < 0.0f)
        known = sigma[i];
    }
  /* Shades that hardly occur take the next darker one's. */
  for (int i = 0; i < N_GROUPS; i++)
    {
      known = sigma[i] >= 0.0f ? sigma[i] : known;
      for (int k = 0; k < BSR_NOISE_ENTRIES / N_GROUPS; k++)
        table->sigma[i * (BSR_NOISE_ENTRIES / N_GROUPS) + k] = ldexpf (known, halvings);
    }
}

void
bsr_noise_table_init (BsrNoiseTable *table, const BsrScene *scene, const BsrTone *tone)
{
  if (scene->radiograph == NULL)
    of_differences (table, bsr_scene_pyramid (scene, tone, NULL)->levels[0], scene->n_left_out);
  else if (tone->mode == BSR_VIEW_STEEL)
    of_steel (table, scene->radiograph);
  else
    of_transmission (table, scene->radiograph,
                     tone->mode == BSR_VIEW_PLANE ? CLAMP (tone->plane, 0, scene->n_planes - 1) : 0);
  for (int i = 0; i < BSR_NOISE_ENTRIES; i++)
    table->sigma[i] = isfinite (table->sigma[i]) ? MAX (table->sigma[i], LEAST_SIGMA) : LEAST_SIGMA;
}
