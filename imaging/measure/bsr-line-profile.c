#include "bsr-line-profile.h"

#include <math.h>

#define MM_PER_M 1000.0
/* Samples between looks at whether it was cancelled. */
#define SAMPLES_AT_ONCE 64
/* Places across the strip that are looked at: of wider ones, evenly spread. */
#define MOST_ACROSS 256

/* Sums over the pixels of one sample: those that say something, and all. */
typedef struct
{
  double transmission, steel;
  int n;
} Sum;

/* The strip in pixels. */
typedef struct
{
  const BsrRadiograph *radiograph;
  int width, height;
  BsrPoint along, across; /* from one place to the next that is looked at */
  int n_along, n_across;  /* places of one sample */
} Strip;

/* Unit of the direction at right angles to the line, as pixels for a millimetre. */
static BsrPoint
across_of (BsrPoint from, BsrPoint to, const BsrPitch *pitch)
{
  double x = (to.x - from.x) * pitch->x_mm, y = (to.y - from.y) * pitch->y_mm;
  double length = hypot (x, y);
  if (!(length > 0.0))
    return (BsrPoint){ 0.0, 1.0 / pitch->y_mm };
  return (BsrPoint){ -y / length / pitch->x_mm, x / length / pitch->y_mm };
}

static void
add_pixel (const Strip *strip, int x, int y, Sum *good, Sum *all, BsrProfileSample *sample)
{
  guint8 flags = bsr_plane_row_u8 (bsr_radiograph_flags (strip->radiograph, 0), y)[x];
  double transmission = exp ((double) -bsr_radiograph_attenuation_at (strip->radiograph, 0, x, y));
  double steel = (double) bsr_radiograph_steel_at (strip->radiograph, x, y);
  Sum pixel = { transmission, steel, 1 };
  Sum *sums[2] = { all, (flags & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)) == 0 ? good : NULL };
  for (int i = 0; i < 2; i++)
    if (sums[i] != NULL)
      *sums[i] = (Sum){ sums[i]->transmission + pixel.transmission, sums[i]->steel + pixel.steel,
                        sums[i]->n + 1 };
  sample->opaque = sample->opaque || (flags & BSR_PIXEL_OPAQUE) != 0;
}

/* About @middle. */
static BsrProfileSample
take_sample (const Strip *strip, BsrPoint middle)
{
  BsrProfileSample sample = { NAN, NAN, NAN, FALSE, FALSE };
  Sum good = { 0 }, all = { 0 };
  for (int i = 0; i < strip->n_along; i++)
    for (int j = 0; j < strip->n_across; j++)
      {
        double along = i - (strip->n_along - 1) / 2.0, across = j - (strip->n_across - 1) / 2.0;
        double x = middle.x + along * strip->along.x + across * strip->across.x;
        double y = middle.y + along * strip->along.y + across * strip->across.y;
        if (x >= 0.0 && y >= 0.0 && x < strip->width && y < strip->height)
          add_pixel (strip, (int) x, (int) y, &good, &all, &sample);
      }
  const Sum *sum = good.n > 0 ? &good : &all;
  if (sum->n == 0)
    return sample;
  sample.filled = good.n == 0;
  sample.transmission = (float) (sum->transmission / sum->n);
  sample.attenuation = (float) -log (sum->transmission / sum->n);
  sample.steel_mm = (float) (sum->steel / sum->n);
  return sample;
}

BsrLineProfile *
bsr_line_profile_new (const BsrRadiograph *radiograph, BsrPoint from, BsrPoint to, double width_mm,
                      const BsrPitch *pitch, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (radiograph != NULL && pitch != NULL && isfinite (width_mm), NULL);

  /* As fine as the pixels along the line are, and across it. */
  double pixels = MAX (hypot (to.x - from.x, to.y - from.y), 1.0);
  BsrPoint unit = across_of (from, to, pitch);
  double width_px = hypot (unit.x, unit.y) * MAX (width_mm, 0.0);
  int n = (int) MIN (ceil (pixels), (double) BSR_LINE_PROFILE_MAX_SAMPLES);
  Strip strip = { .radiograph = radiograph,
                  .width = bsr_radiograph_width (radiograph),
                  .height = bsr_radiograph_height (radiograph),
                  .n_along = (int) ceil (pixels / n),
                  .n_across = (int) CLAMP (round (width_px), 1.0, (double) MOST_ACROSS) };
  double step = 1.0 / ((double) n * strip.n_along), pace_mm = width_mm / strip.n_across;
  strip.along = (BsrPoint){ (to.x - from.x) * step, (to.y - from.y) * step };
  strip.across = (BsrPoint){ unit.x * pace_mm, unit.y * pace_mm };

  g_autoptr (BsrLineProfile) profile
      = g_malloc0 (sizeof *profile + sizeof *profile->samples * (gsize) n);
  g_atomic_ref_count_init (&profile->refs);
  profile->from = from;
  profile->to = to;
  profile->length_m
      = hypot ((to.x - from.x) * pitch->x_mm, (to.y - from.y) * pitch->y_mm) / MM_PER_M;
  profile->width_m = MAX (width_mm, 1.0 / hypot (unit.x, unit.y)) / MM_PER_M;
  profile->n_samples = n;
  for (int i = 0; i < n; i++)
    {
      if (i % SAMPLES_AT_ONCE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      profile->samples[i] = take_sample (&strip, bsr_line_profile_place (profile, (i + 0.5) / n));
    }
  return g_steal_pointer (&profile);
}

BsrLineProfile *
bsr_line_profile_ref (BsrLineProfile *profile)
{
  g_return_val_if_fail (profile != NULL, NULL);
  g_atomic_ref_count_inc (&profile->refs);
  return profile;
}

void
bsr_line_profile_unref (BsrLineProfile *profile)
{
  g_return_if_fail (profile != NULL);
  if (g_atomic_ref_count_dec (&profile->refs))
    g_free (profile);
}

BsrPoint
bsr_line_profile_place (const BsrLineProfile *profile, double share)
{
  g_return_val_if_fail (profile != NULL, (BsrPoint){ 0 });
  return (BsrPoint){ profile->from.x + share * (profile->to.x - profile->from.x),
                     profile->from.y + share * (profile->to.y - profile->from.y) };
}

const BsrProfileSample *
bsr_line_profile_at (const BsrLineProfile *profile, double share)
{
  g_return_val_if_fail (profile != NULL, NULL);
  double index = CLAMP (share, 0.0, 1.0) * profile->n_samples;
  return &profile->samples[MIN ((int) index, profile->n_samples - 1)];
}

double
bsr_line_profile_width_mm (BsrPoint from, BsrPoint to, BsrPoint edge, const BsrPitch *pitch)
{
  g_return_val_if_fail (pitch != NULL, 0.0);
  BsrPoint unit = across_of (from, to, pitch);
  double x = (edge.x - from.x) * pitch->x_mm, y = (edge.y - from.y) * pitch->y_mm;
  return 2.0 * fabs (x * unit.x * pitch->x_mm + y * unit.y * pitch->y_mm);
}

BsrPoint
bsr_line_profile_edge (BsrPoint from, BsrPoint to, double width_mm, const BsrPitch *pitch)
{
  g_return_val_if_fail (pitch != NULL, from);
  BsrPoint unit = across_of (from, to, pitch);
  return (BsrPoint){ (from.x + to.x) / 2.0 + unit.x * width_mm / 2.0,
                     (from.y + to.y) / 2.0 + unit.y * width_mm / 2.0 };
}
