#pragma once

#include <gio/gio.h>

#include "bsr-acquisition.h"
#include "bsr-noise-model.h"

G_BEGIN_DECLS

/**
 * BsrExposure:
 *
 * One plane on its way from counts to attenuation: what bsr_radiograph_new() works on, stage by
 * stage. Between stages @signal changes its meaning once, from counts to attenuation.
 */
typedef struct
{
  BsrPlane *signal; /* F32: counts above dark, finite; at last attenuation */
  BsrPlane *flags;  /* U8, BsrPixelFlags */
  double dark;      /* counts taken off */
  double step;      /* smallest difference of two counts: 1, or of floats 1e-6 of the air */
  double air;       /* counts of the open beam above dark */
  gboolean air_is_estimated;
  gboolean air_is_seen; /* FALSE: nothing in the image looks like open beam */
  BsrNoiseModel noise;
  double floor; /* counts that cannot be told from none; attenuation ends there */
} BsrExposure;

/* Rows that a thread takes at a time. */
#define BSR_EXPOSURE_ROWS 32
#define bsr_exposure_n_strips(height) (((height) + BSR_EXPOSURE_ROWS - 1) / BSR_EXPOSURE_ROWS)

/* Counts of plane @index of @image above the stated dark, absorption turned into transmission,
 * saturated pixels flagged; samples that are not finite are flagged dead and 0. Negative counts
 * stay: noise around the dark has both signs. */
gboolean bsr_exposure_init (BsrExposure *exposure, BsrImage *image,
                            const BsrAcquisition *acquisition, int index, int n_threads,
                            GCancellable *cancellable, GError **error);
void bsr_exposure_clear (BsrExposure *exposure);

/* Transmission below which nothing is taken as proof that a beam passes: scatter and stray light
 * of cargo portals reach it (three 6/4 MV scans: 0.1...0.3 % behind dense loads). */
#define BSR_EXPOSURE_STRAY 0.003

G_END_DECLS
