#pragma once

#include <gio/gio.h>
#include "bsr-material-curves.h"
#include "bsr-pitch.h"
#include "bsr-region.h"

G_BEGIN_DECLS

typedef struct
{
  double mean, sd; /* NAN: of no pixel */
} BsrSpread;

#define BSR_REGION_BINS 60

/* How often values occur: bin i counts from i to i + 1 times @step. */
typedef struct
{
  double step;
  guint32 bins[BSR_REGION_BINS];
  guint32 most; /* of all bins */
} BsrHistogram;

/**
 * BsrRegionStatistics:
 *
 * What a part of a scan shows. A plain value. Pixels whose value was filled from around (dead
 * channels, spikes) weigh what they were filled with and are left out of everything else.
 */
typedef struct
{
  gint64 n_pixels;      /* of the region on the scan; 0: nothing else is set */
  double area_m2;
  double dead_share;    /* of the pixels, 0...1 */
  double opaque_share;  /* did not let the beam through: all values are "at least" there */
  int n_planes;         /* at most 2 */
  BsrSpread transmission[2];
  BsrSpread steel_mm;
  BsrSpread mass_g_cm2;
  double kg, low_kg, high_kg; /* all that lies in the beam, the container's walls included: 90 %
                                 interval; high is INFINITY where it is only "at least" */
  BsrHistogram steel;         /* mm */
  BsrHistogram through;       /* transmission of plane 0, 0...1 */
  gboolean has_material;        /* the two energies tell materials apart: @material is set */
  BsrMaterialEstimate material; /* of all pixels as one mixture, the container's walls included */
} BsrRegionStatistics;

/**
 * bsr_region_statistics:
 * @curves: (nullable): of @radiograph: masses go by them; %NULL: they go by the stated energies, and
 *   nothing is said of the material. Those that the scan is
 *   drawn with, so that everything that is said of a place agrees
 *
 * One pass over the region's pixels; blocks.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean bsr_region_statistics (const BsrRegion *region, const BsrRadiograph *radiograph,
                                const BsrMaterialCurves *curves, const BsrPitch *pitch,
                                BsrRegionStatistics *statistics, GCancellable *cancellable,
                                GError **error);

G_END_DECLS
