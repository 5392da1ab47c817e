/* Files that are opened or dropped: they are brought in, and what the columns of unknown tables are
 * is asked. */

#include "bsr-window-private.h"

#include <glib/gi18n.h>

#include "bsr-columns-dialog.h"
#include "bsr-import-report.h"
#include "bsr-import.h"

/* --- Tables of unknown columns ---------------------------------------------------------------- */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* What is asked about a table; its dialog has it. */
typedef struct
{
  BsrWindow *window; /* (unowned): it closes its dialogs before it goes */
  GStrv paths;       /* of the table, then of others that wait for the answer */
  gboolean answered;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;
  g_strfreev (question->paths);
  g_free (question);
}

static void
answered_cb (BsrColumnsDialog *dialog, gboolean read, Question *question)
{
  BsrWindow *self = question->window;
  question->answered = TRUE;
  if (read)
    bsr_import_table_async (
        self->store, self->officer, self->station, (const char *const *) question->paths,
        bsr_columns_dialog_columns (dialog), NULL, imported_cb, g_object_ref (self));
  else
    bsr_window_import (self, (const char *const *) question->paths + 1);
}

/* The window was locked meanwhile: who comes back is asked again. */
static void
dialog_gone_cb (BsrColumnsDialog *dialog, Question *question)
{
  for (char **path = question->paths; *path != NULL && !question->answered; path++)
    g_ptr_array_add (question->window->waiting, g_strdup (*path));
  question->answered = TRUE;
}

/* @paths: (transfer full): of the table, then of others */
static void
ask (BsrWindow *self, GStrv paths, BsrCsvColumns *columns)
{
  g_autofree char *name = g_filename_display_basename (paths[0]);
  GtkWidget *dialog = bsr_columns_dialog_new (name, columns);
  Question *question = g_new0 (Question, 1);
  question->window = self;
  question->paths = paths;
  g_object_set_data_full (G_OBJECT (dialog), "bsr-question", question, question_free);
  g_signal_connect (dialog, "answered", G_CALLBACK (answered_cb), question);
  g_signal_connect (dialog, "destroy", G_CALLBACK (dialog_gone_cb), question);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  bsr_idle_watch_add_window (self->idle, dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Of the tables that nobody has said anything of. */
static void
ask_unknown (BsrWindow *self, const BsrImport *import)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  for (guint i = 0; i < import->unknown->len; i++)
    g_strv_builder_add (paths, import->unknown->pdata[i]);
  ask (self, g_strv_builder_end (paths), import->columns);
}

/* What can be asked again; what tells of the import has it. */
typedef struct
{
  BsrWindow *window; /* (unowned): what tells goes before it */
  char *path;
  BsrCsvColumns *columns;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;
  g_free (offer->path);
  bsr_csv_columns_unref (offer->columns);
  g_free (offer);
}

static void
ask_again_cb (GObject *teller, Offer *offer)
{
  const char *const paths[] = { offer->path, NULL };
  ask (offer->window, g_strdupv ((char **) paths), offer->columns);
}

/* @signal: of @teller, when somebody wants it */
static void
offer_columns (BsrWindow *self, const BsrImport *import, gpointer teller, const char *signal)
{
  Offer *offer = g_new0 (Offer, 1);
  offer->window = self;
  offer->path = g_strdup (import->table);
  offer->columns = bsr_csv_columns_ref (import->columns);
  g_object_set_data_full (G_OBJECT (teller), "bsr-offer", offer, offer_free);
  g_signal_connect (teller, signal, G_CALLBACK (ask_again_cb), offer);
}

/* --- What is brought in ----------------------------------------------------------------------- */

/* Over the window, in nobody's way. */
static void
show_remarks (BsrWindow *self, const BsrImport *import)
{
  GtkWidget *report = bsr_import_report_new (import->result.remarks);
  if (import->table != NULL)
    {
      offer_columns (self, import, report, "columns");
      bsr_import_report_offer_columns (BSR_IMPORT_REPORT (report));
    }
  gtk_window_set_transient_for (GTK_WINDOW (report), GTK_WINDOW (self));
  bsr_idle_watch_add_window (self->idle, report);
  gtk_window_present (GTK_WINDOW (report));
}

/* What nothing has to be remarked of is a sentence. */
static void
say_imported (BsrWindow *self, const BsrImport *import)
{
  const gboolean offers = import->table != NULL && import->result.remarks == NULL;
  g_autofree char *sentence = bsr_import_sentence (import);
  if (sentence == NULL && offers)
    sentence = g_strdup (_ ("The table was read by what is known of its columns."));
  if (sentence == NULL)
    return;
  AdwToast *toast = bsr_window_toast_new (sentence);
  if (offers)
    {
      adw_toast_set_button_label (toast, _ ("Columns…"));
      offer_columns (self, import, toast, "button-clicked");
    }
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrWindow) self = user_data;
  g_autoptr (BsrImport) import = bsr_import_finish (result, NULL);
  if (import == NULL || self->closing)
    return;
  say_imported (self, import);
  bsr_worklist_model_reload (bsr_worklist_model (self->worklist));
  if (import->case_id != NULL)
    bsr_window_open_case (self, import->case_id);
  if (import->result.remarks != NULL && !bsr_window_is_shut (self))
    show_remarks (self, import);
  if (import->unknown == NULL)
    return;
  if (!bsr_window_is_shut (self))
    ask_unknown (self, import);
  else
    for (guint i = 0; i < import->unknown->len; i++)
      g_ptr_array_add (self->waiting, g_strdup (import->unknown->pdata[i]));
}

void
bsr_window_import (BsrWindow *self, const char *const *paths)
{
  g_return_if_fail (BSR_IS_WINDOW (self) && paths != NULL);
  const char *reason;
  if (bsr_window_is_shut (self))
    {
      for (; *paths != NULL; paths++)
        g_ptr_array_add (self->waiting, g_strdup (*paths));
      return;
    }
  if (*paths == NULL)
    return;
  if (!bsr_duty_may (self->duty, BSR_RIGHT_BRING_IN, &reason))
    {
      g_autofree char *sentence = g_strdup_printf (_ ("Not taken: %s."), reason);
      bsr_window_say (self, sentence);
    }
  else
    bsr_import_async (self->store, self->officer, self->station, paths, NULL, imported_cb,
                      g_object_ref (self));
}

void
bsr_window_import_waiting (BsrWindow *self)
{
  g_autoptr (GPtrArray) paths = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (paths, NULL);
  bsr_window_import (self, (const char *const *) paths->pdata);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BsrWindow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *each = files; each != NULL; each = each->next)
    if (g_file_peek_path (each->data) != NULL)
      g_strv_builder_add (builder, g_file_peek_path (each->data));
  g_auto (GStrv) paths = g_strv_builder_end (builder);
  bsr_window_import (self, (const char *const *) paths);
  return *paths != NULL;
}

void
bsr_window_accept_drops (BsrWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->toast_overlay), GTK_EVENT_CONTROLLER (target));
}
