#include "bsr-test.h"

#include <string.h>

#include "bsr-difference-colours.h"
#include "bsr-test-pair.h"

static void
more_is_warm_less_is_cold_and_much_is_strong (void **state)
{
  guint8 little[4], much[4], beyond[4], less[4];
  bsr_difference_colour (5.0, 50.0, little);
  bsr_difference_colour (50.0, 50.0, much);
  bsr_difference_colour (500.0, 50.0, beyond);
  bsr_difference_colour (-50.0, 50.0, less);
  assert_true (much[0] > much[2] && less[2] > less[0]);
  assert_true (much[3] > little[3]);
  assert_memory_equal (much, beyond, 4);
}

static void
what_is_not_judged_has_its_pattern (void **state)
{
  guint8 rgba[4];
  int opaque = 0, blind = 0;
  for (int y = 0; y < 12; y++)
    for (int x = 0; x < 12; x++)
      {
        bsr_difference_pattern (BSR_DIFFERENCE_OPAQUE, x, y, rgba);
        opaque += rgba[3] > 0;
        bsr_difference_pattern (BSR_DIFFERENCE_BLIND, x, y, rgba);
        blind += rgba[3] > 0;
        bsr_difference_pattern (BSR_DIFFERENCE_NONE, x, y, rgba);
        assert_int_equal (rgba[3], 0);
      }
  assert_true (opaque > blind && blind > 0 && opaque < 12 * 12);
}

static void
a_picture_holds_what_the_cells_say (void **state)
{
  g_autoptr (GError) error = NULL;
  BsrTestTake take = bsr_test_pair_usual, other = bsr_test_pair_usual;
  take.hides_lead = TRUE;
  other.seed = 2;
  BsrComparedScan a = bsr_test_pair_take (&take), b = bsr_test_pair_take (&other);
  BsrAlignment alignment;
  assert_true (bsr_alignment_find (&a, &b, BSR_TRAVEL_SAME, 0, &alignment, NULL, &error));
  g_autoptr (BsrDifference) difference = bsr_difference_new (&a, &b, &alignment, 0, NULL, &error);
  bsr_test_assert_no_error (error);
  const BsrRasterPlace *place = bsr_difference_place (difference);
  gsize stride = (gsize) place->width * 4;
  g_autofree guint8 *picture = g_malloc0 (stride * place->height);
  double scale = bsr_difference_scale_mm (difference);
  bsr_difference_paint (difference, scale, picture, stride);
  for (int j = 0; j < place->height; j++)
    for (int i = 0; i < place->width; i++)
      {
        double mm;
        guint8 expected[4];
        BsrDifferenceState cell = bsr_difference_cell (difference, i, j, &mm, NULL);
        if (cell != BSR_DIFFERENCE_MORE && cell != BSR_DIFFERENCE_LESS)
          continue;
        bsr_difference_colour (mm, scale, expected);
        assert_memory_equal (picture + j * stride + (gsize) i * 4, expected, 4);
      }
  bsr_test_pair_clear (&a);
  bsr_test_pair_clear (&b);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (more_is_warm_less_is_cold_and_much_is_strong),
    cmocka_unit_test (what_is_not_judged_has_its_pattern),
    cmocka_unit_test (a_picture_holds_what_the_cells_say),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
