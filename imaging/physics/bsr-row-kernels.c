#include "bsr-row-kernels.h"

const BsrRowKernels *
bsr_row_kernels (BsrSimdLevel level)
{
#ifdef BSR_HAS_X86_KERNELS
  switch (level)
    {
    case BSR_SIMD_AVX512:
    case BSR_SIMD_AVX2:
      return &bsr_row_kernels_avx2;
    case BSR_SIMD_SSE4:
      return &bsr_row_kernels_sse4;
    case BSR_SIMD_PLAIN:
    case BSR_N_SIMD_LEVELS:
    default:
      break;
    }
#endif
  return &bsr_row_kernels_plain;
}
