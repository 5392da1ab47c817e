#include "bsr-minimap.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-scan-painter.h"

/* Share of the view's edges that the map takes at most, and its largest and least edges, logical
 * pixels. */
#define VIEW_SHARE 0.28
#define MOST_ACROSS 300.0
#define MOST_DOWN 150.0
#define LEAST_DOWN 18
/* A finding is drawn at least this large, the line around the view this wide, logical pixels. */
#define LEAST_FINDING 4.0f
#define LINE 1.5f

struct _BsrMinimap
{
  GtkWidget parent;
  BsrSession *session; /* (nullable) */
  BsrViewTransform view, own;
  BsrScanPainter *painter;
  GdkTexture *tint; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BsrMinimap, bsr_minimap, GTK_TYPE_WIDGET)

static const GdkRGBA frame_colour = { 1.0f, 1.0f, 1.0f, 0.35f };
static const GdkRGBA view_colour = { 1.0f, 1.0f, 1.0f, 0.95f };
static const GdkRGBA shade_colour = { 0.0f, 0.0f, 0.0f, 0.45f };
static const GdkRGBA alarm_colour = { 1.0f, 0.80f, 0.28f, 1.0f };
static const GdkRGBA faint_colour = { 0.85f, 0.87f, 0.90f, 0.45f };
static const GdkRGBA selected_colour = { 1.0f, 1.0f, 1.0f, 1.0f };

gboolean
bsr_minimap_is_useful (const BsrViewTransform *view)
{
  g_return_val_if_fail (view != NULL, FALSE);
  /* A zoom that shows all but for rounding shows all. */
  const double same = 1.001;
  return view->zoom > bsr_view_transform_fit_zoom (view) * same;
}

gboolean
bsr_minimap_size_for (const BsrViewTransform *view, int view_width, int view_height, int *width,
                      int *height)
{
  g_return_val_if_fail (view != NULL && width != NULL && height != NULL, FALSE);
  double across = view->scan_width * view->aspect, down = view->scan_height;
  double scale = MIN (MIN (view_width * VIEW_SHARE, MOST_ACROSS) / across,
                      MIN (view_height * VIEW_SHARE, MOST_DOWN) / down);
  *width = MAX ((int) lrint (across * scale), 1);
  *height = MAX ((int) lrint (down * scale), 1);
  return *height >= LEAST_DOWN;
}

/* Where the source rectangle of @width x @height at (@x, @y) is on the map, logical pixels. */
static graphene_rect_t
place (BsrMinimap *self, double x, double y, double width, double height)
{
  double across = (double) gtk_widget_get_width (GTK_WIDGET (self)) / self->view.scan_width;
  double down = (double) gtk_widget_get_height (GTK_WIDGET (self)) / self->view.scan_height;
  return GRAPHENE_RECT_INIT ((float) (x * across), (float) (y * down), (float) (width * across),
                             (float) (height * down));
}

static graphene_rect_t
place_box (BsrMinimap *self, BsrBox box)
{
  return place (self, box.x, box.y, box.width, box.height);
}

static void
append_frame (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *colour, float line)
{
  const float lines[4] = { line, line, line, line };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };
  GskRoundedRect outline;
  gsk_rounded_rect_init_from_rect (&outline, rect, 0.0f);
  gtk_snapshot_append_border (snapshot, &outline, lines, colours);
}

static void
snapshot_findings (BsrMinimap *self, GtkSnapshot *snapshot)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  BsrAnalysis *analysis = dossier ? bsr_dossier_analysis (dossier) : NULL;
  int selected = bsr_session_selected_finding (self->session);
  gboolean shows;
  g_object_get (self->session, "show-findings", &shows, NULL);
  for (int i = analysis ? bsr_analysis_n_findings (analysis) - 1 : -1; shows && i >= 0; i--)
    {
      const BsrFinding *finding = bsr_analysis_finding (analysis, i);
      gboolean is_selected = bsr_analysis_finding_id (analysis, i) == selected;
      graphene_rect_t rect = place_box (self, finding->box);
      graphene_rect_inset (&rect, -MAX (LEAST_FINDING - rect.size.width, 0.0f) / 2.0f,
                           -MAX (LEAST_FINDING - rect.size.height, 0.0f) / 2.0f);
      append_frame (snapshot, &rect,
                    is_selected                         ? &selected_colour
                    : finding->score >= BSR_SCORE_ALARM ? &alarm_colour
                                                        : &faint_colour,
                    is_selected ? 2.0f : 1.0f);
    }
}

/* What lies outside the view is shaded, and the view outlined. */
static void
snapshot_view (BsrMinimap *self, GtkSnapshot *snapshot, float width, float height)
{
  double left, top, right, bottom;
  bsr_view_transform_to_source (&self->view, 0.0, 0.0, &left, &top);
  bsr_view_transform_to_source (&self->view, self->view.view_width, self->view.view_height, &right,
                                &bottom);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0.0f, 0.0f, width, height);
  graphene_rect_t shown = place (self, left, top, right - left, bottom - top);
  if (!graphene_rect_intersection (&all, &shown, &shown))
    return;
  float x = shown.origin.x, y = shown.origin.y;
  float end_x = x + shown.size.width, end_y = y + shown.size.height;
  const graphene_rect_t shades[] = {
    GRAPHENE_RECT_INIT (0.0f, 0.0f, width, y),
    GRAPHENE_RECT_INIT (0.0f, end_y, width, height - end_y),
    GRAPHENE_RECT_INIT (0.0f, y, x, shown.size.height),
    GRAPHENE_RECT_INIT (end_x, y, width - end_x, shown.size.height),
  };
  for (gsize i = 0; i < G_N_ELEMENTS (shades); i++)
    gtk_snapshot_append_color (snapshot, &shade_colour, &shades[i]);
  append_frame (snapshot, &shown, &view_colour, LINE);
}

static void
bsr_minimap_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsrMinimap *self = BSR_MINIMAP (widget);
  if (self->session == NULL || self->view.scan_width < 1)
    return;
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0.0f, 0.0f, width, height);
  gtk_snapshot_push_clip (snapshot, &all);
  bsr_scan_painter_snapshot (self->painter, widget, snapshot, &self->own);
  const BsrCoverage *coverage = bsr_coverage_tracker_coverage (bsr_session_coverage (self->session));
  if (coverage != NULL && self->tint != NULL)
    {
      graphene_rect_t covered = place_box (self, bsr_coverage_box (coverage));
      gtk_snapshot_append_texture (snapshot, self->tint, &covered);
    }
  snapshot_view (self, snapshot, width, height);
  snapshot_findings (self, snapshot);
  gtk_snapshot_pop (snapshot);
  append_frame (snapshot, &all, &frame_colour, 1.0f);
}

static void
request_paint (BsrMinimap *self)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsrScene *scene = self->session ? bsr_session_scene (self->session) : NULL;
  self->own = bsr_view_transform_fit (
      bsr_view_transform_resize (self->view, gtk_widget_get_width (GTK_WIDGET (self)) * factor,
                                 gtk_widget_get_height (GTK_WIDGET (self)) * factor));
  if (scene != NULL && self->own.view_width > 0 && self->own.view_height > 0)
    bsr_scan_painter_request (self->painter, scene, bsr_session_look (self->session), &self->own);
  else
    bsr_scan_painter_request (self->painter, NULL, NULL, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
bsr_minimap_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BsrMinimap *self = BSR_MINIMAP (widget);
  if (self->session != NULL)
    request_paint (self);
}

static void
move_to (BsrMinimap *self, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  if (width < 1 || height < 1 || self->view.scan_width < 1)
    return;
  g_signal_emit_by_name (self, "move-to", CLAMP (x / width, 0.0, 1.0) * self->view.scan_width,
                         CLAMP (y / height, 0.0, 1.0) * self->view.scan_height);
}

static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, BsrMinimap *self)
{
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  move_to (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag *drag, double dx, double dy, BsrMinimap *self)
{
  double x, y;
  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    move_to (self, x + dx, y + dy);
}

static void
bsr_minimap_dispose (GObject *object)
{
  BsrMinimap *self = BSR_MINIMAP (object);
  if (self->painter != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->painter, self);
      g_object_run_dispose (G_OBJECT (self->painter));
    }
  g_clear_object (&self->painter);
  g_clear_object (&self->tint);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_minimap_parent_class)->dispose (object);
}

static void
bsr_minimap_class_init (BsrMinimapClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = bsr_minimap_dispose;
  widget_class->snapshot = bsr_minimap_snapshot;
  widget_class->size_allocate = bsr_minimap_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  g_signal_new ("move-to", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
bsr_minimap_init (BsrMinimap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  self->painter = bsr_scan_painter_new ();
  g_signal_connect_swapped (self->painter, "painted", G_CALLBACK (gtk_widget_queue_draw), self);
  gtk_widget_set_name (widget, "show-minimap"); /* its key is in the tooltip */
  gtk_widget_set_tooltip_text (widget, _ ("All of the scan: click or drag to move the view"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Overview of the scan"), -1);
  GtkGesture *drag = gtk_gesture_drag_new ();
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
bsr_minimap_new (void)
{
  return g_object_new (BSR_TYPE_MINIMAP, NULL);
}

void
bsr_minimap_follow (BsrMinimap *self, BsrSession *session, const BsrViewTransform *view)
{
  g_return_if_fail (BSR_IS_MINIMAP (self) && view != NULL);
  g_set_object (&self->session, session);
  self->view = *view;
  request_paint (self);
}

void
bsr_minimap_set_tint (BsrMinimap *self, GdkTexture *tint)
{
  g_return_if_fail (BSR_IS_MINIMAP (self));
  if (g_set_object (&self->tint, tint))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
