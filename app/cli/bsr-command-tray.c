#include <glib/gi18n-lib.h>

#include "bsr-arrival-candidates.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-json-writer.h"
#include "bsr-signed-store.h"

/* What somebody looks through, or gives to another program, in one piece. */
#define MOST_LINES 10000

/* What is asked of the tray, besides listing it. */
typedef struct
{
  char *link, *aside, *back; /* (nullable): the number of a scan */
  char *reason;
} Request;

static const char *const standings[] = { "linked", "waiting", "set-aside" };

static void
write_candidates (BsrJsonWriter *writer, GPtrArray *candidates)
{
  bsr_json_writer_begin_array (writer, "candidates");
  for (guint i = 0; i < candidates->len; i++)
    {
      const BsrArrivalCandidate *candidate = candidates->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "case", candidate->case_id);
      bsr_json_writer_string (writer, "container", candidate->container);
      bsr_json_writer_boolean (writer, "open", candidate->open);
      bsr_json_writer_string (writer, "why", candidate->why);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
write_arrival (BsrJsonWriter *writer, const BsrArrival *arrival, GPtrArray *candidates)
{
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_integer (writer, "id", arrival->id);
  bsr_json_writer_string (writer, "name", arrival->scan->name);
  bsr_json_writer_string (writer, "standing", standings[arrival->standing]);
  bsr_json_writer_string (writer, "reason", arrival->reason);
  bsr_json_writer_strings (writer, "containers",
                           (const char *const *) arrival->containers);
  bsr_json_writer_date_time (writer, "taken", arrival->taken);
  bsr_json_writer_string (writer, "officer", arrival->officer);
  write_candidates (writer, candidates);
  bsr_json_writer_end_object (writer);
}

static void
print_arrival (GString *text, const BsrArrival *arrival, GPtrArray *candidates)
{
  g_autofree char *name = bsr_console_escape (arrival->scan->name);
  g_autofree char *reason = bsr_console_escape (arrival->reason);
  g_autofree char *taken = g_date_time_format (arrival->taken, "%Y-%m-%d %H:%M:%SZ");
  g_string_append_printf (text, "%8" G_GINT64_FORMAT " %-9s %s %s: %s\n", arrival->id,
                          standings[arrival->standing], taken, name, reason);
  for (guint i = 0; i < candidates->len; i++)
    {
      const BsrArrivalCandidate *candidate = candidates->pdata[i];
      g_autofree char *id = bsr_console_escape (candidate->case_id);
      g_autofree char *container = bsr_console_escape (candidate->container);
      g_string_append_printf (text, "%18s %s %s (%s)%s\n", "", id, container, candidate->why,
                              candidate->open ? "" : _ (", not open any more"));
    }
}

/* Adds those that stand so to @writer or (%NULL) @text. */
static gboolean
list_some (BsrStore *store, BsrArrivalStanding standing, BsrJsonWriter *writer, GString *text,
           GError **error)
{
  g_autoptr (GPtrArray) arrivals = bsr_store_list_arrivals (store, standing, MOST_LINES, error);
  for (guint i = 0; arrivals != NULL && i < arrivals->len; i++)
    {
      const BsrArrival *arrival = arrivals->pdata[i];
      g_autoptr (GPtrArray) candidates = bsr_arrival_candidates (store, arrival, error);
      if (candidates == NULL)
        return FALSE;
      if (writer != NULL)
        write_arrival (writer, arrival, candidates);
      else
        print_arrival (text, arrival, candidates);
    }
  return arrivals != NULL;
}

static BsrStatus
list (BsrStore *store, const char *url, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  BsrJsonWriter *writer = json ? bsr_json_writer_new () : NULL;
  if (json)
    {
      bsr_json_writer_string (writer, "format", "basira-tray/1");
      bsr_json_writer_begin_array (writer, "scans");
    }
  gboolean good = list_some (store, BSR_ARRIVAL_WAITING, writer, text, &error)
                  && list_some (store, BSR_ARRIVAL_SET_ASIDE, writer, text, &error);
  if (json)
    {
      bsr_json_writer_end_array (writer);
      g_autofree char *document = bsr_json_writer_finish (writer);
      g_string_assign (text, document);
    }
  else if (text->len == 0)
    g_string_append_printf (text, "%s\n", _ ("No scan waits in the tray"));
  return good ? bsr_console_print (text->str) : bsr_console_fail (url, error);
}

/* Links, sets aside or takes back. @cases: what stands after the options. */
static BsrStatus
change (BsrStore *store, const BsrActor *actor, const char *url, const Request *request, gint64 id,
        GStrv cases)
{
  g_autoptr (GError) error = NULL;
  const char *reason = request->reason != NULL ? request->reason : "";
  gboolean good
      = request->link != NULL
            ? bsr_store_link_arrival (store, actor, id, (const char *const *) cases, &error)
        : request->aside != NULL ? bsr_store_set_aside_arrival (store, actor, id, reason, &error)
                                 : bsr_store_take_back_arrival (store, actor, id, reason, &error);
  return good ? BSR_STATUS_DONE : bsr_console_fail (url, error);
}

/* The number of the scan that something is asked for, 0 where the tray is only listed; -1: wrong usage, said. */
static gint64
check_request (const BsrCommand *command, const Request *request, GStrv cases)
{
  const char *const asked[] = { request->link, request->aside, request->back };
  const char *number = NULL;
  gint64 id = 0;
  int n = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    if (asked[i] != NULL)
      {
        number = asked[i];
        n++;
      }
  if (n > 1)
    bsr_console_wrong_usage (command->name, "%s", _ ("--link, --set-aside and --take-back exclude each other"));
  else if (number != NULL && !g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &id, NULL))
    bsr_console_wrong_usage (command->name, _ ("the number of a scan in the tray is expected, not \"%s\""), number);
  else if ((request->link != NULL) != (cases[0] != NULL))
    bsr_console_wrong_usage (command->name, "%s", _ ("--link goes with one CASE, or with two"));
  else if (request->aside != NULL && request->reason == NULL)
    bsr_console_wrong_usage (command->name, "%s", _ ("--set-aside needs --reason TEXT"));
  else if (request->reason != NULL && request->aside == NULL && request->back == NULL)
    bsr_console_wrong_usage (command->name, "%s", _ ("--reason goes with --set-aside or --take-back"));
  else
    return id;
  return -1;
}

static BsrStatus
carry_out (const BsrCommand *command, BsrSignature *signature, const Request *request, GStrv cases,
           gboolean json, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  BsrActor actor;
  gint64 id = check_request (command, request, cases);
  if (id < 0)
    return BSR_STATUS_USAGE;
  g_autoptr (BsrStore) store = bsr_signed_store_open (
      signature, id > 0 ? BSR_RIGHT_BRING_IN : BSR_RIGHT_SIGN, &actor, cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (signature->url, error);
  return id > 0 ? change (store, &actor, signature->url, request, id, cases)
                : list (store, signature->url, json);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (BsrSignature) signature = BSR_SIGNATURE_NONE;
  g_autofree char *format = NULL;
  Request request = { 0 };
  gboolean json;
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&signature),
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { "link", 0, 0, G_OPTION_ARG_STRING, &request.link, N_ ("Link this scan to the case, or to the two cases, that follow"), "ID" },
    { "set-aside", 0, 0, G_OPTION_ARG_STRING, &request.aside, N_ ("Take this scan out of the tray: it belongs to no case"), "ID" },
    { "take-back", 0, 0, G_OPTION_ARG_STRING, &request.back, N_ ("Put a scan that was set aside back into the tray"), "ID" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &request.reason, N_ ("Why it is set aside or taken back"), "TEXT" },
    { NULL },
  };
  g_auto (GStrv) cases = NULL;
  BsrStatus status;
  if (bsr_command_parse (command, arguments, entries, 0, 2, &cases, &status))
    status = bsr_command_parse_format (command, format, &json)
                 ? carry_out (command, &signature, &request, cases, json, cancellable)
                 : BSR_STATUS_USAGE;
  g_free (request.link);
  g_free (request.aside);
  g_free (request.back);
  g_free (request.reason);
  return status;
}

const BsrCommand bsr_command_tray = {
  .name = "tray",
  .usage = "[--store URL] [--account NAME] [--format json|text]\n"
           "  basira-cli tray [--store URL] [--account NAME] --link ID CASE [CASE]\n"
           "  basira-cli tray [--store URL] [--account NAME] --set-aside ID --reason TEXT\n"
           "  basira-cli tray [--store URL] [--account NAME] --take-back ID [--reason TEXT]",
  .summary = N_ ("List the scans that wait for somebody to say whose they are; link them, or set them aside"),
  .run = run,
};
