#include "bsr-material-legend.h"

#include <glib/gi18n.h>

#include "bsr-tone-table.h"

/* Edge of a swatch, and brightness of its colour. */
#define SWATCH 12
#define LEVEL 150
/* Period and width of the hatching, logical pixels: as the strips have it. */
#define HATCH_PERIOD 5.0
#define HATCH_WIDTH 1.5

struct _BsrMaterialLegend
{
  GtkWidget parent;
  GtkWidget *hues, *strip_label, *open_swatch;
  GdkRGBA colours[BSR_N_SUBSTANCES];
  BsrSession *session;
};

G_DEFINE_FINAL_TYPE (BsrMaterialLegend, bsr_material_legend, GTK_TYPE_WIDGET)

static void
draw_hue_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer colour)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_paint (cr);
}

/* Grey, hatched where the scan is. */
static void
draw_open_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer legend)
{
  BsrMaterialLegend *self = legend;
  const double grey = LEVEL / 255.0;
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_paint (cr);
  if (self->session == NULL || bsr_session_tone (self->session)->mode == BSR_VIEW_MATERIAL)
    return;
  cairo_set_source_rgb (cr, grey / 2.0, grey / 2.0, grey / 2.0);
  cairo_set_line_width (cr, HATCH_WIDTH);
  for (double x = 0.0; x < width + height; x += HATCH_PERIOD)
    {
      cairo_move_to (cr, x, 0.0);
      cairo_line_to (cr, x - height, height);
    }
  cairo_stroke (cr);
}

/* Room between swatch and name, and between one and the next, logical pixels. */
#define NAME_SPACING 5
#define ENTRY_SPACING 14

static GtkWidget *
add_swatch (GtkWidget *box, GtkDrawingAreaDrawFunc draw, gpointer data, const char *name)
{
  GtkWidget *swatch = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw, data, NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, NAME_SPACING);
  gtk_box_append (GTK_BOX (entry), swatch);
  gtk_box_append (GTK_BOX (entry), gtk_label_new (name));
  gtk_box_append (GTK_BOX (box), entry);
  return swatch;
}

static void
tone_changed_cb (BsrMaterialLegend *self)
{
  BsrScene *scene = bsr_session_scene (self->session);
  BsrViewMode mode = bsr_session_tone (self->session)->mode;
  gtk_widget_set_visible (GTK_WIDGET (self), bsr_view_mode_is_material (mode) && scene != NULL
                                                 && bsr_scene_has_material (scene));
  gtk_widget_set_visible (self->hues, mode == BSR_VIEW_MATERIAL);
  gtk_widget_set_visible (self->strip_label, mode != BSR_VIEW_MATERIAL);
  gtk_label_set_label (GTK_LABEL (self->strip_label), mode == BSR_VIEW_METAL
                                                          ? _ ("Organic goods are taken out")
                                                          : _ ("Metals are taken out"));
  gtk_widget_queue_draw (self->open_swatch);
}

static void
bsr_material_legend_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&BSR_MATERIAL_LEGEND (object)->session);
  G_OBJECT_CLASS (bsr_material_legend_parent_class)->dispose (object);
}

static void
bsr_material_legend_class_init (BsrMaterialLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_material_legend_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

/* The colours of the classes' representatives, evenly apart on the scale of hues. */
static void
take_colours (BsrMaterialLegend *self)
{
  g_autofree BsrMaterialColours *colours = g_new (BsrMaterialColours, 1);
  bsr_material_colours_init (colours);
  for (int i = 0; i < BSR_N_SUBSTANCES; i++)
    {
      const guint8 *rgb
          = colours->rgb[i * (BSR_MATERIAL_N_HUES - 1) / (BSR_N_SUBSTANCES - 1)][LEVEL];
      self->colours[i]
          = (GdkRGBA){ (float) rgb[0] / 255.0f, (float) rgb[1] / 255.0f, (float) rgb[2] / 255.0f, 1.0f };
    }
}

static void
bsr_material_legend_init (BsrMaterialLegend *self)
{
  static const char *const names[BSR_N_SUBSTANCES] = {
    /* Translators: classes of materials in the legend of the material view; short. */
    N_ ("organic"), N_ ("aluminium, stone"), N_ ("iron, copper"), N_ ("tin, lead"),
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, ENTRY_SPACING);
  self->hues = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, ENTRY_SPACING);
  self->strip_label = gtk_label_new (NULL);
  take_colours (self);
  for (int i = 0; i < BSR_N_SUBSTANCES; i++)
    add_swatch (self->hues, draw_hue_cb, &self->colours[i], _ (names[i]));
  gtk_box_append (GTK_BOX (box), self->hues);
  gtk_box_append (GTK_BOX (box), self->strip_label);
  self->open_swatch = add_swatch (box, draw_open_cb, self, _ ("cannot be told"));
  gtk_widget_add_css_class (box, "material-legend");
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Meaning of the colours"), -1);
}

void
bsr_material_legend_set_session (BsrMaterialLegend *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_MATERIAL_LEGEND (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "tone-changed", G_CALLBACK (tone_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::scene", G_CALLBACK (tone_changed_cb), self,
                           G_CONNECT_SWAPPED);
  tone_changed_cb (self);
}
