/* Whole parts of the structure against their mirror and their own length: the ends against each
 * other, stretches of floor and roof against the rest of it. What fills a false wall, a false floor
 * or roof, or a post has no outline of its own; it is the part that differs. */

#include <math.h>

#include "bsr-box-sums.h"
#include "bsr-structure-place.h"
#include "bsr-structure-private.h"

/* Depths behind an end that are compared: a post with its wall, a shallow and a deep false wall. */
static const double depths_mm[] = { 180.0, 350.0, 650.0 };
/* Panels of the end itself: not what can be hidden behind. */
#define END_PANEL_MM 30.0
/* Heights of the bands at floor and roof: a false floor's or roof's. */
#define BAND_MM 150.0
/* Depths of what may fill the inside from the roof down or from the floor up. */
static const double band_depths_mm[] = { 180.0, 400.0, 800.0 };
/* Stretches of a band, each half a stretch on from the last. */
#define STRETCH_SHARE 4
#define MOST_STRETCHES (2 * STRETCH_SHARE)
/* What parts of a container differ by without anything hidden, mm of steel: panels and rails of a
 * few millimetres more or less. */
#define USUAL_MM 2.0
#define MAD_SIGMAS 1.4826
/* Less is not worth a judgement. */
#define MIN_SIGMAS 0.7
#define MIN_EXCESS_MM 0.5

static void
append_place (const BsrGrid *grid, BsrBox cells, double here, double expected, double spread,
              BsrStructureZone zone, GArray *places)
{
  double sigmas = (here - expected) / hypot (spread, USUAL_MM);
  if (!(fabs (sigmas) >= MIN_SIGMAS) || fabs (here - expected) < MIN_EXCESS_MM)
    return;
  BsrStructurePlace place = {
    .reason = BSR_REASON_STRUCTURE,
    .zone = zone,
    .cells = cells,
    .excess_mm = here - expected,
    .around_mm = expected,
    .sigmas = sigmas,
    .weight = 0.0, /* the judge's alone */
    .area_mm2 = (double) bsr_box_area (cells) * bsr_grid_cell_width_mm (grid)
                * bsr_grid_cell_height_mm (grid),
  };
  g_array_append_val (places, place);
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;
  return (one > other) - (one < other);
}

static double
median_of (const double *values, int n)
{
  double sorted[MOST_STRETCHES];
  for (int i = 0; i < n; i++)
    sorted[i] = values[i];
  qsort (sorted, (size_t) n, sizeof *sorted, by_value);
  return sorted[n / 2];
}

/* Each end against the other. */
static void
compare_ends (const BsrStructure *structure, const BsrGrid *grid, const BsrBoxSums *steel,
              GArray *places)
{
  const BsrStructureFacts *facts = bsr_structure_facts (structure);
  int width = bsr_grid_width (grid), top = MAX (facts->roof_top, 0);
  int panel = bsr_grid_across (grid, END_PANEL_MM);

  for (guint i = 0; i < G_N_ELEMENTS (depths_mm); i++)
    {
      int depth = bsr_grid_across (grid, depths_mm[i]);
      if (4 * depth > width || facts->floor_top <= top)
        continue;
      BsrBox left = { panel, top, depth, facts->floor_top - top };
      BsrBox right = { width - panel - depth, top, depth, facts->floor_top - top };
      double here = bsr_box_sums_mean (steel, left), there = bsr_box_sums_mean (steel, right);
      double spread = 0.1 * (here + there);
      append_place (grid, left, here, there, spread, BSR_STRUCTURE_END, places);
      append_place (grid, right, there, here, spread, BSR_STRUCTURE_END, places);
    }
}

/* Stretches of the band of rows [@from, @to) against their median. */
static void
compare_stretches (const BsrGrid *grid, const BsrBoxSums *steel, int from, int to,
                   BsrStructureZone zone, GArray *places)
{
  int width = bsr_grid_width (grid), length = width / STRETCH_SHARE, n = 0;
  double means[MOST_STRETCHES], apart[MOST_STRETCHES];
  BsrBox boxes[MOST_STRETCHES];

  if (to <= from || length < 4)
    return;
  for (int x = 0; x + length <= width && n < MOST_STRETCHES; x += length / 2, n++)
    {
      boxes[n] = (BsrBox){ x, from, length, to - from };
      means[n] = bsr_box_sums_mean (steel, boxes[n]);
    }
  double expected = median_of (means, n);
  for (int i = 0; i < n; i++)
    apart[i] = fabs (means[i] - expected);
  double spread = MAD_SIGMAS * median_of (apart, n);
  for (int i = 0; i < n; i++)
    append_place (grid, boxes[i], means[i], expected, spread, zone, places);
}

/* Long bands right under the roof and right above the floor: all of the length and its halves. What
 * a false roof or floor takes from the inside ends where they end. */
static void
compare_depths (const BsrStructure *structure, const BsrGrid *grid, const BsrBoxSums *steel,
                GArray *places)
{
  const BsrStructureFacts *facts = bsr_structure_facts (structure);
  int width = bsr_grid_width (grid), roof = MAX (facts->roof_top, 0), floor = facts->floor_top;

  for (guint i = 0; i < G_N_ELEMENTS (band_depths_mm); i++)
    for (int part = 0; part < 3; part++)
      {
        int depth = bsr_grid_down (grid, band_depths_mm[i]);
        int x = part == 2 ? width / 2 : 0, length = part == 0 ? width : width / 2;
        if (roof + 2 * depth >= floor)
          continue;
        BsrBox top = { x, roof, length, depth }, under = { x, roof + depth, length, depth };
        BsrBox low = { x, floor - depth, length, depth }, above = { x, floor - 2 * depth, length, depth };
        double spread = 0.1 * (structure->wall_mm + bsr_box_sums_mean (steel, under));
        append_place (grid, top, bsr_box_sums_mean (steel, top), structure->wall_mm, spread,
                      BSR_STRUCTURE_ROOF, places);
        double expected = bsr_box_sums_mean (steel, above);
        append_place (grid, low, bsr_box_sums_mean (steel, low), expected, 0.2 * expected,
                      BSR_STRUCTURE_FLOOR, places);
      }
}

gboolean
bsr_structure_compare_bands (const BsrStructure *structure, const BsrGrid *grid, GArray *places,
                             GError **error)
{
  const BsrStructureFacts *facts = bsr_structure_facts (structure);
  int height = bsr_grid_height (grid), band = bsr_grid_down (grid, BAND_MM);
  g_autoptr (BsrBoxSums) steel = bsr_box_sums_new (bsr_grid_steel (grid), FALSE, error);
  if (steel == NULL)
    return FALSE;

  int roof = MAX (facts->roof_top, 0);
  compare_ends (structure, grid, steel, places);
  compare_depths (structure, grid, steel, places);
  compare_stretches (grid, steel, roof, roof + band, BSR_STRUCTURE_ROOF, places);
  compare_stretches (grid, steel, MAX (0, facts->floor_top - band), facts->floor_top,
                     BSR_STRUCTURE_FLOOR, places);
  compare_stretches (grid, steel, facts->floor_top, height, BSR_STRUCTURE_FLOOR, places);
  return TRUE;
}
