#include "bsr-test.h"
#include "bsr-simd.h"

static void
the_environment_can_only_lower_it (void **state)
{
  g_unsetenv ("BASIRA_SIMD");
  BsrSimdLevel best = bsr_simd_level ();
  print_message ("this processor: %s\n", bsr_simd_level_name (best));
  for (int i = 0; i < BSR_N_SIMD_LEVELS; i++)
    {
      g_setenv ("BASIRA_SIMD", bsr_simd_level_name ((BsrSimdLevel) i), TRUE);
      assert_int_equal (bsr_simd_level (), MIN (i, (int) best));
    }
  g_setenv ("BASIRA_SIMD", "sse9", TRUE);
  assert_int_equal (bsr_simd_level (), best);
  g_unsetenv ("BASIRA_SIMD");
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (the_environment_can_only_lower_it) };
  return cmocka_run_group_tests_name ("simd", tests, NULL, NULL);
}
