#pragma once

#include "bsr-filter.h"
#include "bsr-rendition.h"
#include "bsr-transfer.h"

G_BEGIN_DECLS

#define BSR_BYTES_PER_PIXEL 4

struct _BsrRendition
{
  const BsrScene *scene; /* not owned */
  BsrLook look;
  const BsrPyramid *pyramid;
  gboolean has_filter, has_material;
  BsrNoiseTable noise; /* where a step goes by it */
  BsrTransfer transfer;
};

/* How one raster of a rendition is sampled. Immutable: threads share it. Beside the samples there may
 * be others: of the map of materials, or where the samples are red those of green and blue. */
typedef struct
{
  BsrSampler samples, beside[2];
  int n_beside;
  gboolean has_filter;
  BsrFilter filter;
  BsrBox inside; /* outputs that lie in the scan */
} BsrSampling;

void bsr_sampling_init (BsrSampling *sampling, const BsrRendition *rendition,
                        const BsrRaster *raster);
void bsr_sampling_clear (BsrSampling *sampling);

/* What one thread works in, for one part of the outputs that are inside. */
typedef struct
{
  BsrBox part;
  BsrSamples source; /* what the part's outputs come from */
  BsrFilterDesk filter;
  guint16 *scratch;
  guint16 *samples, *beside; /* (beside nullable): a row of the part, n_beside rows */
} BsrSamplingDesk;

void bsr_sampling_desk_init (BsrSamplingDesk *desk, const BsrSampling *sampling, BsrBox part);
void bsr_sampling_desk_clear (BsrSamplingDesk *desk);

/* The part's outputs in @row into @samples, and one behind the other into @beside (nullable where there
 * are none). */
void bsr_sampling_row (const BsrSampling *sampling, BsrSamplingDesk *desk, int row,
                       guint16 *samples, guint16 *beside);

/* Whether @row's outputs are those of the row before, whatever the scan. */
gboolean bsr_sampling_repeats (const BsrSampling *sampling, int row);

/* Grey of outputs that lie outside, @begin...@end - 1 of a row. */
void bsr_fill_background (guint8 *rgba, int begin, int end);

G_END_DECLS
