#include "bsr-coverage-meter.h"

#include <glib/gi18n.h>

#include "bsr-viewing-words.h"

#define MM_PER_CM 10.0

struct _BsrCoverageMeter
{
  GtkWidget parent;
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkLevelBar *level_bar;
  GtkLabel *label, *meaning_label;
  GtkAdjustment *edge_adjustment, *steel_adjustment;
  GtkCheckButton *tint_check;
  GtkWidget *go_button, *edge_spin, *steel_spin;
  BsrSession *session;
  gboolean following; /* the object is being taken from the tracker */
};

G_DEFINE_FINAL_TYPE (BsrCoverageMeter, bsr_coverage_meter, GTK_TYPE_WIDGET)

static void
follow_sought (BsrCoverageMeter *self)
{
  BsrSought sought = bsr_coverage_tracker_sought (bsr_session_coverage (self->session));
  self->following = TRUE;
  gtk_adjustment_set_value (self->edge_adjustment, sought.edge_mm / MM_PER_CM);
  gtk_adjustment_set_value (self->steel_adjustment, sought.steel_mm);
  self->following = FALSE;
}

static char *
tooltip_of (const BsrViewing *viewing)
{
  g_autofree char *record = bsr_viewing_words_record (viewing);
  /* Translators: how much was looked at. Lines of a tooltip: not too long. */
  return g_strdup_printf (_ ("%s\nClick for more: what is missing, and where."), record);
}

static void
coverage_changed_cb (BsrCoverageMeter *self)
{
  BsrViewing viewing;
  gboolean known = bsr_coverage_tracker_viewing (bsr_session_coverage (self->session), &viewing);
  gtk_widget_set_visible (GTK_WIDGET (self->button), known);
  follow_sought (self);
  if (!known)
    return;
  g_autofree char *words = bsr_viewing_words_short (&viewing);
  g_autofree char *meaning = bsr_viewing_words_meaning (&viewing);
  gtk_label_set_label (self->label, words);
  gtk_label_set_label (self->meaning_label, meaning);
  g_autofree char *tooltip = tooltip_of (&viewing);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, meaning, -1);
  /* Full when there is nothing left that could be seen. */
  gtk_level_bar_set_value (self->level_bar,
                           viewing.not_penetrated < 1.0
                               ? MIN (viewing.displayed / (1.0 - viewing.not_penetrated), 1.0)
                               : 0.0);
  gtk_widget_set_sensitive (self->go_button, bsr_viewing_words_missing_percent (&viewing) > 0);
}

static void
object_changed_cb (BsrCoverageMeter *self, GtkAdjustment *adjustment)
{
  if (self->session == NULL || self->following)
    return;
  const BsrSought sought = { gtk_adjustment_get_value (self->edge_adjustment) * MM_PER_CM,
                             gtk_adjustment_get_value (self->steel_adjustment) };
  bsr_coverage_tracker_set_sought (bsr_session_coverage (self->session), &sought);
}

static void
go_clicked_cb (BsrCoverageMeter *self, GtkButton *button)
{
  gtk_popover_popdown (self->popover);
  bsr_session_show_open (self->session);
}

static void
bsr_coverage_meter_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&BSR_COVERAGE_METER (object)->session);
  G_OBJECT_CLASS (bsr_coverage_meter_parent_class)->dispose (object);
}

static void
bsr_coverage_meter_class_init (BsrCoverageMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_coverage_meter_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-coverage-meter.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, button);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, popover);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, level_bar);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, label);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, meaning_label);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, edge_adjustment);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, steel_adjustment);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, edge_spin);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, steel_spin);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, tint_check);
  gtk_widget_class_bind_template_child (widget_class, BsrCoverageMeter, go_button);
  gtk_widget_class_bind_template_callback (widget_class, object_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_clicked_cb);
}

static void
bsr_coverage_meter_init (BsrCoverageMeter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bsr_coverage_meter_set_session (BsrCoverageMeter *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_COVERAGE_METER (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (bsr_session_coverage (session), "changed",
                           G_CALLBACK (coverage_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (session, "show-unseen", self->tint_check, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  coverage_changed_cb (self);
}

const char *
bsr_coverage_meter_text (BsrCoverageMeter *self)
{
  g_return_val_if_fail (BSR_IS_COVERAGE_METER (self), NULL);
  return gtk_label_get_label (self->label);
}
