#pragma once

#include "bsr-load-profile.h"

G_BEGIN_DECLS

/* One window of a load, see %BSR_LOAD_PROFILE_WINDOW_MM. A plain value. */
typedef struct
{
  BsrBox cells;
  int column, row;   /* place among the windows */
  int band;          /* of a load profile: that of its middle */
  double steel_mm;   /* mean, walls not counted */
} BsrLoadWindow;

typedef void (*BsrLoadWindowVisit) (const BsrLoadWindow *window, gpointer data);

/* Visits the windows of @grid, half a window apart, that are mostly filled with load and that the
 * beam got through, row by row from the roof. */
void bsr_load_windows_visit (const BsrGrid *grid, const BsrInside *inside, BsrLoadWindowVisit visit,
                             gpointer data);

G_END_DECLS
