#include "bsr-load-region.h"

#include <math.h>

#include "bsr-load-measure.h"
#include "bsr-load-outline.h"
#include "bsr-packing-traits.h"

/* The load is looked at in slices of so much of its length; a part has as many at least. */
#define SLICE_MM 150.0
#define LEAST_SLICES 6
/* What slices of one consignment differ by, as standard deviations: in ln of the mass thickness, in
 * height as a share of the inside's, in ln of the spread within a slice, in the material's place. */
#define SLICE_THICKNESS 0.25
#define SLICE_HEIGHT 0.15
#define SLICE_SPREAD 0.35
#define SLICE_MATERIAL 0.2
/* Price of another part: slices follow each other, so that chance makes runs. */
#define PART_PRICE 60.0
/* A slice holds load where so much of its area does. */
#define LEAST_AREA 0.03
/* What a package is deep, as a share of its length: cartons and bags lie along or across. */
#define LEAST_DEPTH 0.6
#define MOST_DEPTH 1.7
/* Of a load that is as opaque as that, only the outline is seen. */
#define MOST_OPAQUE 0.5
/* A package's repetition, in both directions, to be counted by. */
#define COUNTED_REPEAT 0.3F

enum
{
  THICKNESS,
  HEIGHT,
  SPREAD,
  MATERIAL,
  N_TRAITS,
};

typedef struct
{
  gboolean loaded;
  double traits[N_TRAITS]; /* over what slices differ by; NAN: not known */
} Slice;

static void
look_at_slice (const BsrLoadLook *look, int from, int to, Slice *slice)
{
  BsrBox space = bsr_load_map_space (look->map);
  double sum = 0.0, squares = 0.0, place_sum = 0.0, weights = 0.0;
  int n = 0, top_sum = 0;
  for (int x = from; x < to; x++)
    {
      int top = space.height;
      for (int y = space.y; y < space.y + space.height; y++)
        {
          if (bsr_plane_row_u8 (bsr_load_map_cells (look->map), y)[x] != BSR_LOAD_SEEN)
            continue;
          double mass = (double) bsr_plane_row_f32 (bsr_load_map_mass (look->map), y)[x], place;
          double weight = look->places != NULL ? bsr_load_places_at (look->places, x, y, &place) : 0.0;
          top = MIN (top, y - space.y);
          n++;
          sum += mass;
          squares += mass * mass;
          if (weight > 0.0)
            {
              place_sum += weight * place;
              weights += weight;
            }
        }
      top_sum += top;
    }
  double area = (double) (to - from) * space.height, mean = sum / MAX (n, 1);
  slice->loaded = n >= LEAST_AREA * area && mean > 0.0;
  if (!slice->loaded)
    return;
  double spread = sqrt (MAX (squares / n - mean * mean, 0.0)) / mean;
  slice->traits[THICKNESS] = log (mean) / SLICE_THICKNESS;
  slice->traits[HEIGHT] = (1.0 - top_sum / area) / SLICE_HEIGHT;
  slice->traits[SPREAD] = log (MAX (spread, 0.02)) / SLICE_SPREAD;
  slice->traits[MATERIAL] = weights > 0.0 ? place_sum / weights / SLICE_MATERIAL : (double) NAN;
}

/* Of the loaded slices before one, trait by trait. */
typedef struct
{
  int n[N_TRAITS];
  double sum[N_TRAITS], squares[N_TRAITS];
} Sums;

static Sums
sums_with (Sums sums, const Slice *slice)
{
  for (int t = 0; slice->loaded && t < N_TRAITS; t++)
    {
      double trait = slice->traits[t];
      if (isnan (trait))
        continue;
      sums.n[t]++;
      sums.sum[t] += trait;
      sums.squares[t] += trait * trait;
    }
  return sums;
}

/* Squared distance of the slices between two borders from their mean. */
static double
cost_of (const Sums *from, const Sums *to)
{
  double cost = 0.0;
  for (int t = 0; t < N_TRAITS; t++)
    {
      int n = to->n[t] - from->n[t];
      double sum = to->sum[t] - from->sum[t], squares = to->squares[t] - from->squares[t];
      if (n > 0)
        cost += MAX (squares - sum * sum / n, 0.0);
    }
  return cost;
}

/* First slices of the parts, into @firsts; returns how many. */
static int
part_slices (const Slice *slices, int n, int *firsts)
{
  g_autofree double *best = g_new (double, n + 1);
  g_autofree int *back = g_new0 (int, n + 1), *parts = g_new0 (int, n + 1);
  g_autofree Sums *before = g_new0 (Sums, n + 1);
  for (int i = 0; i < n; i++)
    before[i + 1] = sums_with (before[i], &slices[i]);
  best[0] = 0.0;
  for (int end = 1; end <= n; end++)
    {
      best[end] = INFINITY;
      for (int from = 0; from < end; from++)
        {
          gboolean whole = from == 0 && end == n;
          if ((end - from < LEAST_SLICES && !whole) || !isfinite (best[from])
              || parts[from] + 1 > BSR_LOAD_MOST_REGIONS)
            continue;
          double cost = best[from] + cost_of (&before[from], &before[end]) + PART_PRICE;
          if (cost >= best[end])
            continue;
          best[end] = cost;
          back[end] = from;
          parts[end] = parts[from] + 1;
        }
    }
  int n_parts = isfinite (best[n]) ? parts[n] : 0;
  for (int end = n, i = n_parts - 1; i >= 0; end = back[end], i--)
    firsts[i] = back[end];
  return n_parts;
}

/* How many packages fill the region, by the size at which it repeats. */
static void
count_packages (BsrLoadRegion *region)
{
  const float *values = region->descriptor.values;
  double length_m = exp ((double) values[BSR_LOAD_MEASURE_PERIOD_ACROSS]) / 1000.0;
  double height_m = exp ((double) values[BSR_LOAD_MEASURE_PERIOD_UP]) / 1000.0;
  region->packages_low = region->packages_high = (double) NAN;
  if (!(values[BSR_LOAD_MEASURE_REPEAT_ACROSS] >= COUNTED_REPEAT)
      || !(values[BSR_LOAD_MEASURE_REPEAT_UP] >= COUNTED_REPEAT) || !(length_m * height_m > 0.0))
    return;
  double package_m3 = length_m * length_m * height_m; /* as deep as long */
  region->packages_low = region->volume_m3 / (package_m3 * MOST_DEPTH);
  region->packages_high = region->volume_m3 / (package_m3 * LEAST_DEPTH);
}

/* That nothing parts a load is no trait of it where the beam did not get through. */
static void
forget_unseen_packing (BsrLoadRegion *region)
{
  if (region->opaque_fraction <= MOST_OPAQUE || region->packing.n_pieces > 1)
    return;
  region->packing.kind = BSR_PACKING_UNKNOWN;
  region->packing.confidence = 0.0;
}

BsrLoadRegion
bsr_load_region_measure (const BsrLoadLook *look, int from, int to)
{
  BsrLoadRegion region = { .materials.unknown = 1.0,
                           .material_error = (double) NAN,
                           .packages_low = (double) NAN,
                           .packages_high = (double) NAN,
                           .descriptor = bsr_load_descriptor_blank (),
                           .packing = bsr_packing_unknown () };
  g_return_val_if_fail (look != NULL, region);

  BsrBox space = bsr_load_map_space (look->map);
  from = MAX (from, space.x);
  to = MIN (to, space.x + space.width);
  if (from >= to)
    return region;
  BsrLoadMass mass = bsr_load_weigh (look->radiograph, look->grid, look->map, look->wall_sd_mm, from, to);
  BsrLoadMeasures measures = bsr_load_measure (look, from, to, &mass);
  g_autoptr (BsrLoadOutline) outline = bsr_load_outline_new (look, from, to);
  region = (BsrLoadRegion){
    .box = bsr_grid_to_pixels (look->grid, (BsrBox){ from, measures.top, to - from,
                                                     space.y + space.height - measures.top }),
    .length_mm = (to - from) * bsr_grid_cell_width_mm (look->grid),
    .mass_kg = mass.kg,
    .mass_kg_low = mass.low_kg,
    .mass_kg_high = mass.high_kg,
    .volume_m3 = mass.loaded_mm2 * BSR_LOAD_INNER_WIDTH_MM * 1e-9,
    .opaque_fraction = mass.seen_mm2 > 0.0 ? mass.opaque_mm2 / mass.seen_mm2 : 0.0,
    .materials = measures.materials,
    .material_error = measures.material_error,
    .descriptor = measures.descriptor,
    .packing = bsr_packing_of_outline (look, outline, &measures.descriptor),
  };
  forget_unseen_packing (&region);
  count_packages (&region);
  return region;
}

int
bsr_load_regions_find (const BsrLoadLook *look, BsrLoadRegion *regions)
{
  g_return_val_if_fail (look != NULL && regions != NULL, 0);

  BsrBox space = bsr_load_map_space (look->map);
  int step = bsr_grid_across (look->grid, SLICE_MM), n = (space.width + step - 1) / step;
  g_autofree Slice *slices = g_new0 (Slice, MAX (n, 1));
  int first = n, last = -1, firsts[BSR_LOAD_MOST_REGIONS];
  for (int i = 0; i < n; i++)
    {
      int from = space.x + i * step;
      look_at_slice (look, from, MIN (from + step, space.x + space.width), &slices[i]);
      if (!slices[i].loaded)
        continue;
      first = MIN (first, i);
      last = i;
    }
  if (last < first)
    return 0;
  int n_parts = part_slices (slices + first, last + 1 - first, firsts), n_regions = 0;
  for (int i = 0; i < n_parts; i++)
    {
      int end = i + 1 < n_parts ? firsts[i + 1] : last + 1 - first;
      int from = space.x + (first + firsts[i]) * step, to = space.x + (first + end) * step;
      BsrLoadRegion region = bsr_load_region_measure (look, from, to);
      if (region.mass_kg > 0.0)
        regions[n_regions++] = region;
    }
  return n_regions;
}
