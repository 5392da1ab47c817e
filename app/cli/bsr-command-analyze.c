#include <glib/gi18n-lib.h>

#include "bsr-analysis-text.h"
#include "bsr-analysis.h"
#include "bsr-batch.h"
#include "bsr-case-file.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-scan-file.h"

static BsrStatus
analyze (const char *file, const char *case_file, int n_threads, gboolean json,
         GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = NULL;
  if (case_file != NULL && (flagged = bsr_case_read (case_file, &error)) == NULL)
    return bsr_console_fail (case_file, error);

  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_load (file, &image, cancellable, &error);
  if (scan == NULL)
    return bsr_console_fail (file, error);
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_new (
      scan, image, flagged, n_threads, bsr_console_progress_cb, NULL, cancellable, &error);
  bsr_console_progress_end ();
  if (analysis == NULL)
    return bsr_console_fail (file, error);

  const char *const *remarks = bsr_analysis_remarks (analysis);
  for (int i = 0; remarks[i] != NULL; i++)
    bsr_console_warn (file, remarks[i]);
  g_autofree char *text =
      json ? bsr_analysis_to_json (analysis) : bsr_analysis_to_text (analysis, scan);
  return bsr_console_print (text);
}

static BsrStatus
run_batch (const BsrCommand *command, const char *folder, const char *out, int n_threads,
           gboolean plain, GCancellable *cancellable)
{
  if (out == NULL)
    return bsr_console_wrong_usage (command->name, "%s", _ ("--batch needs --out DIR"));
  if (!plain)
    return bsr_console_wrong_usage (command->name, "%s",
                                    _ ("--batch takes no SCAN, no --case and no --format text"));
  return bsr_batch_analyze (folder, out, n_threads, cancellable);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *case_file = NULL, *format = NULL, *threads = NULL, *batch = NULL, *out = NULL;
  const GOptionEntry entries[] = {
    { "case", 0, 0, G_OPTION_ARG_FILENAME, &case_file, N_ ("Hold the scan against this declaration"), "FILE" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, N_ ("Threads (unless said otherwise: one for each processor)"), "N" },
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &batch, N_ ("Analyse every scan of this folder"), "DIR" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_ ("Where --batch puts NAME.analysis.json"), "DIR" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  BsrStatus status;
  gboolean json;
  int n_threads;
  if (!bsr_command_parse (command, arguments, entries, 0, 1, &files, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &json)
      || !bsr_command_parse_threads (command, threads, &n_threads))
    return BSR_STATUS_USAGE;
  if (batch != NULL)
    return run_batch (command, batch, out, n_threads, json && case_file == NULL && files[0] == NULL,
                      cancellable);
  if (files[0] == NULL)
    return bsr_console_wrong_usage (command->name, "%s", _ ("a SCAN or --batch DIR is missing"));
  if (out != NULL)
    return bsr_console_wrong_usage (command->name, "%s", _ ("--out goes with --batch only"));
  return analyze (files[0], case_file, n_threads, json, cancellable);
}

const BsrCommand bsr_command_analyze = {
  .name = "analyze",
  .usage = "SCAN [--case FILE] [--format json|text] [--threads N]\n"
           "  basira-cli analyze --batch DIR --out DIR [--threads N]",
  .summary = N_ ("Find what is strange in a scan and hold it against its manifest"),
  .run = run,
};
