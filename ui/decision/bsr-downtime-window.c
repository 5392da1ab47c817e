#include "bsr-downtime-window.h"

#include <glib/gi18n.h>

#include "bsr-form.h"
#include "bsr-moment-text.h"
#include "bsr-station-downtimes.h"
#include "bsr-term-drop-down.h"
#include "bsr-vocabulary.h"

struct _BsrDowntimeWindow
{
  AdwWindow parent;
  GtkListBox *list_box;
  GtkDropDown *reason_drop_down;
  GtkEditable *scanner_entry, *from_entry, *to_entry, *text_entry;
  GtkLabel *definition_label, *refusal_label;
  GtkWidget *record_button;

  BsrStore *store;
  char *officer, *station;
  GCancellable *cancellable;
  int n_shown;
  gboolean recording; /* what the form says is being saved */
};

G_DEFINE_FINAL_TYPE (BsrDowntimeWindow, bsr_downtime_window, ADW_TYPE_WINDOW)

static void put (BsrDowntimeWindow *self, const BsrDowntime *downtime);

/* --- The list -------------------------------------------------------------------------------- */

static void
downtime_free (gpointer downtime)
{
  bsr_downtime_free (downtime);
}

static void
end_clicked_cb (BsrDowntimeWindow *self, GtkWidget *button)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrDowntime) ended
      = bsr_downtime_copy (g_object_get_data (G_OBJECT (button), "bsr-downtime"));
  bsr_downtime_set_ended (ended, now);
  put (self, ended);
}

static GtkWidget *
line_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
row_new (BsrDowntimeWindow *self, const BsrDowntime *downtime)
{
  const char *reason = bsr_term_word (BSR_TERMS_DOWNTIME, downtime->reason);
  g_autofree char *why = *downtime->text != '\0'
                             ? g_strdup_printf ("%s: %s", reason, downtime->text)
                             : g_strdup (reason);
  g_autofree char *from = bsr_vocabulary_time (downtime->started);
  g_autofree char *to = downtime->ended != NULL ? bsr_vocabulary_time (downtime->ended)
                                                : g_strdup (_ ("still out of service"));
  /* Translators: from a time to a time; then an officer. */
  g_autofree char *when = g_strdup_printf (_ ("%s – %s · %s"), from, to, downtime->officer);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), line_new (downtime->scanner, "heading"));
  gtk_box_append (GTK_BOX (words), line_new (why, "body"));
  gtk_box_append (GTK_BOX (words), line_new (when, "caption"));
  gtk_box_append (GTK_BOX (box), words);
  if (downtime->ended == NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Runs again"));
      gtk_widget_set_tooltip_text (button, _ ("The scanner is in service from now on"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "bsr-downtime", bsr_downtime_copy (downtime),
                              downtime_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (end_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
show_all (BsrDowntimeWindow *self, GPtrArray *downtimes)
{
  GtkListBoxRow *row;
  while ((row = gtk_list_box_get_row_at_index (self->list_box, 0)) != NULL)
    gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
  for (int lasting = 1; lasting >= 0; lasting--)
    for (guint i = 0; i < downtimes->len; i++)
      {
        const BsrDowntime *downtime = downtimes->pdata[i];
        if ((downtime->ended == NULL) == (lasting == 1))
          gtk_list_box_append (self->list_box, row_new (self, downtime));
      }
  self->n_shown = (int) downtimes->len;
}

/* --- The form -------------------------------------------------------------------------------- */

static void
clear_form (BsrDowntimeWindow *self)
{
  GtkEditable *entries[] = { self->scanner_entry, self->from_entry, self->to_entry, self->text_entry };
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_text (entries[i], "");
  bsr_term_drop_down_choose (self->reason_drop_down, NULL);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrDowntimeWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) downtimes = bsr_station_downtimes_finish (result, &error);
  gboolean recorded = self->recording && downtimes != NULL;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->recording = FALSE;
  if (error != NULL)
    bsr_form_refuse (self->refusal_label, error->message);
  if (downtimes != NULL)
    show_all (self, downtimes);
  if (recorded)
    clear_form (self);
}

static void
put (BsrDowntimeWindow *self, const BsrDowntime *downtime)
{
  const BsrActor actor = { self->officer, self->station };
  bsr_station_downtimes_async (self->store, &actor, downtime, self->cancellable, done_cb,
                               g_object_ref (self));
}

void
bsr_downtime_window_refresh (BsrDowntimeWindow *self)
{
  g_return_if_fail (BSR_IS_DOWNTIME_WINDOW (self));
  put (self, NULL);
}

static void
changed_cb (BsrDowntimeWindow *self)
{
  const BsrTerm *term = bsr_term_drop_down_term (self->reason_drop_down);
  g_autofree char *scanner = bsr_form_written (self->scanner_entry);
  gtk_label_set_label (self->definition_label, term != NULL ? bsr_term_definition (term) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->definition_label), term != NULL);
  gtk_widget_set_sensitive (self->record_button, term != NULL && *scanner != '\0');
  bsr_form_refuse (self->refusal_label, NULL);
}

static void
record_cb (BsrDowntimeWindow *self)
{
  const BsrTerm *term = bsr_term_drop_down_term (self->reason_drop_down);
  g_autofree char *scanner = bsr_form_written (self->scanner_entry);
  g_autofree char *text = bsr_form_written (self->text_entry);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) from = NULL, to = NULL;
  g_autoptr (GError) problem = NULL;
  if (term == NULL || *scanner == '\0')
    return;
  if (!bsr_moment_text_parse (gtk_editable_get_text (self->from_entry), now, &from)
      || !bsr_moment_text_parse (gtk_editable_get_text (self->to_entry), now, &to))
    {
      bsr_form_refuse (self->refusal_label,
                       _ ("start and end are written 08:15 or 2026-11-05 08:15"));
      return;
    }
  g_autoptr (BsrDowntime) downtime
      = bsr_downtime_new (scanner, from != NULL ? from : now, to, term->code, text, self->officer);
  if (!bsr_downtime_check (downtime, &problem))
    {
      bsr_form_refuse (self->refusal_label, problem->message);
      return;
    }
  self->recording = TRUE;
  put (self, downtime);
}

void
bsr_downtime_window_submit (BsrDowntimeWindow *self, const char *scanner, const char *reason,
                            const char *from, const char *to, const char *text)
{
  g_return_if_fail (BSR_IS_DOWNTIME_WINDOW (self));
  gtk_editable_set_text (self->scanner_entry, scanner);
  bsr_term_drop_down_choose (self->reason_drop_down, reason);
  gtk_editable_set_text (self->from_entry, from);
  gtk_editable_set_text (self->to_entry, to);
  gtk_editable_set_text (self->text_entry, text);
  record_cb (self);
}

int
bsr_downtime_window_n_shown (BsrDowntimeWindow *self)
{
  g_return_val_if_fail (BSR_IS_DOWNTIME_WINDOW (self), -1);
  return self->n_shown;
}

const char *
bsr_downtime_window_refusal (BsrDowntimeWindow *self)
{
  g_return_val_if_fail (BSR_IS_DOWNTIME_WINDOW (self), NULL);
  const char *text = gtk_label_get_label (self->refusal_label);
  return *text != '\0' ? text : NULL;
}

/* --- The object ------------------------------------------------------------------------------ */

static void
bsr_downtime_window_dispose (GObject *object)
{
  BsrDowntimeWindow *self = BSR_DOWNTIME_WINDOW (object);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_pointer (&self->officer, g_free);
  g_clear_pointer (&self->station, g_free);
  G_OBJECT_CLASS (bsr_downtime_window_parent_class)->dispose (object);
}

static void
bsr_downtime_window_class_init (BsrDowntimeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_downtime_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/decision/bsr-downtime-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, BsrDowntimeWindow, child)
  BIND (list_box);
  BIND (reason_drop_down);
  BIND (scanner_entry);
  BIND (from_entry);
  BIND (to_entry);
  BIND (text_entry);
  BIND (definition_label);
  BIND (refusal_label);
  BIND (record_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bsr_downtime_window_init (BsrDowntimeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bsr_moment_text_set_up (self->from_entry);
  bsr_moment_text_set_up (self->to_entry);
  self->cancellable = g_cancellable_new ();
  self->n_shown = -1;
  bsr_term_drop_down_fill (self->reason_drop_down, BSR_TERMS_DOWNTIME, BSR_TERM_OF_ANY,
                           _ ("Why it is out of service…"));
  changed_cb (self);
}

GtkWidget *
bsr_downtime_window_new (BsrStore *store, const char *officer, const char *station)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && officer != NULL && station != NULL, NULL);
  BsrDowntimeWindow *self = g_object_new (BSR_TYPE_DOWNTIME_WINDOW, NULL);
  self->store = g_object_ref (store);
  self->officer = g_strdup (officer);
  self->station = g_strdup (station);
  bsr_downtime_window_refresh (self);
  return GTK_WIDGET (self);
}
