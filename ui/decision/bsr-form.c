#include "bsr-form.h"

#include <glib/gi18n.h>

char *
bsr_form_written (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

void
bsr_form_refuse (GtkLabel *label, const char *sentence)
{
  /* Translators: one sentence of why something is refused. */
  g_autofree char *text
      = sentence != NULL ? g_strdup_printf (_ ("Not possible: %s."), sentence) : NULL;
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}
