#include "bsr-energy-match.h"

#include <math.h>

#include "bsr-energy-pair.h"
#include "bsr-quantile.h"
#include "bsr-wedge.h"

/* Shifts that are looked at: curves are worked out for each, and taken as straight between. */
#define LEAST_SHIFT -0.3
#define SHIFT_STEP 0.05
#define N_SHIFTS 25
#define FINE 10 /* steps to one of these */
/* What scanners are off by before anything was measured: two were compared, a rail portal (0.4)
 * and a Geant4 portal's calibration (0.07 to 0.1; plalor/semiZ). */
#define PRIOR_SD 0.3

/* Places: squares of so many of the radiograph's cells (60 mm), of like attenuation. */
#define BLOCK 4
#define ALIKE_SHARE 0.15
#define ALIKE_SIGMAS 4.0
/* Most places that are looked at, spread evenly. */
#define MOST_BLOCKS 4000

/* Attenuations of what is thin: from two walls of 1.6 mm of corrugated steel seen slanted (0.1 at 6
 * MV; what is thinner is more the open beam's error than the wall) to 20 mm of steel: walls, posts,
 * roof and floor. And of what is thick enough to be told by, and not yet dark. */
#define THIN_FROM 0.15
#define THIN_TO 0.6
#define THICK_TO 4.0
/* Light goods between the walls pull what is thin towards organic: by this share of the way, one
 * standard deviation. */
#define THIN_DOUBT 0.2
#define LEAST_THIN 20

/* Beyond all materials: by more standard deviations than this; one place in twenty may be. */
#define BEYOND_SIGMAS 2.0
#define BEYOND_SHARE 0.05
/* What is left between materials when the shift is right: carbon, iron and lead of 100 g/cm2 in the
 * calibration of a Geant4 portal (plalor/semiZ) lie within this share of one shift. */
#define LEAST_MISFIT 0.003
#define MISFIT_STEP 1.25
/* With as much nothing could be told even at 9/6 MV, where organic and metal are 6 % apart. */
#define MOST_MISFIT 0.04
/* Where even the best shift is off by so many standard deviations the scanner is another one. */
#define MOST_SIGMAS 4.0

/* The outermost curves: nothing has a higher ratio than matter full of hydrogen, nor a lower one
 * than the lowest of iron, tin and lead, whichever that is at the energy and thickness. */
typedef enum
{
  EDGE_HYDROGEN,
  EDGE_STEEL,
  EDGE_TIN,
  EDGE_LEAD,
  EDGE_ORGANIC,
  N_EDGES,
} Edge;
static const char *const edges[N_EDGES] = { "polyethylene", "steel", "tin", "lead", "cellulose" };

#define N_LEVELS 81 /* of attenuation, BSR_WEDGE_ATTENUATION apart in all */

typedef struct
{
  double ratio[N_SHIFTS][N_EDGES][N_LEVELS];
  GArray *thin, *thick; /* of BsrEnergyPair */
  double thin_ratio, thin_sd, thin_high; /* of what is thin: median, at a mean attenuation */
} Match;

static gboolean
has_two_energies (const BsrRadiograph *radiograph)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  if (bsr_radiograph_n_planes (radiograph) < 2 || acquisition->n_planes < 2
      || acquisition->modality == BSR_MODALITY_BACKSCATTER)
    return FALSE;
  double high = acquisition->planes[0].energy_mv, low = acquisition->planes[1].energy_mv;
  return isfinite (high) && isfinite (low) && low > 0.0 && high > low;
}

void
bsr_energy_match_spectra (const BsrRadiograph *radiograph, double shift, BsrSpectrum *high,
                          BsrSpectrum *low)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  double first = acquisition->planes[0].energy_mv, second = acquisition->planes[1].energy_mv;
  gboolean lines = acquisition->modality == BSR_MODALITY_GAMMA;
  *high = lines ? bsr_spectrum_line (first) : bsr_spectrum_bremsstrahlung (first);
  *low = lines ? bsr_spectrum_line (second)
               : bsr_spectrum_bremsstrahlung (second + shift * (first - second));
}

static double
level_of (int i)
{
  return BSR_WEDGE_ATTENUATION * i / (N_LEVELS - 1);
}

static void
work_out (Match *match, const BsrRadiograph *radiograph)
{
  g_autofree BsrWedge *wedge = g_new (BsrWedge, 1);
  for (int s = 0; s < N_SHIFTS; s++)
    {
      BsrSpectrum high, low;
      bsr_energy_match_spectra (radiograph, LEAST_SHIFT + s * SHIFT_STEP, &high, &low);
      for (int e = 0; e < N_EDGES; e++)
        {
          int step = 0;
          bsr_wedge_init (wedge, &high, &low, bsr_material_by_id (edges[e]));
          for (int i = 0; i < N_LEVELS; i++)
            {
              double g_cm2;
              bsr_wedge_look_up (wedge, level_of (i), &step, &match->ratio[s][e][i], &g_cm2);
            }
        }
    }
}

/* Ratio of edge @e at @fine steps of the shift and attenuation @high. */
static double
ratio_at (const Match *match, int fine, Edge e, double high)
{
  int s = MIN (fine / FINE, N_SHIFTS - 2);
  double part = (double) (fine - s * FINE) / FINE;
  double at = CLAMP (high / BSR_WEDGE_ATTENUATION, 0.0, 1.0) * (N_LEVELS - 1);
  int i = MIN ((int) at, N_LEVELS - 2);
  const double *a = match->ratio[s][e] + i, *b = match->ratio[s + 1][e] + i;
  double share = at - i;
  return (1.0 - part) * (a[0] + share * (a[1] - a[0])) + part * (b[0] + share * (b[1] - b[0]));
}

/* The cells of a place together: %FALSE where they are not of one thing or say too little. */
static gboolean
take_place (const BsrRadiograph *radiograph, const BsrCells *cells, int x, int y,
            BsrEnergyPair *place)
{
  guint64 high = 0, low = 0, n = 0;
  guint least = G_MAXUINT16, most = 0;
  for (int j = y; j < MIN (y + BLOCK, cells->height); j++)
    for (int i = x; i < MIN (x + BLOCK, cells->width); i++)
      {
        const BsrCell *cell = &bsr_cells_row (cells, j)[i];
        high += (guint64) cell->high * cell->n_both;
        low += (guint64) cell->low * cell->n_both;
        n += cell->n_both;
        least = MIN (least, cell->n_both > 0 ? cell->high : 0);
        most = MAX (most, cell->high);
      }
  guint64 pixels = (guint64) BLOCK * BLOCK * cells->across * cells->down;
  if (2 * n < pixels || least == 0)
    return FALSE;
  double mean_high = (double) high / (double) n / BSR_ATTENUATION_STEPS;
  double mean_low = (double) low / (double) n / BSR_ATTENUATION_STEPS;
  double cell_noise = bsr_radiograph_noise (radiograph, 0, mean_high)
                      / sqrt ((double) n / (BLOCK * BLOCK));
  double spread = (double) (most - least) / BSR_ATTENUATION_STEPS;
  if (spread > MAX (ALIKE_SHARE * mean_high, ALIKE_SIGMAS * cell_noise))
    return FALSE;
  bsr_energy_pair_init (place, radiograph, mean_high, mean_low, (double) n);
  return TRUE;
}

static void
gather (Match *match, const BsrRadiograph *radiograph)
{
  const BsrCells *cells = bsr_radiograph_cells (radiograph);
  double all = (double) cells->width * cells->height / (BLOCK * BLOCK);
  int stride = BLOCK * MAX ((int) ceil (sqrt (all / MOST_BLOCKS)), 1);
  for (int y = 0; y < cells->height; y += stride)
    for (int x = 0; x < cells->width; x += stride)
      {
        BsrEnergyPair place;
        if (!take_place (radiograph, cells, x, y, &place))
          continue;
        if (place.high >= THIN_FROM && place.high < THIN_TO)
          g_array_append_val (match->thin, place);
        else if (place.high >= THIN_TO && place.high < THICK_TO)
          g_array_append_val (match->thick, place);
      }
}

static const BsrEnergyPair *
place_at (GArray *places, guint i)
{
  return &g_array_index (places, BsrEnergyPair, i);
}

/* The median ratio of what is thin, and how well it is known but for what it is made of. */
static void
measure_thin (Match *match)
{
  guint n = match->thin->len;
  if (n < LEAST_THIN)
    return;
  g_autofree double *ratios = g_new (double, n);
  double high = 0.0, common = 0.0, noise = 0.0;
  for (guint i = 0; i < n; i++)
    {
      const BsrEnergyPair *pair = place_at (match->thin, i);
      ratios[i] = pair->low / pair->high;
      high += pair->high;
      common += pair->common / pair->high;
      noise += pair->noise / pair->high;
    }
  match->thin_ratio = bsr_select_f64 (ratios, (int) n, (int) n / 2);
  match->thin_high = high / n;
  match->thin_sd = hypot (common / n, noise / n / sqrt (n));
}

/* Share of what is thick that lies beyond all materials. */
static double
share_beyond (const Match *match, int fine, double misfit)
{
  guint n = match->thick->len, n_beyond = 0;
  for (guint i = 0; i < n; i++)
    {
      const BsrEnergyPair *pair = place_at (match->thick, i);
      double sd = sqrt (pair->noise * pair->noise + pair->common * pair->common
                        + misfit * misfit * pair->low * pair->low);
      double most = ratio_at (match, fine, EDGE_HYDROGEN, pair->high);
      double least = most;
      for (int e = EDGE_STEEL; e <= EDGE_LEAD; e++)
        least = MIN (least, ratio_at (match, fine, e, pair->high));
      n_beyond += pair->low > most * pair->high + BEYOND_SIGMAS * sd
                  || pair->low < least * pair->high - BEYOND_SIGMAS * sd;
    }
  return n > 0 ? (double) n_beyond / n : 0.0;
}

/* Half squares of what is off, in standard deviations. */
static double
penalty (const Match *match, int fine, double misfit)
{
  double shift = LEAST_SHIFT + fine * SHIFT_STEP / FINE;
  double sum = shift * shift / (PRIOR_SD * PRIOR_SD);
  if (match->thin_sd > 0.0)
    {
      double steel = ratio_at (match, fine, EDGE_STEEL, match->thin_high);
      double organic = ratio_at (match, fine, EDGE_ORGANIC, match->thin_high);
      double sd = hypot (match->thin_sd, THIN_DOUBT * (organic - steel));
      double off = (match->thin_ratio - steel) / hypot (sd, misfit * match->thin_ratio);
      sum += off * off;
    }
  double beyond = share_beyond (match, fine, misfit) - BEYOND_SHARE;
  if (beyond > 0.0)
    sum += beyond * beyond / (BEYOND_SHARE * BEYOND_SHARE);
  return 0.5 * sum;
}

/* Mean and standard deviation of the shift by its chances; the least penalty. */
static double
weigh (const Match *match, double misfit, BsrEnergyMatch *found)
{
  enum { N = (N_SHIFTS - 1) * FINE + 1 };
  double penalties[N], least = INFINITY, sum = 0.0, first = 0.0, second = 0.0;
  for (int i = 0; i < N; i++)
    {
      penalties[i] = penalty (match, i, misfit);
      least = MIN (least, penalties[i]);
    }
  for (int i = 0; i < N; i++)
    {
      double chance = exp (least - penalties[i]), shift = LEAST_SHIFT + i * SHIFT_STEP / FINE;
      sum += chance;
      first += chance * shift;
      second += chance * shift * shift;
    }
  found->shift = first / sum;
  found->shift_sd = sqrt (MAX (second / sum - found->shift * found->shift, 0.0));
  return least;
}

static int
fine_of (double shift)
{
  return (int) lrint ((shift - LEAST_SHIFT) / SHIFT_STEP * FINE);
}

/* The least misfit with which no more places lie beyond all materials than may. */
static double
find_misfit (const Match *match, double shift)
{
  double misfit = LEAST_MISFIT;
  while (misfit < MOST_MISFIT && share_beyond (match, fine_of (shift), misfit) > BEYOND_SHARE)
    misfit *= MISFIT_STEP;
  return MIN (misfit, MOST_MISFIT);
}

gboolean
bsr_energy_match_measure (BsrEnergyMatch *match, const BsrRadiograph *radiograph)
{
  g_return_val_if_fail (match != NULL && radiograph != NULL, FALSE);
  *match = (BsrEnergyMatch){ .misfit = LEAST_MISFIT };
  if (!has_two_energies (radiograph))
    return FALSE;
  if (bsr_radiograph_acquisition (radiograph)->modality == BSR_MODALITY_GAMMA)
    return TRUE;

  g_autofree Match *job = g_new0 (Match, 1);
  job->thin = g_array_new (FALSE, FALSE, sizeof (BsrEnergyPair));
  job->thick = g_array_new (FALSE, FALSE, sizeof (BsrEnergyPair));
  work_out (job, radiograph);
  gather (job, radiograph);
  measure_thin (job);
  match->n_thin = (int) job->thin->len;
  match->n_thick = (int) job->thick->len;

  /* Once for the shift, with which the misfit is found, with which the shift is known less well. */
  weigh (job, LEAST_MISFIT, match);
  match->misfit = find_misfit (job, match->shift);
  double least = weigh (job, match->misfit, match);
  match->outside = share_beyond (job, fine_of (match->shift), LEAST_MISFIT);
  g_array_unref (job->thin);
  g_array_unref (job->thick);
  return match->misfit < MOST_MISFIT && least <= 0.5 * MOST_SIGMAS * MOST_SIGMAS;
}
