#include "bsr-scan-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-measurement-words.h"
#include "bsr-vocabulary.h"

/* How soon the description follows: after a zoom or a move has come to rest, ms. */
#define DESCRIBE_DELAY_MS 250

/* A mark smaller than this is a slip of the hand, source pixels. */
#define LEAST_EXTENT 0.5

gboolean
bsr_scan_view_is_drawing_tool (BsrScanView *self, BsrShape *shape)
{
  static const int shapes[] = {
    [BSR_TOOL_SELECT] = -1,
    [BSR_TOOL_WINDOW] = -1,
    [BSR_TOOL_RECTANGLE] = BSR_SHAPE_RECTANGLE,
    [BSR_TOOL_ELLIPSE] = BSR_SHAPE_ELLIPSE,
    [BSR_TOOL_POLYGON] = BSR_SHAPE_POLYGON,
    [BSR_TOOL_ARROW] = BSR_SHAPE_ARROW,
    [BSR_TOOL_TEXT] = BSR_SHAPE_TEXT,
    [BSR_TOOL_DISTANCE] = BSR_SHAPE_DISTANCE,
    [BSR_TOOL_ANGLE] = BSR_SHAPE_ANGLE,
    [BSR_TOOL_POLYLINE] = BSR_SHAPE_POLYLINE,
    [BSR_TOOL_AREA] = BSR_SHAPE_AREA,
    [BSR_TOOL_PROFILE] = BSR_SHAPE_PROFILE,
    [BSR_TOOL_REGION] = BSR_SHAPE_REGION,
  };
  int drawn = self->session ? shapes[bsr_session_tool (self->session)] : -1;
  if (drawn < 0)
    return FALSE;
  *shape = drawn;
  return TRUE;
}

static void
open_editor (BsrScanView *self, BsrAnnotation *annotation, gboolean is_new)
{
  BsrBox box = bsr_annotation_box (annotation);
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double left, top, right, bottom;
  bsr_view_transform_to_view (&self->transform, box.x, box.y, &left, &top);
  bsr_view_transform_to_view (&self->transform, (double) box.x + box.width,
                              (double) box.y + box.height, &right, &bottom);
  GdkRectangle bounds = { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                          gtk_widget_get_height (GTK_WIDGET (self)) };
  GdkRectangle at = { (int) lrint (left / factor), (int) lrint (top / factor),
                      MAX ((int) lrint ((right - left) / factor), 1),
                      MAX ((int) lrint ((bottom - top) / factor), 1) };
  if (!gdk_rectangle_intersect (&at, &bounds, &at))
    at = (GdkRectangle){ bounds.width / 2, bounds.height / 2, 1, 1 };

  g_set_object (&self->edited, annotation);
  self->edited_is_new = is_new;
  bsr_mark_editor_open (self->editor, &at, bsr_annotation_category (annotation),
                        bsr_annotation_text (annotation));
}

static void
end_tool (BsrScanView *self)
{
  BsrViewShare *share = bsr_session_share (self->session);
  if (!bsr_view_share_holding (share))
    bsr_session_set_tool (self->session, bsr_view_share_take_next_tool (share));
}

static void
edited_cb (BsrScanView *self, int category, const char *text)
{
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  g_autoptr (BsrAnnotation) edited = g_steal_pointer (&self->edited);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  if (dossier == NULL || edited == NULL)
    return;

  g_autoptr (BsrAnnotation) changed = bsr_annotation_with_text (edited, category, trimmed);
  if (self->edited_is_new && *trimmed != '\0')
    {
      bsr_dossier_add_annotation (dossier, changed);
      bsr_session_select_annotation (self->session, bsr_annotation_id (changed), FALSE);
      end_tool (self);
    }
  else if (!self->edited_is_new
           && (bsr_annotation_category (edited) != (BsrCategory) category
               || g_strcmp0 (bsr_annotation_text (edited), trimmed) != 0))
    bsr_dossier_change_annotation (dossier, changed);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The tool's points are a whole mark. */
static void
finish_drawing (BsrScanView *self)
{
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  const BsrAnnotationTool *drawing = &self->drawing;
  if (dossier == NULL || bsr_dossier_scan_index (dossier) < 0)
    return;

  BsrPoint points[BSR_ANNOTATION_TOOL_MAX_POINTS + 1];
  int n_points = bsr_scan_view_drawn_points (self, points);
  gboolean is_measured = bsr_shape_is_measurement (drawing->shape);
  gboolean is_corners = drawing->shape == BSR_SHAPE_RECTANGLE || drawing->shape == BSR_SHAPE_ELLIPSE
                        || (bsr_annotation_tool_adds_corners (drawing->shape) && n_points == 2
                            && drawing->shape != BSR_SHAPE_POLYLINE);
  if (is_corners
      && (fabs (drawing->points[0].x - drawing->points[1].x) < LEAST_EXTENT
          || fabs (drawing->points[0].y - drawing->points[1].y) < LEAST_EXTENT))
    return;

  g_autoptr (BsrAnnotation) annotation = bsr_annotation_new (
      NULL, drawing->shape, is_measured ? BSR_CATEGORY_NOTE : bsr_session_category (self->session),
      points, n_points, "");
  if (drawing->shape == BSR_SHAPE_TEXT)
    {
      open_editor (self, annotation, TRUE);
      return;
    }
  bsr_dossier_add_annotation (dossier, annotation);
  bsr_session_select_annotation (self->session, bsr_annotation_id (annotation), FALSE);
  /* One mark, one tool: the next drag moves the view again, unless the tool is being held. */
  end_tool (self);
}

void
bsr_scan_view_take_step (BsrScanView *self, BsrToolStep step)
{
  if (step == BSR_TOOL_STEP_DONE)
    finish_drawing (self);
  if (step != BSR_TOOL_STEP_NONE)
    bsr_scan_view_measure_draft (self);
}

BsrAnnotation *
bsr_scan_view_selected_annotation (BsrScanView *self)
{
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  const char *id = dossier ? bsr_session_selected_annotation (self->session) : NULL;
  GListModel *list = id ? bsr_dossier_annotations (dossier) : NULL;
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BsrAnnotation) annotation = g_list_model_get_item (list, i);
      if (g_strcmp0 (bsr_annotation_id (annotation), id) == 0)
        return g_steal_pointer (&annotation);
    }
  return NULL;
}

void
bsr_scan_view_edit_selected (BsrScanView *self)
{
  g_autoptr (BsrAnnotation) annotation = bsr_scan_view_selected_annotation (self);
  if (annotation != NULL)
    open_editor (self, annotation, FALSE);
}

void
bsr_scan_view_select_next_annotation (BsrScanView *self, int direction)
{
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  GListModel *list = dossier ? bsr_dossier_annotations (dossier) : NULL;
  int n = list ? (int) g_list_model_get_n_items (list) : 0;
  if (n == 0)
    return;

  int current = direction > 0 ? -1 : n;
  for (int i = 0; i < n; i++)
    {
      g_autoptr (BsrAnnotation) annotation = g_list_model_get_item (list, i);
      if (g_strcmp0 (bsr_annotation_id (annotation),
                     bsr_session_selected_annotation (self->session)) == 0)
        current = i;
    }
  g_autoptr (BsrAnnotation) next = g_list_model_get_item (list, (current + direction + n) % n);
  bsr_session_select_annotation (self->session, bsr_annotation_id (next), TRUE);
}

void
bsr_scan_view_set_auto_window (BsrScanView *self)
{
  if (!bsr_scan_view_has_scan (self))
    return;
  bsr_session_fit_look_to_view (self->session);
}

/* "finding 2 of 5: ..." for what is selected; NULL when nothing is. */
static char *
describe_selection (BsrScanView *self)
{
  BsrDossier *dossier = bsr_scan_view_dossier (self);
  BsrAnalysis *analysis = dossier ? bsr_dossier_analysis (dossier) : NULL;
  int n = analysis ? bsr_analysis_n_findings (analysis) : 0;
  for (int i = 0; i < n; i++)
    if (bsr_analysis_finding_id (analysis, i) == bsr_session_selected_finding (self->session))
      /* Translators: which finding, of how many, and why. */
      return g_strdup_printf (_("finding %d of %d: %s"), i + 1, n,
                              bsr_analysis_finding_reason (analysis, i));

  g_autoptr (BsrAnnotation) annotation = bsr_scan_view_selected_annotation (self);
  if (annotation == NULL)
    return NULL;
  if (!bsr_shape_is_measurement (bsr_annotation_shape (annotation)))
    return g_strdup_printf (_("mark: %s"), bsr_annotation_text (annotation));
  g_autoptr (BsrMeasurement) measurement
      = bsr_measurements_of (bsr_session_measurements (self->session), annotation);
  g_autofree char *figure = bsr_measurement_words_brief (measurement);
  /* Translators: a measurement and its figure, for screen readers: "Distance: 2.55 m". */
  return g_strdup_printf (_ ("%s: %s"), bsr_shape_words (bsr_annotation_shape (annotation)),
                          figure);
}

static gboolean
describe_cb (gpointer data)
{
  BsrScanView *self = data;
  g_autofree char *text = NULL;

  self->describe_source = 0;
  if (!bsr_scan_view_has_scan (self))
    text = g_strdup (_("No scan"));
  else
    {
      g_autofree char *selection = describe_selection (self);
      int percent = (int) lrint (self->transform.zoom * 100.0);
      /* Translators: what the view shows, for screen readers; the second adds the selection. */
      text = selection ? g_strdup_printf (_("Scan, %d %%, %s"), percent, selection)
                       : g_strdup_printf (_("Scan, %d %%"), percent);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  return G_SOURCE_REMOVE;
}

void
bsr_scan_view_describe (BsrScanView *self)
{
  if (self->describe_source == 0)
    self->describe_source = g_timeout_add (DESCRIBE_DELAY_MS, describe_cb, self);
}

void
bsr_scan_view_init_marks (BsrScanView *self)
{
  self->editor = bsr_mark_editor_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->editor, "edited", G_CALLBACK (edited_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Scan"),
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                  "plus minus 0 1 m A", -1);
}
