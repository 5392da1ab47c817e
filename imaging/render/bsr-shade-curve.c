#include "bsr-shade-curve.h"

#include <math.h>
#include <string.h>

#include "bsr-tone-table.h"

/* Places in the window that are told apart: sixteen for each of the screen's shades. */
#define N_BINS 4096
#define TOP (N_BINS - 1)

/* How many times steeper the penetration views make the end that they open, at most. */
#define MOST_OPENING 30.0

/* Pixels looked at for equalising are at most about this many. */
#define MAX_PIXELS 400000

struct _BsrShadeCurve
{
  gboolean invert;
  BsrPlane *plane; /* not owned */
  int level;       /* halvings of the scan's pixels in it */
  BsrBox region;
  int step; /* pixels from one that is looked at to the next */
  guint16 bin_of[65536];
  double before[N_BINS]; /* shade 0...1 by bin */
  gboolean is_local;
  BsrLocalShades local;
  double after[N_BINS]; /* shade by that of the local step */
};

static gboolean
is_wanted (const BsrLookStep *step)
{
  return step->enabled && bsr_enhancement_kind (step->kind)->stage == BSR_STAGE_TONE;
}

gboolean
bsr_shade_curve_is_needed (const BsrLook *look)
{
  for (int i = 0; i < look->n_steps; i++)
    if (is_wanted (&look->steps[i]))
      return TRUE;
  return FALSE;
}

static int
to_index (double shade, int top)
{
  return (int) lrint (CLAMP (shade, 0.0, 1.0) * top);
}

static inline int
local_bin (const BsrShadeCurve *curve, int bin)
{
  return to_index (curve->before[bin], BSR_LOCAL_BINS - 1);
}

/* The logarithmic curve through both ends whose slope at 0 is about the opening. */
static double
open_dark (double shade, double percent)
{
  double opening = MOST_OPENING * percent / 100.0;
  return opening > 0.0 ? log1p (opening * shade) / log1p (opening) : shade;
}

static double *
last_part (BsrShadeCurve *curve)
{
  return curve->is_local ? curve->after : curve->before;
}

static void
open_shades (BsrShadeCurve *curve, const BsrLookStep *step)
{
  double *shades = last_part (curve);
  for (int i = 0; i < N_BINS; i++)
    shades[i] = step->kind == BSR_ENHANCE_DARK ? open_dark (shades[i], step->amount)
                                               : 1.0 - open_dark (1.0 - shades[i], step->amount);
}

/* Where in last_part() pixel (@x, @y) is, or -1 where the window leaves it out. */
static int
index_at (const BsrShadeCurve *curve, int x, int y)
{
  int bin = curve->bin_of[bsr_plane_row_u16 (curve->plane, y >> curve->level)[x >> curve->level]];
  if (bin == 0 || bin == TOP)
    return -1;
  if (!curve->is_local)
    return bin;
  int shade = bsr_local_shades_at (&curve->local, x + 0.5, y + 0.5, local_bin (curve, bin));
  return shade * TOP / 65535;
}

/* Mixes each shade with the share of the region's pixels that are darker. */
static void
equalise (BsrShadeCurve *curve, double percent)
{
  g_autofree guint32 *counts = g_new0 (guint32, N_BINS);
  double *shades = last_part (curve), total = 0.0, below = 0.0;

  for (int y = curve->region.y; y < curve->region.y + curve->region.height; y += curve->step)
    for (int x = curve->region.x; x < curve->region.x + curve->region.width; x += curve->step)
      {
        int index = index_at (curve, x, y);
        if (index >= 0)
          {
            counts[index]++;
            total++;
          }
      }
  for (int i = 0; i < N_BINS && total > 0.0; i++)
    {
      double share = i == 0 ? 0.0 : i == TOP ? 1.0 : (below + counts[i] / 2.0) / total;
      shades[i] += (share - shades[i]) * percent / 100.0;
      below += counts[i];
    }
}

static void
equalise_locally (BsrShadeCurve *curve, double times)
{
  bsr_local_shades_init (&curve->local, curve->region);
  for (int y = curve->region.y; y < curve->region.y + curve->region.height; y += curve->step)
    for (int x = curve->region.x; x < curve->region.x + curve->region.width; x += curve->step)
      {
        int index = index_at (curve, x, y);
        if (index >= 0)
          bsr_local_shades_count (&curve->local, x, y, local_bin (curve, index));
      }
  bsr_local_shades_finish (&curve->local, times);
  curve->is_local = TRUE;
  for (int i = 0; i < N_BINS; i++)
    curve->after[i] = (double) i / TOP;
}

BsrShadeCurve *
bsr_shade_curve_new (const BsrScene *scene, const BsrLook *look)
{
  BsrShadeCurve *curve = g_new0 (BsrShadeCurve, 1);
  BsrBox bounds = { 0, 0, scene->width, scene->height };
  double scale;

  curve->plane = bsr_scene_pyramid (scene, &look->tone, &scale)->levels[0];
  curve->level = scene->n_left_out;
  curve->invert = look->tone.invert;
  curve->region = bsr_box_intersect (look->region, bounds);
  if (bsr_box_is_empty (curve->region))
    curve->region = bounds;
  double area = (double) bsr_box_area (curve->region);
  curve->step = MAX ((int) ceil (sqrt (area / MAX_PIXELS)), 1);
  bsr_tone_bins (&look->tone, scale, N_BINS, curve->bin_of);
  for (int i = 0; i < N_BINS; i++)
    curve->before[i] = (double) i / TOP;

  for (int i = 0; i < look->n_steps; i++)
    if (is_wanted (&look->steps[i]))
      {
        if (look->steps[i].kind == BSR_ENHANCE_EQUALISE)
          equalise (curve, look->steps[i].amount);
        else if (look->steps[i].kind == BSR_ENHANCE_LOCAL_EQUALISE)
          equalise_locally (curve, look->steps[i].amount);
        else
          open_shades (curve, &look->steps[i]);
      }
  return curve;
}

gboolean
bsr_shade_curve_finish (BsrShadeCurve *curve, guint8 *levels, guint16 **bins, BsrLocalShades *local)
{
  gboolean is_local = curve->is_local;
  guint8 level_of[N_BINS];
  const double *shades = last_part (curve);
  for (int i = 0; i < N_BINS; i++)
    {
      int level = to_index (shades[i], 255);
      level_of[i] = (guint8) (curve->invert ? 255 - level : level);
    }
  for (int i = 0; i < 65536; i++)
    levels[i] = level_of[is_local ? i * TOP / 65535 : curve->bin_of[i]];
  if (is_local)
    {
      guint16 bin_of[N_BINS];
      for (int i = 0; i < N_BINS; i++)
        bin_of[i] = (guint16) local_bin (curve, i);
      *bins = g_new (guint16, 65536);
      for (int i = 0; i < 65536; i++)
        (*bins)[i] = bin_of[curve->bin_of[i]];
      *local = curve->local;
    }
  g_free (curve);
  return is_local;
}
