#include "bsr-tile-grid.h"

#include <math.h>

BsrTileGrid
bsr_tile_grid_of (const BsrViewTransform *transform)
{
  double x, y, scale_x = bsr_view_transform_scale_x (transform), scale_y = transform->zoom;
  bsr_view_transform_origin (transform, &x, &y);
  return (BsrTileGrid){ .scale_x = scale_x,
                        .scale_y = scale_y,
                        .width = (gint64) ceil (transform->scan_width * scale_x),
                        .height = (gint64) ceil (transform->scan_height * scale_y),
                        .left = (gint64) round (x * scale_x),
                        .top = (gint64) round (y * scale_y),
                        .view_width = transform->view_width,
                        .view_height = transform->view_height };
}

/* Twice the distance of a tile's middle from the view's, squared. */
static double
distance (const BsrTileGrid *grid, const BsrTilePlace *place)
{
  double x = (2.0 * place->column + 1.0) * BSR_TILE_EDGE - 2.0 * (double) grid->left - grid->view_width;
  double y = (2.0 * place->row + 1.0) * BSR_TILE_EDGE - 2.0 * (double) grid->top - grid->view_height;
  return x * x + y * y;
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer grid)
{
  double difference = distance (grid, a) - distance (grid, b);
  return (difference > 0.0) - (difference < 0.0);
}

GArray *
bsr_tile_grid_visible (const BsrTileGrid *grid)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (BsrTilePlace));
  gint64 left = MAX (grid->left, 0), right = MIN (grid->left + grid->view_width, grid->width);
  gint64 top = MAX (grid->top, 0), bottom = MIN (grid->top + grid->view_height, grid->height);
  for (gint64 y = top / BSR_TILE_EDGE; y * BSR_TILE_EDGE < bottom; y++)
    for (gint64 x = left / BSR_TILE_EDGE; x * BSR_TILE_EDGE < right; x++)
      {
        BsrTilePlace place = { (int) x, (int) y };
        g_array_append_val (places, place);
      }
  g_array_sort_with_data (places, compare_cb, (gpointer) grid);
  return places;
}

BsrRaster
bsr_tile_grid_raster (const BsrTileGrid *grid, BsrTilePlace place)
{
  gint64 left = (gint64) place.column * BSR_TILE_EDGE, top = (gint64) place.row * BSR_TILE_EDGE;
  return (BsrRaster){ .x = (double) left / grid->scale_x,
                      .y = (double) top / grid->scale_y,
                      .scale_x = grid->scale_x,
                      .scale_y = grid->scale_y,
                      .width = (int) MIN (grid->width - left, BSR_TILE_EDGE),
                      .height = (int) MIN (grid->height - top, BSR_TILE_EDGE) };
}
