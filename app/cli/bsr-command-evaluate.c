#include <glib/gi18n-lib.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-document.h"
#include "bsr-evaluation.h"
#include "bsr-figures-text.h"
#include "bsr-figures-writer.h"

/* What is asked for. */
typedef struct
{
  const char *folder, *analyses, *references, *findings;
  int n_threads;
  gboolean json;
} Order;

static BsrStatus
evaluate (const Order *order, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrReferenceSet) references = NULL;
  if (order->references != NULL
      && (references = bsr_reference_set_read (order->references, cancellable, &error)) == NULL)
    return bsr_console_fail (order->references, error);
  g_autoptr (GPtrArray) scans
      = bsr_evaluation_run (order->folder, order->analyses, references, order->n_threads,
                            bsr_console_progress_cb, NULL, cancellable, &error);
  bsr_console_progress_end ();
  if (scans == NULL)
    return bsr_console_fail (order->folder, error);
  if (order->findings != NULL)
    {
      g_autofree char *csv = bsr_findings_to_csv (scans);
      if (!bsr_document_write (order->findings, csv, &error))
        return bsr_console_fail (order->findings, error);
    }
  g_autoptr (BsrFigures) figures = bsr_figures_new (scans);
  g_autofree char *text
      = order->json ? bsr_figures_to_json (figures) : bsr_figures_to_text (figures);
  return bsr_console_print (text);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *format = NULL, *threads = NULL, *analyses = NULL, *references = NULL;
  g_autofree char *findings = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, N_ ("Threads (unless said otherwise: one for each processor)"), "N" },
    { "analyses", 0, 0, G_OPTION_ARG_FILENAME, &analyses, N_ ("Take NAME.analysis.json from here (unless said otherwise: from DIR)"), "DIR" },
    { "references", 0, 0, G_OPTION_ARG_FILENAME, &references, N_ ("Hold each load that is analysed now against earlier ones of the declared heading: each NAME.analysis.json of this folder that has NAME.case.json beside it"), "DIR" },
    { "findings", 0, 0, G_OPTION_ARG_FILENAME, &findings, N_ ("Put a row for each finding there"), "FILE.csv" },
    { NULL },
  };
  g_auto (GStrv) folders = NULL;
  BsrStatus status;
  Order order = { 0 };
  if (!bsr_command_parse (command, arguments, entries, 1, 1, &folders, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &order.json)
      || !bsr_command_parse_threads (command, threads, &order.n_threads))
    return BSR_STATUS_USAGE;
  order.folder = folders[0];
  order.analyses = analyses;
  order.references = references;
  order.findings = findings;
  return evaluate (&order, cancellable);
}

const BsrCommand bsr_command_evaluate = {
  .name = "evaluate",
  .usage = "DIR [--format json|text] [--threads N] [--analyses DIR] [--references DIR]\n"
           "    [--findings FILE.csv]",
  .summary = N_ ("Detection figures of a simulated or labelled set, with intervals"),
  .run = run,
};
