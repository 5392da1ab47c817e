#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-record-sheet.h"
#include "bsr-signed-store.h"

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (BsrSignature) signature = BSR_SIGNATURE_NONE;
  g_autofree char *format = NULL, *codes_file = NULL;
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&signature),
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { "codes", 0, 0, G_OPTION_ARG_FILENAME, &codes_file, N_ ("Say what declared codes mean, by this list of tariff codes; with --format text"), "FILE" },
    { NULL },
  };
  g_auto (GStrv) ids = NULL;
  BsrStatus status;
  gboolean json;
  if (!bsr_command_parse (command, arguments, entries, 1, 1, &ids, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &json))
    return BSR_STATUS_USAGE;

  if (json && codes_file != NULL)
    return bsr_console_wrong_usage (command->name, "%s", _ ("--codes goes with --format text"));

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCodeList) codes = NULL;
  if (codes_file != NULL && (codes = bsr_code_list_read (codes_file, &error)) == NULL)
    return bsr_console_fail (codes_file, error);
  BsrActor actor;
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (&signature, BSR_RIGHT_SEE_CASES, &actor, cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (signature.url, error);
  if (!bsr_store_note_view (store, &actor, ids[0], &error))
    return bsr_console_fail (ids[0], error);
  BsrRecordSheet sheet;
  gboolean good = bsr_record_sheet_read (&sheet, store, ids[0], &error);
  g_autofree char *text = !good ? NULL
                          : json ? bsr_record_sheet_to_json (&sheet)
                                 : bsr_record_sheet_to_text (&sheet, codes);
  bsr_record_sheet_clear (&sheet);
  return text != NULL ? bsr_console_print (text) : bsr_console_fail (ids[0], error);
}

const BsrCommand bsr_command_case = {
  .name = "case",
  .usage = "[--store URL] [--account NAME] CASE [--format json|text] [--codes FILE]",
  .summary = N_ ("Show one case: declaration, scans, analyses, marks, decisions, outcomes"),
  .run = run,
};
