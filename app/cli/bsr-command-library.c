#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-json-writer.h"
#include "bsr-library-file.h"
#include "bsr-library-similar.h"
#include "bsr-signed-store.h"
#include "bsr-store-log.h"

/* What the command line asks for. */
typedef struct
{
  BsrSignature signature;
  char *station, *case_file;
  GStrv files;
  gboolean json;
  GCancellable *cancellable;
} Request;

static void
request_clear (Request *request)
{
  bsr_signature_clear (&request->signature);
  g_free (request->station);
  g_free (request->case_file);
  g_strfreev (request->files);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* @to: (nullable): where its loads are exported to: an act, noted before they are. */
static BsrLibrary *
open_library (Request *request, const char *to, BsrStatus *status)
{
  g_autoptr (GError) error = NULL;
  BsrActor actor;
  const BsrExport export = { "library", "loads", to, 0 };
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (&request->signature, to != NULL ? BSR_RIGHT_EXPORT : BSR_RIGHT_SEE_CASES,
                               &actor, request->cancellable, &error);
  g_autoptr (BsrLibrary) library
      = store != NULL ? bsr_store_list_contributions (store, &error) : NULL;
  if (library != NULL && (to == NULL || bsr_store_note_export (store, &actor, &export, &error)))
    return g_steal_pointer (&library);
  *status = bsr_console_fail (request->signature.url, error);
  return NULL;
}

static char *
to_json (GPtrArray *entries)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-loads/1");
  bsr_json_writer_begin_array (writer, "loads");
  for (guint i = 0; i < entries->len; i++)
    {
      const BsrLibraryEntry *entry = entries->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "id", entry->id);
      bsr_json_writer_string (writer, "heading", entry->heading);
      bsr_json_writer_string (writer, "when", entry->when);
      bsr_json_writer_string (writer, "scan", entry->scan);
      bsr_json_writer_string (writer, "supervisor", entry->supervisor);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

static char *
to_text (GPtrArray *entries)
{
  GString *text = g_string_new (NULL);
  if (entries->len == 0)
    g_string_append_printf (text, "%s\n", _ ("There are no loads in the library"));
  for (guint i = 0; i < entries->len; i++)
    {
      const BsrLibraryEntry *entry = entries->pdata[i];
      g_autofree char *supervisor = bsr_console_escape (entry->supervisor);
      g_string_append_printf (text, "%-4s %s %s  %s\n", entry->heading, entry->when, entry->id,
                              supervisor);
    }
  return g_string_free (text, FALSE);
}

static BsrStatus
list (Request *request)
{
  BsrStatus status = BSR_STATUS_DONE;
  g_autoptr (BsrLibrary) library = open_library (request, NULL, &status);
  if (library == NULL)
    return status;
  g_autoptr (GPtrArray) entries = bsr_library_list (library, NULL);
  g_autofree char *text = request->json ? to_json (entries) : to_text (entries);
  return bsr_console_print (text);
}

static BsrStatus
export (Request *request)
{
  BsrStatus status = BSR_STATUS_DONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrLibrary) library = open_library (request, request->files[1], &status);
  if (library == NULL)
    return status;
  if (!bsr_library_write (library, request->files[1], request->station, &error))
    return bsr_console_fail (request->files[1], error);
  g_autofree char *text
      = g_strdup_printf (_ ("Exported: %d loads\n"), bsr_library_count (library));
  return bsr_console_print (text);
}

/* All into the first, which is made where it is missing. */
static BsrStatus
merge (const Request *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrLibrary) all = bsr_library_new ();
  const char *into = request->files[1];
  for (int i = g_file_test (into, G_FILE_TEST_EXISTS) ? 1 : 2; request->files[i] != NULL; i++)
    {
      g_autoptr (BsrLibrary) library = bsr_library_read (request->files[i], &error);
      if (library == NULL)
        return bsr_console_fail (request->files[i], error);
      bsr_library_merge (all, library);
    }
  /* Each load names its own station: the name given here is that of none. */
  if (!bsr_library_write (all, into, "-", &error))
    return bsr_console_fail (into, error);
  g_autofree char *text = g_strdup_printf (_ ("Merged: %d loads\n"), bsr_library_count (all));
  return bsr_console_print (text);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (Request) request = { .signature = BSR_SIGNATURE_NONE, .cancellable = cancellable };
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&request.signature),
    { "station", 0, 0, G_OPTION_ARG_STRING, &request.station, N_ ("Where exported loads come from; no person is named"), "NAME" },
    { "case", 0, 0, G_OPTION_ARG_FILENAME, &request.case_file, N_ ("Mark similar loads of the heading that this declares"), "FILE" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { NULL },
  };
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, -1, &request.files, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &request.json))
    return BSR_STATUS_USAGE;
  const char *action = request.files[0];
  guint n_files = g_strv_length (request.files) - 1;
  if (g_str_equal (action, "list") && n_files == 0)
    return list (&request);
  if (g_str_equal (action, "similar") && n_files == 1)
    return bsr_library_similar (&request.signature, request.files[1], request.case_file, request.json,
                                cancellable);
  if (g_str_equal (action, "export") && n_files == 1 && request.station != NULL)
    return export (&request);
  if (g_str_equal (action, "merge") && n_files >= 2)
    return merge (&request);
  return bsr_console_wrong_usage (command->name, _ ("neither of these: %s"), command->usage);
}

const BsrCommand bsr_command_library = {
  .name = "library",
  .usage = "[--store URL] [--account NAME] [--format json|text] list | similar SCAN [--case FILE]\n"
           "  basira-cli library [--store URL] [--account NAME] --station NAME export FILE\n"
           "  basira-cli library merge INTO FILE…",
  .summary = N_ ("List the library of examined loads, find similar ones, export and merge it"),
  .run = run,
};
