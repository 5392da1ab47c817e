#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-case-file.h"
#include "bsr-case-query.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-json-writer.h"
#include "bsr-signed-store.h"
#include "bsr-store-claims.h"

/* The state with what happens just now: by the records alone it says "scanned" of a case that an officer
 * has taken, or whose scan waits for its analysis. */
static BsrCaseState
seen_as (const BsrCaseSummary *summary)
{
  return bsr_case_state_at_work (summary->state, summary->queued, summary->holder != NULL);
}

/* Cases that are read and printed at once. */
#define PAGE 500

static void
write_case (BsrJsonWriter *writer, const BsrCaseSummary *summary)
{
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "case", summary->id);
  bsr_json_writer_string (writer, "container", summary->container);
  bsr_json_writer_string (writer, "goods", summary->goods);
  bsr_json_writer_number (writer, "risk", summary->risk);
  bsr_json_writer_string (writer, "priority", bsr_priority_to_string (summary->priority));
  bsr_json_writer_date_time (writer, "cut_off", summary->cut_off);
  bsr_json_writer_string (writer, "state", bsr_case_state_to_string (summary->state));
  if (seen_as (summary) != summary->state)
    bsr_json_writer_string (writer, "now", bsr_case_state_to_string (seen_as (summary)));
  if (summary->n_caveats > 0)
    bsr_json_writer_integer (writer, "caveats", summary->n_caveats);
  bsr_json_writer_integer (writer, "scans", summary->n_scans);
  bsr_json_writer_number (writer, "top_score", summary->top_score);
  bsr_json_writer_end_object (writer);
}

static void
append_line (GString *text, const BsrCaseSummary *summary)
{
  g_autofree char *id = bsr_console_escape (summary->id);
  g_autofree char *goods = bsr_console_escape (summary->goods);
  g_autofree char *cut_off =
      summary->cut_off ? g_date_time_format (summary->cut_off, "%Y-%m-%d %H:%M") : g_strdup ("-");
  g_autofree char *score =
      isfinite (summary->top_score) ? g_strdup_printf ("%.2f", summary->top_score) : g_strdup ("-");
  g_string_append_printf (text, "%-20s %-12s %-8s %-16s %-15s %5s  %s\n", id, summary->container,
                          bsr_priority_to_string (summary->priority), cut_off,
                          bsr_case_state_to_string (seen_as (summary)), score, goods);
}

/* (transfer full): @page as text or, with a @writer, as part of its document. */
static char *
to_output (const BsrCasePage *page, BsrJsonWriter *writer)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < page->cases->len; i++)
    if (writer != NULL)
      write_case (writer, page->cases->pdata[i]);
    else
      append_line (text, page->cases->pdata[i]);
  if (writer == NULL && page->cases->len == 0 && page->before == NULL && page->after == NULL)
    g_string_append_printf (text, "%s\n", _ ("There are no cases"));
  g_autofree char *document = writer != NULL ? bsr_json_writer_take (writer) : NULL;
  g_string_append (text, document != NULL ? document : "");
  return g_string_free (text, FALSE);
}

/* Prints page after page, so that a list of any length takes no memory. */
static BsrStatus
print_pages (BsrStore *store, const char *url, BsrJsonWriter *writer, GCancellable *cancellable)
{
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  g_autoptr (BsrCasePlace) from = NULL;
  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrCasePage) page = NULL;
      if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
        page = bsr_store_find_cases (store, query, from, FALSE, PAGE, &error);
      if (page == NULL || !bsr_store_add_holders (store, page->cases, NULL, &error))
        return bsr_console_fail (url, error);
      g_autofree char *output = to_output (page, writer);
      BsrStatus status = bsr_console_print (output);
      if (status != BSR_STATUS_DONE)
        return status;
      g_clear_pointer (&from, bsr_case_place_free);
      from = g_steal_pointer (&page->after);
    }
  while (from != NULL);
  return BSR_STATUS_DONE;
}

static BsrStatus
print_document (BsrStore *store, const char *url, GCancellable *cancellable)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-cases/1");
  bsr_json_writer_begin_array (writer, "cases");
  BsrStatus status = print_pages (store, url, writer, cancellable);
  bsr_json_writer_end_array (writer);
  g_autofree char *end = bsr_json_writer_finish (writer);
  return status == BSR_STATUS_DONE ? bsr_console_print (end) : status;
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (BsrSignature) signature = BSR_SIGNATURE_NONE;
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&signature),
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { NULL },
  };
  g_auto (GStrv) left = NULL;
  BsrStatus status;
  gboolean json;
  if (!bsr_command_parse (command, arguments, entries, 0, 0, &left, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &json))
    return BSR_STATUS_USAGE;

  g_autoptr (GError) error = NULL;
  BsrActor actor;
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (&signature, BSR_RIGHT_SEE_CASES, &actor, cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (signature.url, error);
  return json ? print_document (store, signature.url, cancellable)
              : print_pages (store, signature.url, NULL, cancellable);
}

const BsrCommand bsr_command_cases = {
  .name = "cases",
  .usage = "[--store URL] [--account NAME] [--format json|text]",
  .summary = N_ ("List the cases of the store, the most urgent first"),
  .run = run,
};
