#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-json-writer.h"
#include "bsr-signed-store.h"
#include "bsr-store-jobs.h"

/* What somebody looks through, or gives to another program, in one piece. */
#define MOST_LINES 10000

static char *
to_json (GPtrArray *jobs)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-jobs/1");
  bsr_json_writer_begin_array (writer, "jobs");
  for (guint i = 0; i < jobs->len; i++)
    {
      const BsrJobLine *job = g_ptr_array_index (jobs, i);
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_integer (writer, "scan", job->scan_id);
      bsr_json_writer_string (writer, "case", job->case_id);
      bsr_json_writer_string (writer, "name", job->scan_name);
      bsr_json_writer_string (writer, "state", bsr_job_state_to_string (job->state));
      bsr_json_writer_integer (writer, "attempts", job->attempts);
      bsr_json_writer_string (writer, "worker", job->worker);
      bsr_json_writer_date_time (writer, "due", job->due);
      bsr_json_writer_string (writer, "problem", job->problem);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

static char *
to_text (GPtrArray *jobs)
{
  GString *text = g_string_new (NULL);
  if (jobs->len == 0)
    g_string_append_printf (text, "%s\n", _ ("No scan waits to be analysed"));
  for (guint i = 0; i < jobs->len; i++)
    {
      const BsrJobLine *job = g_ptr_array_index (jobs, i);
      g_autofree char *id = bsr_console_escape (job->case_id);
      g_autofree char *name = bsr_console_escape (job->scan_name);
      g_autofree char *problem
          = bsr_console_escape (job->problem != NULL ? job->problem : "");
      g_autofree char *due
          = job->due != NULL ? g_date_time_format (job->due, "%Y-%m-%d %H:%M:%SZ") : g_strdup ("-");
      g_string_append_printf (text, "%8" G_GINT64_FORMAT " %-8s %3d %-20s %-20s %-24s %s%s%s\n",
                              job->scan_id, bsr_job_state_to_string (job->state), job->attempts,
                              due, job->worker != NULL ? job->worker : "-", id, name,
                              *problem != '\0' ? ": " : "", problem);
    }
  return g_string_free (text, FALSE);
}

static BsrStatus
list (BsrStore *store, const char *url, gboolean done, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = bsr_store_list_jobs (store, done, MOST_LINES, &error);
  if (jobs == NULL)
    return bsr_console_fail (url, error);
  g_autofree char *text = json ? to_json (jobs) : to_text (jobs);
  return bsr_console_print (text);
}

/* All that is parked. */
static BsrStatus
requeue_parked (BsrStore *store, const BsrActor *actor, const char *url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = bsr_store_list_jobs (store, FALSE, G_MAXINT, &error);
  for (guint i = 0; jobs != NULL && error == NULL && i < jobs->len; i++)
    {
      const BsrJobLine *job = g_ptr_array_index (jobs, i);
      if (job->state == BSR_JOB_PARKED)
        bsr_store_requeue_job (store, actor, job->scan_id, &error);
    }
  return error != NULL ? bsr_console_fail (url, error) : BSR_STATUS_DONE;
}

static BsrStatus
requeue (const BsrCommand *command, BsrStore *store, const BsrActor *actor, const char *url,
         const char *what)
{
  g_autoptr (GError) error = NULL;
  gint64 scan;
  if (g_str_equal (what, "parked"))
    return requeue_parked (store, actor, url);
  if (!g_ascii_string_to_signed (what, 10, 1, G_MAXINT64, &scan, NULL))
    return bsr_console_wrong_usage (
        command->name, _ ("--requeue must be the number of a scan or \"parked\", is \"%s\""), what);
  return bsr_store_requeue_job (store, actor, scan, &error) ? BSR_STATUS_DONE
                                                             : bsr_console_fail (url, error);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (BsrSignature) signature = BSR_SIGNATURE_NONE;
  g_autofree char *format = NULL, *again = NULL;
  gboolean json, done = FALSE;
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&signature),
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { "done", 0, 0, G_OPTION_ARG_NONE, &done, N_ ("List those that are done, too"), NULL },
    { "requeue", 0, 0, G_OPTION_ARG_STRING, &again, N_ ("Have this scan analysed (again), or all that are parked"), "SCAN|parked" },
    { NULL },
  };
  g_auto (GStrv) left = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 0, 0, &left, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &json))
    return BSR_STATUS_USAGE;
  g_autoptr (GError) error = NULL;
  BsrActor actor;
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (&signature, again != NULL ? BSR_RIGHT_ANALYSE : BSR_RIGHT_SIGN,
                               &actor, cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (signature.url, error);
  return again != NULL ? requeue (command, store, &actor, signature.url, again)
                       : list (store, signature.url, done, json);
}

const BsrCommand bsr_command_jobs = {
  .name = "jobs",
  .usage = "[--store URL] [--account NAME] [--done] [--format json|text]\n"
           "  basira-cli jobs [--store URL] [--account NAME] --requeue SCAN|parked",
  .summary = N_ ("List the scans that are, or wait to be, analysed, and those that were parked"),
  .run = run,
};
