#include "bsr-load-window.h"

/* Share of a window's cells that must hold load, and that may be opaque. */
#define LEAST_LOADED 0.9
#define MOST_OPAQUE 0.05

typedef struct
{
  double steel, opaque;
  int n, n_loaded;
} Sums;

static Sums
sum_window (const BsrGrid *grid, const BsrInside *inside, BsrBox cells)
{
  Sums sums = { 0 };
  for (int y = cells.y; y < cells.y + cells.height; y++)
    {
      const float *steel = bsr_plane_row_f32 (bsr_grid_steel (grid), y);
      const float *opaque = bsr_plane_row_f32 (bsr_grid_opaque (grid), y);
      double threshold = bsr_inside_load_threshold (inside, y), bare = bsr_inside_bare_mm (inside, y);
      for (int x = cells.x; x < cells.x + cells.width; x++)
        {
          sums.n++;
          sums.n_loaded += (double) steel[x] >= threshold;
          sums.steel += (double) steel[x] - bare;
          sums.opaque += (double) opaque[x];
        }
    }
  return sums;
}

void
bsr_load_windows_visit (const BsrGrid *grid, const BsrInside *inside, BsrLoadWindowVisit visit,
                        gpointer data)
{
  g_return_if_fail (grid != NULL && inside != NULL && visit != NULL);

  BsrBox space = bsr_inside_clear (inside);
  int across = bsr_grid_across (grid, BSR_LOAD_PROFILE_WINDOW_MM);
  int down = bsr_grid_down (grid, BSR_LOAD_PROFILE_WINDOW_MM);
  int step_x = MAX (1, across / 2), step_y = MAX (1, down / 2);

  for (int row = 0; (row * step_y) + down <= space.height; row++)
    for (int column = 0; (column * step_x) + across <= space.width; column++)
      {
        BsrLoadWindow window = { .cells = { space.x + column * step_x, space.y + row * step_y,
                                            across, down },
                                 .column = column,
                                 .row = row };
        Sums sums = sum_window (grid, inside, window.cells);
        if (sums.n_loaded < LEAST_LOADED * sums.n || sums.opaque > MOST_OPAQUE * sums.n)
          continue;
        window.band = (row * step_y + down / 2) * BSR_LOAD_PROFILE_BANDS / space.height;
        window.steel_mm = sums.steel / sums.n;
        visit (&window, data);
      }
}
