#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "bsr-analysis.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-dicos-writer.h"
#include "bsr-document.h"
#include "bsr-error.h"
#include "bsr-finding-report.h"
#include "bsr-image-writer.h"
#include "bsr-scan-file.h"
#include "bsr-scan-input.h"
#include "bsr-scan-notes.h"

typedef gboolean (*Write) (BsrImage *image, const BsrImageNotes *notes, const char *path,
                           GError **error);

/* What a file is written as, by the ending of its name. */
static const struct
{
  const char *ending;
  Write write;
} writers[] = {
  { ".tiff", bsr_image_write_tiff_noted },
  { ".tif", bsr_image_write_tiff_noted },
  { ".dcs", bsr_image_write_dicos },
  { ".dcm", bsr_image_write_dicos },
};

/* (nullable) */
static Write
writer_of (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_has_suffix (lower, writers[i].ending))
      return writers[i].write;
  return NULL;
}

static gboolean
is_same_file (const char *a, const char *b)
{
  g_autofree char *full_a = g_canonicalize_filename (a, NULL);
  g_autofree char *full_b = g_canonicalize_filename (b, NULL);
  return g_str_equal (full_a, full_b);
}

/* Everything the scanner said goes along as the contract has it: no other format holds all of it. */
static gboolean
write_description (const BsrScan *scan, const char *to, GError **error)
{
  g_autofree char *from = bsr_scan_sidecar_path (scan->path);
  if (!scan->described || is_same_file (from, to))
    return TRUE;
  g_autofree char *json = bsr_scan_to_json (scan);
  return bsr_document_write (to, json, error);
}

/* Both files or none: pixels beside a description that is not theirs would be misread. */
static gboolean
convert (const BsrScan *scan, BsrImage *image, const BsrImageNotes *notes, const char *out,
         GError **error)
{
  g_autofree char *description = bsr_scan_sidecar_path (out);
  if (!scan->described && g_file_test (description, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                   _ ("%s lies there already and would describe this scan, which has no description"),
                   description);
      return FALSE;
    }
  if (!bsr_image_has_counts (image, error) || !writer_of (out) (image, notes, out, error))
    return FALSE;
  if (write_description (scan, description, error))
    return TRUE;
  g_unlink (out);
  return FALSE;
}

/* Analyses the scan, and writes what was found. */
static gboolean
report (const BsrScan *scan, BsrImage *image, const BsrImageNotes *notes, const char *path,
        GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrAnalysis) analysis
      = bsr_analysis_new (scan, image, NULL, NULL, NULL, 0, bsr_console_progress_cb, NULL,
                          cancellable, error);
  bsr_console_progress_end ();
  if (analysis == NULL)
    return FALSE;
  g_autofree char *uid = bsr_dicos_image_uid (image);
  g_autofree BsrDicosReport *found = bsr_finding_report_new (analysis, uid);
  return bsr_dicos_report_save (found, notes, path, error);
}

/* %FALSE: said. */
static gboolean
makes_sense (const BsrCommand *command, const char *file, const char *out, const char *findings)
{
  const char *problem = NULL;
  if (out == NULL && findings == NULL)
    problem = _ ("--out FILE or --findings FILE is missing");
  else if (out != NULL && writer_of (out) == NULL)
    problem = _ ("--out must end in .tiff, .tif, .dcs or .dcm");
  else if (out != NULL && is_same_file (file, out))
    problem = _ ("--out is the scan itself");
  else if (findings != NULL && (is_same_file (file, findings)
                                || (out != NULL && is_same_file (out, findings))))
    problem = _ ("--findings needs a file of its own");
  if (problem != NULL)
    bsr_console_wrong_usage (command->name, "%s", problem);
  return problem == NULL;
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *out = NULL, *findings = NULL;
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_ ("Write the scan as TIFF or DICOS, by the name's ending, with all planes and what is known of it"), "FILE.tiff|FILE.dcs" },
    { "findings", 0, 0, G_OPTION_ARG_FILENAME, &findings, N_ ("Analyse the scan and write its findings as a DICOS threat detection report"), "FILE.dcs" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, 1, &files, &status))
    return status;
  if (!makes_sense (command, files[0], out, findings))
    return BSR_STATUS_USAGE;

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_input_load (files[0], &image, cancellable, &error);
  if (scan == NULL)
    return bsr_console_fail (files[0], error);
  BsrImageNotes notes;
  bsr_scan_make_notes (scan, &notes);
  if (out != NULL && !convert (scan, image, &notes, out, &error))
    return bsr_console_fail (g_error_matches (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED) ? files[0] : out,
                             error);
  if (findings != NULL && !report (scan, image, &notes, findings, cancellable, &error))
    return bsr_console_fail (g_error_matches (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT) ? findings
                                                                                      : files[0],
                             error);
  return BSR_STATUS_DONE;
}

const BsrCommand bsr_command_convert = {
  .name = "convert",
  .usage = "SCAN [--out FILE.tiff|FILE.dcs] [--findings FILE.dcs]",
  .summary = N_ ("Write a scan as TIFF or DICOS, and its findings as a DICOS report"),
  .run = run,
};
