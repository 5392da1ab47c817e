#include "bsr-test.h"
#include "bsr-annotation-grip.h"
#include "bsr-line-profile.h"

static BsrAnnotation *
mark (BsrShape shape, int n_points)
{
  const BsrPoint points[] = { { 10, 20 }, { 50, 80 }, { 5, 90 } };
  return bsr_annotation_new (NULL, shape, BSR_CATEGORY_NOTE, points, n_points, "");
}

/* Any corner of a rectangle can be taken; the opposite one stays. */
static void
corners_move_against_their_opposite (void **state)
{
  const BsrPoint wanted[4][2] = {
    { { 1, 2 }, { 50, 80 } }, { { 10, 2 }, { 1, 80 } }, { { 10, 20 }, { 1, 2 } }, { { 1, 20 }, { 50, 2 } },
  };
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (BsrAnnotation) before = mark (BSR_SHAPE_RECTANGLE, 2);
      g_autoptr (BsrAnnotation) after
          = bsr_annotation_with_grip (before, i, (BsrPoint){ 1, 2 }, 1.0);
      int n;
      const BsrPoint *points = bsr_annotation_points (after, &n);
      assert_int_equal (n, 2);
      for (int k = 0; k < 2; k++)
        {
          bsr_test_assert_close (points[k].x, wanted[i][k].x, 0.0);
          bsr_test_assert_close (points[k].y, wanted[i][k].y, 0.0);
        }
      assert_string_equal (bsr_annotation_id (after), bsr_annotation_id (before));
    }
}

static void
each_shape_has_its_grips (void **state)
{
  const struct
  {
    BsrShape shape;
    int n_points, n_grips;
  } shapes[] = {
    { BSR_SHAPE_RECTANGLE, 2, 4 }, { BSR_SHAPE_ELLIPSE, 2, 4 }, { BSR_SHAPE_ARROW, 2, 2 },
    { BSR_SHAPE_POLYGON, 3, 3 },   { BSR_SHAPE_TEXT, 1, 0 },    { BSR_SHAPE_DISTANCE, 2, 2 },
    { BSR_SHAPE_ANGLE, 3, 3 },     { BSR_SHAPE_PROFILE, 3, 3 }, { BSR_SHAPE_AREA, 2, 4 },
    { BSR_SHAPE_AREA, 3, 3 },      { BSR_SHAPE_REGION, 2, 4 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (BsrAnnotation) annotation = mark (shapes[i].shape, shapes[i].n_points);
      BsrPoint grips[BSR_ANNOTATION_MAX_GRIPS];
      assert_int_equal (bsr_annotation_grips (annotation, grips), shapes[i].n_grips);
    }
}

static void
the_nearest_grip_is_taken (void **state)
{
  g_autoptr (BsrAnnotation) annotation = mark (BSR_SHAPE_POLYGON, 3);
  const BsrPoint wide = { 60.0, 60.0 }, narrow = { 2.0, 2.0 };
  assert_int_equal (bsr_annotation_grip_at (annotation, (BsrPoint){ 45, 75 }, wide), 1);
  assert_int_equal (bsr_annotation_grip_at (annotation, (BsrPoint){ 6, 89 }, narrow), 2);
  assert_int_equal (bsr_annotation_grip_at (annotation, (BsrPoint){ 30, 50 }, narrow), -1);
  /* Pixels that are not square: the same hand reaches less far along x. */
  assert_int_equal (bsr_annotation_grip_at (annotation, (BsrPoint){ 13, 20 }, (BsrPoint){ 2, 4 }), -1);
  assert_int_equal (bsr_annotation_grip_at (annotation, (BsrPoint){ 10, 23 }, (BsrPoint){ 2, 4 }), 0);
}

static void
a_corner_of_a_polygon_moves_alone (void **state)
{
  g_autoptr (BsrAnnotation) before = mark (BSR_SHAPE_POLYGON, 3);
  g_autoptr (BsrAnnotation) after = bsr_annotation_with_grip (before, 1, (BsrPoint){ 99, 98 }, 1.0);
  int n;
  const BsrPoint *points = bsr_annotation_points (after, &n);
  assert_int_equal (n, 3);
  bsr_test_assert_close (points[0].x, 10, 0.0);
  bsr_test_assert_close (points[1].x, 99, 0.0);
  bsr_test_assert_close (points[1].y, 98, 0.0);
  bsr_test_assert_close (points[2].y, 90, 0.0);
}

/* Pixels are twice as wide as high: a strip of 40 heights stays one, whichever way the line turns.
 */
static void
a_profile_keeps_its_width_when_it_turns (void **state)
{
  const BsrPitch pitch = { .x_mm = 2.0, .y_mm = 1.0 };
  const BsrPoint level[] = { { 0, 100 }, { 100, 100 }, { 50, 120 } };
  g_autoptr (BsrAnnotation) before
      = bsr_annotation_new (NULL, BSR_SHAPE_PROFILE, BSR_CATEGORY_NOTE, level, 3, "");
  bsr_test_assert_close (bsr_line_profile_width_mm (level[0], level[1], level[2], &pitch), 40.0,
                         1e-9);
  g_autoptr (BsrAnnotation) upright = bsr_annotation_with_grip (before, 1, (BsrPoint){ 0, 0 }, 2.0);
  const BsrPoint *points = bsr_annotation_points (upright, NULL);
  bsr_test_assert_close (bsr_line_profile_width_mm (points[0], points[1], points[2], &pitch), 40.0,
                         1e-9);
  /* 20 heights are 10 widths. */
  bsr_test_assert_close (points[2].x < 0.0 ? -points[2].x : points[2].x, 10.0, 1e-9);
  /* The border itself makes it wider. */
  g_autoptr (BsrAnnotation) wider
      = bsr_annotation_with_grip (before, 2, (BsrPoint){ 30, 140 }, 2.0);
  points = bsr_annotation_points (wider, NULL);
  bsr_test_assert_close (bsr_line_profile_width_mm (points[0], points[1], points[2], &pitch), 80.0,
                         1e-9);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (corners_move_against_their_opposite),
    cmocka_unit_test (each_shape_has_its_grips),
    cmocka_unit_test (the_nearest_grip_is_taken),
    cmocka_unit_test (a_profile_keeps_its_width_when_it_turns),
    cmocka_unit_test (a_corner_of_a_polygon_moves_alone),
  };
  return cmocka_run_group_tests_name ("annotation-grip", tests, NULL, NULL);
}
