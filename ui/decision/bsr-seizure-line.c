#include "bsr-seizure-line.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-error.h"
#include "bsr-form.h"
#include "bsr-outcome-form.h"
#include "bsr-term-drop-down.h"

struct _BsrSeizureLine
{
  GtkWidget parent;
  GtkDropDown *kind_drop_down, *unit_drop_down;
  GtkEditable *quantity_entry;
};

G_DEFINE_FINAL_TYPE (BsrSeizureLine, bsr_seizure_line, GTK_TYPE_WIDGET)

static void
changed_cb (BsrSeizureLine *self)
{
  g_signal_emit_by_name (self, "changed");
}

static void
remove_cb (BsrSeizureLine *self)
{
  g_signal_emit_by_name (self, "remove");
}

static void
bsr_seizure_line_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_seizure_line_parent_class)->dispose (object);
}

static void
bsr_seizure_line_class_init (BsrSeizureLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_seizure_line_dispose;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/decision/bsr-seizure-line.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrSeizureLine, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrSeizureLine, unit_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrSeizureLine, quantity_entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
bsr_seizure_line_init (BsrSeizureLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bsr_term_drop_down_fill (self->kind_drop_down, BSR_TERMS_SEIZURE, BSR_TERM_OF_ANY,
                           _ ("What was seized…"));
  bsr_term_drop_down_fill (self->unit_drop_down, BSR_TERMS_UNIT, BSR_TERM_OF_ANY, NULL);
}

GtkWidget *
bsr_seizure_line_new (void)
{
  return g_object_new (BSR_TYPE_SEIZURE_LINE, NULL);
}

void
bsr_seizure_line_fill (BsrSeizureLine *self, const BsrSeizure *seizure)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_return_if_fail (BSR_IS_SEIZURE_LINE (self) && seizure != NULL);
  bsr_term_drop_down_choose (self->kind_drop_down, seizure->kind);
  bsr_term_drop_down_choose (self->unit_drop_down, seizure->unit);
  gtk_editable_set_text (self->quantity_entry,
                         g_ascii_formatd (number, sizeof number, "%.10g", seizure->quantity));
}

gboolean
bsr_seizure_line_is_blank (BsrSeizureLine *self)
{
  g_return_val_if_fail (BSR_IS_SEIZURE_LINE (self), TRUE);
  g_autofree char *quantity = bsr_form_written (self->quantity_entry);
  return *quantity == '\0' && bsr_term_drop_down_term (self->kind_drop_down) == NULL;
}

BsrSeizure *
bsr_seizure_line_read (BsrSeizureLine *self, GError **error)
{
  g_return_val_if_fail (BSR_IS_SEIZURE_LINE (self), NULL);
  const BsrTerm *kind = bsr_term_drop_down_term (self->kind_drop_down);
  const BsrTerm *unit = bsr_term_drop_down_term (self->unit_drop_down);
  double quantity;
  gboolean is_number
      = bsr_outcome_form_parse_quantity (gtk_editable_get_text (self->quantity_entry), &quantity)
        && quantity > 0.0;
  if (kind != NULL && unit != NULL && is_number)
    return bsr_seizure_new (kind->code, quantity, unit->code);
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                       kind == NULL ? _ ("say what was seized")
                                    : _ ("the quantity seized is a number above 0"));
  return NULL;
}
