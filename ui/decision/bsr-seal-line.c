#include "bsr-seal-line.h"

#include <glib/gi18n.h>

#include "bsr-error.h"
#include "bsr-form.h"
#include "bsr-moment-text.h"

struct _BsrSealLine
{
  GtkWidget parent;
  GtkLabel *moment_label;
  GtkEditable *number_entry, *officer_entry, *time_entry;
  GtkCheckButton *intact_check;
  gboolean after;
  GDateTime *now;
};

G_DEFINE_FINAL_TYPE (BsrSealLine, bsr_seal_line, GTK_TYPE_WIDGET)

static void
changed_cb (BsrSealLine *self)
{
  g_signal_emit_by_name (self, "changed");
}

static void
remove_cb (BsrSealLine *self)
{
  g_signal_emit_by_name (self, "remove");
}

static void
bsr_seal_line_dispose (GObject *object)
{
  BsrSealLine *self = BSR_SEAL_LINE (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->now, g_date_time_unref);
  G_OBJECT_CLASS (bsr_seal_line_parent_class)->dispose (object);
}

static void
bsr_seal_line_class_init (BsrSealLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_seal_line_dispose;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/decision/bsr-seal-line.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrSealLine, moment_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSealLine, number_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrSealLine, officer_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrSealLine, time_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrSealLine, intact_check);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
bsr_seal_line_init (BsrSealLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bsr_moment_text_set_up (self->time_entry);
}

GtkWidget *
bsr_seal_line_new (gboolean after, const char *number, const char *officer, GDateTime *now)
{
  g_return_val_if_fail (number != NULL && officer != NULL && now != NULL, NULL);
  BsrSealLine *self = g_object_new (BSR_TYPE_SEAL_LINE, NULL);
  g_autofree char *time = bsr_moment_text_format (now);
  self->after = after;
  self->now = g_date_time_ref (now);
  /* Translators: of a seal: found on the container before, put on it after the examination. */
  gtk_label_set_label (self->moment_label, after ? _ ("Put on") : _ ("Found"));
  gtk_editable_set_text (self->number_entry, number);
  gtk_editable_set_text (self->officer_entry, officer);
  gtk_editable_set_text (self->time_entry, time);
  gtk_check_button_set_active (self->intact_check, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->intact_check), !after);
  return GTK_WIDGET (self);
}

void
bsr_seal_line_set_number (BsrSealLine *self, const char *number)
{
  g_return_if_fail (BSR_IS_SEAL_LINE (self) && number != NULL);
  gtk_editable_set_text (self->number_entry, number);
}

gboolean
bsr_seal_line_is_blank (BsrSealLine *self)
{
  g_return_val_if_fail (BSR_IS_SEAL_LINE (self), TRUE);
  g_autofree char *number = bsr_form_written (self->number_entry);
  return *number == '\0';
}

BsrSeal *
bsr_seal_line_read (BsrSealLine *self, GError **error)
{
  g_return_val_if_fail (BSR_IS_SEAL_LINE (self), NULL);
  g_autofree char *number = bsr_form_written (self->number_entry);
  g_autofree char *officer = bsr_form_written (self->officer_entry);
  g_autoptr (GDateTime) at = NULL;
  gboolean is_time
      = bsr_moment_text_parse (gtk_editable_get_text (self->time_entry), self->now, &at);
  if (*number != '\0' && *officer != '\0' && is_time && at != NULL)
    return bsr_seal_new (number, self->after, gtk_check_button_get_active (self->intact_check),
                         officer, at);
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                       *number == '\0'    ? _ ("a seal needs its number")
                       : *officer == '\0' ? _ ("say who read the seal or put it on")
                                          : _ ("a seal's time is written 08:15 or 2026-11-05 08:15"));
  return NULL;
}
