#pragma once

#include <gio/gio.h>

#include "bsr-acquisition.h"
#include "bsr-noise-model.h"

G_BEGIN_DECLS

/**
 * BsrExposure:
 *
 * One plane on its way from counts to attenuation: what bsr_radiograph_new() works on, stage by
 * stage. Samples of 16 bits stand for counts above dark through a table that rises; @samples is
 * the image's own plane wherever its samples rise with the beam.
 */
typedef struct
{
  BsrPlane *samples; /* U16 */
  gboolean is_even;  /* one sample more is one count more; else samples are companded floats */
  float *signal;     /* counts above dark of each of the 65,536 samples; never falls */
  int full;          /* first sample at full scale */
  BsrPlane *flags;   /* U8, BsrPixelFlags */
  BsrPlane *codes;   /* U16, attenuation in 1 / BSR_ATTENUATION_STEPS; at last */
  guint32 *n_empty;  /* of each row, pixels without signal, until the dead modules are flagged */
  double dark;       /* counts taken off */
  double step;       /* smallest difference of two counts: 1, or of floats 1e-6 of the air */
  double air;        /* counts of the open beam above dark */
  gboolean air_is_estimated;
  gboolean air_is_seen; /* FALSE: nothing in the image looks like open beam */
  BsrNoiseModel noise;
  double floor; /* counts that cannot be told from none; attenuation ends there */
  guint16 most; /* code of it */
  guint16 air_code; /* codes up to this are open beam */
  /* (nullable) What each row's channel and each column's pulse differ by from their mean: added to
   * the codes of a row and of a column, within -2048...2047 together. */
  gint16 *row_offsets, *column_offsets;
} BsrExposure;

#define BSR_EXPOSURE_SAMPLES 65536

/* Rows that a thread takes at a time. */
#define BSR_EXPOSURE_ROWS 32
#define bsr_exposure_n_strips(height) (((height) + BSR_EXPOSURE_ROWS - 1) / BSR_EXPOSURE_ROWS)

/* Plane @index of @image in samples: the stated dark taken off, absorption turned into
 * transmission; samples that are not finite are flagged dead and without signal. Negative counts
 * stay: noise around the dark has both signs. */
gboolean bsr_exposure_init (BsrExposure *exposure, BsrImage *image,
                            const BsrAcquisition *acquisition, int index, int n_threads,
                            GCancellable *cancellable, GError **error);
/* Drops what only the way to the codes needs: samples and their table. */
void bsr_exposure_settle (BsrExposure *exposure);
void bsr_exposure_clear (BsrExposure *exposure);

/* First sample with more than @counts above dark; 65,536: none has. */
int bsr_exposure_first_above (const BsrExposure *exposure, double counts);

/* Counts above dark of a pixel. */
float bsr_exposure_signal (const BsrExposure *exposure, int x, int y);

/* Transmission below which nothing is taken as proof that a beam passes: scatter and stray light
 * of cargo portals reach it (three 6/4 MV scans: 0.1...0.3 % behind dense loads). */
#define BSR_EXPOSURE_STRAY 0.003

G_END_DECLS
