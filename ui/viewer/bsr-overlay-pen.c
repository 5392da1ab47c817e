#include "bsr-overlay-pen.h"

#include <math.h>

#include "bsr-measure-trace.h"

/* Dark edge to each side of a line, logical pixels, and how dark. */
#define HALO 1.5
#define HALO_ALPHA 0.6

/* Longest side of an arrow's head, and half its opening. */
#define ARROW_HEAD 14.0
#define ARROW_ANGLE (25.0 * G_PI / 180.0)

#define GRIP_SIZE 8.0
#define CROSSHAIR_GAP 8.0

/* Room around a label's text, and between it and its mark. */
#define LABEL_PADDING_X 6.0f
#define LABEL_PADDING_Y 2.0f
#define LABEL_GAP 3.0f
#define LABEL_RADIUS 4.0f
#define LABEL_MAX_WIDTH 280

/* Begins drawing what lies within @bounds, and a line's width around; NULL when out of view. */
static cairo_t *
begin (const BsrOverlayPen *pen, BsrOverlaySheet *sheet, graphene_rect_t bounds, double around)
{
  float margin = (float) -(pen->width + 2.0 * HALO + around);
  graphene_rect_t visible;
  graphene_rect_inset (&bounds, margin, margin);
  if (!graphene_rect_intersection (&bounds, &sheet->view, &visible))
    return NULL;
  cairo_t *cr = gtk_snapshot_append_cairo (sheet->snapshot, &visible);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  return cr;
}

/* Strokes the path: its dark edge first. */
static void
stroke (const BsrOverlayPen *pen, cairo_t *cr)
{
  cairo_set_line_width (cr, pen->width + 2.0 * HALO);
  cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, HALO_ALPHA * (double) pen->colour.alpha);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, pen->width);
  cairo_set_dash (cr, pen->dashes, pen->n_dashes, 0.0);
  gdk_cairo_set_source_rgba (cr, &pen->colour);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static graphene_rect_t
bounds_of (const BsrPoint *points, int n_points)
{
  double left = points[0].x, right = left, top = points[0].y, bottom = top;
  for (int i = 1; i < n_points; i++)
    {
      left = MIN (left, points[i].x);
      right = MAX (right, points[i].x);
      top = MIN (top, points[i].y);
      bottom = MAX (bottom, points[i].y);
    }
  return GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (right - left),
                             (float) (bottom - top));
}

static void
trace_ellipse (cairo_t *cr, const graphene_rect_t *box)
{
  double rx = (double) box->size.width / 2.0, ry = (double) box->size.height / 2.0;
  if (rx <= 0.0 || ry <= 0.0)
    return;
  cairo_save (cr);
  cairo_translate (cr, (double) box->origin.x + rx, (double) box->origin.y + ry);
  cairo_scale (cr, rx, ry);
  cairo_arc (cr, 0.0, 0.0, 1.0, 0.0, 2.0 * G_PI);
  cairo_close_path (cr);
  cairo_restore (cr);
}

static void
trace_arrow (cairo_t *cr, BsrPoint tail, BsrPoint head)
{
  double angle = atan2 (head.y - tail.y, head.x - tail.x);
  double side = MIN (ARROW_HEAD, hypot (head.x - tail.x, head.y - tail.y));
  cairo_move_to (cr, tail.x, tail.y);
  cairo_line_to (cr, head.x, head.y);
  for (int i = -1; i <= 1; i += 2)
    {
      cairo_move_to (cr, head.x, head.y);
      cairo_line_to (cr, head.x - side * cos (angle + i * ARROW_ANGLE),
                     head.y - side * sin (angle + i * ARROW_ANGLE));
    }
}

void
bsr_overlay_pen_shape (const BsrOverlayPen *pen, BsrOverlaySheet *sheet, BsrShape shape,
                       const BsrPoint *points, int n_points)
{
  graphene_rect_t box = bounds_of (points, n_points);
  double reach = shape == BSR_SHAPE_ARROW ? ARROW_HEAD
                 : shape == BSR_SHAPE_PROFILE
                     ? MAX ((double) box.size.width, (double) box.size.height)
                 : bsr_shape_is_measurement (shape) ? BSR_MEASURE_TRACE_REACH
                                                    : 0.0;
  cairo_t *cr = begin (pen, sheet, box, reach);
  if (cr == NULL)
    return;

  switch (shape)
    {
    case BSR_SHAPE_RECTANGLE:
      cairo_rectangle (cr, (double) box.origin.x, (double) box.origin.y, (double) box.size.width,
                       (double) box.size.height);
      break;
    case BSR_SHAPE_ELLIPSE:
      trace_ellipse (cr, &box);
      break;
    case BSR_SHAPE_ARROW:
      trace_arrow (cr, points[0], points[n_points - 1]);
      break;
    case BSR_SHAPE_POLYGON:
      for (int i = 0; i < n_points; i++)
        cairo_line_to (cr, points[i].x, points[i].y);
      cairo_close_path (cr);
      break;
    case BSR_SHAPE_TEXT:
      /* A point beside its label. */
      cairo_arc (cr, points[0].x, points[0].y, pen->width, 0.0, 2.0 * G_PI);
      break;
    case BSR_SHAPE_DISTANCE:
    case BSR_SHAPE_ANGLE:
    case BSR_SHAPE_POLYLINE:
    case BSR_SHAPE_AREA:
    case BSR_SHAPE_PROFILE:
    case BSR_SHAPE_REGION:
      bsr_measure_trace (cr, shape, points, n_points);
      break;
    default:
      g_assert_not_reached ();
    }
  stroke (pen, cr);
}

void
bsr_overlay_pen_corners (const BsrOverlayPen *pen, BsrOverlaySheet *sheet,
                         const graphene_rect_t *box, double length)
{
  cairo_t *cr = begin (pen, sheet, *box, 0.0);
  if (cr == NULL)
    return;

  double width = (double) box->size.width, height = (double) box->size.height;
  double along = MIN (length, width / 2.0), down = MIN (length, height / 2.0);
  for (int corner = 0; corner < 4; corner++)
    {
      gboolean right = corner & 1, low = corner >> 1;
      double x = (double) box->origin.x + (right ? width : 0.0);
      double y = (double) box->origin.y + (low ? height : 0.0);
      cairo_move_to (cr, x + (right ? -along : along), y);
      cairo_line_to (cr, x, y);
      cairo_line_to (cr, x, y + (low ? -down : down));
    }
  stroke (pen, cr);
}

void
bsr_overlay_pen_crosshair (const BsrOverlayPen *pen, BsrOverlaySheet *sheet, BsrPoint at)
{
  double width = (double) sheet->view.size.width, height = (double) sheet->view.size.height;
  const BsrPoint lines[4][2] = {
    { { 0.0, at.y }, { at.x - CROSSHAIR_GAP, at.y } },
    { { at.x + CROSSHAIR_GAP, at.y }, { width, at.y } },
    { { at.x, 0.0 }, { at.x, at.y - CROSSHAIR_GAP } },
    { { at.x, at.y + CROSSHAIR_GAP }, { at.x, height } },
  };
  for (int i = 0; i < 4; i++)
    {
      cairo_t *cr = begin (pen, sheet, bounds_of (lines[i], 2), 0.0);
      if (cr == NULL)
        continue;
      cairo_move_to (cr, lines[i][0].x, lines[i][0].y);
      cairo_line_to (cr, lines[i][1].x, lines[i][1].y);
      stroke (pen, cr);
    }
}

void
bsr_overlay_pen_grip (const BsrOverlayPen *pen, BsrOverlaySheet *sheet, BsrPoint at)
{
  const float half = (float) (GRIP_SIZE / 2.0);
  graphene_rect_t square
      = GRAPHENE_RECT_INIT ((float) at.x - half, (float) at.y - half, 2.0f * half, 2.0f * half);
  graphene_rect_t around = square;
  graphene_rect_inset (&around, -1.5f, -1.5f);
  gtk_snapshot_append_color (sheet->snapshot, &(GdkRGBA){ 0.0f, 0.0f, 0.0f, 0.8f }, &around);
  gtk_snapshot_append_color (sheet->snapshot, &pen->colour, &square);
}

static gboolean
is_free (const BsrOverlaySheet *sheet, const graphene_rect_t *plate)
{
  for (int i = 0; i < sheet->n_labels; i++)
    if (graphene_rect_intersection (plate, &sheet->labels[i], NULL))
      return FALSE;
  return TRUE;
}

/* Above @box, below it, or inside: the first place that is in view and free; else above. */
static graphene_rect_t
place_label (const BsrOverlaySheet *sheet, const graphene_rect_t *box, float width, float height)
{
  float left = CLAMP (box->origin.x, 0.0f, MAX (sheet->view.size.width - width, 0.0f));
  float bottom = box->origin.y + box->size.height;
  const float tops[] = {
    box->origin.y - height - LABEL_GAP,
    bottom + LABEL_GAP,
    box->origin.y + LABEL_GAP,
    bottom - height - LABEL_GAP,
  };
  for (gsize i = 0; i < G_N_ELEMENTS (tops); i++)
    {
      graphene_rect_t plate = GRAPHENE_RECT_INIT (left, tops[i], width, height);
      if (tops[i] >= 0.0f && tops[i] + height <= sheet->view.size.height && is_free (sheet, &plate))
        return plate;
    }
  float top = CLAMP (tops[0], 0.0f, MAX (sheet->view.size.height - height, 0.0f));
  return GRAPHENE_RECT_INIT (left, top, width, height);
}

void
bsr_overlay_pen_label (const BsrOverlayPen *pen, BsrOverlaySheet *sheet,
                       const graphene_rect_t *box, const char *text)
{
  if (!graphene_rect_intersection (box, &sheet->view, NULL))
    return;

  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (sheet->widget, text);
  int width, height;
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, LABEL_MAX_WIDTH * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_LEFT);
  pango_layout_set_height (layout, 0);
  PangoRectangle ink, logical;
  pango_layout_get_pixel_extents (layout, &ink, &logical);
  width = logical.width;
  height = logical.height;

  graphene_rect_t plate = place_label (sheet, box, (float) width + 2.0f * LABEL_PADDING_X,
                                       (float) height + 2.0f * LABEL_PADDING_Y);
  GskRoundedRect rounded;
  gsk_rounded_rect_init_from_rect (&rounded, &plate, LABEL_RADIUS);
  gtk_snapshot_push_rounded_clip (sheet->snapshot, &rounded);
  gtk_snapshot_append_color (sheet->snapshot, &(GdkRGBA){ 0.05f, 0.05f, 0.06f, 0.82f }, &plate);
  gtk_snapshot_pop (sheet->snapshot);
  gtk_snapshot_save (sheet->snapshot);
  gtk_snapshot_translate (sheet->snapshot,
                          &GRAPHENE_POINT_INIT (plate.origin.x + LABEL_PADDING_X - (float) logical.x,
                                                plate.origin.y + LABEL_PADDING_Y));
  gtk_snapshot_append_layout (sheet->snapshot, layout, &pen->colour);
  gtk_snapshot_restore (sheet->snapshot);
  if (sheet->n_labels < (int) G_N_ELEMENTS (sheet->labels))
    sheet->labels[sheet->n_labels++] = plate;
}
