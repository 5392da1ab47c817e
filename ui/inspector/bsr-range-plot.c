#include "bsr-range-plot.h"

#include <math.h>

#include "bsr-check-words.h"
#include "bsr-vocabulary.h"

/* Logical pixels. */
#define LEAST_WIDTH 120
#define MARGIN 6.0      /* at both ends: half a mark fits */
#define AXIS_Y 19.0f    /* of the scale's line */
#define END_TICK 4.0f
#define SEEN_Y 11.0f    /* of the error bar */
#define BAR 2.0f
#define CAP 9.0f
#define DIAMOND 7.0f
#define TICK 2.0f
#define FLAG 4.5f
#define ARROW 8.0f
#define LABEL_GAP 2.0f

/* How much of the scale is left free above the largest number, and above one that is only a lower
 * bound, where the arrow must find room. */
#define HEADROOM 1.02
#define OPEN_HEADROOM 1.15

struct _BsrRangePlot
{
  GtkWidget parent;
  BsrVerdict verdict;
  double declared, observed, low, high;
  double end;
  PangoLayout *start_label, *end_label;
  char *end_text;
};

G_DEFINE_FINAL_TYPE (BsrRangePlot, bsr_range_plot, GTK_TYPE_WIDGET)

static gboolean
is_mirrored (BsrRangePlot *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

double
bsr_range_plot_place (BsrRangePlot *self, double value)
{
  g_return_val_if_fail (BSR_IS_RANGE_PLOT (self), 0.0);
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double along = MARGIN + CLAMP (value / self->end, 0.0, 1.0) * MAX (width - 2.0 * MARGIN, 0.0);
  return is_mirrored (self) ? width - along : along;
}

double
bsr_range_plot_scale_end (BsrRangePlot *self)
{
  g_return_val_if_fail (BSR_IS_RANGE_PLOT (self), 0.0);
  return self->end;
}

/* The smallest number of one or two leading digits, easy to read, that is not below @value. */
static double
round_up (double value)
{
  static const double steps[] = { 1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0 };
  if (!(value > 0.0))
    return 1.0;
  double power = pow (10.0, floor (log10 (value)));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= value * (1.0 - 1e-9))
      return steps[i] * power;
  return 10.0 * power;
}

gboolean
bsr_range_plot_can_show (const BsrCheckResult *result)
{
  g_return_val_if_fail (result != NULL, FALSE);
  gboolean has_low = isfinite (result->observed_low);
  return isfinite (result->declared) && result->declared >= 0.0
         && (isfinite (result->observed) || (has_low && isinf (result->observed_high)))
         && (has_low || *result->unit != '\0');
}

static void
drop_labels (BsrRangePlot *self)
{
  g_clear_object (&self->start_label);
  g_clear_object (&self->end_label);
}

static void
need_labels (BsrRangePlot *self)
{
  if (self->start_label != NULL)
    return;
  self->start_label = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  self->end_label = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->end_text);
}

void
bsr_range_plot_show (BsrRangePlot *self, const BsrCheckResult *result)
{
  g_return_if_fail (BSR_IS_RANGE_PLOT (self) && result != NULL);
  g_return_if_fail (bsr_range_plot_can_show (result));

  self->verdict = result->verdict;
  self->declared = result->declared;
  self->low = result->observed_low;
  self->high = result->observed_high;
  self->observed = isinf (self->high) ? (double) NAN : result->observed;
  /* Of NAN and a number, fmax() takes the number. */
  double most = fmax (fmax (self->declared, self->observed), self->low);
  most = isinf (self->high) ? most * OPEN_HEADROOM : fmax (most, self->high) * HEADROOM;
  self->end = round_up (most);

  drop_labels (self);
  g_free (self->end_text);
  self->end_text = bsr_check_words_quantity (self->end, result->unit);
  g_autofree char *words = bsr_check_words_comparison (result);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- Drawing --------------------------------------------------------------------------------- */

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *colour, double x, float y, double width, float height)
{
  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT ((float) x, y, (float) width, height));
}

static void
fill_turned (GtkSnapshot *snapshot, const GdkRGBA *colour, double x, float y, float angle,
             const graphene_rect_t *rect)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, y));
  gtk_snapshot_rotate (snapshot, angle);
  gtk_snapshot_append_color (snapshot, colour, rect);
  gtk_snapshot_restore (snapshot);
}

static void
draw_diamond (GtkSnapshot *snapshot, const GdkRGBA *colour, double x, float y, float side)
{
  fill_turned (snapshot, colour, x, y, 45.0f,
               &GRAPHENE_RECT_INIT (-side / 2.0f, -side / 2.0f, side, side));
}

static void
draw_axis (BsrRangePlot *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  double from = bsr_range_plot_place (self, 0.0), to = bsr_range_plot_place (self, self->end);
  fill (snapshot, colour, MIN (from, to), AXIS_Y, fabs (to - from), 1.0f);
  fill (snapshot, colour, from - 0.5, AXIS_Y - END_TICK, 1.0, END_TICK);
  fill (snapshot, colour, to - 0.5, AXIS_Y - END_TICK, 1.0, END_TICK);
}

static void
draw_cap (BsrRangePlot *self, GtkSnapshot *snapshot, const GdkRGBA *colour, double value)
{
  fill (snapshot, colour, bsr_range_plot_place (self, value) - (double) BAR / 2.0,
        SEEN_Y - CAP / 2.0f, (double) BAR, CAP);
}

/* The point of an arrow that goes on to where the scale ends. */
static void
draw_arrow (BsrRangePlot *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  double tip = bsr_range_plot_place (self, self->end);
  const graphene_rect_t barb = GRAPHENE_RECT_INIT (-BAR / 2.0f, -BAR / 2.0f, ARROW, BAR);
  float back = is_mirrored (self) ? 0.0f : 180.0f;
  fill_turned (snapshot, colour, tip, SEEN_Y, back - 40.0f, &barb);
  fill_turned (snapshot, colour, tip, SEEN_Y, back + 40.0f, &barb);
}

static void
draw_seen (BsrRangePlot *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  if (!isnan (self->low) && !isnan (self->high))
    {
      double from = bsr_range_plot_place (self, self->low);
      double to = bsr_range_plot_place (self, self->high); /* without end: at the scale's */
      fill (snapshot, colour, MIN (from, to), SEEN_Y - BAR / 2.0f, fabs (to - from), BAR);
      draw_cap (self, snapshot, colour, self->low);
      if (isinf (self->high))
        draw_arrow (self, snapshot, colour);
      else
        draw_cap (self, snapshot, colour, self->high);
    }
  if (!isnan (self->observed))
    draw_diamond (snapshot, colour, bsr_range_plot_place (self, self->observed), SEEN_Y, DIAMOND);
}

static void
draw_declared (BsrRangePlot *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  double x = bsr_range_plot_place (self, self->declared);
  fill (snapshot, colour, x - (double) TICK / 2.0, 0.0f, (double) TICK, AXIS_Y + 1.0f);
  /* The lower half of a diamond. */
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) x - 2.0f * FLAG, 0.0f,
                                                         4.0f * FLAG, 2.0f * FLAG));
  draw_diamond (snapshot, colour, x, 0.0f, FLAG * (float) G_SQRT2);
  gtk_snapshot_pop (snapshot);
}

static void
draw_label (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *colour, gboolean at_right,
            int width)
{
  int text_width;
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (at_right ? (float) (width - text_width) : 0.0f,
                                      AXIS_Y + LABEL_GAP));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
bsr_range_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsrRangePlot *self = BSR_RANGE_PLOT (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA text, seen;
  gtk_style_context_get_color (style, &text);
  g_autofree char *name
      = g_strconcat ("basira_", bsr_vocabulary_verdict_style (self->verdict), NULL);
  if (!gtk_style_context_lookup_color (style, name, &seen))
    seen = text;
  GdkRGBA faint = text;
  faint.alpha *= 0.55f;

  int width = gtk_widget_get_width (widget);
  gboolean mirrored = is_mirrored (self);
  need_labels (self);
  draw_axis (self, snapshot, &faint);
  draw_declared (self, snapshot, &text);
  draw_seen (self, snapshot, &seen);
  draw_label (snapshot, self->start_label, &faint, mirrored, width);
  draw_label (snapshot, self->end_label, &faint, !mirrored, width);
}

static void
bsr_range_plot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  BsrRangePlot *self = BSR_RANGE_PLOT (widget);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = LEAST_WIDTH;
      return;
    }
  int height;
  need_labels (self);
  pango_layout_get_pixel_size (self->end_label, NULL, &height);
  *minimum = *natural = (int) (AXIS_Y + LABEL_GAP) + height;
}

/* Fonts may have changed. */
static void
bsr_range_plot_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bsr_range_plot_parent_class)->css_changed (widget, change);
  drop_labels (BSR_RANGE_PLOT (widget));
}

static void
bsr_range_plot_dispose (GObject *object)
{
  drop_labels (BSR_RANGE_PLOT (object));
  G_OBJECT_CLASS (bsr_range_plot_parent_class)->dispose (object);
}

static void
bsr_range_plot_finalize (GObject *object)
{
  g_free (BSR_RANGE_PLOT (object)->end_text);
  G_OBJECT_CLASS (bsr_range_plot_parent_class)->finalize (object);
}

static void
bsr_range_plot_class_init (BsrRangePlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_range_plot_dispose;
  G_OBJECT_CLASS (klass)->finalize = bsr_range_plot_finalize;
  widget_class->snapshot = bsr_range_plot_snapshot;
  widget_class->measure = bsr_range_plot_measure;
  widget_class->css_changed = bsr_range_plot_css_changed;
  gtk_widget_class_set_css_name (widget_class, "rangeplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bsr_range_plot_init (BsrRangePlot *self)
{
  self->declared = self->observed = self->low = self->high = NAN;
  self->end = 1.0;
  self->end_text = g_strdup ("1");
}
