#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-intake.h"

static BsrStatus
take (BsrStore *store, const BsrActor *actor, const char *path, BsrIntakeResult *total,
      GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  BsrIntakeResult result = { 0 };
  gboolean good = bsr_intake_import (store, actor, path, &result, NULL, cancellable, &error);
  BsrStatus status = BSR_STATUS_DONE;
  for (guint i = 0; result.refused != NULL && i < result.refused->len; i++)
    {
      bsr_console_note ("%s", (const char *) g_ptr_array_index (result.refused, i));
      status = BSR_STATUS_INPUT;
    }
  if (!good)
    status = bsr_status_worse (status, bsr_console_fail (path, error));
  total->n_cases += result.n_cases;
  total->n_scans += result.n_scans;
  bsr_intake_result_clear (&result);
  return status;
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *url = NULL;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &url, N_ ("The store (unless said otherwise, the user's own)"), "URL" },
    { NULL },
  };
  g_auto (GStrv) paths = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, -1, &paths, &status))
    return status;

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  if (store == NULL)
    return bsr_console_fail (url, error);
  const BsrActor actor = { .officer = g_get_user_name (), .station = g_get_host_name () };
  BsrIntakeResult total = { 0 };
  status = BSR_STATUS_DONE;
  for (int i = 0; paths[i] != NULL && status != BSR_STATUS_ENVIRONMENT
                  && !g_cancellable_is_cancelled (cancellable);
       i++)
    status = bsr_status_worse (status, take (store, &actor, paths[i], &total, cancellable));
  g_autofree char *text =
      g_strdup_printf (_ ("Imported: %d cases, %d scans\n"), total.n_cases, total.n_scans);
  return bsr_status_worse (status, bsr_console_print (text));
}

const BsrCommand bsr_command_import = {
  .name = "import",
  .usage = "[--store URL] FILE|DIR …",
  .summary = N_ ("Bring flagged containers, manifests and scans into the store"),
  .run = run,
};
