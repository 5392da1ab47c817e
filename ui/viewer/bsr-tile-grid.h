#pragma once

#include "bsr-rendition.h"
#include "bsr-view-transform.h"

G_BEGIN_DECLS

/* Edge of a tile, device pixels: a row of them that comes into view is drawn within a frame, and a
 * 4K view has no more than 54. */
#define BSR_TILE_EDGE 512

typedef struct
{
  int column, row;
} BsrTilePlace;

/**
 * BsrTileGrid:
 *
 * A scan at one zoom, cut in tiles from its top left corner on, and which of them a view shows. A
 * plain value. Coordinates are device pixels of the whole scan at that zoom.
 */
typedef struct
{
  double scale_x, scale_y;
  gint64 width, height; /* of the scan, rounded up */
  gint64 left, top;     /* of the view; may lie outside */
  int view_width, view_height;
} BsrTileGrid;

BsrTileGrid bsr_tile_grid_of (const BsrViewTransform *transform);

/* (transfer full) (element-type BsrTilePlace): the tiles in view, those in its middle first. */
GArray *bsr_tile_grid_visible (const BsrTileGrid *grid);

/* What a tile shows; smaller at the scan's right and bottom edge. */
BsrRaster bsr_tile_grid_raster (const BsrTileGrid *grid, BsrTilePlace place);

G_END_DECLS
