#include "bsr-fuzz-documents.h"

#include <string.h>
#include <unistd.h>

#include "bsr-analysis.h"
#include "bsr-case-file.h"
#include "bsr-code-list.h"
#include "bsr-fuzz-reader.h"
#include "bsr-library-file.h"
#include "bsr-scan-file.h"
#include "bsr-view-state.h"

/* Stops the program unless @again, what was read of @json, is there and says the same. */
static void
check_again (gconstpointer again, const GError *error, const char *json, const char *json_again)
{
  if (again == NULL || strcmp (json, json_again) != 0)
    g_error ("written and read again: %s\n%s\n%s", error != NULL ? error->message : "not the same",
             json, json_again != NULL ? json_again : "");
}

#define PATH "/scans/x.tiff"

void
bsr_fuzz_scan (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_from_json (PATH, (const char *) bytes, (gssize) n, &error);
  bsr_fuzz_check (scan, error);
  if (scan == NULL)
    return;
  g_autofree char *json = bsr_scan_to_json (scan);
  g_autoptr (BsrScan) again = bsr_scan_from_json (PATH, json, -1, &error);
  g_autofree char *json_again = again != NULL ? bsr_scan_to_json (again) : NULL;
  check_again (again, error, json, json_again);
}

void
bsr_fuzz_case (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_from_json ((const char *) bytes, (gssize) n, &error);
  bsr_fuzz_check (flagged, error);
  if (flagged == NULL)
    return;
  g_autofree char *json = bsr_case_to_json (flagged);
  g_autoptr (BsrCase) again = bsr_case_from_json (json, -1, &error);
  g_autofree char *json_again = again != NULL ? bsr_case_to_json (again) : NULL;
  check_again (again, error, json, json_again);
}

void
bsr_fuzz_analysis (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAnalysis) analysis
      = bsr_analysis_from_json ((const char *) bytes, (gssize) n, &error);
  bsr_fuzz_check (analysis, error);
  if (analysis == NULL)
    return;
  g_autofree char *json = bsr_analysis_to_json (analysis);
  g_autoptr (BsrAnalysis) again = bsr_analysis_from_json (json, -1, &error);
  g_autofree char *json_again = again != NULL ? bsr_analysis_to_json (again) : NULL;
  check_again (again, error, json, json_again);
}

void
bsr_fuzz_view (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrViewState) state
      = bsr_view_state_from_json ((const char *) bytes, (gssize) n, &error);
  bsr_fuzz_check (state, error);
  if (state == NULL)
    return;
  g_autofree char *json = bsr_view_state_to_json (state);
  g_autoptr (BsrViewState) again = bsr_view_state_from_json (json, -1, &error);
  g_autofree char *json_again = again != NULL ? bsr_view_state_to_json (again) : NULL;
  check_again (again, error, json, json_again);
}

void
bsr_fuzz_codes (const guint8 *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCodeList) list = bsr_code_list_parse ((const char *) bytes, n, &error);
  int n_digits;
  bsr_fuzz_check (list, error);
  if (list != NULL)
    bsr_code_list_describe (list, "520100", "fr", &n_digits);
}

void
bsr_fuzz_library (const guint8 *bytes, gsize n)
{
  int fd = bsr_fuzz_file_new (bytes, n);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrLibrary) library = bsr_library_read (path, &error);
  bsr_fuzz_check (library, error);
  close (fd);
}
