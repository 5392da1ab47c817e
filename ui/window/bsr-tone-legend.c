#include "bsr-tone-legend.h"

#include <glib/gi18n.h>
#include <math.h>

/* Logical pixels. */
#define BAR_WIDTH 240
#define BAR_HEIGHT 10.0f
#define TICK_LENGTH 3.0f
#define GAP 2.0f
#define SIDE 18.0f /* room for half a number at either end */

#define N_SHADES 256
#define MOST_TICKS 6

struct _BsrToneLegend
{
  GtkWidget parent;
  BsrSession *session;
  GdkTexture *bar; /* (nullable): the colours from the low end to the high one */
};

G_DEFINE_FINAL_TYPE (BsrToneLegend, bsr_tone_legend, GTK_TYPE_WIDGET)

static gboolean
is_logarithmic (const BsrTone *tone)
{
  return tone->logarithmic && tone->mode != BSR_VIEW_STEEL;
}

double
bsr_tone_legend_share (const BsrTone *tone, double value)
{
  double low = tone->low, high = tone->high;
  if (is_logarithmic (tone))
    {
      low = log (MAX (low, BSR_TONE_LEAST_TRANSMISSION));
      high = log (MAX (high, BSR_TONE_LEAST_TRANSMISSION));
      value = log (MAX (value, BSR_TONE_LEAST_TRANSMISSION));
    }
  return high > low ? (value - low) / (high - low) : 0.0;
}

/* 1, 2 and 5 times powers of ten, so that they lie about as far apart along a logarithm. */
static int
logarithmic_ticks (const BsrTone *tone, double *values, int n)
{
  static const double leading[] = { 1.0, 2.0, 5.0 };
  double low = MAX (tone->low, BSR_TONE_LEAST_TRANSMISSION);
  int count = 0, first = (int) floor (log10 (low));
  /* Only the powers of ten, where all of them would be too many. */
  int step = log10 (tone->high / low) * G_N_ELEMENTS (leading) > n ? G_N_ELEMENTS (leading) : 1;
  for (int i = 0; count < n; i += step)
    {
      double value = leading[i % 3] * pow (10.0, first + i / 3);
      if (value > tone->high * (1.0 + 1e-9))
        break;
      if (value >= low * (1.0 - 1e-9))
        values[count++] = value;
    }
  return count;
}

int
bsr_tone_legend_ticks (const BsrTone *tone, double *values, int n)
{
  g_return_val_if_fail (tone != NULL && values != NULL && n > 1, 0);

  if (!(tone->high > tone->low))
    return 0;
  if (is_logarithmic (tone))
    return logarithmic_ticks (tone, values, n);
  double least = (tone->high - tone->low) / (n - 1);
  double power = pow (10.0, floor (log10 (least)));
  double step = least <= power ? power : least <= 2.0 * power ? 2.0 * power
                : least <= 5.0 * power                        ? 5.0 * power
                                                              : 10.0 * power;
  int count = 0;
  for (double i = ceil (tone->low / step - 1e-9); count < n && i * step <= tone->high + step * 1e-9; i++)
    values[count++] = i * step;
  return count;
}

/* Whether the shades are moved after the window, so that a colour does not stand for a number. */
static gboolean
is_enhanced (const BsrLook *look)
{
  for (int i = 0; i < look->n_steps; i++)
    if (look->steps[i].enabled
        && bsr_enhancement_kind (look->steps[i].kind)->stage == BSR_STAGE_TONE)
      return TRUE;
  return FALSE;
}

static gboolean
is_mirrored (BsrToneLegend *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static GdkTexture *
bar_new (BsrToneLegend *self)
{
  const BsrTone *tone = bsr_session_tone (self->session);
  double gamma = tone->gamma > 0.0 ? tone->gamma : 1.0;
  guint8 *pixels = g_malloc (3 * N_SHADES);
  for (int i = 0; i < N_SHADES; i++)
    {
      double share = (is_mirrored (self) ? N_SHADES - 1 - i : i) / (N_SHADES - 1.0);
      int level = (int) lrint (pow (share, 1.0 / gamma) * (N_SHADES - 1));
      memcpy (pixels + 3 * i, tone->palette->rgb[tone->invert ? N_SHADES - 1 - level : level], 3);
    }
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, 3 * N_SHADES);
  return gdk_memory_texture_new (N_SHADES, 1, GDK_MEMORY_R8G8B8, bytes, 3 * N_SHADES);
}

/* The last number has the unit. */
static char *
tick_text (const BsrTone *tone, double value, gboolean is_last)
{
  if (tone->mode == BSR_VIEW_STEEL)
    return is_last ? g_strdup_printf (_ ("%.0f mm"), value) : g_strdup_printf ("%.0f", value);
  double percent = 100.0 * value;
  int decimals = percent > 0.0 && percent < 1.0 ? (percent < 0.1 ? 2 : 1) : 0;
  return is_last ? g_strdup_printf (_ ("%.*f %%"), decimals, percent)
                 : g_strdup_printf ("%.*f", decimals, percent);
}

static void
snapshot_layout (BsrToneLegend *self, GtkSnapshot *snapshot, const char *text, float centre, float top,
                 const GdkRGBA *colour)
{
  int width;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (centre - width / 2.0f), top));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
bsr_tone_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BsrToneLegend *self = BSR_TONE_LEGEND (widget);
  const BsrLook *look = bsr_session_look (self->session);
  double values[MOST_TICKS];
  GdkRGBA colour;
  float width = (float) gtk_widget_get_width (widget) - 2.0f * SIDE;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  if (self->bar == NULL)
    self->bar = bar_new (self);
  gtk_snapshot_append_texture (snapshot, self->bar, &GRAPHENE_RECT_INIT (SIDE, 0, width, BAR_HEIGHT));
  float top = BAR_HEIGHT + TICK_LENGTH + GAP;
  if (is_enhanced (look))
    {
      snapshot_layout (self, snapshot, _ ("Enhanced: no scale"), SIDE + width / 2.0f, top, &colour);
      return;
    }
  int n = bsr_tone_legend_ticks (&look->tone, values, MOST_TICKS);
  for (int i = 0; i < n; i++)
    {
      double share = bsr_tone_legend_share (&look->tone, values[i]);
      float x = SIDE + (float) (is_mirrored (self) ? 1.0 - share : share) * width;
      g_autofree char *text = tick_text (&look->tone, values[i], i == n - 1);
      gtk_snapshot_append_color (snapshot, &colour,
                                 &GRAPHENE_RECT_INIT (x - 0.5f, BAR_HEIGHT, 1.0f, TICK_LENGTH));
      snapshot_layout (self, snapshot, text, x, top, &colour);
    }
}

static void
bsr_tone_legend_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  int height;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "0");
  pango_layout_get_pixel_size (layout, NULL, &height);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? BAR_WIDTH
                            : (int) (BAR_HEIGHT + TICK_LENGTH + GAP) + height;
}

static void
follow_look_cb (BsrToneLegend *self)
{
  const BsrTone *tone = bsr_session_tone (self->session);
  gboolean coloured = tone->palette != bsr_palette_by_id ("grey");
  gboolean shown = bsr_session_scene (self->session) != NULL
                   && (tone->mode == BSR_VIEW_STEEL || (tone->mode == BSR_VIEW_PLANE && coloured));
  g_clear_object (&self->bar);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tone->mode == BSR_VIEW_STEEL
                                      ? _ ("Colours in millimetres of steel")
                                      : _ ("Colours in percent of the beam"),
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
bsr_tone_legend_dispose (GObject *object)
{
  BsrToneLegend *self = BSR_TONE_LEGEND (object);
  g_clear_object (&self->bar);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_tone_legend_parent_class)->dispose (object);
}

static void
bsr_tone_legend_class_init (BsrToneLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_tone_legend_dispose;
  widget_class->snapshot = bsr_tone_legend_snapshot;
  widget_class->measure = bsr_tone_legend_measure;
  gtk_widget_class_set_css_name (widget_class, "tonelegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bsr_tone_legend_init (BsrToneLegend *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

void
bsr_tone_legend_set_session (BsrToneLegend *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_TONE_LEGEND (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "tone-changed", G_CALLBACK (follow_look_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::scene", G_CALLBACK (follow_look_cb), self,
                           G_CONNECT_SWAPPED);
  follow_look_cb (self);
}
