#include "bsr-measure-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-histogram-plot.h"
#include "bsr-measurement-words.h"
#include "bsr-profile-plot.h"
#include "bsr-vocabulary.h"

#define MM_PER_M 1000.0
/* Figures stand in columns of so many. */
#define ROWS 6
#define N_FIGURES (2 * ROWS)
/* A width that is being set is taken when it has stood for so long, ms: each taking is a step of
 * undo. */
#define STRIP_DELAY_MS 350
/* As near to the line as a pointer must be for its place to be shown in the plot, device pixels. */
#define NEAR 12.0

struct _BsrMeasurePanel
{
  GtkWidget parent;
  GtkLabel *title_label, *brief_label, *hint_label, *pitch_label;
  GtkGrid *figure_grid;
  GtkLabel *names[N_FIGURES], *values[N_FIGURES];
  GtkWidget *plot_box, *strip_box;
  GtkSpinButton *strip_button;
  GtkDropDown *quantity_drop_down;
  GtkStack *plot_stack;
  BsrProfilePlot *profile_plot;
  BsrHistogramPlot *histogram_plot;

  BsrSession *session;
  GSignalGroup *annotations_signals, *dossier_signals;
  BsrMeasurement *shown; /* (nullable) */
  gboolean showing;      /* the controls are being set */
  guint strip_source;
  char *strip_id; /* the mark whose width waits to be taken */
};

G_DEFINE_FINAL_TYPE (BsrMeasurePanel, bsr_measure_panel, GTK_TYPE_WIDGET)

/* (transfer full) (nullable) */
static BsrAnnotation *
find_annotation (BsrMeasurePanel *self, const char *id)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  GListModel *list = dossier != NULL && id != NULL ? bsr_dossier_annotations (dossier) : NULL;
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BsrAnnotation) annotation = g_list_model_get_item (list, i);
      if (g_str_equal (bsr_annotation_id (annotation), id))
        return g_steal_pointer (&annotation);
    }
  return NULL;
}

/* The shape that the tool measures; FALSE: it measures nothing. */
static gboolean
shape_of_tool (BsrTool tool, BsrShape *shape)
{
  if (tool < BSR_TOOL_DISTANCE || tool > BSR_TOOL_REGION)
    return FALSE;
  *shape = BSR_SHAPE_DISTANCE + (tool - BSR_TOOL_DISTANCE);
  return TRUE;
}

static const char *
hint_of (BsrShape shape)
{
  switch ((int) shape)
    {
    case BSR_SHAPE_DISTANCE:
      return _ (
          "Drag from end to end. By keyboard: arrows move the crosshair, Enter sets each end.");
    case BSR_SHAPE_ANGLE:
      return _ ("Click the end of one arm, the corner, the end of the other arm.");
    case BSR_SHAPE_POLYLINE:
      return _ ("Click along the path; a double click or Enter on the last place ends it.");
    case BSR_SHAPE_PROFILE:
      return _ ("Drag along what you want to see in section.");
    case BSR_SHAPE_AREA:
    case BSR_SHAPE_REGION:
      return _ ("Drag a rectangle, or click the corners of a polygon and double-click the last.");
    default:
      return "";
    }
}

static char *
pitch_brief (const BsrPitch *pitch)
{
  switch (pitch->source)
    {
    case BSR_PITCH_STATED:
      return g_strdup_printf (_ ("Pixels of %.1f × %.1f mm, stated by the scanner"), pitch->x_mm,
                              pitch->y_mm);
    case BSR_PITCH_OF_CONTAINER:
      return g_strdup_printf (_ ("Pixels of %.1f × %.1f mm, by the container's size"), pitch->x_mm,
                              pitch->y_mm);
    case BSR_PITCH_NOMINAL:
    default:
      return g_strdup (_ ("Size of a pixel unknown: lengths are nominal"));
    }
}

static void
show_figures (BsrMeasurePanel *self, GPtrArray *figures)
{
  for (guint i = 0; i < N_FIGURES; i++)
    {
      const BsrFigure *figure = i < figures->len ? figures->pdata[i] : NULL;
      gtk_widget_set_visible (GTK_WIDGET (self->names[i]), figure != NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->values[i]), figure != NULL);
      if (figure == NULL)
        continue;
      g_autofree char *tooltip = figure->meaning != NULL
                                     ? g_strdup_printf ("%s\n%s", figure->value, figure->meaning)
                                     : g_strdup (figure->value);
      gtk_label_set_label (self->names[i], figure->name);
      gtk_label_set_label (self->values[i], figure->value);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->values[i]), tooltip);
    }
}

static void
show_histogram (BsrMeasurePanel *self)
{
  const BsrRegionStatistics *statistics = self->shown != NULL ? self->shown->statistics : NULL;
  gboolean steel = gtk_drop_down_get_selected (self->quantity_drop_down) == BSR_PROFILE_STEEL;
  const char *name = steel ? _ ("mm of steel") : _ ("% through");
  BsrSpread none = { NAN, NAN };
  if (statistics == NULL || statistics->n_pixels == 0)
    bsr_histogram_plot_show (self->histogram_plot, NULL, 1.0, name, none);
  else if (steel)
    bsr_histogram_plot_show (self->histogram_plot, &statistics->steel, 1.0, name,
                             statistics->steel_mm);
  else
    bsr_histogram_plot_show (self->histogram_plot, &statistics->through, 100.0, name,
                             statistics->transmission[0]);
}

static void
show_plot (BsrMeasurePanel *self, BsrShape shape)
{
  gboolean is_profile = shape == BSR_SHAPE_PROFILE;
  gboolean has_plot
      = is_profile || shape == BSR_SHAPE_REGION
        || (!bsr_shape_is_measurement (shape) && self->shown != NULL && self->shown->has_area);
  gtk_widget_set_visible (self->plot_box, has_plot);
  gtk_widget_set_visible (self->strip_box, is_profile && self->shown != NULL);
  gtk_stack_set_visible_child_name (self->plot_stack, is_profile ? "profile" : "histogram");
  bsr_profile_plot_show (self->profile_plot, self->shown != NULL ? self->shown->profile : NULL);
  if (is_profile && self->shown != NULL && self->strip_source == 0)
    gtk_spin_button_set_value (self->strip_button, round (self->shown->strip_mm));
  if (has_plot && !is_profile)
    show_histogram (self);
}

/* @annotation: (nullable): nothing is drawn yet. */
static void
show (BsrMeasurePanel *self, BsrAnnotation *annotation, BsrShape shape)
{
  BsrMeasurements *measurements = bsr_session_measurements (self->session);
  const BsrPitch *pitch = bsr_measurements_pitch (measurements);
  g_autofree char *brief = NULL, *pixels = pitch_brief (pitch),
                  *sentence = bsr_measurement_words_pitch (pitch);
  g_autoptr (GPtrArray) figures = NULL;

  g_clear_pointer (&self->shown, bsr_measurement_unref);
  if (annotation != NULL)
    self->shown = bsr_measurements_of (measurements, annotation);
  brief = self->shown != NULL ? bsr_measurement_words_brief (self->shown) : g_strdup ("");
  figures = self->shown != NULL ? bsr_measurement_words_figures (self->shown) : g_ptr_array_new ();
  self->showing = TRUE;
  gtk_label_set_label (self->title_label, bsr_shape_words (shape));
  gtk_label_set_label (self->brief_label, brief);
  gtk_label_set_label (self->hint_label, hint_of (shape));
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), annotation == NULL);
  gtk_label_set_label (self->pitch_label, pixels);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pitch_label), sentence);
  show_figures (self, figures);
  show_plot (self, shape);
  self->showing = FALSE;
}

static void
update (BsrMeasurePanel *self)
{
  BsrMeasurements *measurements = bsr_session_measurements (self->session);
  BsrAnnotation *draft = bsr_measurements_draft (measurements);
  BsrShape shape = BSR_SHAPE_DISTANCE;
  gboolean measures = shape_of_tool (bsr_session_tool (self->session), &shape);
  g_autoptr (BsrAnnotation) annotation
      = draft != NULL ? g_object_ref (draft)
        : measures    ? NULL
                      : find_annotation (self, bsr_session_selected_annotation (self->session));
  if (annotation != NULL)
    shape = bsr_annotation_shape (annotation);
  gboolean has_figures = bsr_shape_is_measurement (shape) || shape == BSR_SHAPE_RECTANGLE
                         || shape == BSR_SHAPE_ELLIPSE || shape == BSR_SHAPE_POLYGON;
  gboolean is_shown
      = bsr_session_scene (self->session) != NULL && (annotation != NULL ? has_figures : measures);
  if (is_shown)
    show (self, annotation, shape);
  else
    bsr_session_set_hint_box (self->session, (BsrBox){ 0 });
  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
}

static void
dossier_changed_cb (BsrMeasurePanel *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  g_signal_group_set_target (self->annotations_signals,
                             dossier != NULL ? bsr_dossier_annotations (dossier) : NULL);
  g_signal_group_set_target (self->dossier_signals, dossier);
  update (self);
}

static void
quantity_changed_cb (BsrMeasurePanel *self)
{
  bsr_profile_plot_set_quantity (self->profile_plot,
                                 gtk_drop_down_get_selected (self->quantity_drop_down));
  if (self->session != NULL)
    update (self);
}

static gboolean
take_strip_cb (gpointer data)
{
  BsrMeasurePanel *self = data;
  BsrDossier *dossier = bsr_session_dossier (self->session);
  g_autofree char *id = g_steal_pointer (&self->strip_id);
  g_autoptr (BsrAnnotation) annotation = find_annotation (self, id);
  self->strip_source = 0;
  if (dossier == NULL || annotation == NULL
      || bsr_annotation_shape (annotation) != BSR_SHAPE_PROFILE)
    return G_SOURCE_REMOVE;
  const BsrPitch *pitch = bsr_measurements_pitch (bsr_session_measurements (self->session));
  g_autoptr (BsrAnnotation) changed = bsr_measurement_with_strip (
      annotation, gtk_spin_button_get_value (self->strip_button), pitch);
  bsr_dossier_change_annotation (dossier, changed);
  return G_SOURCE_REMOVE;
}

static void
strip_changed_cb (BsrMeasurePanel *self)
{
  if (self->showing || self->session == NULL)
    return;
  g_clear_handle_id (&self->strip_source, g_source_remove);
  g_free (self->strip_id);
  self->strip_id = g_strdup (bsr_session_selected_annotation (self->session));
  self->strip_source = g_timeout_add (STRIP_DELAY_MS, take_strip_cb, self);
}

/* From the plot to the scan. */
static void
pointed_cb (BsrMeasurePanel *self, double share)
{
  BsrBox box = { 0 };
  if (share >= 0.0 && self->shown != NULL && self->shown->profile != NULL)
    {
      BsrPoint at = bsr_line_profile_place (self->shown->profile, share);
      box = (BsrBox){ (int) floor (at.x), (int) floor (at.y), 1, 1 };
    }
  bsr_session_set_hint_box (self->session, box);
}

/* And from the scan to the plot. */
static void
read_out_cb (BsrMeasurePanel *self, const BsrReadOut *read_out)
{
  const BsrLineProfile *profile = self->shown != NULL ? self->shown->profile : NULL;
  double share = -1.0;
  if (profile != NULL && read_out->inside)
    {
      double dx = profile->to.x - profile->from.x, dy = profile->to.y - profile->from.y;
      double x = read_out->x + 0.5 - profile->from.x, y = read_out->y + 0.5 - profile->from.y;
      double squares = dx * dx + dy * dy, along = squares > 0.0 ? (x * dx + y * dy) / squares : 0.0;
      double apart = hypot (x - along * dx, y - along * dy) * bsr_session_zoom (self->session);
      share = along >= 0.0 && along <= 1.0 && apart <= NEAR ? along : -1.0;
    }
  bsr_profile_plot_point (self->profile_plot, share);
}

static void
bsr_measure_panel_dispose (GObject *object)
{
  BsrMeasurePanel *self = BSR_MEASURE_PANEL (object);
  GtkWidget *child;
  g_clear_handle_id (&self->strip_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->annotations_signals);
  g_clear_object (&self->dossier_signals);
  g_clear_pointer (&self->shown, bsr_measurement_unref);
  g_clear_pointer (&self->strip_id, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_measure_panel_parent_class)->dispose (object);
}

static void
bsr_measure_panel_class_init (BsrMeasurePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_measure_panel_dispose;
  g_type_ensure (BSR_TYPE_PROFILE_PLOT);
  g_type_ensure (BSR_TYPE_HISTOGRAM_PLOT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/measure/bsr-measure-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, title_label);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, brief_label);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, hint_label);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, pitch_label);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, figure_grid);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, plot_box);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, strip_box);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, strip_button);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, quantity_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, plot_stack);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, profile_plot);
  gtk_widget_class_bind_template_child (widget_class, BsrMeasurePanel, histogram_plot);
  gtk_widget_class_bind_template_callback (widget_class, strip_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, quantity_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointed_cb);
}

static GtkLabel *
figure_label (BsrMeasurePanel *self, int index, gboolean is_name)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  if (is_name)
    gtk_widget_add_css_class (label, "dim-label");
  else
    {
      gtk_widget_add_css_class (label, "numeric");
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 18);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
    }
  gtk_grid_attach (self->figure_grid, label, 2 * (index / ROWS) + !is_name, index % ROWS, 1, 1);
  return GTK_LABEL (label);
}

/* The toolkit's own buttons have no names. */
static void
name_strip_buttons (BsrMeasurePanel *self)
{
  const char *const names[] = { _ ("Narrower"), _ ("Wider") };
  gsize i = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->strip_button));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && i < G_N_ELEMENTS (names))
      {
        gtk_widget_set_tooltip_text (child, names[i]);
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        names[i], -1);
        i++;
      }
}

static void
bsr_measure_panel_init (BsrMeasurePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_strip_buttons (self);
  for (int i = 0; i < N_FIGURES; i++)
    {
      self->names[i] = figure_label (self, i, TRUE);
      self->values[i] = figure_label (self, i, FALSE);
    }
  self->annotations_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->annotations_signals, "items-changed", G_CALLBACK (update),
                                  self);
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::scan-index", G_CALLBACK (update),
                                  self);
}

void
bsr_measure_panel_set_session (BsrMeasurePanel *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_MEASURE_PANEL (self) && self->session == NULL);
  static const char *const changes[]
      = { "notify::tool", "notify::selected-annotation", "notify::scene" };
  BsrMeasurements *measurements = bsr_session_measurements (session);
  self->session = g_object_ref (session);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (session, changes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "read-out", G_CALLBACK (read_out_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (measurements, "measured", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (measurements, "draft-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  dossier_changed_cb (self);
}
