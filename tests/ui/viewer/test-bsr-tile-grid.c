#include "bsr-test.h"
#include "bsr-tile-grid.h"

static BsrViewTransform
transform_of (double zoom, double x, double y)
{
  return (BsrViewTransform){ .zoom = zoom, .aspect = 1.25, .x = x, .y = y, .view_width = 1900,
                             .view_height = 1000, .scan_width = 9000, .scan_height = 3000 };
}

/* Every pixel of the view that lies in the scan is in exactly one tile, and none is missing. */
static void
tiles_cover_the_view (void **state)
{
  const double zooms[] = { 0.07, 0.5, 1.0, 1.37, 32.0 };
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    for (int k = 0; k < 4; k++)
      {
        BsrViewTransform transform = transform_of (zooms[i], k * 3000.0, k * 1000.0);
        BsrTileGrid grid = bsr_tile_grid_of (&transform);
        g_autoptr (GArray) places = bsr_tile_grid_visible (&grid);
        gint64 area = 0;
        for (guint t = 0; t < places->len; t++)
          {
            BsrTilePlace place = g_array_index (places, BsrTilePlace, t);
            BsrRaster raster = bsr_tile_grid_raster (&grid, place);
            assert_true (raster.width > 0 && raster.height > 0);
            gint64 x = (gint64) place.column * BSR_TILE_EDGE, y = (gint64) place.row * BSR_TILE_EDGE;
            gint64 width = MIN (x + raster.width, grid.left + 1900) - MAX (x, grid.left);
            gint64 height = MIN (y + raster.height, grid.top + 1000) - MAX (y, grid.top);
            assert_true (width > 0 && height > 0);
            area += width * height;
          }
        gint64 across = MIN (grid.left + 1900, grid.width) - MAX (grid.left, 0);
        gint64 down = MIN (grid.top + 1000, grid.height) - MAX (grid.top, 0);
        assert_true (area == across * down);
      }
}

static void
the_middle_comes_first (void **state)
{
  BsrViewTransform transform = transform_of (1.0, 4500.0, 1500.0);
  BsrTileGrid grid = bsr_tile_grid_of (&transform);
  g_autoptr (GArray) places = bsr_tile_grid_visible (&grid);
  BsrTilePlace first = g_array_index (places, BsrTilePlace, 0);
  assert_int_equal (first.column, 4500 * 5 / 4 / BSR_TILE_EDGE);
  assert_int_equal (first.row, 1500 / BSR_TILE_EDGE);
  assert_true (places->len >= 8);
}

static void
a_view_beside_the_scan_has_none (void **state)
{
  BsrViewTransform transform = transform_of (1.0, 40000.0, 0.0);
  BsrTileGrid grid = bsr_tile_grid_of (&transform);
  g_autoptr (GArray) places = bsr_tile_grid_visible (&grid);
  assert_int_equal (places->len, 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (tiles_cover_the_view),
    cmocka_unit_test (the_middle_comes_first),
    cmocka_unit_test (a_view_beside_the_scan_has_none),
  };
  return cmocka_run_group_tests_name ("tile-grid", tests, NULL, NULL);
}
