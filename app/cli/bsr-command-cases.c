#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-case-file.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-json-writer.h"
#include "bsr-store-claims.h"

/* The state with what happens just now: by the records alone it says "scanned" of a case that an officer
 * has taken, or whose scan waits for its analysis. */
static BsrCaseState
seen_as (const BsrCaseSummary *summary)
{
  return bsr_case_state_at_work (summary->state, summary->queued, summary->holder != NULL);
}

static char *
to_json (GPtrArray *cases)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-cases/1");
  bsr_json_writer_begin_array (writer, "cases");
  for (guint i = 0; i < cases->len; i++)
    {
      const BsrCaseSummary *summary = g_ptr_array_index (cases, i);
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
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

static char *
to_text (GPtrArray *cases)
{
  GString *text = g_string_new (NULL);
  if (cases->len == 0)
    g_string_append_printf (text, "%s\n", _ ("There are no cases"));
  for (guint i = 0; i < cases->len; i++)
    {
      const BsrCaseSummary *summary = g_ptr_array_index (cases, i);
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
  return g_string_free (text, FALSE);
}

/* Who has which case in hand. */
static gboolean
add_holders (BsrStore *store, GPtrArray *cases, GError **error)
{
  g_autoptr (GPtrArray) claims = bsr_store_list_claims (store, error);
  g_autoptr (GHashTable) officers = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; claims != NULL && i < claims->len; i++)
    {
      BsrCaseClaim *claim = claims->pdata[i];
      g_hash_table_insert (officers, claim->case_id, claim->officer);
    }
  for (guint i = 0; claims != NULL && i < cases->len; i++)
    {
      BsrCaseSummary *summary = cases->pdata[i];
      summary->holder = g_strdup (g_hash_table_lookup (officers, summary->id));
    }
  return claims != NULL;
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *url = NULL, *format = NULL;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_STRING, &url, N_ ("The store (unless said otherwise, the user's own)"), "URL" },
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
  g_autoptr (BsrStore) store = bsr_store_open (url, &error);
  g_autoptr (GPtrArray) cases = store != NULL ? bsr_store_list_cases (store, &error) : NULL;
  if (cases == NULL || !add_holders (store, cases, &error))
    return bsr_console_fail (url, error);
  g_autofree char *text = json ? to_json (cases) : to_text (cases);
  return bsr_console_print (text);
}

const BsrCommand bsr_command_cases = {
  .name = "cases",
  .usage = "[--store URL] [--format json|text]",
  .summary = N_ ("List the cases of the store, the most urgent first"),
  .run = run,
};
