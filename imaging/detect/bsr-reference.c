#include "bsr-reference.h"

#include <math.h>

/* Fewer windows of a load say nothing of one band. */
#define LEAST_WINDOWS 3
/* Two loads of the same goods are never known to be more alike than this share of their steel:
 * densities of packed goods differ by some 10 % from consignment to consignment, and the walls by
 * 0.5 mm. */
#define LEAST_SHARE 0.1
#define LEAST_MM 0.5

typedef struct
{
  int n; /* loads */
  double mean_mm, spread_mm;
} Expected;

struct _BsrReference
{
  gatomicrefcount refs;
  int n_loads;
  Expected bands[BSR_LOAD_PROFILE_BANDS];
};

static Expected
expect_band (const BsrLoadProfile *profiles, int n_profiles, int index)
{
  Expected expected = { 0 };
  double sum = 0.0, squares = 0.0, within = 0.0;

  for (int i = 0; i < n_profiles; i++)
    {
      const BsrLoadBand *band = &profiles[i].bands[index];
      if (band->n < LEAST_WINDOWS)
        continue;
      expected.n++;
      sum += band->mean_mm;
      squares += band->mean_mm * band->mean_mm;
      within += band->spread_mm * band->spread_mm;
    }
  if (expected.n < BSR_REFERENCE_LEAST_LOADS)
    return expected;
  expected.mean_mm = sum / expected.n;
  double between = (squares - expected.n * expected.mean_mm * expected.mean_mm) / (expected.n - 1);
  double least = hypot (LEAST_SHARE * expected.mean_mm, LEAST_MM);
  /* The mean itself is known from few loads: its own error adds a share of the variance. */
  between = MAX (between, least * least) * (1.0 + 1.0 / expected.n);
  expected.spread_mm = sqrt (between + within / expected.n);
  return expected;
}

BsrReference *
bsr_reference_new (const BsrLoadProfile *profiles, int n_profiles)
{
  g_return_val_if_fail (profiles != NULL || n_profiles == 0, NULL);

  if (n_profiles < BSR_REFERENCE_LEAST_LOADS)
    return NULL;
  BsrReference *reference = g_new0 (BsrReference, 1);
  g_atomic_ref_count_init (&reference->refs);
  reference->n_loads = n_profiles;
  for (int i = 0; i < BSR_LOAD_PROFILE_BANDS; i++)
    reference->bands[i] = expect_band (profiles, n_profiles, i);
  return reference;
}

BsrReference *
bsr_reference_ref (BsrReference *reference)
{
  g_return_val_if_fail (reference != NULL, NULL);
  g_atomic_ref_count_inc (&reference->refs);
  return reference;
}

void
bsr_reference_unref (BsrReference *reference)
{
  g_return_if_fail (reference != NULL);
  if (g_atomic_ref_count_dec (&reference->refs))
    g_free (reference);
}

int
bsr_reference_n_loads (const BsrReference *reference)
{
  return reference->n_loads;
}

gboolean
bsr_reference_expect (const BsrReference *reference, int band, double *mean_mm, double *spread_mm)
{
  g_return_val_if_fail (band >= 0 && band < BSR_LOAD_PROFILE_BANDS, FALSE);

  const Expected *expected = &reference->bands[band];
  if (expected->n < BSR_REFERENCE_LEAST_LOADS)
    return FALSE;
  *mean_mm = expected->mean_mm;
  *spread_mm = expected->spread_mm;
  return TRUE;
}
