#include "bsr-inside.h"

#include <math.h>

/* Structure of a dry freight container, ISO 1496-1 type: corner castings are 178 mm long and
 * 118 mm high (ISO 1161), corner posts end with them; the top rail with the roof's arch lies
 * within the casting's height. Floor: 28 mm plywood on 122 mm cross members, 12.5 mm above the
 * castings' lower face. */
#define POST_MM 178.0
#define ROOF_MM 118.0
#define FLOOR_MM 165.0
/* Door frames, a gooseneck tunnel's end or a rail car's ends in front of it can reach further:
 * as far as the band right under the roof, where loads seldom reach, shows more than walls. */
#define END_MOST_MM 450.0
#define BAND_MM 150.0
/* The floor's upper edge is looked for around that; a source near the ground sees it higher,
 * because it sees the floor's far edge over the near one. */
#define FLOOR_LOWEST_MM 100.0
#define FLOOR_HIGHEST_MM 350.0
/* A row's steel changes at least by this where load or air ends and the floor begins. */
#define FLOOR_EDGE_MM 10.0F
/* Share of a row that gaps in a load take at least, mostly. */
#define GAPS_SHARE 0.02
/* Side panels are 1.6...2.0 mm thick; corrugated, a beam meets 1.1 times that on average: 3.5 to
 * 4.4 mm for two. Twice that is still taken for a wall: liners, plywood battens. */
#define WALL_NOMINAL_MM 4.0
#define WALL_NOMINAL_SD_MM 0.5
#define WALL_LEAST_MM 1.5
#define WALL_MOST_MM 9.0
/* Walls vary by their corrugation about their mean. */
#define WALL_SPREAD_MM 1.5
/* Share of the inside that must show the bare wall for a measurement. */
#define WALL_SHARE 0.01
/* A source near the ground sees the roof from below, as a band under the roof rail: 2 mm sheet at
 * a slant, less than so much; its waves add as much again as the load's threshold there. */
#define ROOF_BAND_MM 16.0
#define ROOF_WAVES_MM 12.0
/* A row is bare where its tenth thinnest cell of a hundred is. */
#define BARE_SHARE 0.1
/* What a load adds at least: twice the corrugation's spread. About 2.4 g/cm2. */
#define LOAD_AT_LEAST_MM 3.0

struct _BsrInside
{
  BsrBox space, clear;
  double wall_mm, wall_sd_mm;
  int height;
  float *bare_mm; /* one a row of the grid */
};

static int
by_value (gconstpointer a, gconstpointer b)
{
  float one = *(const float *) a, other = *(const float *) b;
  return (one > other) - (one < other);
}

static float
row_quantile (const BsrGrid *grid, int y, BsrBox space, double share)
{
  g_autofree float *row = g_memdup2 (bsr_plane_row_f32 (bsr_grid_steel (grid), y) + space.x,
                                     sizeof (float) * space.width);
  qsort (row, space.width, sizeof *row, by_value);
  return row[(int) (share * (space.width - 1))];
}

/* Row at which a quantile of the rows changes most, by FLOOR_EDGE_MM at least, near the floor's
 * nominal height; -1 when it does not. @rising: only where the floor adds to what is above. */
static int
find_edge (const BsrGrid *grid, BsrBox space, double share, gboolean rising)
{
  int height = bsr_grid_height (grid), edge = -1;
  int first = MAX (2, height - bsr_grid_down (grid, FLOOR_HIGHEST_MM));
  int last = MIN (height - 2, height - bsr_grid_down (grid, FLOOR_LOWEST_MM));
  float most = FLOOR_EDGE_MM;

  for (int y = first; y <= last; y++)
    {
      float change = row_quantile (grid, y + 1, space, share)
                     - row_quantile (grid, y - 1, space, share);
      if (!rising)
        change = fabsf (change);
      if (change > most)
        {
          most = change;
          edge = y;
        }
    }
  return edge;
}

/* First row of the floor. Gaps in the load show its edge best: pallets have edges, too. */
static int
find_floor (const BsrGrid *grid, BsrBox space)
{
  int floor = find_edge (grid, space, GAPS_SHARE, TRUE);

  if (floor < 0)
    floor = find_edge (grid, space, 0.5, FALSE);
  if (floor < 0)
    floor = bsr_grid_height (grid) - bsr_grid_down (grid, FLOOR_MM);
  return MAX (1, floor);
}

/* Rows that are bare at some place tell what they are there; others are taken for walls. */
static void
measure_rows (const BsrGrid *grid, BsrInside *inside)
{
  for (int y = 0; y < inside->height; y++)
    {
      double bare = (double) row_quantile (grid, y, inside->space, BARE_SHARE);
      inside->bare_mm[y] = (float) (bare < ROOF_BAND_MM ? MAX (bare, inside->wall_mm)
                                                        : inside->wall_mm);
    }
}

/* Bare wall: the most frequent steel equivalent among those that can be walls. */
static void
measure_wall (const BsrGrid *grid, BsrInside *inside)
{
  enum { BINS = 64 };
  const double bin_mm = (WALL_MOST_MM - WALL_LEAST_MM) / BINS;
  const int spread = (int) (WALL_SPREAD_MM / bin_mm);
  int counts[BINS] = { 0 }, best = 0, best_count = -1;

  for (int y = inside->space.y; y < inside->space.y + inside->space.height; y++)
    for (int x = inside->space.x; x < inside->space.x + inside->space.width; x++)
      {
        double mm = (double) bsr_plane_row_f32 (bsr_grid_steel (grid), y)[x];
        if (mm >= WALL_LEAST_MM && mm < WALL_MOST_MM)
          counts[MIN ((int) ((mm - WALL_LEAST_MM) / bin_mm), BINS - 1)]++;
      }
  for (int i = 0; i < BINS; i++)
    {
      int count = 0;
      for (int j = MAX (0, i - spread); j <= MIN (BINS - 1, i + spread); j++)
        count += counts[j];
      if (count > best_count)
        {
          best = i;
          best_count = count;
        }
    }
  gint64 area = bsr_box_area (inside->space);
  if (best_count < WALL_SHARE * area)
    return;

  double sum = 0.0;
  for (int j = MAX (0, best - spread); j <= MIN (BINS - 1, best + spread); j++)
    sum += counts[j] * (WALL_LEAST_MM + (j + 0.5) * bin_mm);
  inside->wall_mm = sum / best_count;
  /* One wall panel differs from the next by about a tenth of its thickness. */
  inside->wall_sd_mm = 0.1 * inside->wall_mm;
}

static gboolean
is_end_structure (const BsrGrid *grid, const BsrInside *inside, int x)
{
  int n = MIN (bsr_grid_down (grid, BAND_MM), inside->space.height);
  g_autofree float *band = g_new (float, n);

  for (int i = 0; i < n; i++)
    band[i] = bsr_plane_row_f32 (bsr_grid_steel (grid), inside->space.y + i)[x];
  qsort (band, n, sizeof *band, by_value);
  return (double) band[n / 2] >= bsr_inside_load_threshold (inside, inside->space.y);
}

/* The inside without the structure that is seen at its ends. */
static void
pass_end_structure (const BsrGrid *grid, BsrInside *inside)
{
  int width = bsr_grid_width (grid), most = bsr_grid_across (grid, END_MOST_MM);
  int left = inside->space.x, right = inside->space.x + inside->space.width;

  inside->clear = inside->space;
  if (width < 4 * most)
    return;
  while (left < most && is_end_structure (grid, inside, left))
    left++;
  while (right > width - most && is_end_structure (grid, inside, right - 1))
    right--;
  inside->clear.x = left;
  inside->clear.width = right - left;
}

BsrInside *
bsr_inside_new (const BsrGrid *grid)
{
  g_return_val_if_fail (grid != NULL, NULL);

  int width = bsr_grid_width (grid), height = bsr_grid_height (grid);
  int post = MIN (bsr_grid_across (grid, POST_MM), (width - 1) / 4);
  int roof = MIN (bsr_grid_down (grid, ROOF_MM), (height - 1) / 4);
  BsrInside *inside = g_new0 (BsrInside, 1);

  inside->space = (BsrBox){ post, roof, width - 2 * post, 1 };
  inside->wall_mm = WALL_NOMINAL_MM;
  inside->wall_sd_mm = WALL_NOMINAL_SD_MM;
  inside->height = height;
  inside->bare_mm = g_new0 (float, height);
  int floor = height >= 8 ? find_floor (grid, inside->space) : height;
  inside->space.height = MAX (1, floor - roof);
  measure_wall (grid, inside);
  measure_rows (grid, inside);
  pass_end_structure (grid, inside);
  return inside;
}

void
bsr_inside_free (BsrInside *inside)
{
  g_free (inside->bare_mm);
  g_free (inside);
}

BsrBox
bsr_inside_space (const BsrInside *inside)
{
  return inside->space;
}

BsrBox
bsr_inside_clear (const BsrInside *inside)
{
  return inside->clear;
}

double
bsr_inside_wall_mm (const BsrInside *inside)
{
  return inside->wall_mm;
}

double
bsr_inside_wall_sd_mm (const BsrInside *inside)
{
  return inside->wall_sd_mm;
}

double
bsr_inside_bare_mm (const BsrInside *inside, int y)
{
  g_assert (y >= 0 && y < inside->height);
  return (double) inside->bare_mm[y];
}

double
bsr_inside_load_threshold (const BsrInside *inside, int y)
{
  double bare = bsr_inside_bare_mm (inside, y);
  return bare + (bare > inside->wall_mm + WALL_SPREAD_MM ? ROOF_WAVES_MM : LOAD_AT_LEAST_MM);
}
