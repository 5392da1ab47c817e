#include <glib/gi18n-lib.h>

#include "bsr-analysis-text.h"
#include "bsr-analysis.h"
#include "bsr-batch.h"
#include "bsr-case-file.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-references.h"
#include "bsr-scan-file.h"
#include "bsr-scan-input.h"

/* What the command line asks for. */
typedef struct
{
  char *case_file, *references, *batch, *out, *codes; /* (nullable) */
  int n_threads;
  gboolean json;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->case_file);
  g_free (wish->references);
  g_free (wish->batch);
  g_free (wish->out);
  g_free (wish->codes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static BsrStatus
analyze (const Wish *wish, const char *file, const BsrReferenceSet *references,
         GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  const char *case_file = wish->case_file;
  g_autoptr (BsrCase) flagged = NULL;
  if (case_file != NULL && (flagged = bsr_case_read (case_file, &error)) == NULL)
    return bsr_console_fail (case_file, error);
  g_autoptr (BsrCodeList) codes = NULL;
  if (wish->codes != NULL && (codes = bsr_code_list_read (wish->codes, &error)) == NULL)
    return bsr_console_fail (wish->codes, error);

  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_input_load (file, &image, cancellable, &error);
  if (scan == NULL)
    return bsr_console_fail (file, error);
  g_autoptr (BsrReference) reference = NULL;
  if (!bsr_references_choose (references, flagged, scan, file, &reference, cancellable, &error))
    return bsr_console_fail (file, error);
  g_autoptr (BsrKnownGoods) goods = references != NULL ? bsr_reference_set_goods (references, NULL, scan->sha256) : NULL;
  g_autoptr (BsrAnalysis) analysis
      = bsr_analysis_new (scan, image, flagged, reference, goods, wish->n_threads,
                          bsr_console_progress_cb, NULL, cancellable, &error);
  bsr_console_progress_end ();
  if (analysis == NULL)
    return bsr_console_fail (file, error);

  const char *const *remarks = bsr_analysis_remarks (analysis);
  for (int i = 0; remarks[i] != NULL; i++)
    bsr_console_warn (file, remarks[i]);
  g_autofree char *text =
      wish->json ? bsr_analysis_to_json (analysis)
                 : bsr_analysis_to_text (analysis, scan, flagged, codes);
  return bsr_console_print (text);
}

/* %FALSE: said. */
static gboolean
makes_sense (const BsrCommand *command, const Wish *wish, const char *file)
{
  const char *problem = NULL;
  if (wish->batch != NULL && wish->out == NULL)
    problem = _ ("--batch needs --out DIR");
  else if (wish->batch != NULL && (!wish->json || wish->case_file != NULL || file != NULL))
    problem = _ ("--batch takes no SCAN, no --case and no --format text");
  else if (wish->batch == NULL && file == NULL)
    problem = _ ("a SCAN or --batch DIR is missing");
  else if (wish->batch == NULL && wish->out != NULL)
    problem = _ ("--out goes with --batch only");
  else if (wish->batch == NULL && wish->references != NULL && wish->case_file == NULL)
    problem = _ ("--references needs --case FILE, which declares what the load is to be compared "
                 "with");
  else if (wish->codes != NULL && (wish->json || wish->case_file == NULL))
    problem = _ ("--codes goes with --case FILE and --format text");
  if (problem != NULL)
    bsr_console_wrong_usage (command->name, "%s", problem);
  return problem == NULL;
}

static BsrStatus
carry_out (const Wish *wish, const char *file, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrReferenceSet) references = NULL;
  if (wish->references != NULL
      && (references = bsr_reference_set_read (wish->references, cancellable, &error)) == NULL)
    return bsr_console_fail (wish->references, error);
  if (wish->batch != NULL)
    return bsr_batch_analyze (wish->batch, wish->out, references, wish->n_threads, cancellable);
  return analyze (wish, file, references, cancellable);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (Wish) wish = { 0 };
  g_autofree char *format = NULL, *threads = NULL;
  const GOptionEntry entries[] = {
    { "case", 0, 0, G_OPTION_ARG_FILENAME, &wish.case_file, N_ ("Hold the scan against this declaration"), "FILE" },
    { "references", 0, 0, G_OPTION_ARG_FILENAME, &wish.references, N_ ("Hold the load against earlier ones of the declared heading: each NAME.analysis.json of this folder that has NAME.case.json beside it"), "DIR" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { "codes", 0, 0, G_OPTION_ARG_FILENAME, &wish.codes, N_ ("Say what declared codes mean, by this list of tariff codes; with --format text"), "FILE" },
    { "threads", 0, 0, G_OPTION_ARG_STRING, &threads, N_ ("Threads (unless said otherwise: one for each processor)"), "N" },
    { "batch", 0, 0, G_OPTION_ARG_FILENAME, &wish.batch, N_ ("Analyse every scan of this folder"), "DIR" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &wish.out, N_ ("Where --batch puts NAME.analysis.json"), "DIR" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 0, 1, &files, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &wish.json)
      || !bsr_command_parse_threads (command, threads, &wish.n_threads)
      || !makes_sense (command, &wish, files[0]))
    return BSR_STATUS_USAGE;
  return carry_out (&wish, files[0], cancellable);
}

const BsrCommand bsr_command_analyze = {
  .name = "analyze",
  .usage = "SCAN [--case FILE [--references DIR]] [--format json|text] [--codes FILE]\n"
           "           [--threads N]\n"
           "  basira-cli analyze --batch DIR --out DIR [--references DIR] [--threads N]",
  .summary = N_ ("Find what is strange in a scan and hold it against its manifest"),
  .run = run,
};
