#include "bsr-scan-view-private.h"

#include <string.h>

/* A profile gets the border of its strip with its second end. */
static int
add_border (BsrScanView *self, BsrPoint *points, int n)
{
  if (n < 2)
    return n;
  const BsrPitch *pitch = bsr_measurements_pitch (bsr_session_measurements (self->session));
  points[2] = bsr_line_profile_edge (points[0], points[1], BSR_MEASUREMENT_STRIP_MM, pitch);
  return 3;
}

int
bsr_scan_view_drawn_points (BsrScanView *self, BsrPoint *points)
{
  int n = self->drawing.n_points;
  memcpy (points, self->drawing.points, sizeof *points * n);
  return self->drawing.shape == BSR_SHAPE_PROFILE ? add_border (self, points, n) : n;
}

int
bsr_scan_view_draft_points (BsrScanView *self, BsrPoint *points)
{
  int n = bsr_scan_view_drawn_points (self, points);
  if (bsr_annotation_tool_adds_corners (self->drawing.shape))
    points[n++] = self->drawing.pointer;
  return n;
}

/* (transfer full) (nullable): what is being drawn, as far as it can be measured. */
static BsrAnnotation *
drawn_measurement (BsrScanView *self)
{
  BsrPoint points[BSR_ANNOTATION_TOOL_MAX_POINTS + 1];
  if (!self->drawing.active || !bsr_shape_is_measurement (self->drawing.shape))
    return NULL;
  int n = bsr_scan_view_draft_points (self, points);
  return bsr_shape_takes_points (self->drawing.shape, points, n)
             ? bsr_annotation_new ("", self->drawing.shape, BSR_CATEGORY_NOTE, points, n, NULL)
             : NULL;
}

void
bsr_scan_view_measure_draft (BsrScanView *self)
{
  if (self->session == NULL)
    return;
  g_autoptr (BsrAnnotation) draft
      = self->drag_to != NULL ? g_object_ref (self->drag_to) : drawn_measurement (self);
  bsr_measurements_set_draft (bsr_session_measurements (self->session), draft);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
