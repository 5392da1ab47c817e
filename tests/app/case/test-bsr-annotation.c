#include "bsr-test.h"
#include <math.h>
#include "bsr-annotation.h"

static const BsrPoint corners[] = { { 30.0, 40.0 }, { 10.5, 20.25 } };
/* A notch is cut into the top: (20, 12) is in the box, but not in the polygon. */
static const BsrPoint notched[] = { { 10, 10 }, { 20, 20 }, { 30, 10 }, { 30, 40 }, { 10, 40 } };

static BsrAnnotation *
mark (BsrShape shape, const BsrPoint *points, int n_points)
{
  return bsr_annotation_new (NULL, shape, BSR_CATEGORY_SUSPICIOUS, points, n_points, NULL);
}

static void
content_is_copied_and_text_is_never_null (void **state)
{
  g_autoptr (BsrAnnotation) annotation = mark (BSR_SHAPE_RECTANGLE, corners, 2);
  int n = 0;
  const BsrPoint *points = bsr_annotation_points (annotation, &n);
  assert_int_equal (n, 2);
  assert_ptr_not_equal (points, corners);
  assert_memory_equal (points, corners, sizeof corners);
  assert_string_equal (bsr_annotation_text (annotation), "");
  assert_true (g_uuid_string_is_valid (bsr_annotation_id (annotation)));
}

static void
ids_are_new_unless_given (void **state)
{
  g_autoptr (BsrAnnotation) a = mark (BSR_SHAPE_RECTANGLE, corners, 2);
  g_autoptr (BsrAnnotation) b = mark (BSR_SHAPE_RECTANGLE, corners, 2);
  g_autoptr (BsrAnnotation) c = bsr_annotation_new (bsr_annotation_id (a), BSR_SHAPE_TEXT,
                                                    BSR_CATEGORY_NOTE, corners, 1, "look here");
  assert_string_not_equal (bsr_annotation_id (a), bsr_annotation_id (b));
  assert_string_equal (bsr_annotation_id (a), bsr_annotation_id (c));
}

static void
changes_keep_the_id_and_the_original (void **state)
{
  g_autoptr (BsrAnnotation) a = mark (BSR_SHAPE_RECTANGLE, corners, 2);
  g_autoptr (BsrAnnotation) moved = bsr_annotation_moved (a, 5.0, -2.0);
  g_autoptr (BsrAnnotation) said = bsr_annotation_with_text (moved, BSR_CATEGORY_WEAPON, "barrel");
  g_autoptr (BsrAnnotation) kept = bsr_annotation_with_text (said, BSR_CATEGORY_BENIGN, NULL);
  g_autoptr (BsrAnnotation) back = bsr_annotation_with_points (kept, corners, 2);

  assert_string_equal (bsr_annotation_id (back), bsr_annotation_id (a));
  bsr_test_assert_close (bsr_annotation_points (a, NULL)[0].x, 30.0, 0.0);
  bsr_test_assert_close (bsr_annotation_points (moved, NULL)[1].x, 15.5, 0.0);
  bsr_test_assert_close (bsr_annotation_points (moved, NULL)[1].y, 18.25, 0.0);
  assert_string_equal (bsr_annotation_text (kept), "barrel");
  assert_int_equal (bsr_annotation_category (said), BSR_CATEGORY_WEAPON);
  assert_int_equal (bsr_annotation_category (kept), BSR_CATEGORY_BENIGN);
  assert_memory_equal (bsr_annotation_points (back, NULL), corners, sizeof corners);
}

static void
box_holds_all_and_is_never_empty (void **state)
{
  g_autoptr (BsrAnnotation) rectangle = mark (BSR_SHAPE_RECTANGLE, corners, 2);
  BsrBox box = bsr_annotation_box (rectangle);
  assert_int_equal (box.x, 10);
  assert_int_equal (box.y, 20);
  assert_int_equal (box.width, 20);
  assert_int_equal (box.height, 20);

  g_autoptr (BsrAnnotation) text = mark (BSR_SHAPE_TEXT, corners, 1);
  box = bsr_annotation_box (text);
  assert_true (box.width == 1 && box.height == 1 && box.x == 30 && box.y == 40);

  const BsrPoint far[] = { { -1e300, 0 }, { 1e300, 0 } };
  g_autoptr (BsrAnnotation) wide = mark (BSR_SHAPE_ARROW, far, 2);
  box = bsr_annotation_box (wide);
  assert_int_equal (box.x, -BSR_ANNOTATION_MAX_COORDINATE);
  assert_int_equal (box.width, 2 * BSR_ANNOTATION_MAX_COORDINATE);
}

static void
hit_knows_the_shape (void **state)
{
  g_autoptr (BsrAnnotation) rectangle = mark (BSR_SHAPE_RECTANGLE, corners, 2);
  assert_true (bsr_annotation_hit (rectangle, 20, 30, 0));
  assert_true (bsr_annotation_hit (rectangle, 32, 30, 2));
  assert_false (bsr_annotation_hit (rectangle, 32.1, 30, 2));

  const BsrPoint oval[] = { { 0, 0 }, { 20, 10 } };
  g_autoptr (BsrAnnotation) ellipse = mark (BSR_SHAPE_ELLIPSE, oval, 2);
  assert_true (bsr_annotation_hit (ellipse, 10, 5, 0));
  assert_true (bsr_annotation_hit (ellipse, 20, 5, 0));
  assert_false (bsr_annotation_hit (ellipse, 1, 1, 0)); /* in the box, off the ellipse */
  assert_true (bsr_annotation_hit (ellipse, 22, 5, 2));

  g_autoptr (BsrAnnotation) polygon = mark (BSR_SHAPE_POLYGON, notched, 5);
  assert_true (bsr_annotation_hit (polygon, 20, 30, 0));
  assert_false (bsr_annotation_hit (polygon, 20, 12, 1));
  assert_true (bsr_annotation_hit (polygon, 20, 19, 1));
  assert_false (bsr_annotation_hit (polygon, 31.5, 30, 1));

  const BsrPoint shaft[] = { { 0, 0 }, { 100, 0 } };
  g_autoptr (BsrAnnotation) arrow = mark (BSR_SHAPE_ARROW, shaft, 2);
  assert_true (bsr_annotation_hit (arrow, 50, 3, 3));
  assert_false (bsr_annotation_hit (arrow, 50, 3.1, 3));
  assert_false (bsr_annotation_hit (arrow, 104, 0, 3));

  g_autoptr (BsrAnnotation) text = mark (BSR_SHAPE_TEXT, corners, 1);
  assert_true (bsr_annotation_hit (text, 33, 44, 5));
  assert_false (bsr_annotation_hit (text, 34, 45, 5));
}

static void
shapes_take_their_number_of_finite_points (void **state)
{
  const BsrPoint odd[] = { { 0, 0 }, { NAN, 1 }, { 3, INFINITY } };
  assert_true (bsr_shape_takes_points (BSR_SHAPE_POLYGON, notched, 3));
  assert_false (bsr_shape_takes_points (BSR_SHAPE_POLYGON, notched, 2));
  assert_false (bsr_shape_takes_points (BSR_SHAPE_RECTANGLE, notched, 3));
  assert_false (bsr_shape_takes_points (BSR_SHAPE_TEXT, notched, 0));
  assert_false (bsr_shape_takes_points (BSR_SHAPE_ARROW, odd, 2));
  assert_false (bsr_shape_takes_points (BSR_SHAPE_POLYGON, odd, 3));
}

static void
measurements_take_their_points (void **state)
{
  const struct
  {
    BsrShape shape;
    int least, most;
  } shapes[] = {
    { BSR_SHAPE_DISTANCE, 2, 2 }, { BSR_SHAPE_ANGLE, 3, 3 },   { BSR_SHAPE_POLYLINE, 2, 5 },
    { BSR_SHAPE_AREA, 2, 5 },     { BSR_SHAPE_PROFILE, 3, 3 }, { BSR_SHAPE_REGION, 2, 5 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (int n = 0; n <= 5; n++)
      assert_int_equal (bsr_shape_takes_points (shapes[i].shape, notched, n),
                        n >= shapes[i].least && n <= shapes[i].most);
}

static void
measurements_are_hit_on_their_lines (void **state)
{
  const BsrPoint points[] = { { 0, 0 }, { 100, 0 }, { 50, 40 } };
  g_autoptr (BsrAnnotation) distance = mark (BSR_SHAPE_DISTANCE, points, 2);
  assert_true (bsr_annotation_hit (distance, 50, 3, 3));
  assert_false (bsr_annotation_hit (distance, 50, 4, 3));
  /* Not on the way back to its first point. */
  g_autoptr (BsrAnnotation) path = mark (BSR_SHAPE_POLYLINE, points, 3);
  assert_true (bsr_annotation_hit (path, 75, 20, 1));
  assert_false (bsr_annotation_hit (path, 25, 20, 1));
  g_autoptr (BsrAnnotation) angle = mark (BSR_SHAPE_ANGLE, points, 3);
  assert_true (bsr_annotation_hit (angle, 75, 20, 1));
  /* A profile on its line, and not on the way to its border. */
  g_autoptr (BsrAnnotation) profile = mark (BSR_SHAPE_PROFILE, points, 3);
  assert_true (bsr_annotation_hit (profile, 50, 0, 1));
  assert_false (bsr_annotation_hit (profile, 75, 20, 1));
  /* Two points are a rectangle, more a polygon. */
  g_autoptr (BsrAnnotation) area = mark (BSR_SHAPE_AREA, corners, 2);
  assert_true (bsr_annotation_hit (area, 12, 38, 0));
  g_autoptr (BsrAnnotation) region = mark (BSR_SHAPE_REGION, notched, 5);
  assert_true (bsr_annotation_hit (region, 20, 30, 0));
  assert_false (bsr_annotation_hit (region, 20, 12, 1));
}

static void
names_come_back (void **state)
{
  for (BsrShape s = BSR_SHAPE_RECTANGLE; s < BSR_N_SHAPES; s++)
    {
      assert_int_equal (bsr_shape_from_string (bsr_shape_to_string (s)), s);
      assert_string_not_equal (bsr_shape_words (s), "");
    }
  for (BsrCategory c = BSR_CATEGORY_SUSPICIOUS; c <= BSR_CATEGORY_NOTE; c++)
    assert_int_equal (bsr_category_from_string (bsr_category_to_string (c)), c);
  assert_string_equal (bsr_shape_to_string (BSR_SHAPE_ELLIPSE), "ellipse");
  assert_string_equal (bsr_category_to_string (BSR_CATEGORY_STRUCTURE), "structure");
  /* In stores and packages: never to be changed. */
  static const char *const measured[]
      = { "distance", "angle", "polyline", "area", "profile", "region" };
  for (int i = 0; i < 6; i++)
    {
      assert_int_equal (bsr_shape_from_string (measured[i]), BSR_SHAPE_DISTANCE + i);
      assert_true (bsr_shape_is_measurement (BSR_SHAPE_DISTANCE + i));
    }
  assert_false (bsr_shape_is_measurement (BSR_SHAPE_TEXT));
  assert_int_equal (bsr_shape_from_string ("circle"), -1);
  assert_int_equal (bsr_category_from_string (NULL), -1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (content_is_copied_and_text_is_never_null),
    cmocka_unit_test (ids_are_new_unless_given),
    cmocka_unit_test (changes_keep_the_id_and_the_original),
    cmocka_unit_test (box_holds_all_and_is_never_empty),
    cmocka_unit_test (hit_knows_the_shape),
    cmocka_unit_test (shapes_take_their_number_of_finite_points),
    cmocka_unit_test (measurements_take_their_points),
    cmocka_unit_test (measurements_are_hit_on_their_lines),
    cmocka_unit_test (names_come_back),
  };
  return cmocka_run_group_tests_name ("annotation", tests, NULL, NULL);
}
