#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-store.h"

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *url = NULL;
  gboolean verify = FALSE;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &url, N_ ("The store (unless said otherwise, the user's own)"), "URL" },
    { "verify", 0, 0, G_OPTION_ARG_NONE, &verify, N_ ("Walk the hash chain and hold each record against it"), NULL },
    { NULL },
  };
  g_auto (GStrv) left = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 0, 0, &left, &status))
    return status;
  if (!verify)
    return bsr_console_wrong_usage (command->name, "%s", _ ("--verify is missing"));

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  gint64 n_entries = 0;
  if (store == NULL || !bsr_store_verify_audit (store, &n_entries, &error))
    return bsr_console_fail (url, error);
  g_autofree char *text = g_strdup_printf (
      _ ("The log of %" G_GINT64_FORMAT " entries is whole and fits the records\n"), n_entries);
  return bsr_console_print (text);
}

const BsrCommand bsr_command_audit = {
  .name = "audit",
  .usage = "[--store URL] --verify",
  .summary = N_ ("Walk the log's hash chain and hold the records against it"),
  .run = run,
};
