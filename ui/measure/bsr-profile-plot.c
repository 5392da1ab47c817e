#include "bsr-profile-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-measurement-words.h"
#include "bsr-plot-frame.h"

/* Logical pixels. */
#define LEAST_WIDTH 220
#define HEIGHT 150
#define LINE 1.5
#define OPAQUE_BAR 3.0f
/* Share of the scale that is left free above the curve. */
#define HEADROOM 1.06
/* Way of an arrow key along the profile, share; with Shift further. */
#define STEP 0.005
#define FAR 10.0

struct _BsrProfilePlot
{
  GtkWidget parent;
  BsrLineProfile *profile; /* (nullable) */
  BsrProfileQuantity quantity;
  double cursor; /* share of the way; negative: none */
};

G_DEFINE_FINAL_TYPE (BsrProfilePlot, bsr_profile_plot, GTK_TYPE_WIDGET)

static double
value_of (BsrProfilePlot *self, const BsrProfileSample *sample)
{
  switch (self->quantity)
    {
    case BSR_PROFILE_TRANSMISSION:
      return 100.0 * (double) sample->transmission;
    case BSR_PROFILE_ATTENUATION:
      return (double) sample->attenuation;
    case BSR_PROFILE_STEEL:
    default:
      return (double) sample->steel_mm;
    }
}

static double
most_of (BsrProfilePlot *self)
{
  double most = 0.0;
  for (int i = 0; self->profile != NULL && i < self->profile->n_samples; i++)
    most = fmax (most,
                 value_of (self, &self->profile->samples[i])); /* of NAN and a number the number */
  return most;
}

double
bsr_profile_plot_scale_end (BsrProfilePlot *self)
{
  g_return_val_if_fail (BSR_IS_PROFILE_PLOT (self), 1.0);
  /* Thinner than a millimetre of steel there is only noise to be seen. */
  static const double least[] = { 1.0, 0.1, 0.05 };
  double most = MAX (most_of (self) * HEADROOM, least[self->quantity]);
  double step = bsr_plot_frame_step (most, 4);
  return ceil (most / step - 1e-9) * step;
}

static BsrPlotFrame
frame_of (BsrProfilePlot *self)
{
  static const char *const names[]
      = { N_ ("mm of steel"), N_ ("% through"), N_ ("attenuation, −ln T") };
  return (
      BsrPlotFrame){ self->profile != NULL ? MAX (self->profile->length_m, 1e-6) : 1.0,
                     bsr_profile_plot_scale_end (self),
                     /* Translators: the axis of a plot: metres along the line that was drawn. */
                     _ ("m along the line"), _ (names[self->quantity]) };
}

static void
describe (BsrProfilePlot *self)
{
  g_autofree char *text = NULL;
  if (self->profile == NULL)
    text = g_strdup (_ ("No profile"));
  else
    {
      double least = INFINITY;
      for (int i = 0; i < self->profile->n_samples; i++)
        least = fmin (least, value_of (self, &self->profile->samples[i]));
      BsrPlotFrame frame = frame_of (self);
      /* Translators: a profile in words: its length, the width it is averaged over, least and most
       * of the quantity, and what that is: "mm of steel". */
      text = g_strdup_printf (_ ("Profile over %.2f m, averaged over %.0f mm: %.1f to %.1f %s"),
                              self->profile->length_m, 1000.0 * self->profile->width_m, least,
                              most_of (self), frame.y_name);
    }
  g_autofree char *place = self->profile != NULL && self->cursor >= 0.0
                               ? bsr_measurement_words_sample (self->profile, self->cursor)
                               : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place != NULL ? place : "",
                                  -1);
}

void
bsr_profile_plot_show (BsrProfilePlot *self, BsrLineProfile *profile)
{
  g_return_if_fail (BSR_IS_PROFILE_PLOT (self));
  if (self->profile == profile)
    return;
  g_clear_pointer (&self->profile, bsr_line_profile_unref);
  self->profile = profile != NULL ? bsr_line_profile_ref (profile) : NULL;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bsr_profile_plot_set_quantity (BsrProfilePlot *self, BsrProfileQuantity quantity)
{
  g_return_if_fail (BSR_IS_PROFILE_PLOT (self) && quantity <= BSR_PROFILE_ATTENUATION);
  self->quantity = quantity;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bsr_profile_plot_point (BsrProfilePlot *self, double share)
{
  g_return_if_fail (BSR_IS_PROFILE_PLOT (self));
  if (self->cursor == share)
    return;
  self->cursor = share;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- Drawing --------------------------------------------------------------------------------- */

static GdkRGBA
curve_colour (GtkWidget *widget)
{
  GdkRGBA colour = { 0.34f, 0.71f, 0.91f, 1.0f };
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "basira_consistent",
                                  &colour);
  return colour;
}

static double
along_of (const BsrLineProfile *profile, int index)
{
  return (index + 0.5) / profile->n_samples * profile->length_m;
}

static void
draw_curve (BsrProfilePlot *self, const BsrPlotFrame *frame, GtkSnapshot *snapshot,
            const graphene_rect_t *inside)
{
  GdkRGBA colour = curve_colour (GTK_WIDGET (self));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, inside);
  gboolean is_down = FALSE;
  cairo_set_line_width (cr, LINE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, &colour);
  for (int i = 0; i < self->profile->n_samples; i++)
    {
      const BsrProfileSample *sample = &self->profile->samples[i];
      double value = value_of (self, sample);
      if (isnan (value) || sample->filled)
        {
          is_down = FALSE;
          continue;
        }
      double x = bsr_plot_frame_x (frame, inside, along_of (self->profile, i));
      double y = bsr_plot_frame_y (frame, inside, value);
      if (is_down)
        cairo_line_to (cr, x, y);
      else
        cairo_move_to (cr, x, y);
      is_down = TRUE;
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* A bar on the axis where only "at least" is known. */
static void
draw_opaque (BsrProfilePlot *self, const BsrPlotFrame *frame, GtkSnapshot *snapshot,
             const graphene_rect_t *inside)
{
  GdkRGBA colour = { 0.91f, 0.47f, 0.23f, 1.0f };
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  "basira_mismatch", &colour);
  float bottom = inside->origin.y + inside->size.height;
  int n = self->profile->n_samples;
  for (int i = 0; i < n;)
    {
      int from = i;
      while (i < n && self->profile->samples[i].opaque)
        i++;
      double left = bsr_plot_frame_x (frame, inside, (double) from / n * self->profile->length_m);
      double right = bsr_plot_frame_x (frame, inside, (double) i / n * self->profile->length_m);
      if (i > from)
        gtk_snapshot_append_color (snapshot, &colour,
                                   &GRAPHENE_RECT_INIT ((float) left, bottom - OPAQUE_BAR,
                                                        (float) (right - left), OPAQUE_BAR));
      else
        i++;
    }
}

static void
draw_cursor (BsrProfilePlot *self, const BsrPlotFrame *frame, GtkSnapshot *snapshot,
             const graphene_rect_t *inside)
{
  GdkRGBA colour;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  double x = bsr_plot_frame_x (frame, inside, self->cursor * frame->x_end);
  gtk_snapshot_append_color (
      snapshot, &colour,
      &GRAPHENE_RECT_INIT ((float) x, inside->origin.y, 1.0f, inside->size.height));
  g_autofree char *text = bsr_measurement_words_sample (self->profile, self->cursor);
  bsr_plot_frame_label (frame, GTK_WIDGET (self), snapshot, inside, text, x);
}

static void
bsr_profile_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsrProfilePlot *self = BSR_PROFILE_PLOT (widget);
  BsrPlotFrame frame = frame_of (self);
  graphene_rect_t inside = bsr_plot_frame_inside (&frame, widget, gtk_widget_get_width (widget),
                                                  gtk_widget_get_height (widget));
  if (self->profile == NULL)
    return;
  bsr_plot_frame_snapshot (&frame, widget, snapshot, &inside);
  draw_opaque (self, &frame, snapshot, &inside);
  draw_curve (self, &frame, snapshot, &inside);
  if (self->cursor >= 0.0)
    draw_cursor (self, &frame, snapshot, &inside);
}

static void
bsr_profile_plot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : HEIGHT;
}

/* --- Pointing -------------------------------------------------------------------------------- */

static void
point (BsrProfilePlot *self, double share)
{
  if (self->profile == NULL)
    return;
  bsr_profile_plot_point (self, share);
  g_signal_emit_by_name (self, "pointed", share);
}

static void
motion_cb (BsrProfilePlot *self, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  BsrPlotFrame frame = frame_of (self);
  graphene_rect_t inside = bsr_plot_frame_inside (&frame, widget, gtk_widget_get_width (widget),
                                                  gtk_widget_get_height (widget));
  double share = (x - (double) inside.origin.x) / (double) inside.size.width;
  point (self, CLAMP (share, 0.0, 1.0));
}

static void
leave_cb (BsrProfilePlot *self)
{
  point (self, -1.0);
}

static gboolean
key_cb (BsrProfilePlot *self, guint keyval, guint keycode, GdkModifierType state)
{
  double step = (state & GDK_SHIFT_MASK) != 0 ? STEP * FAR : STEP;
  double way = keyval == GDK_KEY_Right ? step : keyval == GDK_KEY_Left ? -step : 0.0;
  if (way == 0.0 || self->profile == NULL)
    return GDK_EVENT_PROPAGATE;
  point (self, self->cursor < 0.0 ? 0.0 : CLAMP (self->cursor + way, 0.0, 1.0));
  return GDK_EVENT_STOP;
}

static void
bsr_profile_plot_finalize (GObject *object)
{
  g_clear_pointer (&BSR_PROFILE_PLOT (object)->profile, bsr_line_profile_unref);
  G_OBJECT_CLASS (bsr_profile_plot_parent_class)->finalize (object);
}

static void
bsr_profile_plot_class_init (BsrProfilePlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = bsr_profile_plot_finalize;
  widget_class->snapshot = bsr_profile_plot_snapshot;
  widget_class->measure = bsr_profile_plot_measure;
  gtk_widget_class_set_css_name (widget_class, "measureplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  g_signal_new ("pointed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
bsr_profile_plot_init (BsrProfilePlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  self->cursor = -1.0;
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  describe (self);
}
