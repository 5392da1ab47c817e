#include "bsr-annotation-tool.h"

#include <math.h>

#define ANGLE_CORNERS 3

/* Fewest corners that it can be ended with; 0: it is not made corner by corner. */
static int
least_corners (BsrShape shape)
{
  switch (shape)
    {
    case BSR_SHAPE_POLYGON:
    case BSR_SHAPE_ANGLE:
      return 3;
    case BSR_SHAPE_POLYLINE:
    case BSR_SHAPE_AREA:
    case BSR_SHAPE_REGION:
      return 2;
    case BSR_SHAPE_RECTANGLE:
    case BSR_SHAPE_ELLIPSE:
    case BSR_SHAPE_ARROW:
    case BSR_SHAPE_TEXT:
    case BSR_SHAPE_DISTANCE:
    case BSR_SHAPE_PROFILE:
    default:
      return 0;
    }
}

/* Whether it ends at its first corner. */
static gboolean
is_closed (BsrShape shape)
{
  return shape == BSR_SHAPE_POLYGON || shape == BSR_SHAPE_AREA || shape == BSR_SHAPE_REGION;
}

gboolean
bsr_annotation_tool_adds_corners (BsrShape shape)
{
  return least_corners (shape) > 0;
}

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
add_corner (BsrAnnotationTool *tool, BsrPoint at)
{
  tool->points[tool->n_points++] = at;
  return tool->shape == BSR_SHAPE_ANGLE && tool->n_points == ANGLE_CORNERS ? done (tool)
                                                                           : BSR_TOOL_STEP_CHANGED;
}

static BsrToolStep
press_corner (BsrAnnotationTool *tool, BsrPoint at, BsrPoint tolerance)
{
  int n = tool->n_points;
  gboolean on_last = n > 0 && is_same_place (at, tool->points[n - 1], tolerance);
  gboolean on_first
      = n > 2 && is_closed (tool->shape) && is_same_place (at, tool->points[0], tolerance);

  if (n >= least_corners (tool->shape) && (on_last || on_first))
    return done (tool);
  if (on_last || n == BSR_ANNOTATION_TOOL_MAX_POINTS)
    return BSR_TOOL_STEP_NONE;
  return add_corner (tool, at);
}

/* A drag from the corner that its press has made. */
static BsrToolStep
release_corner (BsrAnnotationTool *tool, BsrPoint at, BsrPoint tolerance)
{
  int n = tool->n_points;
  if (n == 0 || n == BSR_ANNOTATION_TOOL_MAX_POINTS
      || is_same_place (at, tool->points[n - 1], tolerance))
    return BSR_TOOL_STEP_NONE;
  if (tool->shape == BSR_SHAPE_ANGLE || tool->shape == BSR_SHAPE_POLYLINE)
    return add_corner (tool, at);
  if (tool->shape == BSR_SHAPE_POLYGON || n > 1)
    return BSR_TOOL_STEP_NONE;
  tool->points[tool->n_points++] = at;
  return done (tool);
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
  if (bsr_annotation_tool_adds_corners (tool->shape))
    return press_corner (tool, at, tolerance);

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
  if (!bsr_annotation_tool_adds_corners (tool->shape))
    tool->points[1] = at;
  return BSR_TOOL_STEP_CHANGED;
}

BsrToolStep
bsr_annotation_tool_release (BsrAnnotationTool *tool, BsrPoint at, BsrPoint tolerance)
{
  if (!tool->active || !tool->pressed)
    return BSR_TOOL_STEP_NONE;
  tool->pressed = FALSE;
  if (bsr_annotation_tool_adds_corners (tool->shape))
    return release_corner (tool, at, tolerance);

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
  if (!tool->active || !bsr_annotation_tool_adds_corners (tool->shape)
      || tool->n_points < least_corners (tool->shape))
    return BSR_TOOL_STEP_NONE;
  return done (tool);
}

BsrToolStep
bsr_annotation_tool_take_back (BsrAnnotationTool *tool)
{
  if (!tool->active || !bsr_annotation_tool_adds_corners (tool->shape) || tool->n_points <= 1)
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
