#include "bsr-annotation-grip.h"

#include <math.h>

#include "bsr-line-profile.h"

static gboolean
has_corners (BsrAnnotation *annotation)
{
  BsrShape shape = bsr_annotation_shape (annotation);
  int n;
  bsr_annotation_points (annotation, &n);
  return shape == BSR_SHAPE_RECTANGLE || shape == BSR_SHAPE_ELLIPSE
         || ((shape == BSR_SHAPE_AREA || shape == BSR_SHAPE_REGION) && n == 2);
}

/* The border of a profile's strip as far from its line as @before says. */
static void
keep_width (const BsrPoint *before, BsrPoint *points, double aspect)
{
  const BsrPitch pitch = { .x_mm = aspect, .y_mm = 1.0 };
  double width = bsr_line_profile_width_mm (before[0], before[1], before[2], &pitch);
  points[2] = bsr_line_profile_edge (points[0], points[1], width, &pitch);
}

int
bsr_annotation_grips (BsrAnnotation *annotation, BsrPoint *grips)
{
  int n;
  const BsrPoint *points = bsr_annotation_points (annotation, &n);

  if (has_corners (annotation))
    {
      grips[0] = points[0];
      grips[1] = (BsrPoint){ points[1].x, points[0].y };
      grips[2] = points[1];
      grips[3] = (BsrPoint){ points[0].x, points[1].y };
      return 4;
    }
  if (bsr_annotation_shape (annotation) == BSR_SHAPE_TEXT)
    return 0;
  n = MIN (n, BSR_ANNOTATION_MAX_GRIPS);
  for (int i = 0; i < n; i++)
    grips[i] = points[i];
  return n;
}

int
bsr_annotation_grip_at (BsrAnnotation *annotation, BsrPoint at, BsrPoint tolerance)
{
  BsrPoint grips[BSR_ANNOTATION_MAX_GRIPS];
  int n = bsr_annotation_grips (annotation, grips);
  int best = -1;
  double nearest = 2.0;

  for (int i = 0; i < n; i++)
    {
      double dx = fabs (grips[i].x - at.x) / tolerance.x, dy = fabs (grips[i].y - at.y) / tolerance.y;
      if (dx <= 1.0 && dy <= 1.0 && dx * dx + dy * dy < nearest)
        {
          nearest = dx * dx + dy * dy;
          best = i;
        }
    }
  return best;
}

BsrAnnotation *
bsr_annotation_with_grip (BsrAnnotation *annotation, int index, BsrPoint to, double aspect)
{
  int n;
  const BsrPoint *points = bsr_annotation_points (annotation, &n);
  g_autofree BsrPoint *changed = g_memdup2 (points, sizeof *points * n);

  if (has_corners (annotation))
    {
      g_return_val_if_fail (index >= 0 && index < 4, NULL);
      *(index == 0 || index == 3 ? &changed[0].x : &changed[1].x) = to.x;
      *(index == 0 || index == 1 ? &changed[0].y : &changed[1].y) = to.y;
    }
  else
    {
      g_return_val_if_fail (index >= 0 && index < n, NULL);
      changed[index] = to;
      if (bsr_annotation_shape (annotation) == BSR_SHAPE_PROFILE && index < 2)
        keep_width (points, changed, aspect);
    }
  return bsr_annotation_with_points (annotation, changed, n);
}
