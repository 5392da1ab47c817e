#include "bsr-simd.h"

static const char *const names[BSR_N_SIMD_LEVELS] = { "plain", "sse4", "avx2", "avx512" };

static BsrSimdLevel
level_of_processor (void)
{
#if defined(__x86_64__) && defined(__GNUC__)
  __builtin_cpu_init ();
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw")
      && __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vl"))
    return BSR_SIMD_AVX512;
  if (__builtin_cpu_supports ("avx2"))
    return BSR_SIMD_AVX2;
  if (__builtin_cpu_supports ("sse4.1"))
    return BSR_SIMD_SSE4;
#endif
  return BSR_SIMD_PLAIN;
}

BsrSimdLevel
bsr_simd_level (void)
{
  BsrSimdLevel most = level_of_processor ();
  const char *wanted = g_getenv ("BASIRA_SIMD");

  for (int i = 0; wanted != NULL && i < BSR_N_SIMD_LEVELS; i++)
    if (g_str_equal (wanted, names[i]))
      return MIN ((BsrSimdLevel) i, most);
  return most;
}

const char *
bsr_simd_level_name (BsrSimdLevel level)
{
  g_return_val_if_fail (level < BSR_N_SIMD_LEVELS, NULL);
  return names[level];
}
