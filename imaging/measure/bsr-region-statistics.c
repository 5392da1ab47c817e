#include "bsr-region-statistics.h"

#include <math.h>
#include <string.h>

#include "bsr-region-mass.h"

/* Rows between looks at whether it was cancelled. */
#define ROWS_AT_ONCE 32
/* mm2 to m2, g/cm2 times mm2 to kg */
#define M2_PER_MM2 1e-6
#define KG_PER_G_CM2_MM2 1e-5
/* What did not let the beam through counts from so much on, mm2 (bsr-load.c), or where it is so
 * much of the region that its mass could be another by as much. */
#define OPAQUE_AREA_MM2 1e4
#define OPAQUE_SHARE 0.01
/* Share of the open beam that may come beside the straight way, and be taken for a transmission:
 * see bsr-load.c. */
#define STRAY_MOST 5e-3

typedef struct
{
  const BsrRadiograph *radiograph;
  BsrPlane *codes[2], *flags[2];
  int n_planes, n_codes[2];
  guint32 *counts[2]; /* pixels by code, those filled left out */
  float *stray;       /* by code of plane 0: share of the mass that stray radiation may hide */
  float *mass;        /* a row's, g/cm2 */
  gint64 n, n_dead, n_opaque;
  double mass_sum, hidden_sum, good_sum, good_squares; /* g/cm2 */
  const BsrMaterialCurves *curves; /* (nullable) */
  BsrEnergySums energies;
  BsrRegionMass *matched; /* (nullable) */
} Pass;

static void
begin_pass (Pass *pass, const BsrRadiograph *radiograph, const BsrMaterialCurves *curves, BsrBox box)
{
  *pass = (Pass){ .radiograph = radiograph,
                  .n_planes = MIN (bsr_radiograph_n_planes (radiograph), 2) };
  for (int i = 0; i < pass->n_planes; i++)
    {
      pass->codes[i] = bsr_radiograph_codes (radiograph, i);
      pass->flags[i] = bsr_radiograph_flags (radiograph, i);
      pass->n_codes[i] = bsr_radiograph_most_code (radiograph, i) + 1;
      pass->counts[i] = g_new0 (guint32, pass->n_codes[i]);
    }
  pass->mass = g_new (float, box.width);
  pass->curves = curves;
  pass->matched = curves != NULL ? bsr_region_mass_new (radiograph, curves, box) : NULL;
  pass->stray = g_new (float, pass->n_codes[0]);
  for (int i = 0; i < pass->n_codes[0]; i++)
    pass->stray[i] = (float) MIN (STRAY_MOST * exp ((double) i / BSR_ATTENUATION_STEPS), 1.0);
}

static void
end_pass (Pass *pass)
{
  for (int i = 0; i < pass->n_planes; i++)
    g_free (pass->counts[i]);
  g_clear_pointer (&pass->matched, bsr_region_mass_free);
  g_free (pass->mass);
  g_free (pass->stray);
}

static gboolean
is_filled (guint8 flags)
{
  return (flags & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)) != 0;
}

static void
count_span (Pass *pass, int y, BsrSpan span)
{
  const guint16 *codes = bsr_plane_row_u16 (pass->codes[0], y);
  const guint8 *flags = bsr_plane_row_u8 (pass->flags[0], y);
  int n = span.to - span.from;

  bsr_radiograph_read_mass (pass->radiograph, span.from, y, n, pass->mass);
  pass->n += n;
  for (int x = span.from; x < span.to; x++)
    {
      double mass = (double) pass->mass[x - span.from];
      float stray = pass->stray[codes[x]];
      pass->mass_sum += mass;
      pass->hidden_sum += mass * (double) stray;
      pass->n_opaque += (flags[x] & BSR_PIXEL_OPAQUE) != 0 || stray >= 1.0F;
      if (is_filled (flags[x]))
        {
          pass->n_dead++;
          continue;
        }
      pass->good_sum += mass;
      pass->good_squares += mass * mass;
      pass->counts[0][codes[x]]++;
    }
  for (int x = span.from; pass->n_planes > 1 && x < span.to; x++)
    if (!is_filled (bsr_plane_row_u8 (pass->flags[1], y)[x]))
      pass->counts[1][bsr_plane_row_u16 (pass->codes[1], y)[x]]++;
  if (pass->curves == NULL)
    return;
  bsr_energy_sums_add_run (&pass->energies, pass->radiograph, span.from, y, n);
  bsr_region_mass_add_run (pass->matched, span.from, y, n, pass->mass);
}

static gboolean
run_pass (Pass *pass, const BsrRegion *region, BsrBox box, GCancellable *cancellable,
          GError **error)
{
  g_autofree BsrSpan *spans = g_new (BsrSpan, region->n_points);
  for (int y = box.y; y < box.y + box.height; y++)
    {
      if (y % ROWS_AT_ONCE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      int n = bsr_region_row (region, box, y, spans);
      for (int i = 0; i < n; i++)
        count_span (pass, y, spans[i]);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static double
transmission_of (int code)
{
  return exp (-(double) code / BSR_ATTENUATION_STEPS);
}

static double
steel_of (const Pass *pass, int code)
{
  return bsr_radiograph_steel_of_codes (pass->radiograph)[code] / (double) BSR_STEEL_STEPS;
}

/* Of what each code stands for; @steel: mm of plane 0 instead of the transmission of plane @plane.
 */
static BsrSpread
spread_of (const Pass *pass, int plane, gboolean steel)
{
  double n = 0.0, mean = 0.0, squares = 0.0; /* Welford 1962, by groups */
  for (int code = 0; code < pass->n_codes[plane]; code++)
    {
      double count = pass->counts[plane][code];
      if (!(count > 0.0))
        continue;
      double value = steel ? steel_of (pass, code) : transmission_of (code), before = value - mean;
      n += count;
      mean += before * count / n;
      squares += count * before * (value - mean);
    }
  return n > 0.0 ? (BsrSpread){ mean, sqrt (squares / n) }
                 : (BsrSpread){ (double) NAN, (double) NAN };
}

/* A round step that BSR_REGION_BINS of reach @most. */
static double
round_step (double most)
{
  static const double steps[] = { 1.0, 2.0, 5.0, 10.0 };
  double least = MAX (most / BSR_REGION_BINS, 1e-6), power = pow (10.0, floor (log10 (least)));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= least * (1.0 - 1e-9))
      return steps[i] * power;
  return 10.0 * power;
}

static BsrHistogram
histogram_of (const Pass *pass, gboolean steel)
{
  BsrHistogram histogram = { 0 };
  double most = 0.0;
  for (int code = 0; code < pass->n_codes[0]; code++)
    if (pass->counts[0][code] > 0)
      most = MAX (most, steel ? steel_of (pass, code) : transmission_of (code));
  histogram.step = round_step (most);
  for (int code = 0; code < pass->n_codes[0]; code++)
    {
      double value = steel ? steel_of (pass, code) : transmission_of (code);
      int bin = (int) CLAMP (value / histogram.step, 0.0, BSR_REGION_BINS - 1.0);
      histogram.bins[bin] += pass->counts[0][code];
    }
  for (int i = 0; i < BSR_REGION_BINS; i++)
    histogram.most = MAX (histogram.most, histogram.bins[i]);
  return histogram;
}

/* By the energies that the scan was matched to, where they are known: stated ones are nominal, and
 * everything else that is said of a material goes by those. */
static void
match_mass (Pass *pass, double *uncertainty)
{
  double half_width;
  *uncertainty = bsr_radiograph_mass_uncertainty (pass->radiograph);
  if (pass->matched == NULL || !(pass->mass_sum > 0.0))
    return;
  double matched = bsr_region_mass_finish (pass->matched, &half_width);
  if (!(matched > 0.0))
    return;
  double ratio = matched / pass->mass_sum;
  *uncertainty = half_width / matched;
  pass->mass_sum *= ratio;
  pass->hidden_sum *= ratio;
  pass->good_sum *= ratio;
  pass->good_squares *= ratio * ratio;
}

static void
weigh (const Pass *pass, const BsrPitch *pitch, double uncertainty, BsrRegionStatistics *out)
{
  double mm2 = pitch->x_mm * pitch->y_mm, kg = pass->mass_sum * mm2 * KG_PER_G_CM2_MM2;
  double share = hypot (uncertainty, hypot (pitch->error_x, pitch->error_y));
  double hidden = pass->hidden_sum * mm2 * KG_PER_G_CM2_MM2;
  gboolean is_bound = (double) pass->n_opaque * mm2 >= OPAQUE_AREA_MM2
                      || (double) pass->n_opaque >= OPAQUE_SHARE * (double) pass->n;
  out->kg = kg;
  out->low_kg = MAX (kg * (1.0 - share), 0.0);
  out->high_kg = is_bound ? (double) INFINITY : kg + hypot (kg * share, hidden);
}

static void
conclude (Pass *pass, const BsrPitch *pitch, BsrRegionStatistics *out)
{
  double n = (double) pass->n, n_good = n - (double) pass->n_dead, uncertainty;
  match_mass (pass, &uncertainty);
  out->n_pixels = pass->n;
  out->n_planes = pass->n_planes;
  out->area_m2 = n * pitch->x_mm * pitch->y_mm * M2_PER_MM2;
  out->dead_share = (double) pass->n_dead / n;
  out->opaque_share = (double) pass->n_opaque / n;
  for (int i = 0; i < pass->n_planes; i++)
    out->transmission[i] = spread_of (pass, i, FALSE);
  out->steel_mm = spread_of (pass, 0, TRUE);
  double mean = pass->good_sum / n_good;
  out->mass_g_cm2
      = n_good > 0.0
            ? (BsrSpread){ mean, sqrt (MAX (pass->good_squares / n_good - mean * mean, 0.0)) }
            : (BsrSpread){ (double) NAN, (double) NAN };
  weigh (pass, pitch, uncertainty, out);
  out->steel = histogram_of (pass, TRUE);
  out->through = histogram_of (pass, FALSE);
  out->has_material = pass->curves != NULL;
  if (out->has_material)
    bsr_material_curves_judge (pass->curves, &pass->energies, &out->material);
}

gboolean
bsr_region_statistics (const BsrRegion *region, const BsrRadiograph *radiograph,
                       const BsrMaterialCurves *curves, const BsrPitch *pitch,
                       BsrRegionStatistics *statistics, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (region != NULL && radiograph != NULL && pitch != NULL, FALSE);
  g_return_val_if_fail (statistics != NULL, FALSE);

  memset (statistics, 0, sizeof *statistics);
  BsrBox all = { 0, 0, bsr_radiograph_width (radiograph), bsr_radiograph_height (radiograph) };
  BsrBox box = bsr_region_box (region, all);
  if (bsr_box_is_empty (box))
    return TRUE;

  Pass pass;
  begin_pass (&pass, radiograph, curves, box);
  gboolean done = run_pass (&pass, region, box, cancellable, error);
  if (done && pass.n > 0)
    conclude (&pass, pitch, statistics);
  end_pass (&pass);
  return done;
}
