#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-json-writer.h"
#include "bsr-signed-store.h"
#include "bsr-store-handling.h"
#include "bsr-term.h"

/* What the command line asks for. */
typedef struct
{
  BsrSignature signature;
  BsrActor actor; /* who records it */
  char *scanner, *from, *to, *reason, *text, *officer;
  GStrv words;
  gboolean json;
} Request;

static void
request_clear (Request *request)
{
  char *members[] = { request->scanner, request->from, request->to,
                      request->reason,  request->text, request->officer };
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    g_free (members[i]);
  g_strfreev (request->words);
  bsr_signature_clear (&request->signature);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static char *
to_json (GPtrArray *downtimes)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-downtimes/1");
  bsr_json_writer_begin_array (writer, "downtimes");
  for (guint i = 0; i < downtimes->len; i++)
    {
      const BsrDowntime *downtime = downtimes->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_integer (writer, "id", downtime->id);
      bsr_json_writer_string (writer, "scanner", downtime->scanner);
      bsr_json_writer_date_time (writer, "from", downtime->started);
      bsr_json_writer_date_time (writer, "to", downtime->ended);
      bsr_json_writer_string (writer, "reason", downtime->reason);
      bsr_json_writer_string (writer, "text", downtime->text);
      bsr_json_writer_string (writer, "officer", downtime->officer);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

static char *
to_text (GPtrArray *downtimes)
{
  GString *text = g_string_new (NULL);
  if (downtimes->len == 0)
    g_string_append_printf (text, "%s\n", _ ("No downtime is on record"));
  for (guint i = 0; i < downtimes->len; i++)
    {
      const BsrDowntime *downtime = downtimes->pdata[i];
      g_autofree char *from = g_date_time_format (downtime->started, "%Y-%m-%d %H:%M");
      g_autofree char *to = downtime->ended != NULL
                                ? g_date_time_format (downtime->ended, "%Y-%m-%d %H:%M")
                                : g_strdup (_ ("still out"));
      g_autofree char *scanner = bsr_console_escape (downtime->scanner);
      g_autofree char *words = bsr_console_escape (downtime->text);
      g_string_append_printf (text, "%6lld  %s  %-16s  %s  %s%s%s\n", (long long) downtime->id, from,
                              to, scanner, bsr_term_word (BSR_TERMS_DOWNTIME, downtime->reason),
                              *words != '\0' ? ": " : "", words);
    }
  return g_string_free (text, FALSE);
}

/* @text: (nullable): now; NULL after wrong usage was said. */
static GDateTime *
moment (const BsrCommand *command, const char *text)
{
  if (text == NULL)
    return g_date_time_new_now_utc ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  GDateTime *found = g_date_time_new_from_iso8601 (text, utc);
  if (found == NULL)
    bsr_console_wrong_usage (command->name,
                             _ ("\"%s\" is no moment: 2026-11-05T08:15:00Z is expected"), text);
  return found;
}

static BsrStatus
list (const Request *request, BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) downtimes = bsr_store_list_downtimes (store, &error);
  if (downtimes == NULL)
    return bsr_console_fail (request->signature.url, error);
  for (guint i = downtimes->len; request->scanner != NULL && i-- > 0;)
    if (!g_str_equal (((BsrDowntime *) downtimes->pdata[i])->scanner, request->scanner))
      g_ptr_array_remove_index (downtimes, i);
  g_autofree char *text = request->json ? to_json (downtimes) : to_text (downtimes);
  return bsr_console_print (text);
}

static BsrStatus
put (const Request *request, BsrStore *store, const BsrDowntime *downtime)
{
  g_autoptr (GError) error = NULL;
  gint64 id = bsr_store_put_downtime (store, &request->actor, downtime, &error);
  if (id == 0)
    return bsr_console_fail (downtime->scanner, error);
  g_autofree char *text = g_strdup_printf ("%lld\n", (long long) id);
  return bsr_console_print (text);
}

static BsrStatus
add (const BsrCommand *command, const Request *request, BsrStore *store)
{
  g_autoptr (GDateTime) from = moment (command, request->from);
  g_autoptr (GDateTime) to = request->to != NULL ? moment (command, request->to) : NULL;
  if (from == NULL || (request->to != NULL && to == NULL))
    return BSR_STATUS_USAGE;
  g_autoptr (BsrDowntime) downtime
      = bsr_downtime_new (request->scanner, from, to, request->reason,
                          request->text != NULL ? request->text : "", "");
  return put (request, store, downtime);
}

/* A later word on one that is on record: when it ended. */
static BsrStatus
end (const BsrCommand *command, const Request *request, BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) downtimes = bsr_store_list_downtimes (store, &error);
  g_autoptr (GDateTime) to = moment (command, request->to);
  gint64 id = g_ascii_strtoll (request->words[1], NULL, 10);
  if (to == NULL)
    return BSR_STATUS_USAGE;
  if (downtimes == NULL)
    return bsr_console_fail (request->signature.url, error);
  for (guint i = 0; i < downtimes->len; i++)
    {
      BsrDowntime *downtime = downtimes->pdata[i];
      if (downtime->id != id)
        continue;
      bsr_downtime_set_ended (downtime, to);
      return put (request, store, downtime);
    }
  return bsr_console_wrong_usage (command->name, _ ("there is no downtime \"%s\""),
                                  request->words[1]);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (Request) request = { .signature = BSR_SIGNATURE_NONE };
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&request.signature),
    { "scanner", 0, 0, G_OPTION_ARG_STRING, &request.scanner, N_ ("The scanner, as its scans name it"), "NAME" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &request.from, N_ ("When it stopped (unless said otherwise, now)"), "TIME" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &request.to, N_ ("When it ran again (with end, unless said otherwise, now)"), "TIME" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &request.reason, N_ ("fault, maintenance, radiation-safety, power-or-network, weather, no-crew or moved"), "CODE" },
    { "text", 0, 0, G_OPTION_ARG_STRING, &request.text, N_ ("The reason in words"), "TEXT" },
    { "officer", 0, 0, G_OPTION_ARG_STRING, &request.officer, N_ ("Who records it (unless said otherwise, the user)"), "NAME" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { NULL },
  };
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, 2, &request.words, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &request.json))
    return BSR_STATUS_USAGE;
  const char *action = request.words[0];
  guint n = g_strv_length (request.words) - 1;
  gboolean lists = g_str_equal (action, "list") && n == 0;
  gboolean adds
      = g_str_equal (action, "add") && n == 0 && request.scanner != NULL && request.reason != NULL;
  gboolean ends = g_str_equal (action, "end") && n == 1;
  if (!lists && !adds && !ends)
    return bsr_console_wrong_usage (command->name, _ ("neither of these: %s"), command->usage);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (&request.signature, lists ? BSR_RIGHT_SIGN : BSR_RIGHT_HANDLE,
                               &request.actor, cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (request.signature.url, error);
  if (request.officer != NULL)
    request.actor.officer = request.officer;
  return lists  ? list (&request, store)
         : adds ? add (command, &request, store)
                : end (command, &request, store);
}

const BsrCommand bsr_command_downtime = {
  .name = "downtime",
  .usage = "[--store URL] [--account NAME] [--format json|text] [--scanner NAME] list\n"
           "  basira-cli downtime [--store URL] [--account NAME] --scanner NAME --reason CODE [--from TIME] [--to TIME]"
           " [--text TEXT] [--officer NAME] add\n"
           "  basira-cli downtime [--store URL] [--account NAME] [--to TIME] [--officer NAME] end ID",
  .summary = N_ ("List, record and end downtimes of scanners"),
  .run = run,
};
