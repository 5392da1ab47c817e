#include "bsr-place.h"

#include <math.h>

#include "bsr-cv.h"

/* A place reaches as far as half of its peak's excess does: where a smoothed edge lies. */
#define OUTLINE_SHARE 0.5F
/* Places of a scale that one thing may be long, each way from its peak: beyond it is either of a
 * larger scale or no one thing. */
#define REACH 12
#define WINDOW (2 * REACH + 1)
/* Places share this much of their union, or of the smaller one, when they are one thing. */
#define SAME_IOU 0.2
#define SAME_COVER 0.5
/* Scales at which a thing stands out by less than this share of its best say little of it. */
#define STRONG_SHARE 0.5

typedef struct
{
  int x, y;
  float sigmas;
} Peak;

/* The part of a map that is connected to a peak; @member is in window coordinates. */
typedef struct
{
  const BsrPlaceMap *map;
  Peak peak;
  gboolean member[WINDOW][WINDOW];
  int n;
  BsrBox box; /* of places */
} Blob;

static int
by_strength (gconstpointer a, gconstpointer b)
{
  const Peak *one = a, *other = b;
  float difference = fabsf (other->sigmas) - fabsf (one->sigmas);
  if (difference != 0.0F)
    return difference > 0.0F ? 1 : -1;
  return one->y != other->y ? one->y - other->y : one->x - other->x;
}

/* Local extrema of the sigmas, strongest first. */
static GArray *
find_peaks (const BsrPlaceMap *map, double min_sigmas)
{
  GArray *peaks = g_array_new (FALSE, FALSE, sizeof (Peak));
  BsrPlane *sigmas = map->sigmas;
  int width = bsr_plane_width (sigmas), height = bsr_plane_height (sigmas);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        float here = fabsf (bsr_plane_row_f32 (sigmas, y)[x]);
        gboolean highest = (double) here >= min_sigmas;
        for (int v = MAX (0, y - 1); highest && v <= MIN (height - 1, y + 1); v++)
          for (int u = MAX (0, x - 1); highest && u <= MIN (width - 1, x + 1); u++)
            highest = fabsf (bsr_plane_row_f32 (sigmas, v)[u]) <= here;
        Peak peak = { x, y, bsr_plane_row_f32 (sigmas, y)[x] };
        if (highest)
          g_array_append_val (peaks, peak);
      }
  g_array_sort (peaks, by_strength);
  return peaks;
}

static gboolean
belongs (const Blob *blob, int x, int y, float threshold)
{
  if (x < 0 || y < 0 || x >= bsr_plane_width (blob->map->excess)
      || y >= bsr_plane_height (blob->map->excess))
    return FALSE;
  float excess = bsr_plane_row_f32 (blob->map->excess, y)[x];
  return threshold > 0.0F ? excess >= threshold : excess <= threshold;
}

/* Fills @blob from its peak. FALSE when it runs out of the window: no compact thing. */
static gboolean
fill_blob (Blob *blob)
{
  static const int steps[4][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };
  int stack[WINDOW * WINDOW], depth = 0;
  int left = blob->peak.x - REACH, top = blob->peak.y - REACH;
  float at_peak = bsr_plane_row_f32 (blob->map->excess, blob->peak.y)[blob->peak.x];

  blob->member[REACH][REACH] = TRUE;
  stack[depth++] = REACH * WINDOW + REACH;
  while (depth > 0)
    {
      int at = stack[--depth], x = at % WINDOW, y = at / WINDOW;
      blob->n++;
      blob->box = bsr_box_union (blob->box, (BsrBox){ left + x, top + y, 1, 1 });
      for (int i = 0; i < 4; i++)
        {
          int u = x + steps[i][0], v = y + steps[i][1];
          if (u < 0 || v < 0 || u >= WINDOW || v >= WINDOW)
            {
              if (belongs (blob, left + u, top + v, at_peak * OUTLINE_SHARE))
                return FALSE;
            }
          else if (!blob->member[v][u] && belongs (blob, left + u, top + v, at_peak * OUTLINE_SHARE))
            {
              blob->member[v][u] = TRUE;
              stack[depth++] = v * WINDOW + u;
            }
        }
    }
  return TRUE;
}

static gboolean
is_member (const Blob *blob, int x, int y)
{
  int u = x - (blob->peak.x - REACH), v = y - (blob->peak.y - REACH);
  return u >= 0 && v >= 0 && u < WINDOW && v < WINDOW && blob->member[v][u];
}

typedef struct
{
  int n;
  double steel, around, opaque, good;
} Sums;

static void
sum_cells (const BsrGrid *grid, BsrBox cells, Sums *sums)
{
  for (int y = cells.y; y < cells.y + cells.height; y++)
    for (int x = cells.x; x < cells.x + cells.width; x++)
      {
        sums->n++;
        sums->steel += (double) bsr_plane_row_f32 (bsr_grid_steel (grid), y)[x];
        sums->opaque += (double) bsr_plane_row_f32 (bsr_grid_opaque (grid), y)[x];
        sums->good += (double) bsr_plane_row_f32 (bsr_grid_good (grid), y)[x];
      }
}

static void
append_corners (GArray *points, BsrBox pixels)
{
  for (int i = 0; i < 4; i++)
    {
      float corner[2] = { (float) (pixels.x + (i % 2) * pixels.width),
                          (float) (pixels.y + (i / 2) * pixels.height) };
      g_array_append_vals (points, corner, 1);
    }
}

static void
look_around (const BsrGrid *grid, BsrPlace *place)
{
  int across = bsr_grid_across (grid, place->scale_mm * BSR_PLACE_SIDE_SCALES);
  int down = bsr_grid_down (grid, place->scale_mm * BSR_PLACE_SIDE_SCALES);
  BsrBox all = { 0, 0, bsr_grid_width (grid), bsr_grid_height (grid) }, c = place->cells;
  const BsrBox sides[BSR_N_SIDES] = {
    [BSR_SIDE_LEFT] = { c.x - 1 - across, c.y, across, c.height },
    [BSR_SIDE_RIGHT] = { c.x + c.width + 1, c.y, across, c.height },
    [BSR_SIDE_ABOVE] = { c.x, c.y - 1 - down, c.width, down },
    [BSR_SIDE_BELOW] = { c.x, c.y + c.height + 1, c.width, down },
  };
  double opaque = 0.0;
  int n = 0;

  for (int i = 0; i < BSR_N_SIDES; i++)
    {
      Sums sums = { 0 };
      BsrBox strip = bsr_box_intersect (sides[i], all);
      sum_cells (grid, strip, &sums);
      place->side_mm[i] = sums.n > 0 ? sums.steel / sums.n : (double) NAN;
      opaque += sums.opaque;
      n += sums.n;
    }
  place->opaque_around = n > 0 ? opaque / n : 0.0;
}

static gboolean
describe_blob (const BsrGrid *grid, const Blob *blob, BsrPlace *place, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (float[2]));
  Sums sums = { 0 };
  double around = 0.0;

  for (int y = blob->box.y; y < blob->box.y + blob->box.height; y++)
    for (int x = blob->box.x; x < blob->box.x + blob->box.width; x++)
      {
        if (!is_member (blob, x, y))
          continue;
        BsrBox cells = bsr_place_map_to_cells (blob->map, (BsrBox){ x, y, 1, 1 });
        sum_cells (grid, cells, &sums);
        append_corners (points, bsr_grid_to_pixels (grid, cells));
        around += (double) bsr_plane_row_f32 (blob->map->around, y)[x];
      }
  if (sums.n == 0)
    return TRUE;

  place->scale_mm = blob->map->scale_mm;
  place->sigmas = (double) blob->peak.sigmas;
  place->around_mm = around / blob->n;
  place->excess_mm = sums.steel / sums.n - place->around_mm;
  place->area_mm2 = sums.n * bsr_grid_cell_width_mm (grid) * bsr_grid_cell_height_mm (grid);
  place->opaque = sums.opaque / sums.n;
  place->good = sums.good / sums.n;
  place->cells = bsr_place_map_to_cells (blob->map, blob->box);
  place->box = bsr_grid_to_pixels (grid, place->cells);
  look_around (grid, place);
  place->n_corners = bsr_cv_hull ((const float (*)[2]) points->data, (int) points->len,
                                  place->corners, BSR_FINDING_MAX_CORNERS, error);
  return place->n_corners > 0;
}

gboolean
bsr_places_find_in (const BsrGrid *grid, const BsrPlaceMap *map, double min_sigmas,
                    GArray *places, GError **error)
{
  g_return_val_if_fail (grid != NULL && map != NULL && places != NULL, FALSE);

  g_autoptr (GArray) peaks = find_peaks (map, min_sigmas);
  g_autoptr (BsrPlane) taken = bsr_plane_new (BSR_FORMAT_U8, bsr_plane_width (map->sigmas),
                                              bsr_plane_height (map->sigmas), error);
  if (taken == NULL)
    return FALSE;

  for (guint i = 0; i < peaks->len; i++)
    {
      Blob blob = { .map = map, .peak = g_array_index (peaks, Peak, i) };
      if (bsr_plane_row_u8 (taken, blob.peak.y)[blob.peak.x] || !fill_blob (&blob))
        continue;
      for (int y = blob.box.y; y < blob.box.y + blob.box.height; y++)
        for (int x = blob.box.x; x < blob.box.x + blob.box.width; x++)
          if (is_member (&blob, x, y))
            bsr_plane_row_u8 (taken, y)[x] = 1;
      BsrPlace place = { 0 };
      if (!describe_blob (grid, &blob, &place, error))
        return FALSE;
      if (!bsr_box_is_empty (place.box))
        g_array_append_val (places, place);
    }
  return TRUE;
}

gboolean
bsr_places_find (const BsrGrid *grid, const BsrContrast *contrast, double min_sigmas,
                 GArray *places, GError **error)
{
  g_return_val_if_fail (contrast != NULL, FALSE);

  BsrPlaceMap map = bsr_contrast_map (contrast);
  return bsr_places_find_in (grid, &map, min_sigmas, places, error);
}

double
bsr_place_enclosure (const BsrPlace *place)
{
  double here = place->around_mm + place->excess_mm, least = 1.0;

  for (int i = 0; i < BSR_N_SIDES; i++)
    if (!isnan (place->side_mm[i]))
      least = MIN (least, (here - place->side_mm[i]) / place->excess_mm);
  return MAX (0.0, least);
}

BsrFinding
bsr_place_to_finding (const BsrPlace *place, BsrRadiograph *radiograph)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  double total_mm = MAX (0.0, place->around_mm + place->excess_mm);
  double g_cm2 = bsr_radiograph_mass_thickness (radiograph, total_mm)
                 - bsr_radiograph_mass_thickness (radiograph, place->around_mm);
  BsrFinding finding = {
    .box = place->box,
    .n_corners = place->n_corners,
    .contrast = place->sigmas,
    .steel_mm = place->excess_mm,
    .around_mm = place->around_mm,
    .mass_kg = fabs (g_cm2) * place->area_mm2 * 1e-5, /* mm2 to cm2, g to kg */
    .width_mm = place->box.width * acquisition->pitch_x_mm,
    .height_mm = place->box.height * acquisition->pitch_y_mm,
  };
  for (int i = 0; i < place->n_corners; i++)
    for (int axis = 0; axis < 2; axis++)
      finding.corners[i][axis] = place->corners[i][axis];
  return finding;
}

static int
by_weight (gconstpointer a, gconstpointer b)
{
  const BsrPlace *one = a, *other = b;

  if (one->weight != other->weight)
    return one->weight < other->weight ? 1 : -1;
  if (one->scale_mm != other->scale_mm)
    return one->scale_mm < other->scale_mm ? -1 : 1;
  return one->box.y != other->box.y ? one->box.y - other->box.y : one->box.x - other->box.x;
}

static gboolean
is_same_thing (const BsrPlace *a, const BsrPlace *b)
{
  double common = bsr_box_area (bsr_box_intersect (a->box, b->box));
  double smaller = MIN (bsr_box_area (a->box), bsr_box_area (b->box));

  return (a->sigmas > 0.0) == (b->sigmas > 0.0)
         && (bsr_box_iou (a->box, b->box) >= SAME_IOU || common >= SAME_COVER * smaller);
}

static double
fit (const BsrPlace *place)
{
  return fabs (place->excess_mm) * sqrt (place->area_mm2);
}

void
bsr_places_merge (GArray *places)
{
  g_return_if_fail (places != NULL);

  g_autofree gboolean *taken = g_new0 (gboolean, places->len);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (BsrPlace));
  g_array_sort (places, by_weight);
  for (guint i = 0; i < places->len; i++)
    {
      if (taken[i])
        continue;
      BsrPlace strongest = g_array_index (places, BsrPlace, i), best = strongest;
      for (guint j = i + 1; j < places->len; j++)
        {
          const BsrPlace *place = &g_array_index (places, BsrPlace, j);
          if (taken[j] || !is_same_thing (&strongest, place))
            continue;
          taken[j] = TRUE;
          if (place->weight >= STRONG_SHARE * strongest.weight && fit (place) > fit (&best))
            best = *place;
        }
      best.weight = strongest.weight;
      g_array_append_val (kept, best);
    }
  g_array_set_size (places, 0);
  g_array_append_vals (places, kept->data, kept->len);
}
