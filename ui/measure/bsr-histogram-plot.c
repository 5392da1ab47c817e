#include "bsr-histogram-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-plot-frame.h"

/* Logical pixels. */
#define LEAST_WIDTH 220
#define HEIGHT 150
/* Between two bars, where these are wide enough for it. */
#define GAP 1.0
#define MARK 1.0f
/* Share of the scale that is left free above the highest bar. */
#define HEADROOM 1.06

struct _BsrHistogramPlot
{
  GtkWidget parent;
  gboolean is_shown;
  BsrHistogram histogram;
  double scale;
  const char *name;
  BsrSpread spread;
};

G_DEFINE_FINAL_TYPE (BsrHistogramPlot, bsr_histogram_plot, GTK_TYPE_WIDGET)

static double
total_of (BsrHistogramPlot *self)
{
  double total = 0.0;
  for (int i = 0; i < BSR_REGION_BINS; i++)
    total += self->histogram.bins[i];
  return MAX (total, 1.0);
}

/* One past the last bin that holds anything. */
static int
n_bins (BsrHistogramPlot *self)
{
  int n = BSR_REGION_BINS;
  while (n > 1 && self->histogram.bins[n - 1] == 0)
    n--;
  return n;
}

double
bsr_histogram_plot_scale_end (BsrHistogramPlot *self)
{
  g_return_val_if_fail (BSR_IS_HISTOGRAM_PLOT (self), 1.0);
  return self->is_shown ? n_bins (self) * self->histogram.step * self->scale : 1.0;
}

static BsrPlotFrame
frame_of (BsrHistogramPlot *self)
{
  double most = 100.0 * self->histogram.most / total_of (self);
  return (BsrPlotFrame){ bsr_histogram_plot_scale_end (self), MAX (most * HEADROOM, 0.1),
                         self->name,
                         /* xgettext:no-c-format Translators: the axis of a histogram. */
                         _ ("% of the pixels") };
}

static void
describe (BsrHistogramPlot *self)
{
  g_autofree char *text = NULL;
  if (!self->is_shown)
    text = g_strdup (_ ("No histogram"));
  else
    {
      int first = 0, highest = 0;
      while (first < BSR_REGION_BINS - 1 && self->histogram.bins[first] == 0)
        first++;
      for (int i = 0; i < BSR_REGION_BINS; i++)
        highest = self->histogram.bins[i] > self->histogram.bins[highest] ? i : highest;
      double step = self->histogram.step * self->scale;
      /* Translators: a histogram in words: the quantity's unit, from where to where it reaches,
       * where most pixels are, mean and standard deviation. */
      text = g_strdup_printf (
          _ ("Histogram, %s: from %.1f to %.1f, most often %.1f, mean %.1f, spread %.1f"),
          self->name, first * step, n_bins (self) * step, (highest + 0.5) * step,
          self->spread.mean * self->scale, self->spread.sd * self->scale);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
bsr_histogram_plot_show (BsrHistogramPlot *self, const BsrHistogram *histogram, double scale,
                         const char *name, BsrSpread spread)
{
  g_return_if_fail (BSR_IS_HISTOGRAM_PLOT (self) && name != NULL);
  self->is_shown = histogram != NULL && histogram->most > 0;
  self->histogram = histogram != NULL ? *histogram : (BsrHistogram){ 0 };
  self->scale = scale;
  self->name = name;
  self->spread = spread;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_bars (BsrHistogramPlot *self, const BsrPlotFrame *frame, GtkSnapshot *snapshot,
           const graphene_rect_t *inside)
{
  GdkRGBA colour = { 0.34f, 0.71f, 0.91f, 1.0f };
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  "basira_consistent", &colour);
  double total = total_of (self), step = self->histogram.step * self->scale;
  double bottom = (double) (inside->origin.y + inside->size.height);
  int n = n_bins (self);
  for (int i = 0; i < n; i++)
    {
      double left = bsr_plot_frame_x (frame, inside, i * step);
      double right = bsr_plot_frame_x (frame, inside, (i + 1) * step);
      double top = bsr_plot_frame_y (frame, inside, 100.0 * self->histogram.bins[i] / total);
      double gap = right - left > 4.0 * GAP ? GAP : 0.0;
      if (self->histogram.bins[i] > 0)
        gtk_snapshot_append_color (snapshot, &colour,
                                   &GRAPHENE_RECT_INIT ((float) left, (float) top,
                                                        (float) (right - left - gap),
                                                        (float) MAX (bottom - top, 1.0)));
    }
}

static void
bsr_histogram_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsrHistogramPlot *self = BSR_HISTOGRAM_PLOT (widget);
  BsrPlotFrame frame = frame_of (self);
  graphene_rect_t inside = bsr_plot_frame_inside (&frame, widget, gtk_widget_get_width (widget),
                                                  gtk_widget_get_height (widget));
  if (!self->is_shown)
    return;
  bsr_plot_frame_snapshot (&frame, widget, snapshot, &inside);
  draw_bars (self, &frame, snapshot, &inside);
  GdkRGBA colour;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  double x = bsr_plot_frame_x (&frame, &inside, self->spread.mean * self->scale);
  gtk_snapshot_append_color (
      snapshot, &colour, &GRAPHENE_RECT_INIT ((float) x, inside.origin.y, MARK, inside.size.height));
  /* Translators: beside the line that marks the mean in a histogram. */
  g_autofree char *text = g_strdup_printf (_ ("mean %.1f"), self->spread.mean * self->scale);
  bsr_plot_frame_label (&frame, widget, snapshot, &inside, text, x);
}

static void
bsr_histogram_plot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : HEIGHT;
}

static void
bsr_histogram_plot_class_init (BsrHistogramPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  widget_class->snapshot = bsr_histogram_plot_snapshot;
  widget_class->measure = bsr_histogram_plot_measure;
  gtk_widget_class_set_css_name (widget_class, "measureplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bsr_histogram_plot_init (BsrHistogramPlot *self)
{
  self->scale = 1.0;
  self->name = "";
  self->spread = (BsrSpread){ NAN, NAN };
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  describe (self);
}
