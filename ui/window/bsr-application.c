#include "bsr-application.h"

#include <glib/gi18n.h>

#include "bsr-error.h"
#include "bsr-store.h"
#include "bsr-user-keys.h"
#include "bsr-whole-file.h"
#include "bsr-window.h"

struct _BsrApplication
{
  AdwApplication parent;
  char *store_url; /* (nullable): the default */
  BsrWindow *window; /* (weak) */
  BsrStore *store;
  gboolean saving_keys, keys_changed; /* the file is being written; and is old by now */
};

G_DEFINE_FINAL_TYPE (BsrApplication, bsr_application, ADW_TYPE_APPLICATION)

static void
open_store_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  BsrStore *store = bsr_store_open (task_data, &error);
  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BsrApplication *self = BSR_APPLICATION (source);
  g_autoptr (GError) error = NULL;
  self->store = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->window == NULL)
    return;
  if (self->store != NULL)
    bsr_window_set_store (self->window, self->store);
  else if (g_error_matches (error, BSR_ERROR, BSR_ERROR_DENIED))
    bsr_window_ask_who (self->window, self->store_url);
  else
    bsr_window_show_store_error (self->window, error);
}

/* --- the user's own keys --- */

static void save_keys (BsrApplication *self);

static void
say_keys (BsrApplication *self, const char *format, const GError *error)
{
  if (self->window == NULL)
    return;
  g_autofree char *sentence = g_strconcat (format, ": ", error->message, ".", NULL);
  bsr_window_say (self->window, sentence);
}

static void
keys_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  self->saving_keys = FALSE;
  if (!bsr_whole_file_write_finish (result, &error))
    say_keys (self, _ ("Your keys could not be saved"), error);
  else if (self->keys_changed && self->window != NULL)
    save_keys (self);
  g_application_release (G_APPLICATION (self));
}

/* One at a time, so that the last change is what the file holds. The program ends after it. */
static void
save_keys (BsrApplication *self)
{
  self->keys_changed = self->saving_keys;
  if (self->saving_keys)
    return;
  self->saving_keys = TRUE;
  g_application_hold (G_APPLICATION (self));
  g_autofree char *path = bsr_user_keys_path ();
  g_autoptr (GHashTable) keys = bsr_key_map_changes (bsr_window_keys (self->window));
  bsr_user_keys_write_async (path, keys, keys_saved_cb, g_object_ref (self));
}

static void
keys_changed_cb (BsrApplication *self)
{
  save_keys (self);
}

static void
restore_keys (BsrApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = bsr_user_keys_path ();
  g_autoptr (GHashTable) keys = bsr_user_keys_read (path, &error);
  if (keys != NULL)
    bsr_key_map_apply_changes (bsr_window_keys (self->window), keys);
  else
    say_keys (self, _ ("Your keys could not be read"), error);
  g_signal_connect_object (bsr_window_keys (self->window), "changed", G_CALLBACK (keys_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
ensure_window (BsrApplication *self)
{
  if (self->window == NULL)
    {
      /* Where there are no accounts, the record names the user of the computer. */
      g_set_weak_pointer (&self->window,
                          bsr_window_new (GTK_APPLICATION (self), g_get_user_name (),
                                          g_get_host_name ()));
      restore_keys (self);
      if (self->store != NULL)
        bsr_window_set_store (self->window, self->store);
      else
        {
          g_autoptr (GTask) task = g_task_new (self, NULL, store_opened_cb, NULL);
          g_task_set_source_tag (task, ensure_window);
          g_task_set_task_data (task, g_strdup (self->store_url), g_free);
          g_task_run_in_thread (task, open_store_in_thread);
        }
    }
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
bsr_application_activate (GApplication *application)
{
  ensure_window (BSR_APPLICATION (application));
}

static void
bsr_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  BsrApplication *self = BSR_APPLICATION (application);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (int i = 0; i < n_files; i++)
    if (g_file_peek_path (files[i]) != NULL)
      g_strv_builder_add (builder, g_file_peek_path (files[i]));
  g_auto (GStrv) paths = g_strv_builder_end (builder);
  ensure_window (self);
  bsr_window_import (self->window, (const char *const *) paths);
}

static int
bsr_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  BsrApplication *self = BSR_APPLICATION (application);
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("basira %s\n", BSR_VERSION);
      return 0;
    }
  /* Another store is another program: it must not end up in the window of a running one. */
  if (g_variant_dict_lookup (options, "store", "s", &self->store_url))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BsrApplication *self = user_data;
  /* Not as the library shows it, which would hold up the scan. */
  GtkWidget *about = g_object_new (
      ADW_TYPE_ABOUT_WINDOW, "application-name", _ ("Basira"), "application-icon",
      "org.basira.Basira", "version", BSR_VERSION, "license-type", GTK_LICENSE_APACHE_2_0, "comments",
      _ ("Image analysis for the inspection of cargo containers. What it finds is a hint, what it "
         "does not find proves nothing: the officer decides."),
      "translator-credits", _ ("translator-credits"), "transient-for", self->window, "modal", FALSE,
      NULL);
  gtk_window_present (GTK_WINDOW (about));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BsrApplication *self = user_data;
  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
}

static void
bsr_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (bsr_application_parent_class)->startup (application);
  const GActionEntry actions[] = {
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
  };
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  /* Scans are judged in dim rooms, beside dark images. */
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  /* Translators: "default:RTL" for a script that is written from right to left; not to be
   * translated otherwise. */
  if (g_str_equal (C_ ("text direction", "default:LTR"), "default:RTL"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

static void
bsr_application_dispose (GObject *object)
{
  BsrApplication *self = BSR_APPLICATION (object);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->store);
  g_clear_pointer (&self->store_url, g_free);
  G_OBJECT_CLASS (bsr_application_parent_class)->dispose (object);
}

static void
bsr_application_class_init (BsrApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_application_dispose;
  application_class->activate = bsr_application_activate;
  application_class->open = bsr_application_open;
  application_class->startup = bsr_application_startup;
  application_class->handle_local_options = bsr_application_handle_local_options;
}

static void
bsr_application_init (BsrApplication *self)
{
  const GOptionEntry options[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Store of cases, for example sqlite:PATH"),
      N_ ("URL") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { NULL },
  };
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

BsrApplication *
bsr_application_new (void)
{
  return g_object_new (BSR_TYPE_APPLICATION, "application-id", "org.basira.Basira", "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/basira/Basira",
                       NULL);
}
