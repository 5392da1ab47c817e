#include "bsr-read-out-bar.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-coverage-meter.h"
#include "bsr-material-words.h"
#include "bsr-signed-text.h"
#include "bsr-vocabulary.h"

/* Planes that have a place in the bar. */
#define N_SHOWN 2

struct _BsrReadOutBar
{
  GtkWidget parent;
  GtkWidget *second_box, *material_name;
  GtkLabel *position_label, *first_name, *first_label, *second_name, *second_label;
  GtkLabel *steel_label, *material_label, *zoom_label;
  BsrCoverageMeter *coverage_meter;
  BsrSession *session;
};

G_DEFINE_FINAL_TYPE (BsrReadOutBar, bsr_read_out_bar, GTK_TYPE_WIDGET)

char *
bsr_read_out_bar_counts_text (double counts, double transmission)
{
  /* Float planes have a full scale of 1: whole numbers would say nothing. */
  g_autofree char *text = counts > 0.0 && counts < 1.0 ? g_strdup_printf ("%.4f", counts)
                                                       : g_strdup_printf ("%.0f", counts);
  if (isnan (transmission))
    return g_steal_pointer (&text);
  /* Translators: counts, and the share of the beam that came through. */
  return g_strdup_printf (_ ("%s (%.1f %%)"), text, 100.0 * transmission);
}

char *
bsr_read_out_bar_steel_text (const BsrReadOut *read_out)
{
  g_return_val_if_fail (read_out != NULL, NULL);
  if (!read_out->inside)
    return g_strdup ("");
  if (read_out->dead)
    return g_strdup (_ ("dead detector"));
  if (isnan (read_out->steel_mm))
    return g_strdup ("");
  if (read_out->opaque)
    /* Translators: the beam did not get through; the thickness is a lower bound. */
    return g_strdup_printf (_ ("over %.0f mm"), read_out->steel_mm);
  return g_strdup_printf (_ ("%.0f mm"), read_out->steel_mm);
}

static void
show_counts (GtkLabel *label, const BsrReadOut *read_out, int plane)
{
  g_autofree char *text = read_out->inside && plane < read_out->n_planes
                              ? bsr_read_out_bar_counts_text (read_out->counts[plane],
                                                              read_out->transmission[plane])
                              : g_strdup ("");
  gtk_label_set_label (label, text);
}

static void
read_out_cb (BsrReadOutBar *self, const BsrReadOut *read_out)
{
  /* Translators: metres along the container, and up from its floor. */
  char *plain = read_out->inside
                    ? g_strdup_printf (_ ("%.2f m, %.2f m"), read_out->x_m, read_out->y_m)
                    : g_strdup ("");
  g_autofree char *position = bsr_signed_text (plain, gtk_widget_get_direction (GTK_WIDGET (self)));
  g_autofree char *pixel = read_out->inside
                               ? g_strdup_printf (_ ("Pixel %d, %d"), read_out->x, read_out->y)
                               : NULL;
  g_autofree char *steel = bsr_read_out_bar_steel_text (read_out);
  gtk_label_set_label (self->position_label, position);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->position_label), pixel);
  show_counts (self->first_label, read_out, 0);
  show_counts (self->second_label, read_out, 1);
  gtk_label_set_label (self->steel_label, steel);
  g_autofree char *material = read_out->inside && read_out->has_material
                                  ? bsr_material_words_line (&read_out->material)
                                  : g_strdup ("");
  gtk_label_set_label (self->material_label, material);
}

static void
scene_changed_cb (BsrReadOutBar *self)
{
  BsrScene *scene = bsr_session_scene (self->session);
  int n_planes = scene != NULL ? bsr_scene_n_planes (scene) : 0;
  gtk_widget_set_visible (self->second_box, n_planes >= N_SHOWN);
  gtk_widget_set_visible (self->material_name, scene != NULL && bsr_scene_has_material (scene));
  gtk_label_set_label (self->first_name, n_planes >= N_SHOWN ? C_ ("energy", "High") : _ ("Counts"));
  const BsrReadOut outside = { 0 };
  read_out_cb (self, &outside);
}

static void
zoom_changed_cb (BsrReadOutBar *self)
{
  double zoom = bsr_session_zoom (self->session);
  g_autofree char *text = g_strdup_printf (_ ("%.0f %%"), 100.0 * zoom);
  gtk_label_set_label (self->zoom_label, text);
}

static void
bsr_read_out_bar_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&BSR_READ_OUT_BAR (object)->session);
  G_OBJECT_CLASS (bsr_read_out_bar_parent_class)->dispose (object);
}

static void
bsr_read_out_bar_class_init (BsrReadOutBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_read_out_bar_dispose;
  g_type_ensure (BSR_TYPE_COVERAGE_METER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-read-out-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, second_box);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, position_label);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, first_name);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, first_label);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, second_name);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, second_label);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, steel_label);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, material_name);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, material_label);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, BsrReadOutBar, coverage_meter);
}

static void
bsr_read_out_bar_init (BsrReadOutBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bsr_read_out_bar_set_session (BsrReadOutBar *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_READ_OUT_BAR (self) && self->session == NULL);
  self->session = g_object_ref (session);
  bsr_coverage_meter_set_session (self->coverage_meter, session);
  g_signal_connect_object (session, "read-out", G_CALLBACK (read_out_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::zoom", G_CALLBACK (zoom_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::scene", G_CALLBACK (scene_changed_cb), self,
                           G_CONNECT_SWAPPED);
  scene_changed_cb (self);
  zoom_changed_cb (self);
}
