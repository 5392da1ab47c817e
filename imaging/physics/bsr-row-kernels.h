#pragma once

#include "bsr-simd.h"

G_BEGIN_DECLS

/* Pixels that share one answer of BsrRowKernels.suspect. */
#define BSR_SUSPECT_BLOCK 32
/* Samples that share one entry of its table: 1,024 entries. */
#define BSR_SUSPECT_SHIFT 6
#define BSR_SUSPECT_ENTRIES (65536 >> BSR_SUSPECT_SHIFT)
/* Codes that share one entry of a table of spreads: 1/128 of a neper. */
#define BSR_SPREAD_SHIFT 5
/* What tables of codes hold above the code, so that a pixel brighter than air keeps its sign until
 * its offsets are added: 1 neper. */
#define BSR_CODE_BIAS 4096

/* What the live pixels of a row are, in samples. */
typedef struct
{
  int empty;         /* without signal */
  int lit;           /* surely reached by the beam */
  guint16 low, high; /* 65535 and 0 where no pixel is live */
} BsrRowCounts;

/* The same of each column, added up over rows; at most 65,535 of them. */
typedef struct
{
  guint16 *empty, *lit, *low, *high;
} BsrColumnCounts;

/* What is added up of each column over rows of a cell; sums of at most 65,535 rows. */
typedef struct
{
  guint16 *good, *alive, *opaque;
  guint32 *steel;  /* of the good */
  guint64 *spread; /* of the good */
  guint32 *opaque_good;
} BsrColumnSums;

/**
 * BsrRowKernels:
 *
 * The inner loops over rows of pixels, built for one instruction set. All in whole numbers, so that
 * every set answers the same.
 */
typedef struct
{
  /* Counts the pixels of a row with @live of all ones (0 where not); empty are samples below
   * @first, lit those above @dim. */
  void (*survey) (const guint16 *samples, const guint16 *live, int n, guint16 first, guint16 dim,
                  BsrRowCounts *row, const BsrColumnCounts *columns);
  /* Attenuation codes by table (which has BSR_CODE_BIAS on them), plus offsets (nullable) and
   * @offset, both within -2048...2047; cut to 0...@most. */
  void (*encode) (const guint16 *samples, const guint16 *codes_of, const gint16 *offsets,
                  gint16 offset, guint16 most, int n, guint16 *codes);
  /* Adds what samples and codes say to flags that hold at most BSR_PIXEL_DEAD. */
  void (*flag) (const guint16 *samples, const guint16 *codes, guint16 full, guint16 air,
                guint16 most, int n, guint8 *flags);
  /* Which blocks of the row may hold a pixel that is beyond all its 8 neighbours by more than
   * @least (by the least of the block's neighbours) says; first and last pixel left out. */
  void (*suspect) (const guint16 *above, const guint16 *row, const guint16 *below,
                   const guint16 *least, int n, guint8 *blocks);
  /* Adds codes of pixels without any flag of @mask. */
  void (*sum_codes) (const guint16 *codes, const guint8 *flags, guint8 mask, int n, guint32 *sums,
                     guint16 *counts);
  /* Adds what the codes are in steel and spread. */
  void (*sum_steel) (const guint16 *codes, const guint8 *flags, int n, const guint32 *steel_of,
                     const guint64 *spread_of, const BsrColumnSums *sums);
  /* The flags of both. */
  void (*unite) (const guint8 *a, const guint8 *b, int n, guint8 *united);
} BsrRowKernels;

/* (transfer none): those of @level, or of the best below it that this build has. */
const BsrRowKernels *bsr_row_kernels (BsrSimdLevel level);

extern const BsrRowKernels bsr_row_kernels_plain, bsr_row_kernels_sse4, bsr_row_kernels_avx2;

G_END_DECLS
