#include "bsr-material-detector.h"

#include <math.h>

/* Peaks below are not looked at. */
#define MIN_SIGMAS 4.0
/* Score over sigmas, a logistic curve: half, the alarm line, where the simulated loads with nothing
 * hidden in them have no place, and a step as the density detector's. */
#define ALARM_SIGMAS 9.0
#define SIGMAS_STEP 1.4
/* A place reaches as far as half of its peak's residual does, and is no one thing beyond so many
 * scales. */
#define OUTLINE_SHARE 0.5F
#define MOST_SCALES 4.0
/* Smoothing makes everything as large as its window: what is smaller is a ripple. */
#define RIPPLE_AREA 0.5
/* Places of a scale share so much of the smaller one when they are one thing. */
#define SAME_COVER 0.5
#define MOST_PLACES 500

typedef struct
{
  BsrBox cells;
  double scale_mm, area_mm2;
  double sigmas, residual; /* at the peak; mean */
} Place;

typedef struct
{
  const BsrGrid *grid;
  BsrPlane *residual, *sigmas;
  BsrPlane *taken; /* U8 */
  GArray *stack;   /* of BsrBox: cells to look at */
} Search;

typedef struct
{
  int x, y;
  float sigmas;
} Peak;

static int
by_strength (gconstpointer a, gconstpointer b)
{
  const Peak *one = a, *other = b;
  float difference = fabsf (other->sigmas) - fabsf (one->sigmas);
  if (difference != 0.0F)
    return difference > 0.0F ? 1 : -1;
  return one->y != other->y ? one->y - other->y : one->x - other->x;
}

static int
by_sigmas (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;
  double difference = fabs (other->sigmas) - fabs (one->sigmas);
  if (difference != 0.0)
    return difference > 0.0 ? 1 : -1;
  if (one->scale_mm != other->scale_mm)
    return one->scale_mm < other->scale_mm ? -1 : 1;
  return one->cells.y != other->cells.y ? one->cells.y - other->cells.y
                                        : one->cells.x - other->cells.x;
}

static void
push (Search *search, BsrBox space, int x, int y, float threshold)
{
  if (!bsr_box_contains_point (space, x, y) || bsr_plane_row_u8 (search->taken, y)[x])
    return;
  float here = bsr_plane_row_f32 (search->residual, y)[x];
  if (threshold > 0.0F ? here < threshold : here > threshold)
    return;
  bsr_plane_row_u8 (search->taken, y)[x] = 1;
  BsrBox cell = { x, y, 1, 1 };
  g_array_append_val (search->stack, cell);
}

/* What belongs to a peak. */
static Place
fill_place (Search *search, BsrBox space, const Peak *peak, double scale_mm)
{
  float threshold = OUTLINE_SHARE * bsr_plane_row_f32 (search->residual, peak->y)[peak->x];
  Place place = { .scale_mm = scale_mm, .sigmas = (double)peak->sigmas };
  g_array_set_size (search->stack, 0);
  push (search, space, peak->x, peak->y, threshold);
  for (guint i = 0; i < search->stack->len; i++)
    {
      BsrBox cell = g_array_index (search->stack, BsrBox, i);
      place.cells = bsr_box_union (place.cells, cell);
      place.residual += (double)bsr_plane_row_f32 (search->residual, cell.y)[cell.x];
      push (search, space, cell.x + 1, cell.y, threshold);
      push (search, space, cell.x - 1, cell.y, threshold);
      push (search, space, cell.x, cell.y + 1, threshold);
      push (search, space, cell.x, cell.y - 1, threshold);
    }
  if (search->stack->len > 0)
    place.residual /= search->stack->len;
  place.area_mm2 = search->stack->len * bsr_grid_cell_width_mm (search->grid)
                   * bsr_grid_cell_height_mm (search->grid);
  return place;
}

static gboolean
is_place (const Search *search, const Place *place)
{
  double most = MOST_SCALES * place->scale_mm;
  return place->area_mm2 >= RIPPLE_AREA * place->scale_mm * place->scale_mm
         && place->cells.width * bsr_grid_cell_width_mm (search->grid) <= most
         && place->cells.height * bsr_grid_cell_height_mm (search->grid) <= most;
}

/* Appends the places of one scale. */
static gboolean
find_places (const BsrGrid *grid, const BsrDualResidual *residual, BsrBox space, GArray *places,
             GError **error)
{
  g_autoptr (GArray) peaks = g_array_new (FALSE, FALSE, sizeof (Peak));
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (BsrBox));
  g_autoptr (BsrPlane) taken
      = bsr_plane_new (BSR_FORMAT_U8, bsr_grid_width (grid), bsr_grid_height (grid), error);
  if (taken == NULL)
    return FALSE;
  Search search = { grid, bsr_dual_residual_residual (residual),
                    bsr_dual_residual_sigmas (residual), taken, stack };
  for (int y = space.y; y < space.y + space.height; y++)
    for (int x = space.x; x < space.x + space.width; x++)
      {
        Peak peak = { x, y, bsr_plane_row_f32 (search.sigmas, y)[x] };
        if ((double)fabsf (peak.sigmas) >= MIN_SIGMAS)
          g_array_append_val (peaks, peak);
      }
  g_array_sort (peaks, by_strength);
  for (guint i = 0; i < peaks->len && places->len < MOST_PLACES; i++)
    {
      const Peak *peak = &g_array_index (peaks, Peak, i);
      if (bsr_plane_row_u8 (taken, peak->y)[peak->x])
        continue;
      Place place = fill_place (&search, space, peak, bsr_dual_residual_scale_mm (residual));
      if (is_place (&search, &place))
        g_array_append_val (places, place);
    }
  return TRUE;
}

static gboolean
is_same_thing (const Place *a, const Place *b)
{
  double common = (double)bsr_box_area (bsr_box_intersect (a->cells, b->cells));
  double smaller = (double)MIN (bsr_box_area (a->cells), bsr_box_area (b->cells));
  return (a->sigmas > 0.0) == (b->sigmas > 0.0) && common >= SAME_COVER * smaller;
}

/* Of places that are one thing at several scales keeps the strongest. */
static void
merge_places (GArray *places)
{
  guint n_kept = 0;
  g_array_sort (places, by_sigmas);
  for (guint i = 0; i < places->len; i++)
    {
      Place place = g_array_index (places, Place, i);
      gboolean is_new = TRUE;
      for (guint j = 0; is_new && j < n_kept; j++)
        is_new = !is_same_thing (&place, &g_array_index (places, Place, j));
      if (is_new)
        g_array_index (places, Place, n_kept++) = place;
    }
  g_array_set_size (places, n_kept);
}

/* Mean steel equivalent of @cells, those in @hole left out. */
static double
mean_steel (const BsrGrid *grid, BsrBox cells, BsrBox hole)
{
  double sum = 0.0;
  int n = 0;
  for (int y = cells.y; y < cells.y + cells.height; y++)
    for (int x = cells.x; x < cells.x + cells.width; x++)
      if (!bsr_box_contains_point (hole, x, y))
        {
          sum += (double)bsr_plane_row_f32 (bsr_grid_steel (grid), y)[x];
          n++;
        }
  return n > 0 ? sum / n : 0.0;
}

static BsrFinding
finding_of (const BsrDetectInput *input, BsrBox space, const Place *place)
{
  BsrRadiograph *radiograph = input->radiograph;
  const BsrGrid *grid = input->grid;
  int frame = bsr_grid_across (grid, 0.5 * place->scale_mm);
  double inside = mean_steel (grid, place->cells, (BsrBox){ 0 });
  double around = mean_steel (grid, bsr_box_grow (place->cells, frame, space), place->cells);
  double g_cm2 = bsr_radiograph_mass_thickness (radiograph, inside)
                 - bsr_radiograph_mass_thickness (radiograph, around);
  return (BsrFinding){
    .detector = bsr_material_detector.id,
    .reason = BSR_REASON_MATERIAL,
    .box = bsr_grid_to_pixels (grid, place->cells),
    .score = bsr_score_logistic (fabs (place->sigmas), ALARM_SIGMAS, SIGMAS_STEP),
    .contrast = place->sigmas,
    .steel_mm = inside - around,
    .around_mm = around,
    .mass_kg = fabs (g_cm2) * place->area_mm2 * 1e-5, /* mm2 to cm2, g to kg */
    .width_mm = place->cells.width * bsr_grid_cell_width_mm (grid),
    .height_mm = place->cells.height * bsr_grid_cell_height_mm (grid),
    .material = BSR_MATERIAL_CLASS_UNKNOWN, /* which of the two it is less like is known, no more */
  };
}

static gboolean
material_run (const BsrDetectInput *input, GArray *findings, GCancellable *cancellable,
              GError **error)
{
  BsrBox space = bsr_inside_clear (input->inside);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  if (bsr_box_is_empty (space))
    return TRUE;
  for (int i = 0; i < bsr_evidence_n_residuals (input->evidence); i++)
    if (!find_places (input->grid, bsr_evidence_residual (input->evidence, i), space, places,
                      error))
      return FALSE;
  merge_places (places);

  for (guint i = 0; i < places->len; i++)
    {
      BsrFinding finding = finding_of (input, space, &g_array_index (places, Place, i));
      if (finding.score >= BSR_SCORE_LISTED)
        g_array_append_val (findings, finding);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

const BsrDetector bsr_material_detector = {
  .id = "material",
  .version = 1,
  .min_planes = 2,
  .run = material_run,
};
