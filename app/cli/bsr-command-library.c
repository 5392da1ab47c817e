#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-library-file.h"
#include "bsr-store.h"

/* What the command line asks for. */
typedef struct
{
  char *url, *station;
  GStrv files;
} Request;

static void
request_clear (Request *request)
{
  g_free (request->url);
  g_free (request->station);
  g_strfreev (request->files);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static BsrLibrary *
open_library (const Request *request, BsrStatus *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (request->url, &error);
  BsrLibrary *library = store != NULL ? bsr_store_list_contributions (store, &error) : NULL;
  if (library == NULL)
    *status = bsr_console_fail (request->url, error);
  return library;
}

static BsrStatus
list (const Request *request)
{
  BsrStatus status = BSR_STATUS_DONE;
  g_autoptr (BsrLibrary) library = open_library (request, &status);
  if (library == NULL)
    return status;
  g_autoptr (GPtrArray) entries = bsr_library_list (library, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  if (entries->len == 0)
    g_string_append_printf (text, "%s\n", _ ("There are no loads in the library"));
  for (guint i = 0; i < entries->len; i++)
    {
      const BsrLibraryEntry *entry = entries->pdata[i];
      g_autofree char *supervisor = bsr_console_escape (entry->supervisor);
      g_string_append_printf (text, "%-4s %s %s  %s\n", entry->heading, entry->when, entry->id,
                              supervisor);
    }
  return bsr_console_print (text->str);
}

static BsrStatus
export (const Request *request)
{
  BsrStatus status = BSR_STATUS_DONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrLibrary) library = open_library (request, &status);
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
  g_auto (Request) request = { 0 };
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &request.url, N_ ("The store (unless said otherwise, the user's own)"), "URL" },
    { "station", 0, 0, G_OPTION_ARG_STRING, &request.station, N_ ("Where exported loads come from; no person is named"), "NAME" },
    { NULL },
  };
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, -1, &request.files, &status))
    return status;
  const char *action = request.files[0];
  guint n_files = g_strv_length (request.files) - 1;
  if (g_str_equal (action, "list") && n_files == 0)
    return list (&request);
  if (g_str_equal (action, "export") && n_files == 1 && request.station != NULL)
    return export (&request);
  if (g_str_equal (action, "merge") && n_files >= 2)
    return merge (&request);
  return bsr_console_wrong_usage (command->name, _ ("neither of these: %s"), command->usage);
}

const BsrCommand bsr_command_library = {
  .name = "library",
  .usage = "[--store URL] list | --station NAME export FILE | merge INTO FILE…",
  .summary = N_ ("List the library of examined loads, export it, merge exported ones"),
  .run = run,
};
