#include "bsr-lanes.h"

BsrLanesMedian
bsr_lanes_median (BsrSimdLevel level)
{
#ifdef BSR_HAS_X86_KERNELS
  if (level >= BSR_SIMD_AVX2)
    return bsr_lanes_median_avx2;
#endif
  return bsr_lanes_median_plain;
}
