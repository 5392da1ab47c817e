#include "bsr-analysis-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-console.h"
#include "bsr-declared-text.h"
#include "bsr-load-words.h"

/* Findings below the alarm line that are worth a line each. */
#define MAX_FAINT 5

static const char *
verdict_words (BsrVerdict verdict)
{
  switch (verdict)
    {
    case BSR_VERDICT_CONSISTENT:
      return _ ("consistent");
    case BSR_VERDICT_MISMATCH:
      return _ ("MISMATCH");
    case BSR_VERDICT_INCONCLUSIVE:
    default:
      return _ ("inconclusive");
    }
}

static void
append_load (GString *text, const BsrAnalysis *analysis)
{
  const BsrLoad *load = bsr_analysis_load (analysis);
  BsrBox box;
  if (bsr_analysis_container (analysis, &box))
    g_string_append_printf (text, _ ("Container  %d by %d pixels at %d, %d\n"), box.width, box.height,
                            box.x, box.y);
  else
    g_string_append (text, _ ("Container  its outline was not found\n"));

  if (load->empty)
    g_string_append (text, _ ("Load       empty\n"));
  else if (isfinite (load->mass_kg_high))
    g_string_append_printf (text, _ ("Load       about %.0f kg (%.0f to %.0f kg), %.0f %% filled\n"),
                            load->mass_kg, load->mass_kg_low, load->mass_kg_high,
                            100.0 * load->fill_fraction);
  else
    g_string_append_printf (text, _ ("Load       at least %.0f kg, %.0f %% filled\n"),
                            load->mass_kg_low, 100.0 * load->fill_fraction);
  if (!load->penetrated)
    g_string_append_printf (text, _ ("Not seen   %.1f %% of the container: the beam did not get through\n"),
                            100.0 * load->opaque_fraction);
}

static void
append_parts (GString *text, const BsrAnalysis *analysis)
{
  for (int i = 0; i < bsr_analysis_n_regions (analysis); i++)
    {
      g_autofree char *words = bsr_load_region_words (bsr_analysis_region (analysis, i));
      g_string_append_printf (text, _ ("Part       %s\n"), words);
    }
}

static void
append_declared (GString *text, const BsrCase *flagged, const BsrCodeList *codes)
{
  for (guint i = 0; flagged != NULL && i < flagged->items->len; i++)
    {
      g_autofree char *line = bsr_declared_to_text (g_ptr_array_index (flagged->items, i), codes);
      g_autofree char *safe = bsr_console_escape (line);
      g_string_append_printf (text, _ ("Declared   %s\n"), safe);
    }
}

static void
append_manifest (GString *text, const BsrAnalysis *analysis)
{
  if (bsr_analysis_n_checks (analysis) < 0)
    return;
  g_string_append_printf (text, _ ("\nManifest   %s (score %.2f)\n"),
                          verdict_words (bsr_analysis_manifest_verdict (analysis)),
                          bsr_analysis_manifest_score (analysis));
  for (int i = 0; i < bsr_analysis_n_checks (analysis); i++)
    {
      const BsrCheckResult *result = bsr_analysis_check (analysis, i);
      g_autofree char *reason = bsr_console_escape (result->reason);
      g_string_append_printf (text, "  %.2f  %s: %s\n", result->score,
                              verdict_words (result->verdict), reason);
    }
}

static void
append_finding (GString *text, const BsrAnalysis *analysis, int index)
{
  const BsrFinding *finding = bsr_analysis_finding (analysis, index);
  g_autofree char *reason = bsr_console_escape (bsr_analysis_finding_reason (analysis, index));
  g_string_append_printf (text, _ ("  %.2f  #%d at %d, %d (%d by %d): %s\n"), finding->score,
                          bsr_analysis_finding_id (analysis, index), finding->box.x, finding->box.y,
                          finding->box.width, finding->box.height, reason);
}

static void
append_findings (GString *text, const BsrAnalysis *analysis)
{
  int n = bsr_analysis_n_findings (analysis), n_alarms = 0;
  while (n_alarms < n && bsr_analysis_finding (analysis, n_alarms)->score >= BSR_SCORE_ALARM)
    n_alarms++;

  g_string_append_printf (text, _ ("\nFindings   %d above the alarm line, %d below\n"), n_alarms,
                          n - n_alarms);
  int n_shown = MIN (n, n_alarms + MAX_FAINT);
  for (int i = 0; i < n_shown; i++)
    append_finding (text, analysis, i);
  if (n_shown < n)
    g_string_append_printf (text, _ ("  and %d fainter ones\n"), n - n_shown);
}

char *
bsr_analysis_to_text (const BsrAnalysis *analysis, const BsrScan *scan, const BsrCase *flagged,
                      const BsrCodeList *codes)
{
  g_return_val_if_fail (analysis != NULL && scan != NULL, NULL);

  GString *text = g_string_new (NULL);
  g_autofree char *name = bsr_console_escape (scan->name);
  g_string_append_printf (text, _ ("Scan       %s\n"), name);
  append_load (text, analysis);
  append_parts (text, analysis);
  append_declared (text, flagged, codes);
  append_manifest (text, analysis);
  append_findings (text, analysis);
  g_string_append_printf (text, _ ("\nBasira %s, %.0f ms\n"), bsr_analysis_engine_version (analysis),
                          bsr_analysis_elapsed_ms (analysis));
  return g_string_free (text, FALSE);
}
