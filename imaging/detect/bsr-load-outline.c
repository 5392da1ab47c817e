#include "bsr-load-outline.h"

#include <math.h>

#include "bsr-quantile.h"

/* A column's top is where so much of a hand's height above it is empty. */
#define TOP_MM 60.0
/* A gap is a column in which so much less than half a metre about stands, or through which the beam
 * passes in most places. */
#define AROUND_MM 500.0
#define GAP_HEIGHT 0.5
#define GAP_FREE 0.5
/* Goods of neighbouring pieces lean and are seen aslant: a gap may still hold so much of what the
 * columns about it hold. */
#define GAP_MASS 0.4
/* Pieces that are shorter, and tiers that are lower, are dunnage, a beam, a feather edge. */
#define LEAST_PIECE_MM 120.0
#define LEAST_TIER_MM 80.0
/* A slit is a row through which the beam passes in so much of a piece's length. */
#define SLIT_FREE 0.5

int
bsr_load_column_top (const BsrLoadLook *look, int x)
{
  BsrBox space = bsr_load_map_space (look->map);
  int reach = bsr_grid_down (look->grid, TOP_MM), run = 0;
  for (int y = space.y; y < space.y + space.height; y++)
    {
      gboolean loaded = bsr_plane_row_u8 (bsr_load_map_cells (look->map), y)[x] != BSR_LOAD_NONE;
      run = loaded ? run + 1 : 0;
      if (run >= reach)
        return y - run + 1;
    }
  return space.y + space.height;
}

double
bsr_load_mean_mass (const BsrLoadLook *look, BsrBox box)
{
  double sum = 0.0;
  box = bsr_box_intersect (box, bsr_load_map_space (look->map));
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      sum += (double) bsr_plane_row_f32 (bsr_load_map_mass (look->map), y)[x];
  return bsr_box_is_empty (box) ? 0.0 : sum / (double) bsr_box_area (box);
}

double
bsr_load_free_share (const BsrLoadLook *look, BsrBox box)
{
  int n_free = 0;
  box = bsr_box_intersect (box, bsr_load_map_space (look->map));
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      n_free += bsr_plane_row_u8 (bsr_load_map_cells (look->map), y)[x] == BSR_LOAD_NONE;
  return bsr_box_is_empty (box) ? 1.0 : (double) n_free / (double) bsr_box_area (box);
}

static BsrBox
column_box (const BsrLoadOutline *outline, int x, int top)
{
  int end = outline->box.y + outline->box.height;
  return (BsrBox){ outline->box.x + x, top, 1, end - top };
}

/* Highest top within @reach columns of @x. */
static int
highest_about (const BsrLoadOutline *outline, int x, int reach)
{
  int highest = outline->box.y + outline->box.height;
  for (int i = MAX (x - reach, 0); i <= MIN (x + reach, outline->box.width - 1); i++)
    highest = MIN (highest, outline->tops[i]);
  return highest;
}

static void
find_gaps (const BsrLoadLook *look, BsrLoadOutline *outline)
{
  int n = outline->box.width, reach = bsr_grid_across (look->grid, AROUND_MM) / 2;
  int end = outline->box.y + outline->box.height;
  g_autofree double *masses = g_new (double, n);
  for (int x = 0; x < n; x++)
    masses[x] = bsr_load_mean_mass (look, column_box (outline, x, highest_about (outline, x, reach)));
  for (int x = 0; x < n; x++)
    {
      int highest = highest_about (outline, x, reach);
      double most = 0.0;
      for (int i = MAX (x - reach, 0); i <= MIN (x + reach, n - 1); i++)
        most = MAX (most, masses[i]);
      outline->gaps[x]
          = end - outline->tops[x] <= GAP_HEIGHT * (end - highest) || masses[x] <= GAP_MASS * most
            || bsr_load_free_share (look, column_box (outline, x, outline->tops[x])) >= GAP_FREE;
    }
}

/* Tiers of a piece, told apart by slits. */
static void
find_tiers (const BsrLoadLook *look, BsrLoadOutline *outline, BsrLoadPiece *piece)
{
  int least = bsr_grid_down (look->grid, LEAST_TIER_MM), from = piece->box.y;
  int end = piece->box.y + piece->box.height;
  piece->first_tier = (int) outline->tiers->len;
  for (int y = piece->box.y; y <= end; y++)
    {
      BsrBox row = { piece->box.x, y, piece->box.width, 1 };
      if (y < end && bsr_load_free_share (look, row) < SLIT_FREE)
        continue;
      BsrLoadTier tier = { from, y };
      if (y - from >= least)
        g_array_append_val (outline->tiers, tier);
      from = y + 1;
    }
  piece->n_tiers = (int) outline->tiers->len - piece->first_tier;
}

static void
add_piece (const BsrLoadLook *look, BsrLoadOutline *outline, int from, int to)
{
  int n = to - from, end = outline->box.y + outline->box.height;
  if (n < bsr_grid_across (look->grid, LEAST_PIECE_MM))
    return;
  g_autofree float *tops = g_new (float, n);
  for (int i = 0; i < n; i++)
    tops[i] = (float) outline->tops[from + i];
  int top = (int) bsr_select_f32 (tops, n, n / 10);
  if (end - top < bsr_grid_down (look->grid, LEAST_TIER_MM))
    return;
  BsrLoadPiece piece = { .box = { outline->box.x + from, top, n, end - top } };
  find_tiers (look, outline, &piece);
  g_array_append_val (outline->pieces, piece);
}

BsrLoadOutline *
bsr_load_outline_new (const BsrLoadLook *look, int from, int to)
{
  g_return_val_if_fail (look != NULL && from < to, NULL);

  BsrBox space = bsr_load_map_space (look->map);
  BsrLoadOutline *outline = g_new0 (BsrLoadOutline, 1);
  outline->box = (BsrBox){ from, space.y, to - from, space.height };
  outline->tops = g_new (int, to - from);
  outline->gaps = g_new0 (gboolean, to - from);
  outline->pieces = g_array_new (FALSE, FALSE, sizeof (BsrLoadPiece));
  outline->tiers = g_array_new (FALSE, FALSE, sizeof (BsrLoadTier));
  for (int x = from; x < to; x++)
    outline->tops[x - from] = bsr_load_column_top (look, x);
  find_gaps (look, outline);
  int first = 0;
  for (int x = 0; x <= to - from; x++)
    if (x == to - from || outline->gaps[x])
      {
        add_piece (look, outline, first, x);
        first = x + 1;
      }
  return outline;
}

void
bsr_load_outline_free (BsrLoadOutline *outline)
{
  g_free (outline->tops);
  g_free (outline->gaps);
  g_array_unref (outline->pieces);
  g_array_unref (outline->tiers);
  g_free (outline);
}
