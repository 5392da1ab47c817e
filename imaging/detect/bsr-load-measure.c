#include "bsr-load-measure.h"

#include <math.h>

#include "bsr-load-outline.h"
#include "bsr-quantile.h"

/* Places that texture is told by: about a carton, a hand, and a cell of the grid. */
#define COARSE_MM 300.0
#define MIDDLE_MM 75.0
/* A place counts where so much of it holds load. */
#define LEAST_LOADED 0.9
/* Fewer places say nothing of a spread. */
#define LEAST_PLACES 6
/* Relative spreads below this are all the same: the scan's own grain. */
#define LEAST_SPREAD 0.003
/* Repetition is looked for between a small carton and a big bag, and must come back at least twice. */
#define LEAST_PERIOD_MM 90.0
#define MOST_PERIOD_MM 1500.0
#define LEAST_REPEATS 2.5
/* Weaker ones are chance. */
#define LEAST_REPEAT 0.15
/* A period falls between two steps of the profile where its multiple may fall onto one. */
#define FIRST_CREST 0.6
/* Places of goods: aluminium lies at a third between cellulose and steel; the middles to either side
 * part the classes. */
#define INORGANIC_FROM 0.17
#define METAL_FROM 0.67
/* A place's material is told by so many of its cells. */
#define LEAST_TOLD 0.5

/* Sums over a place. */
typedef struct
{
  double mass, squares, noise; /* g/cm2, its squares, variance by noise */
  int n, n_loaded;
} Place;

static Place
sum_place (const BsrLoadLook *look, BsrBox box)
{
  Place place = { 0 };
  for (int y = box.y; y < box.y + box.height; y++)
    {
      const float *mass = bsr_plane_row_f32 (bsr_load_map_mass (look->map), y);
      const guint8 *cells = bsr_plane_row_u8 (bsr_load_map_cells (look->map), y);
      const float *variance = bsr_plane_row_f32 (bsr_grid_variance (look->grid), y);
      for (int x = box.x; x < box.x + box.width; x++)
        {
          place.n++;
          if (cells[x] != BSR_LOAD_SEEN)
            continue;
          place.n_loaded++;
          place.mass += (double) mass[x];
          place.squares += (double) mass[x] * (double) mass[x];
          place.noise += (double) variance[x];
        }
    }
  return place;
}

static gboolean
is_full (int n_loaded, int n)
{
  return n > 0 && n_loaded >= LEAST_LOADED * n;
}

static gboolean
holds_load (const BsrLoadLook *look, BsrBox box)
{
  int n_loaded = 0;
  for (int y = box.y; y < box.y + box.height; y++)
    {
      const guint8 *cells = bsr_plane_row_u8 (bsr_load_map_cells (look->map), y) + box.x;
      for (int x = 0; x < box.width; x++)
        n_loaded += cells[x] == BSR_LOAD_SEEN;
    }
  return is_full (n_loaded, box.width * box.height);
}

/* Variance of the values; their mean into @mean. */
static double
variance_of (const GArray *values, double *mean)
{
  double sum = 0.0, squares = 0.0;
  for (guint i = 0; i < values->len; i++)
    sum += g_array_index (values, double, i);
  *mean = values->len > 0 ? sum / values->len : 0.0;
  for (guint i = 0; i < values->len; i++)
    {
      double apart = g_array_index (values, double, i) - *mean;
      squares += apart * apart;
    }
  return values->len > 1 ? squares / (values->len - 1) : 0.0;
}

static double
skewness_of (const GArray *values)
{
  double mean, variance = variance_of (values, &mean), cubes = 0.0;
  for (guint i = 0; i < values->len; i++)
    cubes += pow (g_array_index (values, double, i) - mean, 3.0);
  return variance > 0.0 ? cubes / values->len / pow (variance, 1.5) : 0.0;
}

static float
log_spread (double variance, double mean)
{
  return logf ((float) MAX (sqrt (MAX (variance, 0.0)) / mean, LEAST_SPREAD));
}

/* Means of the middle places of a coarse one into @middles and @all; FALSE where it is not full. */
static gboolean
visit_coarse (const BsrLoadLook *look, BsrBox box, GArray *middles, GArray *all, double *fine, int *n_fine)
{
  if (!holds_load (look, box))
    return FALSE;
  int across = bsr_grid_across (look->grid, MIDDLE_MM), down = bsr_grid_down (look->grid, MIDDLE_MM);
  g_array_set_size (middles, 0);
  for (int y = box.y; y + down <= box.y + box.height; y += down)
    for (int x = box.x; x + across <= box.x + box.width; x += across)
      {
        Place place = sum_place (look, (BsrBox){ x, y, across, down });
        if (!is_full (place.n_loaded, place.n))
          continue;
        double mean = place.mass / place.n_loaded;
        g_array_append_val (middles, mean);
        g_array_append_val (all, mean);
        double spread = place.squares / place.n_loaded - mean * mean;
        /* mm2 of steel to (g/cm2)2: 0.75 g/cm2 a mm, whatever the material, is near enough here */
        *fine += MAX (spread - 0.5625 * place.noise / place.n_loaded, 0.0);
        ++*n_fine;
      }
  return TRUE;
}

static void
measure_spreads (const BsrLoadLook *look, BsrBox box, float *values)
{
  int across = bsr_grid_across (look->grid, COARSE_MM), down = bsr_grid_down (look->grid, COARSE_MM);
  int step_x = MAX (1, across / 2), step_y = MAX (1, down / 2);
  g_autoptr (GArray) coarse = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) middles = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  double middle = 0.0, fine = 0.0, mean;
  int n_fine = 0;

  for (int y = box.y; y + down <= box.y + box.height; y += step_y)
    for (int x = box.x; x + across <= box.x + box.width; x += step_x)
      if (visit_coarse (look, (BsrBox){ x, y, across, down }, middles, all, &fine, &n_fine))
        {
          middle += variance_of (middles, &mean);
          g_array_append_val (coarse, mean);
        }
  if (coarse->len < LEAST_PLACES)
    return;
  double variance = variance_of (coarse, &mean);
  values[BSR_LOAD_MEASURE_SPREAD_COARSE] = log_spread (variance, mean);
  values[BSR_LOAD_MEASURE_SPREAD_MIDDLE] = log_spread (middle / coarse->len, mean);
  values[BSR_LOAD_MEASURE_SPREAD_FINE] = log_spread (fine / MAX (n_fine, 1), mean);
  values[BSR_LOAD_MEASURE_SKEWNESS] = (float) skewness_of (all);
}

/* Height, outline and the median thickness within it. */
static int
measure_outline (const BsrLoadLook *look, int from, int to, float *values)
{
  BsrBox space = bsr_load_map_space (look->map);
  g_autofree float *tops = g_new (float, to - from);
  g_autoptr (GArray) mass = g_array_new (FALSE, FALSE, sizeof (float));
  int n_outline = 0, n_free = 0, n = 0;
  for (int x = from; x < to; x++)
    {
      int top = bsr_load_column_top (look, x) - space.y;
      if (top >= space.height)
        continue;
      tops[n++] = (float) top;
      for (int y = space.y + top; y < space.y + space.height; y++)
        {
          BsrLoadCell cell = bsr_plane_row_u8 (bsr_load_map_cells (look->map), y)[x];
          n_outline += cell != BSR_LOAD_SUPPOSED;
          n_free += cell == BSR_LOAD_NONE;
          if (cell == BSR_LOAD_SEEN)
            g_array_append_val (mass, bsr_plane_row_f32 (bsr_load_map_mass (look->map), y)[x]);
        }
    }
  if (n == 0 || mass->len == 0)
    return space.y + space.height;
  int median = (int) bsr_select_f32 (tops, n, n / 2), tenth = (int) bsr_select_f32 (tops, n, n / 10);
  float middle = bsr_select_f32 ((float *) mass->data, (int) mass->len, (int) mass->len / 2);
  values[BSR_LOAD_MEASURE_MASS_THICKNESS] = logf (MAX (middle, 0.1F));
  values[BSR_LOAD_MEASURE_FILL_HEIGHT] = 1.0F - (float) median / (float) space.height;
  values[BSR_LOAD_MEASURE_GAPS] = (float) n_free / (float) MAX (n_outline, 1);
  return space.y + tenth;
}

/* Takes out of @profile what changes over more than @longest steps, into @flat. */
static void
flatten (const float *profile, int n, int longest, double *flat)
{
  for (int i = 0; i < n; i++)
    {
      double sum = 0.0;
      int first = MAX (0, i - longest / 2), last = MIN (n - 1, i + longest / 2);
      for (int j = first; j <= last; j++)
        sum += (double) profile[j];
      flat[i] = (double) profile[i] - sum / (last - first + 1);
    }
}

/* Correlation of @flat with itself @lag steps on. */
static double
repeat_at (const double *flat, int n, int lag)
{
  double both = 0.0, here = 0.0, there = 0.0;
  for (int i = 0; i + lag < n; i++)
    {
      both += flat[i] * flat[i + lag];
      here += flat[i] * flat[i];
      there += flat[i + lag] * flat[i + lag];
    }
  return here > 0.0 && there > 0.0 ? both / sqrt (here * there) : 0.0;
}

static gboolean
is_crest (const double *repeats, int lag)
{
  return repeats[lag] >= repeats[lag - 1] && repeats[lag] >= repeats[lag + 1];
}

/* The profile's repetition: of the crests of its autocorrelation beyond the first dip, once what
 * changes over more than the longest period was taken out, the first that is nearly as high as the
 * highest, for multiples of a period repeat as well. @repeat: the highest. */
static double
find_period (const float *profile, int n, double step_mm, float *repeat)
{
  int least = (int) ceil (LEAST_PERIOD_MM / step_mm);
  int most = MIN ((int) (MOST_PERIOD_MM / step_mm), (int) (n / LEAST_REPEATS));
  if (most <= least)
    return (double) NAN;
  g_autofree double *flat = g_new (double, n), *repeats = g_new0 (double, most + 2);
  flatten (profile, n, most, flat);
  for (int lag = 1; lag <= most + 1; lag++)
    repeats[lag] = repeat_at (flat, n, lag);

  int first = 2;
  while (first < most && repeats[first] <= repeats[first - 1])
    first++;
  first = MAX (first, least);
  double highest = 0.0;
  for (int lag = first; lag <= most; lag++)
    if (is_crest (repeats, lag))
      highest = MAX (highest, repeats[lag]);
  *repeat = (float) MIN (highest, 1.0);
  for (int lag = first; lag <= most && highest >= LEAST_REPEAT; lag++)
    if (is_crest (repeats, lag) && repeats[lag] >= FIRST_CREST * highest)
      return lag * step_mm;
  return (double) NAN;
}

/* Mean load of each column (or row), the outline's box at a time. */
static void
measure_periods (const BsrLoadLook *look, BsrBox box, float *values)
{
  if (bsr_box_is_empty (box))
    return;
  g_autofree float *across = g_new0 (float, box.width), *up = g_new0 (float, box.height);
  for (int y = 0; y < box.height; y++)
    {
      const float *mass = bsr_plane_row_f32 (bsr_load_map_mass (look->map), box.y + y) + box.x;
      for (int x = 0; x < box.width; x++)
        {
          across[x] += mass[x] / (float) box.height;
          up[y] += mass[x] / (float) box.width;
        }
    }
  float repeat = 0.0F;
  double period = find_period (across, box.width, bsr_grid_cell_width_mm (look->grid), &repeat);
  values[BSR_LOAD_MEASURE_PERIOD_ACROSS] = (float) log (period);
  values[BSR_LOAD_MEASURE_REPEAT_ACROSS] = repeat;
  repeat = 0.0F;
  period = find_period (up, box.height, bsr_grid_cell_height_mm (look->grid), &repeat);
  values[BSR_LOAD_MEASURE_PERIOD_UP] = (float) log (period);
  values[BSR_LOAD_MEASURE_REPEAT_UP] = repeat;
}

static void
measure_layering (const BsrLoadLook *look, BsrBox box, float *values)
{
  double along = 0.0, upwards = 0.0;
  for (int y = box.y + 1; y < box.y + box.height; y++)
    {
      const guint8 *cells = bsr_plane_row_u8 (bsr_load_map_cells (look->map), y);
      const guint8 *cells_above = bsr_plane_row_u8 (bsr_load_map_cells (look->map), y - 1);
      const float *mass = bsr_plane_row_f32 (bsr_load_map_mass (look->map), y);
      const float *above = bsr_plane_row_f32 (bsr_load_map_mass (look->map), y - 1);
      for (int x = box.x + 1; x < box.x + box.width; x++)
        {
          if (cells[x] != BSR_LOAD_SEEN || cells[x - 1] != BSR_LOAD_SEEN
              || cells_above[x] != BSR_LOAD_SEEN)
            continue;
          double left = (double) mass[x] - (double) mass[x - 1];
          double up = (double) mass[x] - (double) above[x];
          along += left * left;
          upwards += up * up;
        }
    }
  if (along > 0.0 && upwards > 0.0)
    values[BSR_LOAD_MEASURE_LAYERING] = (float) (0.5 * log (upwards / along));
}

typedef struct
{
  double place, mass, attenuation;
  gboolean told;
} PlaceMaterial;

static PlaceMaterial
place_material (const BsrLoadLook *look, BsrBox box)
{
  double sum = 0.0, weights = 0.0, high = 0.0;
  PlaceMaterial material = { 0 };
  int n = 0;
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      {
        double place, weight;
        if (bsr_plane_row_u8 (bsr_load_map_cells (look->map), y)[x] != BSR_LOAD_SEEN)
          continue;
        material.mass += (double) bsr_plane_row_f32 (bsr_load_map_mass (look->map), y)[x];
        weight = bsr_load_places_at (look->places, x, y, &place);
        if (!(weight > 0.0))
          continue;
        n++;
        sum += weight * place;
        weights += weight;
        high += (double) bsr_plane_row_f32 (bsr_grid_attenuation (look->grid, 0), y)[x];
      }
  material.told = n > 0 && n >= LEAST_TOLD * (double) bsr_box_area (box) * LEAST_LOADED;
  if (!material.told)
    return material;
  material.place = sum / weights;
  material.attenuation = high / n;
  return material;
}

static void
measure_materials (const BsrLoadLook *look, BsrBox box, BsrLoadMeasures *measures)
{
  int across = bsr_grid_across (look->grid, COARSE_MM), down = bsr_grid_down (look->grid, COARSE_MM);
  double organic = 0.0, inorganic = 0.0, metal = 0.0, unknown = 0.0;
  double sum = 0.0, squares = 0.0, weights = 0.0, attenuation = 0.0;
  int n = 0;
  for (int y = box.y; y + down / 2 <= box.y + box.height; y += down)
    for (int x = box.x; x + across / 2 <= box.x + box.width; x += across)
      {
        BsrBox place = bsr_box_intersect ((BsrBox){ x, y, across, down }, box);
        PlaceMaterial material = place_material (look, place);
        double *share = !material.told                    ? &unknown
                        : material.place < INORGANIC_FROM ? &organic
                        : material.place < METAL_FROM     ? &inorganic
                                                          : &metal;
        *share += material.mass;
        if (!material.told)
          continue;
        n++;
        sum += material.mass * material.place;
        squares += material.mass * material.place * material.place;
        weights += material.mass;
        attenuation += material.attenuation;
      }
  double all = organic + inorganic + metal + unknown;
  if (!(weights > 0.0) || !(all > 0.0))
    return;
  double mean = sum / weights;
  measures->materials = (BsrMaterialShares){ organic / all, inorganic / all, metal / all, unknown / all };
  measures->material_error = bsr_load_places_ratio_error (look->places, attenuation / n);
  measures->descriptor.values[BSR_LOAD_MEASURE_MATERIAL] = (float) mean;
  if (n >= LEAST_PLACES)
    measures->descriptor.values[BSR_LOAD_MEASURE_MATERIAL_SPREAD]
        = (float) sqrt (MAX (squares / weights - mean * mean, 0.0));
}

BsrLoadMeasures
bsr_load_measure (const BsrLoadLook *look, int from, int to, const BsrLoadMass *mass)
{
  BsrLoadMeasures measures = { .descriptor = bsr_load_descriptor_blank (),
                               .materials = { .unknown = 1.0 },
                               .material_error = (double) NAN };
  g_return_val_if_fail (look != NULL && mass != NULL && from < to, measures);

  BsrBox space = bsr_load_map_space (look->map);
  float *values = measures.descriptor.values;
  measures.top = measure_outline (look, from, to, values);
  BsrBox box = { from, measures.top, to - from, space.y + space.height - measures.top };
  if (bsr_box_is_empty (box) || !(mass->loaded_mm2 > 0.0))
    return measures;
  /* kg over mm3 to g over cm3 */
  double volume_mm3 = mass->loaded_mm2 * BSR_LOAD_INNER_WIDTH_MM;
  values[BSR_LOAD_MEASURE_BULK_DENSITY] = (float) log (MAX (mass->kg, 0.1) * 1e6 / volume_mm3);
  measure_spreads (look, box, values);
  measure_periods (look, box, values);
  measure_layering (look, box, values);
  if (look->places != NULL)
    measure_materials (look, box, &measures);
  return measures;
}
