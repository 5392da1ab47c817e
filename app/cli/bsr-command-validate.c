#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "bsr-analysis.h"
#include "bsr-case-file.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-container-number.h"
#include "bsr-csv-memory.h"
#include "bsr-error.h"
#include "bsr-file-load.h"
#include "bsr-intake-result.h"
#include "bsr-json-reader.h"
#include "bsr-manifest-intake.h"
#include "bsr-raw-file.h"
#include "bsr-scan-file.h"
#include "bsr-scan-input.h"

/* What a case may say that its format allows and that is wrong all the same. */
static void
warn_of_case (const char *file, const BsrCase *flagged)
{
  int digit;
  if (bsr_container_number_check (flagged->container, &digit) != BSR_CONTAINER_NUMBER_CHECK_DIGIT)
    return;
  g_autofree char *warning = g_strdup_printf (
      _ ("container: the check digit of %s would be %d"), flagged->container, digit);
  bsr_console_warn (file, warning);
}

static gboolean
check_case (const char *file, const char *json, gssize length, GError **error)
{
  g_autoptr (BsrCase) flagged = bsr_case_from_json (json, length, error);
  if (flagged != NULL)
    warn_of_case (file, flagged);
  return flagged != NULL;
}

static gboolean
check_scan (const char *file, const char *json, gssize length, GError **error)
{
  g_autoptr (BsrScan) scan = bsr_scan_from_json (file, json, length, error);
  return scan != NULL;
}

static gboolean
check_analysis (const char *file, const char *json, gssize length, GError **error)
{
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_from_json (json, length, error);
  return analysis != NULL;
}

/* A document by what its "format" begins with. */
static const struct
{
  const char *name;
  gboolean (*check) (const char *file, const char *json, gssize length, GError **error);
} documents[] = {
  { "basira-scan/", check_scan },
  { "basira-case/", check_case },
  { "basira-analysis/", check_analysis },
};

/* A document, by its name or by how it begins; all else is taken for the pixels of a scan, and so
 * is the description of raw planes. */
static gboolean
is_document (const char *file)
{
  g_autofree char *lower = g_ascii_strdown (file, -1);
  if (g_str_has_suffix (lower, ".json"))
    return !g_str_has_suffix (lower, BSR_RAW_FILE_SUFFIX);
  char beginning[64] = "";
  int fd = open (file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd >= 0)
    {
      if (read (fd, beginning, sizeof beginning - 1) < 0)
        beginning[0] = '\0';
      close (fd);
    }
  return beginning[strspn (beginning, " \t\r\n")] == '{';
}

/* (transfer full): "basira-case/1" */
static char *
validate_document (const char *file, GError **error)
{
  gsize length;
  g_autofree char *json = bsr_json_load_file (file, &length, error);
  if (json == NULL)
    return NULL;
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, (gssize) length, error);
  if (reader == NULL)
    return NULL;
  g_autofree char *format = bsr_json_reader_string (reader, "format", TRUE);
  if (!bsr_json_reader_finish (reader, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    if (g_str_has_prefix (format, documents[i].name))
      return documents[i].check (file, json, (gssize) length, error) ? g_steal_pointer (&format)
                                                                      : NULL;
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
               _ ("format: must be basira-scan/1, basira-case/1 or basira-analysis/1, is \"%s\""),
               format);
  return NULL;
}

/* (transfer full): "scan of 2 planes, 670 by 678 pixels" */
static char *
validate_scan (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_input_load (file, &image, cancellable, error);
  if (scan == NULL)
    return NULL;
  g_autoptr (GError) no_counts = NULL;
  if (!bsr_image_has_counts (image, &no_counts))
    {
      bsr_console_warn (file, no_counts->message);
      return g_strdup_printf (_ ("picture in colours, %d by %d pixels"), bsr_image_width (image),
                              bsr_image_height (image));
    }
  return g_strdup_printf (_ ("scan, %d by %d pixels, planes: %d"), bsr_image_width (image),
                          bsr_image_height (image), bsr_image_n_planes (image));
}

/* As importing it would read it: a table by @mapping (nullable), or by what was said of such a one
 * before. */
static BsrManifest *
read_manifest (const char *file, BsrManifestKind kind, const BsrCsvMapping *mapping,
               GCancellable *cancellable, GError **error)
{
  gsize n;
  g_autofree char *bytes = bsr_file_load (file, BSR_MANIFEST_MOST_BYTES, &n, error);
  if (bytes == NULL)
    return NULL;
  g_autoptr (BsrCsvMapping) recalled = NULL;
  g_autoptr (GError) forgotten = NULL;
  if (kind == BSR_MANIFEST_CSV && mapping == NULL)
    {
      g_autofree char *folder = bsr_csv_mapping_folder ();
      mapping = recalled = bsr_csv_recall (bytes, n, folder, &forgotten);
    }
  if (forgotten != NULL)
    bsr_console_warn (file, forgotten->message);
  return bsr_manifest_read (bytes, n, mapping, cancellable, error);
}

/* (transfer full): "CUSCAR D.95B, cases: 2, stowages: 0, measurements: 0, remarks: 1"; each remark is
 * a warning. */
static char *
validate_manifest (const char *file, BsrManifestKind kind, const BsrCsvMapping *mapping,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrManifest) manifest = read_manifest (file, kind, mapping, cancellable, error);
  if (manifest == NULL)
    return NULL;
  for (guint i = 0; i < manifest->remarks->len; i++)
    {
      const BsrIntakeRemark remark = { .remark = manifest->remarks->pdata[i] };
      g_autofree char *words = bsr_intake_remark_to_string (&remark);
      bsr_console_warn (file, words);
    }
  return g_strdup_printf (_ ("%s, cases: %u, stowages: %u, measurements: %u, remarks: %u"),
                          manifest->dialect, manifest->cases->len, manifest->stowages->len,
                          manifest->radiations->len, manifest->remarks->len);
}

static BsrStatus
validate (const char *file, const BsrCsvMapping *mapping, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  BsrManifestKind kind;
  if (is_document (file))
    what = validate_document (file, &error);
  else if (bsr_manifest_intake_probe (file, &kind))
    what = validate_manifest (file, kind, mapping, cancellable, &error);
  else
    what = validate_scan (file, cancellable, &error);
  if (what == NULL)
    return bsr_console_fail (file, error);
  g_autofree char *line = g_strdup_printf (_ ("%s: valid: %s"), file, what);
  g_autofree char *safe = bsr_console_escape (line);
  g_autofree char *text = g_strconcat (safe, "\n", NULL);
  return bsr_console_print (text);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *mapping_file = NULL;
  const GOptionEntry entries[] = {
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &mapping_file,
      N_ ("What the columns of tables mean (basira-csv-mapping/1)"), "FILE" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, -1, &files, &status))
    return status;

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCsvMapping) mapping = NULL;
  if (mapping_file != NULL && (mapping = bsr_csv_mapping_read (mapping_file, &error)) == NULL)
    return bsr_console_fail (mapping_file, error);
  status = BSR_STATUS_DONE;
  for (int i = 0; files[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++)
    status = bsr_status_worse (status, validate (files[i], mapping, cancellable));
  return status;
}

const BsrCommand bsr_command_validate = {
  .name = "validate",
  .usage = "FILE… [--mapping FILE]",
  .summary = N_ ("Check scan, case and analysis files, the pixels of scans and files of other systems"),
  .run = run,
};
