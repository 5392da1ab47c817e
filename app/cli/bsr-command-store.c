#include <glib/gi18n-lib.h>

#include "bsr-backup.h"
#include "bsr-commands.h"
#include "bsr-console.h"

static BsrActor
actor_here (void)
{
  return (BsrActor){ .officer = g_get_user_name (), .station = g_get_host_name () };
}

static BsrStatus
back_up (const char *url, const char *to, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  const BsrActor actor = actor_here ();
  BsrBackupFigures figures = { 0 };
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  if (store == NULL)
    return bsr_console_fail (url, error);
  gboolean good = bsr_backup_make (store, &actor, to, &figures, bsr_console_progress_cb, NULL,
                                   cancellable, &error);
  bsr_console_progress_end ();
  if (!good)
    return bsr_console_fail (to, error);
  g_autofree char *text = g_strdup_printf (_ ("Backed up: a log of %lld entries, %d scans\n"),
                                           (long long) figures.n_entries, figures.n_scans);
  return bsr_console_print (text);
}

static BsrStatus
restore (const char *url, const char *from, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  const BsrActor actor = actor_here ();
  BsrBackupFigures figures = { 0 };
  gboolean good = bsr_backup_restore (from, url, &actor, &figures, bsr_console_progress_cb, NULL,
                                      cancellable, &error);
  bsr_console_progress_end ();
  if (!good)
    return bsr_console_fail (from, error);
  g_autofree char *text = g_strdup_printf (_ ("Restored: a log of %lld entries, %d scans\n"),
                                           (long long) figures.n_entries, figures.n_scans);
  return bsr_console_print (text);
}

static BsrStatus
check (const char *url)
{
  g_autoptr (GError) error = NULL;
  gint64 n_entries = 0;
  if (!bsr_backup_check (url, &n_entries, &error))
    return bsr_console_fail (url, error);
  g_autofree char *text = g_strdup_printf (
      _ ("The store is whole, and its log of %lld entries fits it\n"), (long long) n_entries);
  return bsr_console_print (text);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *url = NULL;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &url, N_ ("The store (unless said otherwise, the user's own)"), "URL" },
    { NULL },
  };
  g_auto (GStrv) words = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, 2, &words, &status))
    return status;
  guint n = g_strv_length (words);
  if (g_str_equal (words[0], "backup") && n == 2)
    return back_up (url, words[1], cancellable);
  if (g_str_equal (words[0], "restore") && n == 2)
    return restore (url, words[1], cancellable);
  if (g_str_equal (words[0], "check") && n == 1)
    return check (url);
  return bsr_console_wrong_usage (command->name, _ ("neither of these: %s"), command->usage);
}

const BsrCommand bsr_command_store = {
  .name = "store",
  .usage = "[--store URL] backup TO | restore FROM | check",
  .summary = N_ ("Back up an embedded store while it is in use, restore it, check it"),
  .run = run,
};
