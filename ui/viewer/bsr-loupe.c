#include "bsr-loupe.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-scan-painter.h"

/* The frame, logical pixels: a light line in a dark one reads on any ground. */
#define FRAME 2.0f
#define EDGE 1.0f
#define RADIUS 6.0f

/* The window is at least this wide, or the noise of an even place would fill it: half a neper, and
 * as much steel by a cargo scanner's spectrum, mm. */
#define LEAST_NEPERS 0.5
#define LEAST_STEEL_MM 15.0

struct _BsrLoupe
{
  GtkWidget parent;
  BsrViewTransform transform;
  BsrTone tone;
  BsrScanPainter *painter;
};

G_DEFINE_FINAL_TYPE (BsrLoupe, bsr_loupe, GTK_TYPE_WIDGET)

static const GdkRGBA frame_colour = { 1.0f, 1.0f, 1.0f, 0.85f };
static const GdkRGBA edge_colour = { 0.0f, 0.0f, 0.0f, 0.7f };

static void
append_frame (GtkSnapshot *snapshot, const GskRoundedRect *outline, const GdkRGBA *colour, float line)
{
  const float lines[4] = { line, line, line, line };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };
  gtk_snapshot_append_border (snapshot, outline, lines, colours);
}

static void
bsr_loupe_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsrLoupe *self = BSR_LOUPE (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  GskRoundedRect glass, edge;
  gsk_rounded_rect_init_from_rect (&glass, &bounds, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &glass);
  bsr_scan_painter_snapshot (self->painter, widget, snapshot, &self->transform);
  gtk_snapshot_pop (snapshot);
  append_frame (snapshot, &glass, &frame_colour, FRAME);
  edge = glass;
  gsk_rounded_rect_shrink (&edge, FRAME, FRAME, FRAME, FRAME);
  append_frame (snapshot, &edge, &edge_colour, EDGE);
}

static void
bsr_loupe_dispose (GObject *object)
{
  BsrLoupe *self = BSR_LOUPE (object);
  if (self->painter != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->painter, self);
      g_object_run_dispose (G_OBJECT (self->painter));
    }
  g_clear_object (&self->painter);
  G_OBJECT_CLASS (bsr_loupe_parent_class)->dispose (object);
}

static void
bsr_loupe_class_init (BsrLoupeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = bsr_loupe_dispose;
  widget_class->snapshot = bsr_loupe_snapshot;
  gtk_widget_class_set_css_name (widget_class, "loupe");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bsr_loupe_init (BsrLoupe *self)
{
  self->painter = bsr_scan_painter_new ();
  g_signal_connect_swapped (self->painter, "painted", G_CALLBACK (gtk_widget_queue_draw), self);
  /* What lies under it stays in reach of the pointer. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Loupe"),
                                  -1);
}

GtkWidget *
bsr_loupe_new (void)
{
  return g_object_new (BSR_TYPE_LOUPE, NULL);
}

/* Widened about its middle, where it is too narrow. */
static void
widen (BsrTone *tone)
{
  if (tone->mode == BSR_VIEW_STEEL)
    {
      double missing = MAX (LEAST_STEEL_MM - (tone->high - tone->low), 0.0);
      tone->low = MAX (tone->low - missing / 2.0, 0.0);
      tone->high += missing / 2.0;
      return;
    }
  double low = MAX (tone->low, BSR_TONE_LEAST_TRANSMISSION), high = MAX (tone->high, low);
  double missing = MAX (LEAST_NEPERS - log (high / low), 0.0);
  tone->low = low * exp (-missing / 2.0);
  tone->high = high * exp (missing / 2.0);
}

/* The window for what lies under the glass. */
static BsrTone
local_tone (BsrScene *scene, const BsrTone *tone, const BsrViewTransform *transform)
{
  BsrTone local = *tone;
  double left, top, right, bottom;
  bsr_view_transform_to_source (transform, 0.0, 0.0, &left, &top);
  bsr_view_transform_to_source (transform, transform->view_width, transform->view_height, &right,
                                &bottom);
  BsrBox all = { 0, 0, transform->scan_width, transform->scan_height };
  int x = (int) floor (left), y = (int) floor (top);
  BsrBox under = bsr_box_intersect (
      all, (BsrBox){ x, y, MAX ((int) ceil (right) - x, 1), MAX ((int) ceil (bottom) - y, 1) });
  local.logarithmic = TRUE;
  if (!bsr_box_is_empty (under))
    bsr_scene_auto_window (scene, &local, under, &local.low, &local.high);
  widen (&local);
  return local;
}

void
bsr_loupe_look_at (BsrLoupe *self, BsrSession *session, const BsrViewTransform *view, double x,
                   double y)
{
  g_return_if_fail (BSR_IS_LOUPE (self) && view != NULL && bsr_session_scene (session) != NULL);

  int edge = BSR_LOUPE_EDGE * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsrScene *scene = bsr_session_scene (session);
  self->transform = bsr_view_transform_resize (*view, edge, edge);
  self->transform.zoom = MIN (view->zoom * BSR_LOUPE_TIMES, BSR_ZOOM_MAX);
  self->transform.x = x;
  self->transform.y = y;
  self->tone = local_tone (scene, bsr_session_tone (session), &self->transform);
  BsrLook look = bsr_look_of_tone (&self->tone);
  bsr_scan_painter_request (self->painter, scene, &look, &self->transform);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const BsrViewTransform *
bsr_loupe_transform (BsrLoupe *self)
{
  g_return_val_if_fail (BSR_IS_LOUPE (self), NULL);
  return &self->transform;
}

const BsrTone *
bsr_loupe_tone (BsrLoupe *self)
{
  g_return_val_if_fail (BSR_IS_LOUPE (self), NULL);
  return &self->tone;
}
