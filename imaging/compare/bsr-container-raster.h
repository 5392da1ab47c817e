#pragma once

#include "bsr-radiograph.h"
#include "bsr-scan-link.h"

G_BEGIN_DECLS

/* A raster over scan A: cell (i, j) covers source pixels x + i * cell_x to x + (i + 1) * cell_x, and
 * so on down. */
typedef struct
{
  double x, y;           /* source pixels of A */
  double cell_x, cell_y; /* of one cell, source pixels of A */
  double edge_x_mm, edge_y_mm;
  int width, height; /* cells */
} BsrRasterPlace;

/* Finest cell, mm: smaller things than a hand's breadth are seen in the scans themselves, and a
 * cell of some pixels is as many times less noisy. */
#define BSR_CONTAINER_RASTER_CELL_MM 10.0
/* ... but so many pixels of the coarser scan, so that both average. */
#define BSR_CONTAINER_RASTER_PIXELS 2.0

/**
 * BsrContainerRaster:
 *
 * What one of two scans shows in each cell of a raster over a container. The maker clears it.
 */
typedef struct
{
  int width, height;
  BsrPlane *attenuation; /* F32: -ln of the mean transmission of plane 0 of pixels that answer */
  BsrPlane *steel;       /* F32: the same, steel equivalent mm */
  BsrPlane *variance;    /* F32: of that, mm2, by the noise of the pixels */
  BsrPlane *flags;       /* U8: BsrPixelFlags; _DEAD: less than half of it answers, or it is off the
                            scan; _OPAQUE: a tenth of it or more did not let the beam through */
} BsrContainerRaster;

/* Over @place's container, as fine as both scans allow. */
BsrRasterPlace bsr_raster_place_of (const BsrContainerPlace *place, const BsrContainerPlace *other);

/**
 * bsr_container_raster_init:
 * @link: (nullable): from A to @radiograph's scan; %NULL: it is A
 *
 * A tent over two cells each way weighs the pixels' transmissions: what is thinner than a pixel then
 * reads the same wherever in a pixel it falls, which a mean of attenuations does not. Returns: %FALSE
 * with %BSR_ERROR_ENVIRONMENT or %G_IO_ERROR_CANCELLED; @raster is empty then
 */
gboolean bsr_container_raster_init (BsrContainerRaster *raster, BsrRadiograph *radiograph,
                                    const BsrRasterPlace *place, const BsrScanLink *link,
                                    int n_threads, GCancellable *cancellable, GError **error);
void bsr_container_raster_clear (BsrContainerRaster *raster);

G_END_DECLS
