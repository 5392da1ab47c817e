#pragma once

#include "bsr-local-shades.h"
#include "bsr-look.h"
#include "bsr-material-paint.h"
#include "bsr-sampler.h"
#include "bsr-scene-private.h"
#include "bsr-tone-table.h"

G_BEGIN_DECLS

/**
 * BsrTransfer:
 *
 * What a look makes of samples once those are there: window, gamma, the steps on the shade, the
 * palette. Immutable: threads share it.
 */
typedef struct
{
  const BsrRenderKernels *kernels;
  /* By sample; where shades are equalised locally, by shade 0...65535. */
  guint32 *colours; /* (nullable): R, G, B, A as bytes; not for the views of materials */
  guint8 *levels;   /* (nullable): brightness of the views of materials; level of each colour */
  gboolean is_colour; /* the scan is a picture in colours: through @levels alone */
  gboolean is_local;
  BsrLocalShades local;
  guint16 *bins; /* (nullable): shade before it, BSR_LOCAL_BINS, by sample */
  BsrMaterialPaint paint; /* for the views of materials */
} BsrTransfer;

/* @with_material: whether there are samples of the material map. */
void bsr_transfer_init (BsrTransfer *transfer, const BsrScene *scene, const BsrLook *look,
                        gboolean with_material);
void bsr_transfer_clear (BsrTransfer *transfer);

/* Whether rows of the same samples are the same picture. */
gboolean bsr_transfer_is_even (const BsrTransfer *transfer);

/* Outputs @begin...@end - 1 of a raster's row, and what a thread works in for them. */
typedef struct
{
  int begin, end;
  guint16 *bins, *shades;        /* by output */
  guint16 *column, *part;        /* by output: see BsrLocalRow */
  int first_column, last_column; /* of cells, under the outputs */
  guint16 *blended;              /* the shades of these, and of one more */
} BsrTransferDesk;

void bsr_transfer_desk_init (BsrTransferDesk *desk, const BsrTransfer *transfer,
                             const BsrRaster *raster, int begin, int end);
void bsr_transfer_desk_clear (BsrTransferDesk *desk);

/* Colours of @row's outputs of the desk from their @samples and what is @beside them (nullable; see
 * BsrSampling) into @rgba, all three beginning with the desk's first. */
void bsr_transfer_row (const BsrTransfer *transfer, BsrTransferDesk *desk,
                       const BsrRaster *raster, int row, const guint16 *samples,
                       const guint16 *beside, guint8 *rgba);

G_END_DECLS
