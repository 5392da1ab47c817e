#include "bsr-dual-curve.h"

#include <math.h>

#include "bsr-quantile.h"

/* A cell says something while so much of it is alive, and no more of it is opaque. */
#define MIN_GOOD 0.5F
#define MAX_OPAQUE 0.02F
/* Standard deviation of a cell's attenuations together, beyond which materials (a few percent of
 * the attenuation apart) cannot be told in any number of cells: what is left there is bias of the
 * logarithm and scatter. */
#define MAX_CELL_NOISE 0.08F
/* Cells that a scan, and a bin, must have. */
#define MIN_CELLS 200
#define MIN_BIN_CELLS 8
/* Rounds of the fit; Tukey's biweight at this many robust standard deviations. */
#define ROUNDS 8
#define TUKEY 4.685
#define SD_OF_MEDIAN_DEVIATION 1.4826
/* A bin's own median counts over the polynomial by how many cells it has against this share of all:
 * what is hidden and fills its bin alone is smaller. */
#define OWN_SHARE 0.02
/* The densest of the load is no part of the fit: what is hidden may be denser than all else, and
 * would be fitted itself. Two percent are half a square metre of a long container's load. */
#define DENSEST_SHARE 0.02
#define N_COEFFICIENTS BSR_DUAL_CURVE_COEFFICIENTS

typedef struct
{
  int n;
  double high, low; /* mean and median */
  double weight;
} Bin;

gboolean
bsr_dual_curve_sees (const BsrGrid *grid, int x, int y)
{
  float high = bsr_plane_row_f32 (bsr_grid_attenuation_variance (grid, 0), y)[x];
  float low = bsr_plane_row_f32 (bsr_grid_attenuation_variance (grid, 1), y)[x];
  return bsr_plane_row_f32 (bsr_grid_good (grid), y)[x] >= MIN_GOOD
         && bsr_plane_row_f32 (bsr_grid_opaque (grid), y)[x] <= MAX_OPAQUE
         && high + low <= MAX_CELL_NOISE * MAX_CELL_NOISE;
}

static double
median (double *values, int n)
{
  return n > 0 ? bsr_select_f64 (values, n, n / 2) : 0.0;
}

static double
polynomial (const double *coefficients, double x)
{
  double sum = 0.0;
  for (int i = N_COEFFICIENTS - 1; i >= 0; i--)
    sum = sum * x + coefficients[i];
  return sum;
}

/* Solves the normal equations of the weighted fit with a trace of ridge, by Cholesky. */
static void
fit_polynomial (const Bin *bins, int n, double *coefficients)
{
  double a[N_COEFFICIENTS][N_COEFFICIENTS] = { 0 }, b[N_COEFFICIENTS] = { 0 };
  for (int k = 0; k < n; k++)
    {
      double power[N_COEFFICIENTS] = { 1.0 };
      for (int i = 1; i < N_COEFFICIENTS; i++)
        power[i] = power[i - 1] * bins[k].high;
      for (int i = 0; i < N_COEFFICIENTS; i++)
        {
          b[i] += bins[k].weight * power[i] * (bins[k].low - bins[k].high);
          for (int j = 0; j < N_COEFFICIENTS; j++)
            a[i][j] += bins[k].weight * power[i] * power[j];
        }
    }
  double trace = 0.0;
  for (int i = 0; i < N_COEFFICIENTS; i++)
    trace += a[i][i];
  for (int i = 0; i < N_COEFFICIENTS; i++)
    a[i][i] += 1e-6 * trace + 1e-300;
  for (int i = 0; i < N_COEFFICIENTS; i++)
    for (int j = 0; j <= i; j++)
      {
        for (int k = 0; k < j; k++)
          a[i][j] -= a[i][k] * a[j][k];
        a[i][j] = i == j ? sqrt (MAX (a[i][i], 1e-300)) : a[i][j] / a[j][j];
      }
  for (int i = 0; i < N_COEFFICIENTS; i++)
    {
      for (int k = 0; k < i; k++)
        b[i] -= a[i][k] * b[k];
      b[i] /= a[i][i];
    }
  for (int i = N_COEFFICIENTS - 1; i >= 0; i--)
    {
      for (int k = i + 1; k < N_COEFFICIENTS; k++)
        b[i] -= a[k][i] * b[k];
      b[i] /= a[i][i];
    }
  for (int i = 0; i < N_COEFFICIENTS; i++)
    coefficients[i] = b[i];
  coefficients[1] += 1.0; /* it was fitted to what the lower is above the higher */
}

/* Fits, leaving aside bins that are off the rest: what is hidden may have one for itself. */
static void
fit_bins (BsrDualCurve *curve, Bin *bins, int n)
{
  double apart[BSR_DUAL_CURVE_BINS], sorted[BSR_DUAL_CURVE_BINS];
  for (int i = 0; i < n; i++)
    bins[i].weight = bins[i].n;
  for (int round = 0; round < ROUNDS; round++)
    {
      fit_polynomial (bins, n, curve->coefficients);
      for (int i = 0; i < n; i++)
        {
          double rest = bins[i].low - polynomial (curve->coefficients, bins[i].high);
          apart[i] = fabs (rest) * sqrt (bins[i].n);
          sorted[i] = apart[i];
        }
      double reach = TUKEY * SD_OF_MEDIAN_DEVIATION * median (sorted, n) + 1e-12;
      for (int i = 0; i < n; i++)
        {
          double share = MIN (apart[i] / reach, 1.0);
          bins[i].weight = bins[i].n * (1.0 - share * share) * (1.0 - share * share);
        }
    }
}

typedef struct
{
  float high, low;
} Pair;

static GArray *
gather (const BsrGrid *grid, BsrBox space)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  for (int y = space.y; y < space.y + space.height; y++)
    for (int x = space.x; x < space.x + space.width; x++)
      if (bsr_dual_curve_sees (grid, x, y))
        {
          Pair pair = { bsr_plane_row_f32 (bsr_grid_attenuation (grid, 0), y)[x],
                        bsr_plane_row_f32 (bsr_grid_attenuation (grid, 1), y)[x] };
          g_array_append_val (pairs, pair);
        }
  return pairs;
}

/* Attenuation below which all but the densest of the load is. */
static double
find_most (GArray *pairs)
{
  g_autofree double *highs = g_new (double, pairs->len);
  int n = (int)pairs->len;
  for (int i = 0; i < n; i++)
    highs[i] = (double)g_array_index (pairs, Pair, i).high;
  double most = bsr_select_f64 (highs, n, (int)((1.0 - DENSEST_SHARE) * (n - 1)));
  guint n_kept = 0;
  for (int i = 0; i < n; i++)
    if ((double)g_array_index (pairs, Pair, i).high <= most)
      g_array_index (pairs, Pair, n_kept++) = g_array_index (pairs, Pair, i);
  g_array_set_size (pairs, n_kept);
  return MAX (most, 1e-3);
}

static int
bin_of (const BsrDualCurve *curve, const Pair *pair)
{
  int bin = (int)((double)pair->high / curve->most * BSR_DUAL_CURVE_BINS);
  return CLAMP (bin, 0, BSR_DUAL_CURVE_BINS - 1);
}

/* Pairs into bins of equal width; @at: which bin each is. Returns how many have enough. */
static int
fill_bins (const BsrDualCurve *curve, const GArray *pairs, Bin *bins, int *at)
{
  const Pair *all = (const Pair *)pairs->data;
  g_autofree double *above = g_new (double, pairs->len);
  int end[BSR_DUAL_CURVE_BINS] = { 0 }, n_bins = 0;
  double high[BSR_DUAL_CURVE_BINS] = { 0.0 };
  for (guint i = 0; i < pairs->len; i++)
    end[bin_of (curve, &all[i])]++;
  for (int i = 1; i < BSR_DUAL_CURVE_BINS; i++)
    end[i] += end[i - 1];
  for (guint i = pairs->len; i-- > 0;) /* ends become beginnings */
    {
      int bin = bin_of (curve, &all[i]);
      above[--end[bin]] = (double)(all[i].low - all[i].high);
      high[bin] += (double)all[i].high;
    }
  for (int i = 0; i < BSR_DUAL_CURVE_BINS; i++)
    {
      int n = (i + 1 < BSR_DUAL_CURVE_BINS ? end[i + 1] : (int)pairs->len) - end[i];
      if (n < MIN_BIN_CELLS)
        continue;
      at[n_bins] = i;
      bins[n_bins++] = (Bin){ n, high[i] / n, high[i] / n + median (above + end[i], n), 0.0 };
    }
  return n_bins;
}

BsrDualCurve
bsr_dual_curve_fit (const BsrGrid *grid, BsrBox space)
{
  BsrDualCurve curve = { .coefficients = { 0.0, 1.0 } };
  g_return_val_if_fail (grid != NULL && bsr_grid_n_planes (grid) >= 2, curve);

  g_autoptr (GArray) pairs = gather (grid, space);
  if (pairs->len < MIN_CELLS)
    return curve;
  curve.most = find_most (pairs);
  Bin bins[BSR_DUAL_CURVE_BINS];
  int at[BSR_DUAL_CURVE_BINS], n = fill_bins (&curve, pairs, bins, at);
  if (n < N_COEFFICIENTS)
    return curve;
  fit_bins (&curve, bins, n);
  curve.n_bins = BSR_DUAL_CURVE_BINS;
  for (int i = 0; i < n; i++)
    {
      double share = bins[i].n / (bins[i].n + OWN_SHARE * pairs->len);
      curve.correction[at[i]]
          = share * (bins[i].low - polynomial (curve.coefficients, bins[i].high));
    }
  return curve;
}

double
bsr_dual_curve_low (const BsrDualCurve *curve, double high)
{
  double inside = CLAMP (high, 0.0, curve->most);
  double low = polynomial (curve->coefficients, inside);
  if (high != inside) /* straight on beyond what was fitted */
    low += (high - inside) * (curve->coefficients[1] + 2.0 * curve->coefficients[2] * inside);
  if (curve->n_bins == 0)
    return low;
  double place = CLAMP (high / curve->most * curve->n_bins - 0.5, 0.0, curve->n_bins - 1.0);
  int i = MIN ((int)place, curve->n_bins - 2);
  double share = place - i;
  return low + (1.0 - share) * curve->correction[i] + share * curve->correction[i + 1];
}
