#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-csv-mapping.h"
#include "bsr-document.h"
#include "bsr-import-sheet.h"
#include "bsr-intake.h"
#include "bsr-scan-input.h"
#include "bsr-scan-name.h"
#include "bsr-signed-store.h"

/* Whether @refused ("NAME: reason") speaks of what by its name ought to be ours, and not of
 * somebody's notes in the same folder. */
static gboolean
is_of_the_contract (const char *refused)
{
  for (const char *end = strstr (refused, ": "); end != NULL; end = strstr (end + 1, ": "))
    {
      g_autofree char *name = g_strndup (refused, (gsize) (end - refused));
      if (g_str_has_suffix (name, ".json") || bsr_scan_name_rank (name) >= 0)
        return TRUE;
    }
  return FALSE;
}

/* Says what could not be taken, what was linked in the tray, and what was taken. */
static BsrStatus
report (const BsrIntakeResult *result, BsrStatus status)
{
  for (guint i = 0; result->refused != NULL && i < result->refused->len; i++)
    {
      const char *refused = g_ptr_array_index (result->refused, i);
      if (is_of_the_contract (refused))
        {
          bsr_console_note ("%s", refused);
          status = bsr_status_worse (status, BSR_STATUS_INPUT);
        }
      else
        bsr_console_warn (NULL, refused);
    }
  for (guint i = 0; result->linked != NULL && i < result->linked->len; i++)
    {
      const BsrIntakeLink *link = result->linked->pdata[i];
      bsr_console_note ("%s: %s", link->name, link->words);
    }
  if (result->n_unconfined > 0)
    {
      g_autofree char *words = bsr_scan_input_unconfined_words (result->n_unconfined);
      bsr_console_warn (NULL, words);
    }
  if (result->n_broken > 0)
    status = bsr_status_worse (status, BSR_STATUS_INPUT);
  bsr_import_sheet_warn (result);
  g_autofree char *text = bsr_import_sheet_to_text (result);
  return bsr_status_worse (status, bsr_console_print (text));
}

/* All of it, into a file. */
static BsrStatus
write_report (const BsrIntakeResult *result, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = bsr_import_sheet_to_json (result);
  return bsr_document_write (file, json, &error) ? BSR_STATUS_DONE : bsr_console_fail (NULL, error);
}

static BsrStatus
import_all (BsrStore *store, const BsrActor *actor, char **paths, const BsrIntakeOptions *options,
            BsrIntakeResult *result, GCancellable *cancellable)
{
  BsrStatus status = BSR_STATUS_DONE;
  for (; *paths != NULL && status != BSR_STATUS_ENVIRONMENT
         && !g_cancellable_is_cancelled (cancellable);
       paths++)
    {
      g_autoptr (GError) problem = NULL;
      if (!bsr_intake_import_with (store, actor, *paths, options, result, NULL, cancellable,
                                   &problem))
        status = bsr_status_worse (status, bsr_console_fail (*paths, problem));
    }
  bsr_console_progress_end ();
  return status;
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (BsrSignature) signature = BSR_SIGNATURE_NONE;
  g_autofree char *report_file = NULL, *mapping_file = NULL;
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&signature),
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &mapping_file,
      N_ ("What the columns of tables mean (basira-csv-mapping/1); remembered for tables with the same headings"), "FILE" },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &report_file,
      N_ ("Write all that was done and remarked, as JSON"), "FILE" },
    { NULL },
  };
  g_auto (GStrv) paths = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, -1, &paths, &status))
    return status;

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCsvMapping) mapping = NULL;
  if (mapping_file != NULL && (mapping = bsr_csv_mapping_read (mapping_file, &error)) == NULL)
    return bsr_console_fail (mapping_file, error);
  BsrActor actor;
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (&signature, BSR_RIGHT_BRING_IN, &actor, cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (signature.url, error);
  BsrIntakeResult result = { 0 };
  g_autofree char *tables = bsr_csv_mapping_folder ();
  const BsrIntakeOptions options
      = { .mapping = mapping, .tables = tables, .progress = bsr_console_progress_cb };
  status = import_all (store, &actor, paths, &options, &result, cancellable);
  status = report (&result, status);
  if (report_file != NULL)
    status = bsr_status_worse (status, write_report (&result, report_file));
  bsr_intake_result_clear (&result);
  return status;
}

const BsrCommand bsr_command_import = {
  .name = "import",
  .usage = "[--store URL] [--account NAME] FILE|DIR … [--mapping FILE] [--report FILE]",
  .summary = N_ ("Bring flagged containers, manifests and scans into the store"),
  .run = run,
};
