#include "bsr-scan-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-read-out.h"
#include "bsr-scan-overlay.h"

/* Natural size, logical pixels: a container's shape. */
#define NATURAL_WIDTH 960
#define NATURAL_HEIGHT 400

#define FOCUS_LINE 2.0f

G_DEFINE_FINAL_TYPE (BsrScanView, bsr_scan_view, GTK_TYPE_WIDGET)

enum
{
  PROP_SESSION = 1,
  N_PROPS,
};

gboolean
bsr_scan_view_has_scan (BsrScanView *self)
{
  return self->session != NULL && bsr_session_scene (self->session) != NULL
         && self->transform.scan_width > 0 && self->transform.view_width > 0
         && self->transform.view_height > 0;
}

BsrDossier *
bsr_scan_view_dossier (BsrScanView *self)
{
  return self->session ? bsr_session_dossier (self->session) : NULL;
}

static void
request_paint (BsrScanView *self)
{
  if (bsr_scan_view_has_scan (self))
    {
      bsr_scan_view_tell_place (self);
      bsr_scan_painter_request (self->painter, bsr_session_scene (self->session),
                                bsr_session_look (self->session), &self->transform);
    }
  else
    bsr_scan_painter_request (self->painter, NULL, NULL, NULL);
  bsr_scan_view_tell_coverage (self);
  bsr_scan_view_update_aids (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "moved");
}

void
bsr_scan_view_apply_transform (BsrScanView *self, BsrViewTransform transform)
{
  transform = bsr_view_transform_clamp (transform);
  if (bsr_view_transform_equal (&self->transform, &transform))
    return;
  self->transform = transform;
  request_paint (self);
  bsr_scan_view_describe (self);
}

void
bsr_scan_view_set_transform (BsrScanView *self, BsrViewTransform transform)
{
  transform = bsr_view_transform_clamp (transform);
  if (bsr_view_transform_equal (&self->transform, &transform))
    return;
  bsr_scan_view_leave_place (self);
  bsr_scan_view_apply_transform (self, transform);
}

void
bsr_scan_view_fit (BsrScanView *self)
{
  self->fitted = TRUE;
  bsr_scan_view_leave_place (self);
  if (bsr_scan_view_has_scan (self))
    {
      bsr_scan_view_set_transform (self, bsr_view_transform_fit (self->transform));
      bsr_scan_view_tell_place (self);
    }
}

void
bsr_scan_view_zoom_about (BsrScanView *self, double zoom, double x, double y)
{
  if (!bsr_scan_view_has_scan (self))
    return;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double view_x = isfinite (x) ? x * factor : self->transform.view_width / 2.0;
  double view_y = isfinite (y) ? y * factor : self->transform.view_height / 2.0;
  self->fitted = FALSE;
  bsr_scan_view_set_transform (
      self, bsr_view_transform_zoom_about (self->transform, zoom, view_x, view_y));
}

void
bsr_scan_view_pan (BsrScanView *self, double dx, double dy)
{
  if (!bsr_scan_view_has_scan (self))
    return;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsrViewTransform moved = bsr_view_transform_clamp (
      bsr_view_transform_pan (self->transform, dx * factor, dy * factor));
  if (bsr_view_transform_equal (&moved, &self->transform))
    return;
  self->fitted = FALSE;
  bsr_scan_view_set_transform (self, moved);
}

BsrPoint
bsr_scan_view_to_source (BsrScanView *self, double x, double y)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  BsrPoint at;
  bsr_view_transform_to_source (&self->transform, x * factor, y * factor, &at.x, &at.y);
  return at;
}

BsrPoint
bsr_scan_view_to_scan (BsrScanView *self, double x, double y)
{
  BsrPoint at = bsr_scan_view_to_source (self, x, y);
  return (BsrPoint){ CLAMP (at.x, 0.0, self->transform.scan_width),
                     CLAMP (at.y, 0.0, self->transform.scan_height) };
}

BsrPoint
bsr_scan_view_tolerance (BsrScanView *self, double logical)
{
  double device = logical * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return (BsrPoint){ device / bsr_view_transform_scale_x (&self->transform),
                     device / self->transform.zoom };
}

const BsrViewTransform *
bsr_scan_view_transform (BsrScanView *view)
{
  g_return_val_if_fail (BSR_IS_SCAN_VIEW (view), NULL);
  return &view->transform;
}

void
bsr_scan_view_point_at (BsrScanView *view, double x, double y)
{
  g_return_if_fail (BSR_IS_SCAN_VIEW (view));
  bsr_scan_view_publish (view, bsr_scan_view_to_source (view, x, y));
}

void
bsr_scan_view_publish (BsrScanView *self, BsrPoint at)
{
  if (!bsr_scan_view_has_scan (self))
    return;
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  BsrAnalysis *analysis = dossier ? bsr_dossier_analysis (dossier) : NULL;
  BsrBox container;
  gboolean found = analysis != NULL && bsr_analysis_container (analysis, &container);
  BsrReadOut read_out
      = bsr_read_out_at (bsr_session_scene (self->session),
                         bsr_measurements_pitch (bsr_session_measurements (self->session)),
                         found ? &container : NULL, at.x, at.y);
  bsr_session_publish_read_out (self->session, &read_out);
}

static void
scene_changed_cb (BsrScanView *self)
{
  BsrScene *scene = bsr_session_scene (self->session);
  /* The same scan, its physics known now: what has been begun on it goes on. Another one comes only
   * after none. */
  gboolean goes_on = scene != NULL;

  if (scene == NULL)
    self->wanted_place = (BsrViewPlace){ 0 };
  else
    {
      BsrViewTransform transform = self->transform;
      transform.scan_width = bsr_scene_width (scene);
      transform.scan_height = bsr_scene_height (scene);
      transform.aspect = bsr_view_share_raw_pixels (bsr_session_share (self->session))
                             ? 1.0
                             : bsr_session_pixel_aspect (self->session);
      if (transform.scan_width != self->transform.scan_width
          || transform.scan_height != self->transform.scan_height)
        {
          self->fitted = TRUE;
          goes_on = FALSE;
        }
      self->transform = transform;
      if (self->fitted)
        bsr_scan_view_fit (self);
    }
  if (!goes_on)
    bsr_annotation_tool_cancel (&self->drawing);
  bsr_scan_view_measure_draft (self);
  request_paint (self);
  bsr_scan_view_describe (self);
}

/* A place shown in another shape is not the place that was wanted. */
static void
raw_pixels_changed_cb (BsrScanView *self)
{
  bsr_scan_view_leave_place (self);
  scene_changed_cb (self);
}

static void
overlay_changed_cb (BsrScanView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  bsr_scan_view_describe (self);
}

static void
hint_changed_cb (BsrScanView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tool_changed_cb (BsrScanView *self)
{
  BsrShape shape;
  gboolean draws = bsr_scan_view_is_drawing_tool (self, &shape);
  bsr_annotation_tool_begin (&self->drawing, draws ? shape : BSR_SHAPE_RECTANGLE);
  /* Who came by keyboard goes on by keyboard. */
  self->show_crosshair = draws && gtk_widget_has_visible_focus (GTK_WIDGET (self));
  if (self->show_crosshair)
    self->crosshair = (BsrPoint){ self->transform.x, self->transform.y };
  bsr_scan_view_update_cursor (self);
  bsr_scan_view_measure_draft (self);
  overlay_changed_cb (self);
}

static void
reveal_cb (BsrScanView *self, const BsrBox *box)
{
  if (!bsr_scan_view_has_scan (self) || !self->linked)
    return;
  BsrViewTransform revealed = bsr_view_transform_reveal (self->transform, *box);
  if (!bsr_view_transform_equal (&revealed, &self->transform))
    self->fitted = FALSE;
  bsr_scan_view_set_transform (self, revealed);
}

static void
centre_cb (BsrScanView *self, const BsrBox *box)
{
  if (!bsr_scan_view_has_scan (self))
    return;
  self->fitted = FALSE;
  bsr_scan_view_set_transform (
      self, bsr_view_transform_centre_on (self->transform, *box, BSR_VIEW_TRANSFORM_FINDING_SHARE));
}

static void
dossier_changed_cb (BsrScanView *self)
{
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  g_signal_group_set_target (self->dossier_signals, dossier);
  g_signal_group_set_target (self->annotations_signals,
                             dossier ? bsr_dossier_annotations (dossier) : NULL);
  scene_changed_cb (self);
}

static GSignalGroup *
session_signals_new (BsrScanView *self)
{
  const struct
  {
    const char *name;
    GCallback callback;
  } signals[] = {
    { "notify::scene", G_CALLBACK (scene_changed_cb) },
    { "notify::dossier", G_CALLBACK (dossier_changed_cb) },
    { "notify::zoom", G_CALLBACK (bsr_scan_view_follow_zoom) },
    { "notify::tool", G_CALLBACK (tool_changed_cb) },
    { "notify::category", G_CALLBACK (overlay_changed_cb) },
    { "notify::selected-finding", G_CALLBACK (overlay_changed_cb) },
    { "notify::selected-annotation", G_CALLBACK (overlay_changed_cb) },
    { "notify::hint-box", G_CALLBACK (hint_changed_cb) },
    { "notify::show-findings", G_CALLBACK (overlay_changed_cb) },
    { "notify::show-annotations", G_CALLBACK (overlay_changed_cb) },
    { "notify::show-grid", G_CALLBACK (hint_changed_cb) },
    { "tone-changed", G_CALLBACK (request_paint) },
    { "fit", G_CALLBACK (bsr_scan_view_follow_fit) },
    { "reveal", G_CALLBACK (reveal_cb) },
    { "centre", G_CALLBACK (centre_cb) },
    { "show-open", G_CALLBACK (bsr_scan_view_show_open) },
    { "notify::show-unseen", G_CALLBACK (hint_changed_cb) },
    { "notify::show-minimap", G_CALLBACK (bsr_scan_view_update_aids) },
    { "notify::show-loupe", G_CALLBACK (bsr_scan_view_update_aids) },
    { "notice", G_CALLBACK (bsr_scan_view_say) },
    { "place-wanted", G_CALLBACK (bsr_scan_view_show_place) },
    { "replay-changed", G_CALLBACK (bsr_scan_view_update_replay) },
  };
  GSignalGroup *group = g_signal_group_new (BSR_TYPE_SESSION);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_group_connect_swapped (group, signals[i].name, signals[i].callback, self);
  return group;
}

BsrSession *
bsr_scan_view_session (BsrScanView *view)
{
  g_return_val_if_fail (BSR_IS_SCAN_VIEW (view), NULL);
  return view->session;
}

void
bsr_scan_view_set_session (BsrScanView *view, BsrSession *session)
{
  g_return_if_fail (BSR_IS_SCAN_VIEW (view));

  g_autoptr (BsrSession) before = view->session != NULL ? g_object_ref (view->session) : NULL;
  if (!g_set_object (&view->session, session))
    return;
  if (before != NULL)
    g_signal_handlers_disconnect_by_data (bsr_session_measurements (before), view);
  if (session != NULL)
    g_signal_connect_object (bsr_session_measurements (session), "measured",
                             G_CALLBACK (gtk_widget_queue_draw), view, G_CONNECT_SWAPPED);
  g_signal_group_set_target (view->session_signals, session);
  g_signal_group_set_target (view->share_signals, session ? bsr_session_share (session) : NULL);
  view->fitted = TRUE;
  bsr_scan_view_follow_coverage (view);
  if (session != NULL)
    {
      dossier_changed_cb (view);
      tool_changed_cb (view);
    }
  else
    {
      g_signal_group_set_target (view->dossier_signals, NULL);
      g_signal_group_set_target (view->annotations_signals, NULL);
      request_paint (view);
    }
  g_object_notify (G_OBJECT (view), "session");
}

static BsrScanOverlay
overlay_for (BsrScanView *self)
{
  gboolean drags = self->drag_to != NULL;
  BsrScanOverlay overlay = {
    .widget = GTK_WIDGET (self),
    .transform = &self->transform,
    .scale_factor = gtk_widget_get_scale_factor (GTK_WIDGET (self)),
    .dossier = bsr_scan_view_dossier (self),
    .selected_finding = bsr_session_selected_finding (self->session),
    .selected_annotation = bsr_session_selected_annotation (self->session),
    .hint = bsr_session_hint_box (self->session),
    .hidden_annotation = drags ? bsr_annotation_id (self->drag_to) : NULL,
    .show_crosshair = self->show_crosshair,
    .crosshair = self->crosshair,
    .measurements = bsr_session_measurements (self->session),
    .notice = bsr_scan_view_notice (self),
  };
  g_object_get (self->session, "show-findings", &overlay.show_findings, "show-annotations",
                &overlay.show_annotations, "show-grid", &overlay.show_grid, NULL);

  BsrOverlayDraft *draft = &overlay.draft;
  if (drags)
    {
      draft->shape = bsr_annotation_shape (self->drag_to);
      draft->category = bsr_annotation_category (self->drag_to);
      draft->points = bsr_annotation_points (self->drag_to, &draft->n_points);
    }
  return overlay;
}

static void
bsr_scan_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsrScanView *self = BSR_SCAN_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) width, (float) height);

  gtk_snapshot_push_clip (snapshot, &bounds);
  bsr_scan_painter_snapshot (self->painter, widget, snapshot, &self->transform);
  if (bsr_scan_view_has_scan (self))
    {
      bsr_scan_view_snapshot_unseen (self, snapshot);
      BsrScanOverlay overlay = overlay_for (self);
      BsrPoint points[BSR_ANNOTATION_TOOL_MAX_POINTS + 1];
      if (self->drawing.active)
        overlay.draft
            = (BsrOverlayDraft){ self->drawing.shape, bsr_session_category (self->session), points,
                                 bsr_scan_view_draft_points (self, points) };
      bsr_scan_overlay_snapshot (&overlay, snapshot);
    }
  bsr_scan_view_snapshot_aids (self, snapshot);
  gtk_snapshot_pop (snapshot);

  if (gtk_widget_has_visible_focus (widget))
    {
      const float lines[4] = { FOCUS_LINE, FOCUS_LINE, FOCUS_LINE, FOCUS_LINE };
      GdkRGBA colour = { 1.0f, 1.0f, 1.0f, 0.8f };
      gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_color", &colour);
      const GdkRGBA colours[4] = { colour, colour, colour, colour };
      GskRoundedRect outline;
      gsk_rounded_rect_init_from_rect (&outline, &bounds, 0.0f);
      gtk_snapshot_append_border (snapshot, &outline, lines, colours);
    }
}

static void
bsr_scan_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BsrScanView *self = BSR_SCAN_VIEW (widget);
  int factor = gtk_widget_get_scale_factor (widget);
  gboolean had_scan = bsr_scan_view_has_scan (self);
  const BsrViewPlace wanted = self->wanted_place;
  BsrViewTransform transform
      = bsr_view_transform_resize (self->transform, width * factor, height * factor);

  if (!bsr_view_transform_equal (&transform, &self->transform))
    {
      self->transform = transform;
      if (bsr_scan_view_has_scan (self))
        {
          if (!had_scan && bsr_view_share_has_place (bsr_session_share (self->session)))
            bsr_scan_view_join (self);
          else if (self->fitted || !had_scan)
            bsr_scan_view_fit (self);
          else
            self->transform = bsr_view_transform_clamp (transform);
          if (wanted.width > 0)
            bsr_scan_view_show_place (self, &wanted, self->wanted_exactly);
          request_paint (self);
        }
    }
  bsr_scan_view_allocate_aids (self, width, height);
  gtk_popover_present (GTK_POPOVER (self->editor));
}

static void
bsr_scan_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 1;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
bsr_scan_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, BSR_SCAN_VIEW (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bsr_scan_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    bsr_scan_view_set_session (BSR_SCAN_VIEW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bsr_scan_view_dispose (GObject *object)
{
  BsrScanView *self = BSR_SCAN_VIEW (object);
  g_clear_handle_id (&self->describe_source, g_source_remove);
  bsr_scan_view_dispose_coverage (self);
  bsr_scan_view_dispose_aids (self);
  bsr_scan_view_stop_gliding (self);
  if (self->session != NULL)
    bsr_view_share_forget (bsr_session_share (self->session), self);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->share_signals);
  g_clear_object (&self->keys);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->annotations_signals);
  if (self->editor != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->editor));
  self->editor = NULL;
  if (self->painter != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->painter, self);
      /* A worker may hold the last reference: its tiles go now, on this thread. */
      g_object_run_dispose (G_OBJECT (self->painter));
    }
  g_clear_object (&self->painter);
  g_clear_object (&self->drag_from);
  g_clear_object (&self->drag_to);
  g_clear_object (&self->edited);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_scan_view_parent_class)->dispose (object);
}

static void
bsr_scan_view_class_init (BsrScanViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->get_property = bsr_scan_view_get_property;
  object_class->set_property = bsr_scan_view_set_property;
  object_class->dispose = bsr_scan_view_dispose;
  widget_class->snapshot = bsr_scan_view_snapshot;
  widget_class->size_allocate = bsr_scan_view_size_allocate;
  widget_class->measure = bsr_scan_view_measure;
  g_signal_new ("moved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "scanview");
  bsr_scan_view_install_actions (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  g_object_class_install_property (
      object_class, PROP_SESSION,
      g_param_spec_object ("session", NULL, NULL, BSR_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
}

static void
bsr_scan_view_init (BsrScanView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  self->transform = (BsrViewTransform){ .zoom = 1.0, .aspect = 1.0 };
  self->fitted = TRUE;
  self->pointer_x = self->pointer_y = NAN;
  self->keys = bsr_key_map_new ();
  self->painter = bsr_scan_painter_new ();
  g_signal_connect_swapped (self->painter, "painted", G_CALLBACK (gtk_widget_queue_draw), self);
  self->linked = TRUE;
  self->session_signals = session_signals_new (self);
  self->share_signals = g_signal_group_new (BSR_TYPE_VIEW_SHARE);
  g_signal_group_connect_swapped (self->share_signals, "place-changed",
                                  G_CALLBACK (bsr_scan_view_follow_place), self);
  g_signal_group_connect_swapped (self->share_signals, "notify::raw-pixels",
                                  G_CALLBACK (raw_pixels_changed_cb), self);
  g_signal_group_connect_swapped (self->share_signals, "notify::panning",
                                  G_CALLBACK (bsr_scan_view_update_cursor), self);
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "notify", G_CALLBACK (overlay_changed_cb), self);
  g_signal_group_connect_swapped (self->dossier_signals, "weights-changed",
                                  G_CALLBACK (overlay_changed_cb), self);
  self->annotations_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->annotations_signals, "items-changed",
                                  G_CALLBACK (overlay_changed_cb), self);

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (gtk_widget_queue_resize), NULL);
  bsr_scan_view_add_pointer_controllers (self);
  bsr_scan_view_add_touch_controllers (self);
  bsr_scan_view_add_key_controller (self);
  bsr_scan_view_init_marks (self);
  bsr_scan_view_init_aids (self);
  bsr_scan_view_init_coverage (self);
  bsr_scan_view_describe (self);
}

GtkWidget *
bsr_scan_view_new (BsrSession *session)
{
  return g_object_new (BSR_TYPE_SCAN_VIEW, "session", session, NULL);
}
