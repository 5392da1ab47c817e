#include "bsr-test.h"
#include "bsr-annotation-tool.h"

static const BsrPoint near = { 2.0, 2.0 };

static void
assert_point (BsrPoint point, double x, double y)
{
  bsr_test_assert_close (point.x, x, 0.0);
  bsr_test_assert_close (point.y, y, 0.0);
}

static BsrToolStep
press (BsrAnnotationTool *tool, double x, double y)
{
  return bsr_annotation_tool_press (tool, (BsrPoint){ x, y }, near);
}

static BsrToolStep
move (BsrAnnotationTool *tool, double x, double y)
{
  return bsr_annotation_tool_motion (tool, (BsrPoint){ x, y });
}

static BsrToolStep
release (BsrAnnotationTool *tool, double x, double y)
{
  return bsr_annotation_tool_release (tool, (BsrPoint){ x, y }, near);
}

static void
a_drag_draws_a_rectangle (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_RECTANGLE);
  assert_int_equal (move (&tool, 1, 1), BSR_TOOL_STEP_NONE);
  assert_int_equal (press (&tool, 10, 20), BSR_TOOL_STEP_CHANGED);
  assert_int_equal (move (&tool, 30, 25), BSR_TOOL_STEP_CHANGED);
  assert_point (tool.points[1], 30, 25);
  assert_int_equal (release (&tool, 50, 60), BSR_TOOL_STEP_DONE);
  assert_int_equal (tool.n_points, 2);
  assert_point (tool.points[0], 10, 20);
  assert_point (tool.points[1], 50, 60);
  assert_false (tool.active);
}

static void
two_presses_draw_an_arrow (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_ARROW);
  press (&tool, 10, 20);
  assert_int_equal (release (&tool, 11, 20), BSR_TOOL_STEP_CHANGED);
  assert_true (tool.active);
  assert_int_equal (move (&tool, 70, 80), BSR_TOOL_STEP_CHANGED);
  press (&tool, 90, 95);
  assert_int_equal (release (&tool, 90, 95), BSR_TOOL_STEP_DONE);
  assert_point (tool.points[0], 10, 20);
  assert_point (tool.points[1], 90, 95);
}

static void
a_mark_without_size_is_given_up (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_ELLIPSE);
  press (&tool, 10, 20);
  release (&tool, 10, 20);
  press (&tool, 10, 21);
  assert_int_equal (release (&tool, 10, 21), BSR_TOOL_STEP_CHANGED);
  assert_false (tool.active);
}

static void
the_tool_begins_anew_after_a_mark (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_RECTANGLE);
  press (&tool, 10, 20);
  release (&tool, 50, 60);
  press (&tool, 100, 100);
  assert_int_equal (release (&tool, 120, 130), BSR_TOOL_STEP_DONE);
  assert_point (tool.points[0], 100, 100);
}

static void
click (BsrAnnotationTool *tool, double x, double y)
{
  press (tool, x, y);
  release (tool, x, y);
}

static void
a_double_click_closes_a_polygon (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_POLYGON);
  click (&tool, 0, 0);
  click (&tool, 100, 0);
  move (&tool, 50, 50);
  assert_point (tool.pointer, 50, 50);
  assert_int_equal (tool.n_points, 2);
  click (&tool, 100, 100);
  assert_true (tool.active);
  assert_int_equal (press (&tool, 101, 100), BSR_TOOL_STEP_DONE);
  assert_int_equal (tool.n_points, 3);
  assert_point (tool.points[2], 100, 100);
}

static void
the_first_corner_closes_a_polygon (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_POLYGON);
  click (&tool, 0, 0);
  click (&tool, 100, 0);
  click (&tool, 100, 100);
  click (&tool, 0, 100);
  assert_int_equal (press (&tool, 1, 1), BSR_TOOL_STEP_DONE);
  assert_int_equal (tool.n_points, 4);
}

static void
enter_closes_a_polygon_of_three_corners (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_POLYGON);
  click (&tool, 0, 0);
  click (&tool, 100, 0);
  assert_int_equal (bsr_annotation_tool_close (&tool), BSR_TOOL_STEP_NONE);
  /* A second press on the last corner makes no corner either. */
  assert_int_equal (press (&tool, 100, 1), BSR_TOOL_STEP_NONE);
  click (&tool, 100, 100);
  assert_int_equal (bsr_annotation_tool_close (&tool), BSR_TOOL_STEP_DONE);
  assert_int_equal (tool.n_points, 3);
}

static void
corners_are_taken_back_one_by_one (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_POLYGON);
  click (&tool, 0, 0);
  click (&tool, 100, 0);
  assert_int_equal (bsr_annotation_tool_take_back (&tool), BSR_TOOL_STEP_CHANGED);
  assert_int_equal (tool.n_points, 1);
  assert_true (tool.active);
  bsr_annotation_tool_take_back (&tool);
  assert_false (tool.active);
  assert_int_equal (bsr_annotation_tool_take_back (&tool), BSR_TOOL_STEP_NONE);
}

static void
a_polygon_holds_so_many_corners (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_POLYGON);
  for (int i = 0; i < BSR_ANNOTATION_TOOL_MAX_POINTS + 10; i++)
    click (&tool, 10.0 * i, (i % 2) * 50.0);
  assert_int_equal (tool.n_points, BSR_ANNOTATION_TOOL_MAX_POINTS);
  assert_int_equal (bsr_annotation_tool_close (&tool), BSR_TOOL_STEP_DONE);
}

static void
escape_leaves_nothing (void **state)
{
  const BsrShape shapes[] = { BSR_SHAPE_RECTANGLE, BSR_SHAPE_POLYGON, BSR_SHAPE_ARROW };
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      BsrAnnotationTool tool;
      bsr_annotation_tool_begin (&tool, shapes[i]);
      assert_int_equal (bsr_annotation_tool_cancel (&tool), BSR_TOOL_STEP_NONE);
      press (&tool, 10, 10);
      assert_int_equal (bsr_annotation_tool_cancel (&tool), BSR_TOOL_STEP_CHANGED);
      assert_false (tool.active);
      assert_int_equal (tool.n_points, 0);
      assert_int_equal (tool.shape, shapes[i]);
      assert_int_equal (release (&tool, 90, 90), BSR_TOOL_STEP_NONE);
    }
}

static void
text_needs_one_press (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_TEXT);
  assert_int_equal (press (&tool, 10, 20), BSR_TOOL_STEP_DONE);
  assert_int_equal (tool.n_points, 1);
  assert_point (tool.points[0], 10, 20);
  assert_int_equal (release (&tool, 10, 20), BSR_TOOL_STEP_NONE);
}

/* Press and release on one place, or on two: a drag. */
static BsrToolStep
drag (BsrAnnotationTool *tool, double x, double y, double to_x, double to_y)
{
  press (tool, x, y);
  move (tool, to_x, to_y);
  return release (tool, to_x, to_y);
}

static void
an_angle_ends_with_its_third_place (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_ANGLE);
  click (&tool, 0, 0);
  click (&tool, 50, 0);
  assert_true (tool.active);
  assert_int_equal (press (&tool, 50, 60), BSR_TOOL_STEP_DONE);
  assert_int_equal (tool.n_points, 3);
  /* A drag is the first arm. */
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_ANGLE);
  assert_int_equal (drag (&tool, 0, 0, 50, 0), BSR_TOOL_STEP_CHANGED);
  assert_int_equal (tool.n_points, 2);
  assert_int_equal (press (&tool, 50, 60), BSR_TOOL_STEP_DONE);
  assert_point (tool.points[1], 50, 0);
}

static void
a_path_ends_on_its_last_place_and_not_on_its_first (void **state)
{
  BsrAnnotationTool tool;
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_POLYLINE);
  click (&tool, 0, 0);
  click (&tool, 100, 0);
  click (&tool, 100, 100);
  click (&tool, 0, 0);
  assert_true (tool.active);
  assert_int_equal (tool.n_points, 4);
  assert_int_equal (press (&tool, 1, 0), BSR_TOOL_STEP_DONE);
  /* Two places are a path, too. */
  bsr_annotation_tool_begin (&tool, BSR_SHAPE_POLYLINE);
  click (&tool, 0, 0);
  assert_int_equal (bsr_annotation_tool_close (&tool), BSR_TOOL_STEP_NONE);
  click (&tool, 100, 0);
  assert_int_equal (bsr_annotation_tool_close (&tool), BSR_TOOL_STEP_DONE);
  assert_int_equal (tool.n_points, 2);
}

static void
regions_are_dragged_or_made_corner_by_corner (void **state)
{
  const BsrShape shapes[] = { BSR_SHAPE_AREA, BSR_SHAPE_REGION };
  for (int i = 0; i < 2; i++)
    {
      BsrAnnotationTool tool;
      bsr_annotation_tool_begin (&tool, shapes[i]);
      assert_int_equal (drag (&tool, 10, 20, 50, 60), BSR_TOOL_STEP_DONE);
      assert_int_equal (tool.n_points, 2);
      assert_point (tool.points[1], 50, 60);

      bsr_annotation_tool_begin (&tool, shapes[i]);
      click (&tool, 0, 0);
      click (&tool, 100, 0);
      click (&tool, 100, 100);
      assert_true (tool.active);
      assert_int_equal (press (&tool, 0, 1), BSR_TOOL_STEP_DONE);
      assert_int_equal (tool.n_points, 3);

      /* Ended after the second: a rectangle, as the keyboard makes it. */
      bsr_annotation_tool_begin (&tool, shapes[i]);
      click (&tool, 0, 0);
      click (&tool, 100, 80);
      assert_int_equal (press (&tool, 100, 80), BSR_TOOL_STEP_DONE);
      assert_int_equal (tool.n_points, 2);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_drag_draws_a_rectangle),
    cmocka_unit_test (two_presses_draw_an_arrow),
    cmocka_unit_test (a_mark_without_size_is_given_up),
    cmocka_unit_test (the_tool_begins_anew_after_a_mark),
    cmocka_unit_test (a_double_click_closes_a_polygon),
    cmocka_unit_test (the_first_corner_closes_a_polygon),
    cmocka_unit_test (enter_closes_a_polygon_of_three_corners),
    cmocka_unit_test (corners_are_taken_back_one_by_one),
    cmocka_unit_test (a_polygon_holds_so_many_corners),
    cmocka_unit_test (escape_leaves_nothing),
    cmocka_unit_test (an_angle_ends_with_its_third_place),
    cmocka_unit_test (a_path_ends_on_its_last_place_and_not_on_its_first),
    cmocka_unit_test (regions_are_dragged_or_made_corner_by_corner),
    cmocka_unit_test (text_needs_one_press),
  };
  return cmocka_run_group_tests_name ("annotation-tool", tests, NULL, NULL);
}
