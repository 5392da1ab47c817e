#include "bsr-test.h"
#include "bsr-quantile.h"

#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  return (int) *(const guint16 *) a - (int) *(const guint16 *) b;
}

static void
equals_sorting (void **state)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  print_message ("seed 3\n");
  for (int n = 1; n < 300; n += 13)
    {
      guint16 values[300], sorted[300];
      int top = n % 2 ? 65536 : 20; /* with and without many equal ones */
      for (int i = 0; i < n; i++)
        values[i] = sorted[i] = (guint16) g_rand_int_range (rand, 0, top);
      qsort (sorted, (size_t) n, sizeof *sorted, compare);
      for (int k = 0; k < n; k++)
        assert_int_equal (bsr_quantile_u16 (values, n, k), sorted[k]);
    }
}

static int
compare_doubles (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;
  return (one > other) - (one < other);
}

static void
selecting_equals_sorting (void **state)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  print_message ("seed 4\n");
  for (int n = 1; n < 120; n += 7)
    for (int rank = 0; rank < n; rank++)
      {
        float floats[120];
        double doubles[120], sorted[120];
        for (int i = 0; i < n; i++)
          floats[i] = (float) (sorted[i] = doubles[i] = g_rand_int_range (rand, 0, n % 2 ? 9999 : 9));
        qsort (sorted, (size_t) n, sizeof *sorted, compare_doubles);
        assert_true (bsr_select_f64 (doubles, n, rank) == sorted[rank]);
        assert_true ((double) bsr_select_f32 (floats, n, rank) == sorted[rank]);
      }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (equals_sorting),
                                      cmocka_unit_test (selecting_equals_sorting) };
  return cmocka_run_group_tests_name ("quantile", tests, NULL, NULL);
}
