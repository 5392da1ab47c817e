#include "bsr-test.h"

#include <math.h>

#include "bsr-test-pair.h"

/* mm by which the ends, the roof and the floor of the container may be out of place. */
#define ALLOWED_MM 5.0

/* Aligns @b with the usual take and holds the link against what is known of both boxes. @off: how
 * wrong the boxes that it begins with are, mm. */
static BsrAlignment
align (const BsrTestTake *take_a, const BsrTestTake *take_b, double off)
{
  g_autoptr (GError) error = NULL;
  BsrComparedScan a = bsr_test_pair_take (take_a), b = bsr_test_pair_take (take_b);
  BsrBox true_a = a.container, true_b = b.container;
  b.container.x += (int) (off / take_b->pitch_x_mm);
  b.container.y -= (int) (off / 2.0 / take_b->pitch_y_mm);
  BsrAlignment alignment;
  assert_true (bsr_alignment_find (&a, &b, BSR_TRAVEL_UNKNOWN, 0, &alignment, NULL, &error));
  bsr_test_assert_no_error (error);
  print_message ("grade %d, %d of %d windows, residual %.2f and %.2f mm, sure %d\n",
                 alignment.grade, alignment.n_agreeing, alignment.n_votes, alignment.residual_x_mm,
                 alignment.residual_y_mm, alignment.travel_is_sure);
  if (alignment.grade != BSR_ALIGNMENT_CORNERS)
    for (int end = 0; end < 2; end++)
      {
        double x, y;
        gboolean right = end != (take_a->mirrored != take_b->mirrored);
        bsr_scan_link_apply (&alignment.link, true_a.x + end * true_a.width,
                             true_a.y + end * true_a.height, &x, &y);
        bsr_test_assert_close ((x - true_b.x - right * true_b.width) * take_b->pitch_x_mm, 0.0,
                               ALLOWED_MM + take_b->pitch_x_mm);
        bsr_test_assert_close ((y - true_b.y - end * true_b.height) * take_b->pitch_y_mm, 0.0,
                               ALLOWED_MM + take_b->pitch_y_mm);
      }
  bsr_test_pair_clear (&a);
  bsr_test_pair_clear (&b);
  return alignment;
}

static void
the_same_load_is_found_again_to_a_millimetre (void **state)
{
  BsrTestTake other = bsr_test_pair_usual;
  other.margin_mm = 333.0;
  other.seed = 2;
  BsrAlignment alignment = align (&bsr_test_pair_usual, &other, 40.0);
  assert_int_equal (alignment.grade, BSR_ALIGNMENT_FINE);
  assert_true (alignment.residual_x_mm < 2.0 && alignment.residual_y_mm < 2.0);
  assert_true (alignment.travel_is_sure);
  assert_false (bsr_scan_link_is_mirrored (&alignment.link));
}

static void
another_pitch_speed_and_energy_make_no_difference (void **state)
{
  BsrTestTake other = { .pitch_x_mm = 6.0, .pitch_y_mm = 7.0, .energy_mv = 9.0, .margin_mm = 120.0,
                        .longer = 1.012, .seed = 3 };
  BsrAlignment alignment = align (&bsr_test_pair_usual, &other, 40.0);
  assert_int_equal (alignment.grade, BSR_ALIGNMENT_FINE);
  assert_true (alignment.residual_x_mm < 4.0 && alignment.residual_y_mm < 4.0);
}

static void
the_way_that_it_travelled_is_told_by_the_images (void **state)
{
  BsrTestTake other = bsr_test_pair_usual;
  other.mirrored = TRUE;
  other.seed = 2;
  BsrAlignment alignment = align (&bsr_test_pair_usual, &other, 30.0);
  assert_true (bsr_scan_link_is_mirrored (&alignment.link));
  assert_true (alignment.travel_is_sure);
  assert_int_equal (alignment.grade, BSR_ALIGNMENT_FINE);
}

static void
an_empty_box_is_laid_over_a_loaded_one_by_its_structure (void **state)
{
  BsrTestTake other = bsr_test_pair_usual;
  other.empty = TRUE;
  other.seed = 2;
  BsrAlignment alignment = align (&bsr_test_pair_usual, &other, 40.0);
  assert_int_equal (alignment.grade, BSR_ALIGNMENT_FINE);
}

static void
what_has_nothing_in_common_is_laid_box_on_box (void **state)
{
  g_autoptr (GError) error = NULL;
  BsrComparedScan a = bsr_test_pair_take (&bsr_test_pair_usual);
  BsrComparedScan b = { bsr_radiograph_ref (a.radiograph), a.container };
  BsrAlignment alignment;
  /* A third of the container's roof and sky, held against the whole: no edge agrees. */
  b.container = (BsrBox){ a.container.x + 40, 0, a.container.width - 20, a.container.height / 3 };
  assert_true (bsr_alignment_find (&a, &b, BSR_TRAVEL_SAME, 0, &alignment, NULL, &error));
  assert_int_not_equal (alignment.grade, BSR_ALIGNMENT_FINE);
  assert_false (alignment.same_height);
  b.container.width /= 2;
  assert_true (bsr_alignment_find (&a, &b, BSR_TRAVEL_UNKNOWN, 0, &alignment, NULL, &error));
  assert_int_equal (alignment.grade, BSR_ALIGNMENT_CORNERS);
  assert_false (alignment.travel_is_sure);
  bsr_test_pair_clear (&a);
  bsr_test_pair_clear (&b);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_same_load_is_found_again_to_a_millimetre),
    cmocka_unit_test (another_pitch_speed_and_energy_make_no_difference),
    cmocka_unit_test (the_way_that_it_travelled_is_told_by_the_images),
    cmocka_unit_test (an_empty_box_is_laid_over_a_loaded_one_by_its_structure),
    cmocka_unit_test (what_has_nothing_in_common_is_laid_box_on_box),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
