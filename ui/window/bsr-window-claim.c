/* Several stations: who has the case that is open, and what could not be saved because of another. */

#include "bsr-window-private.h"

#include <glib/gi18n.h>

#include "bsr-error.h"

static void
reopen_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (dossier != NULL)
    bsr_window_open_case (self, bsr_dossier_case (dossier)->id);
}

static void
taken_over_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BsrWindow) self = data;
  g_autoptr (GError) error = NULL;
  BsrDossier *dossier = BSR_DOSSIER (source);
  if (!bsr_dossier_take_over_finish (dossier, result, &error))
    bsr_window_show_failure (self, error);
  else if (bsr_session_dossier (self->session) == dossier)
    bsr_window_open_case (self, bsr_dossier_case (dossier)->id);
}

static void
take_over_action_cb (GtkWidget *widget, const char *name, GVariant *reason)
{
  BsrWindow *self = BSR_WINDOW (widget);
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (dossier != NULL)
    bsr_dossier_take_over_async (dossier, g_variant_get_string (reason, NULL), taken_over_cb,
                                 g_object_ref (self));
}

void
bsr_window_install_claim_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.take-over", "s", take_over_action_cb);
  gtk_widget_class_install_action (widget_class, "win.reopen", NULL, reopen_action_cb);
}

void
bsr_window_show_failure (BsrWindow *self, const GError *error)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  g_autofree char *sentence = g_strdup_printf (_ ("Not saved: %s."), error->message);
  if (dossier == NULL || !g_error_matches (error, BSR_ERROR, BSR_ERROR_CONFLICT))
    {
      bsr_window_say (self, sentence);
      return;
    }
  /* Both versions are to be seen: what was not saved is in the sentence, what stands is read again. */
  const char *case_id = bsr_dossier_case (dossier)->id;
  bsr_claim_bar_show_conflict (self->claim_bar, case_id, sentence);
  bsr_window_open_case (self, case_id);
}
