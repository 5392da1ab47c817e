#include "bsr-annotation-tool.h"

#include <math.h>

#define MIN_CORNERS 3

static gboolean
is_same_place (BsrPoint a, BsrPoint b, BsrPoint tolerance)
{
  return fabs (a.x - b.x) <= tolerance.x && fabs (a.y - b.y) <= tolerance.y;
}

static BsrToolStep
done (BsrAnnotationTool *tool)
{
  tool->active = FALSE;
  tool->pressed = FALSE;
  tool->waits_for_press = FALSE;
  return BSR_TOOL_STEP_DONE;
}

void
bsr_annotation_tool_begin (BsrAnnotationTool *tool, BsrShape shape)
{
  *tool = (BsrAnnotationTool){ .shape = shape };
}

static BsrToolStep
press_polygon (BsrAnnotationTool *tool, BsrPoint at, BsrPoint tolerance)
{
  int n = tool->n_points;
  gboolean on_last = n > 0 && is_same_place (at, tool->points[n - 1], tolerance);
  gboolean on_first = n > 0 && is_same_place (at, tool->points[0], tolerance);

  if (n >= MIN_CORNERS && (on_last || on_first))
    return done (tool);
  if (on_last || n == BSR_ANNOTATION_TOOL_MAX_POINTS)
    return BSR_TOOL_STEP_NONE;
  tool->points[tool->n_points++] = at;
  return BSR_TOOL_STEP_CHANGED;
}

BsrToolStep
bsr_annotation_tool_press (BsrAnnotationTool *tool, BsrPoint at, BsrPoint tolerance)
{
  gboolean is_first = !tool->active;
  if (is_first)
    bsr_annotation_tool_begin (tool, tool->shape);
  tool->active = TRUE;
  tool->pressed = TRUE;
  tool->pointer = at;

  if (tool->shape == BSR_SHAPE_TEXT)
    {
      tool->points[0] = at;
      tool->n_points = 1;
      return done (tool);
    }
  if (tool->shape == BSR_SHAPE_POLYGON)
    return press_polygon (tool, at, tolerance);

  if (is_first)
    tool->points[0] = at;
  tool->points[1] = at;
  tool->n_points = 2;
  return BSR_TOOL_STEP_CHANGED;
}

BsrToolStep
bsr_annotation_tool_motion (BsrAnnotationTool *tool, BsrPoint at)
{
  if (!tool->active)
    return BSR_TOOL_STEP_NONE;
  tool->pointer = at;
  if (tool->shape != BSR_SHAPE_POLYGON)
    tool->points[1] = at;
  return BSR_TOOL_STEP_CHANGED;
}

BsrToolStep
bsr_annotation_tool_release (BsrAnnotationTool *tool, BsrPoint at, BsrPoint tolerance)
{
  if (!tool->active || !tool->pressed)
    return BSR_TOOL_STEP_NONE;
  tool->pressed = FALSE;
  if (tool->shape == BSR_SHAPE_POLYGON)
    return BSR_TOOL_STEP_NONE;

  tool->points[1] = at;
  if (!is_same_place (tool->points[0], at, tolerance))
    return done (tool);
  /* Pressed and released on one spot: the other end comes with the next press. A second time
   * there is no wish for a mark without size. */
  if (tool->waits_for_press)
    return bsr_annotation_tool_cancel (tool);
  tool->waits_for_press = TRUE;
  return BSR_TOOL_STEP_CHANGED;
}

BsrToolStep
bsr_annotation_tool_close (BsrAnnotationTool *tool)
{
  if (!tool->active || tool->shape != BSR_SHAPE_POLYGON || tool->n_points < MIN_CORNERS)
    return BSR_TOOL_STEP_NONE;
  return done (tool);
}

BsrToolStep
bsr_annotation_tool_take_back (BsrAnnotationTool *tool)
{
  if (!tool->active || tool->shape != BSR_SHAPE_POLYGON || tool->n_points <= 1)
    return bsr_annotation_tool_cancel (tool);
  tool->n_points--;
  return BSR_TOOL_STEP_CHANGED;
}

BsrToolStep
bsr_annotation_tool_cancel (BsrAnnotationTool *tool)
{
  if (!tool->active)
    return BSR_TOOL_STEP_NONE;
  bsr_annotation_tool_begin (tool, tool->shape);
  return BSR_TOOL_STEP_CHANGED;
}
