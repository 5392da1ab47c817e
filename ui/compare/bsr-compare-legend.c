#include "bsr-compare-legend.h"

#include <glib/gi18n.h>

#include "bsr-compare-words.h"
#include "bsr-difference-colours.h"

/* The scale and the patterns, logical pixels. */
#define SCALE_WIDTH 180
#define SCALE_HEIGHT 14
#define SWATCH_WIDTH 30

struct _BsrCompareLegend
{
  GtkWidget parent;
  BsrCompareModel *model;
  GtkWidget *scale_box;
  GtkLabel *least_label, *most_label, *sentence_label, *place_label;
};

G_DEFINE_FINAL_TYPE (BsrCompareLegend, bsr_compare_legend, GTK_TYPE_WIDGET)

static GdkTexture *
texture_of (guint8 *rgba, int width, int height)
{
  gsize stride = (gsize) width * 4;
  g_autoptr (GBytes) bytes = g_bytes_new_take (rgba, stride * height);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, bytes, stride);
}

/* From less over nothing to more. */
static GdkTexture *
scale_texture (void)
{
  guint8 *rgba = g_malloc0 ((gsize) SCALE_WIDTH * SCALE_HEIGHT * 4);
  for (int y = 0; y < SCALE_HEIGHT; y++)
    for (int x = 0; x < SCALE_WIDTH; x++)
      bsr_difference_colour (2.0 * (x + 0.5) / SCALE_WIDTH - 1.0, 1.0,
                             rgba + ((gsize) y * SCALE_WIDTH + x) * 4);
  return texture_of (rgba, SCALE_WIDTH, SCALE_HEIGHT);
}

static GdkTexture *
pattern_texture (BsrDifferenceState state)
{
  guint8 *rgba = g_malloc0 ((gsize) SWATCH_WIDTH * SCALE_HEIGHT * 4);
  for (int y = 0; y < SCALE_HEIGHT; y++)
    for (int x = 0; x < SWATCH_WIDTH; x++)
      bsr_difference_pattern (state, x, y, rgba + ((gsize) y * SWATCH_WIDTH + x) * 4);
  return texture_of (rgba, SWATCH_WIDTH, SCALE_HEIGHT);
}

static GtkWidget *
picture_new (GdkTexture *texture, int width, const char *words)
{
  g_autoptr (GdkTexture) owned = texture;
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (owned));
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_FILL);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), words);
  gtk_widget_set_tooltip_text (picture, words);
  gtk_widget_set_size_request (picture, width, SCALE_HEIGHT);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "compare-swatch");
  return picture;
}

static GtkLabel *
add_label (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
model_changed_cb (BsrCompareLegend *self)
{
  BsrComparison *comparison = bsr_compare_model_comparison (self->model);
  const BsrDifference *difference
      = comparison != NULL ? bsr_comparison_difference (comparison) : NULL;
  gboolean shown = bsr_compare_model_active (self->model)
                   && bsr_compare_model_mode (self->model) == BSR_COMPARE_DIFFERENCE
                   && comparison != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  gtk_widget_set_visible (self->scale_box, difference != NULL);
  gtk_label_set_label (self->place_label, "");
  if (!shown)
    return;
  g_autofree char *sentence = difference != NULL
                                  ? bsr_compare_words_scale (difference)
                                  : g_strdup (bsr_compare_words_refusal (
                                      bsr_comparison_refusal (comparison)));
  gtk_label_set_label (self->sentence_label, sentence);
  if (difference == NULL)
    return;
  double scale = bsr_difference_scale_mm (difference);
  /* Translators: millimetres of steel that this scan has less than the other one. */
  g_autofree char *least = g_strdup_printf (_ ("%.0f mm less"), scale);
  /* Translators: millimetres of steel that this scan has more than the other one. */
  g_autofree char *most = g_strdup_printf (_ ("%.0f mm more"), scale);
  gtk_label_set_label (self->least_label, least);
  gtk_label_set_label (self->most_label, most);
}

static void
read_out_cb (BsrCompareLegend *self, const BsrReadOut *read_out)
{
  BsrComparison *comparison = bsr_compare_model_comparison (self->model);
  const BsrDifference *difference
      = comparison != NULL ? bsr_comparison_difference (comparison) : NULL;
  double mm, sd;
  if (difference == NULL || !read_out->inside)
    {
      gtk_label_set_label (self->place_label, "");
      return;
    }
  BsrDifferenceState state
      = bsr_difference_at (difference, read_out->x + 0.5, read_out->y + 0.5, &mm, &sd);
  g_autofree char *words = bsr_compare_words_place (state, mm, sd);
  gtk_label_set_label (self->place_label, words);
}

static void
bsr_compare_legend_dispose (GObject *object)
{
  BsrCompareLegend *self = BSR_COMPARE_LEGEND (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (bsr_compare_legend_parent_class)->dispose (object);
}

static void
bsr_compare_legend_class_init (BsrCompareLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_compare_legend_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bsr_compare_legend_init (BsrCompareLegend *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->scale_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkBox *scale = GTK_BOX (self->scale_box);
  self->least_label = add_label (scale, "");
  gtk_box_append (scale, picture_new (scale_texture (), SCALE_WIDTH,
                                      _ ("Blue: this scan has less; orange: it has more")));
  self->most_label = add_label (scale, "");
  gtk_box_append (scale, picture_new (pattern_texture (BSR_DIFFERENCE_OPAQUE), SWATCH_WIDTH,
                                      _ ("Hatched: the beam did not get through in one of the scans")));
  add_label (scale, _ ("opaque"));
  gtk_box_append (scale, picture_new (pattern_texture (BSR_DIFFERENCE_BLIND), SWATCH_WIDTH,
                                      _ ("Dotted: dead detectors, or not seen in both scans")));
  add_label (scale, _ ("not seen"));
  gtk_box_append (GTK_BOX (line), self->scale_box);
  self->place_label = add_label (GTK_BOX (line), "");
  gtk_widget_add_css_class (GTK_WIDGET (self->place_label), "compare-place");
  gtk_widget_set_hexpand (GTK_WIDGET (self->place_label), TRUE);
  gtk_label_set_xalign (self->place_label, 1.0f);
  gtk_box_append (GTK_BOX (lines), line);
  self->sentence_label = add_label (GTK_BOX (lines), "");
  gtk_label_set_wrap (self->sentence_label, TRUE);
  gtk_label_set_xalign (self->sentence_label, 0.0f);
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "compare-legend");
}

GtkWidget *
bsr_compare_legend_new (BsrCompareModel *model)
{
  g_return_val_if_fail (BSR_IS_COMPARE_MODEL (model), NULL);
  BsrCompareLegend *self = g_object_new (BSR_TYPE_COMPARE_LEGEND, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bsr_compare_model_session (model), "read-out", G_CALLBACK (read_out_cb), self,
                           G_CONNECT_SWAPPED);
  model_changed_cb (self);
  return GTK_WIDGET (self);
}

const char *
bsr_compare_legend_sentence (BsrCompareLegend *legend)
{
  g_return_val_if_fail (BSR_IS_COMPARE_LEGEND (legend), "");
  return gtk_label_get_label (legend->sentence_label);
}

const char *
bsr_compare_legend_place (BsrCompareLegend *legend)
{
  g_return_val_if_fail (BSR_IS_COMPARE_LEGEND (legend), "");
  return gtk_label_get_label (legend->place_label);
}
