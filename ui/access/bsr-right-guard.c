#include "bsr-right-guard.h"

#include "bsr-key-tips.h"

/* The tooltip that a widget has when it can be used; there while it cannot. */
#define USUAL_TIP "bsr-usual-tip"

gboolean
bsr_right_guard (GtkWidget *widget, BsrDossier *dossier, BsrRight right)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);
  const char *reason = NULL;
  gboolean may = dossier == NULL || bsr_dossier_may (dossier, right, &reason);
  const char *usual = g_object_get_data (G_OBJECT (widget), USUAL_TIP);
  gtk_widget_set_sensitive (widget, may);
  if (!may && usual == NULL)
    {
      const char *tip = bsr_key_tips_plain (widget);
      g_object_set_data_full (G_OBJECT (widget), USUAL_TIP, g_strdup (tip != NULL ? tip : ""), g_free);
    }
  if (!may)
    bsr_key_tips_set (widget, reason);
  else if (usual != NULL)
    {
      bsr_key_tips_set (widget, usual);
      g_object_set_data (G_OBJECT (widget), USUAL_TIP, NULL);
    }
  return may;
}
