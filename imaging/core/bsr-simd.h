#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Instruction sets that inner loops are built for. Every level gives the same bits: the loops work
 * in whole numbers, look-up tables, or single operations of IEEE 754. Not every loop is built for
 * every set: the next lower one serves. */
typedef enum
{
  BSR_SIMD_PLAIN, /* whatever the compiler's target has */
  BSR_SIMD_SSE4,  /* SSE4.1 */
  BSR_SIMD_AVX2,
  BSR_SIMD_AVX512, /* AVX-512 F, BW, DQ and VL */
  BSR_N_SIMD_LEVELS,
} BsrSimdLevel;

/* The best level that this processor has and this build knows; not above the one that the
 * environment's BASIRA_SIMD names ("plain", "sse4", "avx2",
 * "avx512"), where it names one. */
BsrSimdLevel bsr_simd_level (void);
const char *bsr_simd_level_name (BsrSimdLevel level);

G_END_DECLS
