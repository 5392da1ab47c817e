#include "bsr-test.h"

#include "bsr-hit.h"

static BsrTruthObject *
object_of (BsrTruth *truth, BsrBox box)
{
  BsrTruthObject *object = bsr_truth_add_object (truth, "thing");
  object->box = object->mask_box = box;
  return object;
}

static void
overlap_of_a_fifth_hits (void **state)
{
  g_autoptr (BsrTruth) truth = bsr_truth_new ();
  const BsrTruthObject *object = object_of (truth, (BsrBox){ 0, 0, 60, 10 });
  /* 200 common of 1000 in both: exactly a fifth, and a third of the mask only. */
  assert_true (bsr_hit ((BsrBox){ 40, 0, 60, 10 }, object));
  assert_false (bsr_hit ((BsrBox){ 41, 0, 60, 10 }, object));
}

static void
covering_half_hits_unless_it_is_six_times_as_large (void **state)
{
  g_autoptr (BsrTruth) truth = bsr_truth_new ();
  const BsrTruthObject *object = object_of (truth, (BsrBox){ 100, 100, 10, 10 });
  assert_true (bsr_hit ((BsrBox){ 90, 100, 60, 10 }, object)); /* six times: 1 / 6 of an overlap */
  assert_false (bsr_hit ((BsrBox){ 90, 100, 61, 10 }, object));
  assert_true (bsr_hit ((BsrBox){ 105, 100, 60, 10 }, object)); /* half of it */
  assert_false (bsr_hit ((BsrBox){ 106, 100, 60, 10 }, object));
}

/* An L: the box's middle is not the object. */
static void
the_mask_counts_not_the_box (void **state)
{
  g_autoptr (BsrTruth) truth = bsr_truth_new ();
  BsrTruthObject *object = object_of (truth, (BsrBox){ 50, 50, 40, 40 });
  object->mask = bsr_plane_new (BSR_FORMAT_U8, 40, 40, NULL);
  for (int y = 0; y < 40; y++)
    for (int x = 0; x < 40; x++)
      bsr_plane_row_u8 (object->mask, y)[x] = x < 4 || y >= 36 ? 255 : 0;
  /* The left leg, 4 x 40, is more than half of 304 pixels, but only a tenth of the box. */
  assert_true (bsr_hit ((BsrBox){ 50, 50, 4, 40 }, object));
  bsr_test_assert_close (bsr_hit_covered ((BsrBox){ 50, 50, 4, 40 }, object), 160.0 / 304.0, 1e-12);
  assert_false (bsr_hit ((BsrBox){ 56, 50, 7, 36 }, object)); /* as large, off the mask */
  bsr_test_assert_close (bsr_hit_covered ((BsrBox){ 0, 0, 10, 10 }, object), 0.0, 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (overlap_of_a_fifth_hits),
    cmocka_unit_test (covering_half_hits_unless_it_is_six_times_as_large),
    cmocka_unit_test (the_mask_counts_not_the_box),
  };
  return cmocka_run_group_tests_name ("hit", tests, NULL, NULL);
}
