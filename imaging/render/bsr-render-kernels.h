#pragma once

#include "bsr-simd.h"

G_BEGIN_DECLS

/* The samples of an output add up with weights of this sum. */
#define BSR_WEIGHT_BITS 14
#define BSR_WEIGHT_ONE (1 << BSR_WEIGHT_BITS)

/* Samples that share one entry of a table of noise. */
#define BSR_NOISE_SHIFT 6
#define BSR_NOISE_ENTRIES (65536 >> BSR_NOISE_SHIFT)

/* Furthest neighbour that a step on samples looks at, pixels. */
#define BSR_FILTER_RADIUS 2

/* Amounts of sharpening, edges and relief: whole, for 1. */
#define BSR_AMOUNT_ONE 64

/* Rows around one row of samples: rows[BSR_FILTER_RADIUS] is the row itself. Each has
 * BSR_FILTER_RADIUS samples more at either end than are made. */
typedef const guint16 *BsrFilterRows[2 * BSR_FILTER_RADIUS + 1];

/* Shades of cells for a row of places between them. */
typedef struct
{
  const guint16 *shades; /* what each bin becomes, column of cells after column */
  int n_bins;
  const guint16 *column; /* by place: where in @shades the column to the left of it begins */
  const guint16 *part;   /* by place: how far to the next, of 256 */
} BsrLocalRow;

/**
 * BsrRenderKernels:
 *
 * The inner loops of drawing, built for one instruction set. They work in whole numbers, or in
 * single operations of IEEE 754 that every set rounds alike, so that every set draws the same.
 */
typedef struct
{
  /* Rows summed with weights of BSR_WEIGHT_ONE together. */
  void (*blend_rows) (const guint16 *const *rows, const guint16 *weights, int n_rows, int n,
                      guint16 *out);
  /* Output i is the sum of @n_taps samples from start[i] - @first on; fastest with four. */
  void (*blend_columns) (const guint16 *samples, int first, const int *start,
                         const guint16 *weights, int n_taps, int n, guint16 *out);
  /* Each sample becomes its colour by table of 65,536. */
  void (*colour) (const guint16 *samples, const guint32 *colours, int n, guint32 *out);
  /* Mean of the 5 x 5 neighbours, weighted by how close to the sample they are: 1 up to half of
   * @reach, 0 from @reach on, which is by sample >> BSR_NOISE_SHIFT. */
  void (*denoise) (BsrFilterRows rows, const guint16 *reach, int n, guint16 *out);
  /* Adds @amount times the difference to the 5 x 5 binomial mean; @scratch: n + 4. */
  void (*sharpen) (BsrFilterRows rows, int amount, int n, int *scratch, guint16 *out);
  /* Darkens by @amount times half the harmonic mean of the sample and what Sobel's gradient over
   * two pixels exceeds @reach by. */
  void (*edges) (BsrFilterRows rows, const guint16 *reach, int amount, int n, guint16 *out);
  /* Adds @amount times the difference of the diagonal neighbours, top left less bottom right. */
  void (*emboss) (BsrFilterRows rows, int amount, int n, guint16 *out);
  /* Shades between cells. */
  void (*local) (const guint16 *bins, const BsrLocalRow *row, int n, guint16 *out);
} BsrRenderKernels;

/* (transfer none): those of @level, or of the best below it that this build has. */
const BsrRenderKernels *bsr_render_kernels (BsrSimdLevel level);

extern const BsrRenderKernels bsr_render_kernels_plain, bsr_render_kernels_sse4,
    bsr_render_kernels_avx2, bsr_render_kernels_avx512;

G_END_DECLS
