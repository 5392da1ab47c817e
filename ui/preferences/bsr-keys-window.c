#include "bsr-keys-window.h"

#include <glib/gi18n.h>

#include "bsr-key-sheet.h"
#include "bsr-keys-row.h"
#include "bsr-whole-file.h"

struct _BsrKeysWindow
{
  AdwWindow parent;
  AdwToastOverlay *toasts;
  GtkListBox *list;
  GtkEditable *search_entry;
  GtkWidget *reset_button;
  BsrKeyMap *map;
  GHashTable *before_reset; /* (nullable): what could be taken back */
  GtkFileChooserNative *chooser; /* (nullable): while it is open */
};

G_DEFINE_FINAL_TYPE (BsrKeysWindow, bsr_keys_window, ADW_TYPE_WINDOW)

static void
say (BsrKeysWindow *self, const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

/* --- the list --- */

static gboolean
is_shown (GtkListBoxRow *row, gpointer user_data)
{
  BsrKeysWindow *self = user_data;
  return bsr_keys_row_matches (BSR_KEYS_ROW (row), gtk_editable_get_text (self->search_entry));
}

static void
add_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer unused)
{
  BsrCommandGroup group = bsr_keys_row_command (BSR_KEYS_ROW (row))->group;
  if (before != NULL && bsr_keys_row_command (BSR_KEYS_ROW (before))->group == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  GtkWidget *label = gtk_label_new (bsr_command_group_title (group));
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "list-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
add_fixed (GtkWidget *box)
{
  GtkWidget *heading = gtk_label_new (_ ("Always"));
  gtk_label_set_xalign (GTK_LABEL (heading), 0.0f);
  gtk_widget_add_css_class (heading, "list-heading");
  gtk_box_append (GTK_BOX (box), heading);
  for (const BsrFixedKeys *fixed = bsr_fixed_keys (); fixed->title != NULL; fixed++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *title = gtk_label_new (_ (fixed->title)), *keys = gtk_label_new (_ (fixed->keys));
      gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
      gtk_label_set_wrap (GTK_LABEL (title), TRUE);
      gtk_widget_set_hexpand (title, TRUE);
      gtk_widget_add_css_class (keys, "dim-label");
      gtk_widget_add_css_class (line, "key-fixed");
      gtk_box_append (GTK_BOX (line), title);
      gtk_box_append (GTK_BOX (line), keys);
      gtk_box_append (GTK_BOX (box), line);
    }
}

static void
search_changed_cb (BsrKeysWindow *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
}

static void
keys_changed_cb (BsrKeysWindow *self)
{
  g_autoptr (GHashTable) changes = bsr_key_map_changes (self->map);
  gtk_widget_set_sensitive (self->reset_button, g_hash_table_size (changes) > 0);
}

/* --- all as they were --- */

static void
take_back_cb (BsrKeysWindow *self)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->before_reset);
  if (before != NULL)
    bsr_key_map_apply_changes (self->map, before);
}

static void
reset_all_cb (BsrKeysWindow *self)
{
  g_clear_pointer (&self->before_reset, g_hash_table_unref);
  self->before_reset = bsr_key_map_changes (self->map);
  bsr_key_map_reset_all (self->map);
  AdwToast *toast = adw_toast_new (_ ("All keys are the program's own again."));
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (take_back_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* --- the sheet --- */

static void
draw_page_cb (GtkPrintOperation *print, GtkPrintContext *context, int page, BsrKeyMap *map)
{
  bsr_key_sheet_draw (map, gtk_widget_get_default_direction (),
                      gtk_print_context_get_cairo_context (context),
                      gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

static void
printed_cb (GtkPrintOperation *print, GtkPrintOperationResult result, BsrKeysWindow *self)
{
  g_autoptr (GError) error = NULL;
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (print, &error);
  g_autofree char *sentence = g_strdup_printf (_ ("Not printed: %s."), error->message);
  say (self, sentence);
}

static void
print_cb (BsrKeysWindow *self)
{
  g_autoptr (GtkPrintOperation) print = gtk_print_operation_new ();
  gtk_print_operation_set_n_pages (print, 1);
  gtk_print_operation_set_unit (print, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (print, TRUE);
  gtk_print_operation_set_job_name (print, _ ("Basira: the keys"));
  g_signal_connect_object (print, "draw-page", G_CALLBACK (draw_page_cb), self->map, 0);
  g_signal_connect_object (print, "done", G_CALLBACK (printed_cb), self, 0);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrKeysWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  if (bsr_whole_file_write_finish (result, &error))
    return;
  g_autofree char *sentence = g_strdup_printf (_ ("Not saved: %s."), error->message);
  say (self, sentence);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, BsrKeysWindow *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_clear_object (&self->chooser);
  if (response != GTK_RESPONSE_ACCEPT || file == NULL || g_file_peek_path (file) == NULL)
    return;
  g_autoptr (GBytes) pdf = bsr_key_sheet_to_pdf (self->map, gtk_widget_get_default_direction ());
  bsr_whole_file_write_async (g_file_peek_path (file), pdf, saved_cb, g_object_ref (self));
}

static void
save_cb (BsrKeysWindow *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Save the Keys as a Sheet"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), FALSE);
  /* Translators: the name of a file. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("basira-keys.pdf"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- the object --- */

static void
bsr_keys_window_dispose (GObject *object)
{
  BsrKeysWindow *self = BSR_KEYS_WINDOW (object);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->before_reset, g_hash_table_unref);
  g_clear_object (&self->map);
  G_OBJECT_CLASS (bsr_keys_window_parent_class)->dispose (object);
}

static void
bsr_keys_window_class_init (BsrKeysWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = bsr_keys_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/preferences/bsr-keys-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrKeysWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BsrKeysWindow, list);
  gtk_widget_class_bind_template_child (widget_class, BsrKeysWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrKeysWindow, reset_button);
  gtk_widget_class_bind_template_child_full (widget_class, "fixed_box", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bsr_keys_window_init (BsrKeysWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, is_shown, self, NULL);
  gtk_list_box_set_header_func (self->list, add_heading, NULL, NULL);
  add_fixed (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), BSR_TYPE_KEYS_WINDOW,
                                                        "fixed_box")));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->search_entry));
  /* Dialogs of this window hold up this window alone, never the scan. */
  g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();
  gtk_window_group_add_window (group, GTK_WINDOW (self));
}

GtkWidget *
bsr_keys_window_new (BsrKeyMap *map)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (map), NULL);
  BsrKeysWindow *self = g_object_new (BSR_TYPE_KEYS_WINDOW, NULL);
  self->map = g_object_ref (map);
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, bsr_keys_row_new (map, &all[i]));
  g_signal_connect_object (map, "changed", G_CALLBACK (keys_changed_cb), self, G_CONNECT_SWAPPED);
  keys_changed_cb (self);
  return GTK_WIDGET (self);
}

void
bsr_keys_window_search (BsrKeysWindow *self, const char *text)
{
  g_return_if_fail (BSR_IS_KEYS_WINDOW (self) && text != NULL);
  gtk_editable_set_text (self->search_entry, text);
  search_changed_cb (self);
}

guint
bsr_keys_window_n_shown (BsrKeysWindow *self)
{
  g_return_val_if_fail (BSR_IS_KEYS_WINDOW (self), 0);
  guint n = 0;
  GtkListBoxRow *row;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    n += gtk_widget_get_child_visible (GTK_WIDGET (row));
  return n;
}
