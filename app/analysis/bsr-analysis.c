#include "bsr-analysis.h"

#include <math.h>

#include "bsr-analysis-private.h"
#include "bsr-checks.h"
#include "bsr-file-hash.h"
#include "bsr-manifest-score.h"
#include "bsr-reason.h"
#include "bsr-remark.h"
#include "bsr-simd.h"
#include "bsr-thread-team.h"

G_DEFINE_BOXED_TYPE (BsrAnalysis, bsr_analysis, bsr_analysis_ref, bsr_analysis_unref)

static void
stage_clear (gpointer data)
{
  BsrStageTime *stage = data;
  g_free (stage->name);
}

BsrAnalysis *
bsr_analysis_new_blank (void)
{
  BsrAnalysis *analysis = g_new0 (BsrAnalysis, 1);
  g_atomic_ref_count_init (&analysis->refs);
  analysis->findings = g_array_new (FALSE, TRUE, sizeof (BsrFinding));
  analysis->regions = g_array_new (FALSE, TRUE, sizeof (BsrLoadRegion));
  analysis->whole.descriptor = bsr_load_descriptor_blank ();
  analysis->reasons = g_ptr_array_new_with_free_func (g_free);
  analysis->remarks = g_new0 (char *, 1);
  analysis->stages = g_array_new (FALSE, TRUE, sizeof (BsrStageTime));
  g_array_set_clear_func (analysis->stages, stage_clear);
  return analysis;
}

void
bsr_analysis_add_stage (BsrAnalysis *analysis, const char *name, double elapsed_ms)
{
  g_return_if_fail (analysis != NULL && name != NULL);

  BsrStageTime stage = { .name = g_strdup (name), .elapsed_ms = elapsed_ms };
  g_array_append_val (analysis->stages, stage);
}

static void
take_findings (BsrAnalysis *analysis, const BsrInspection *inspection)
{
  int n_findings;
  const BsrFinding *findings = bsr_inspection_findings (inspection, &n_findings);
  g_array_append_vals (analysis->findings, findings, (guint) n_findings);
  for (int i = 0; i < n_findings; i++)
    g_ptr_array_add (analysis->reasons, bsr_reason_of_finding (&findings[i]));
}

static void
take_stages (BsrAnalysis *analysis, const BsrInspection *inspection)
{
  for (int i = 0; i < bsr_inspection_stage_count (inspection); i++)
    {
      double elapsed_ms;
      const char *name = bsr_inspection_stage (inspection, i, &elapsed_ms);
      bsr_analysis_add_stage (analysis, name, elapsed_ms);
    }
}

static void
check_manifest (BsrAnalysis *analysis, const BsrScan *scan, const BsrCase *flagged,
                const BsrKnownGoods *goods)
{
  g_autoptr (BsrKnownGoods) table = goods == NULL ? bsr_known_goods_new (NULL, NULL, NULL) : NULL;
  const BsrCheckInput input = {
    .flagged = flagged,
    .scan = scan,
    .load = &analysis->load,
    .whole = analysis->whole.mass_kg > 0.0 ? &analysis->whole : NULL,
    .regions = (const BsrLoadRegion *) analysis->regions->data,
    .n_regions = bsr_analysis_n_regions (analysis),
    .findings = (const BsrFinding *) analysis->findings->data,
    .n_findings = bsr_analysis_n_findings (analysis),
    .goods = goods != NULL ? goods : table,
    .container = analysis->container,
    .container_found = analysis->container_found,
  };
  analysis->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_check_result_free);
  for (int i = 0; bsr_checks[i] != NULL; i++)
    {
      BsrCheckResult *result = bsr_checks[i]->run (&input);
      if (result != NULL)
        g_ptr_array_add (analysis->checks, result);
    }
  analysis->manifest_score = bsr_manifest_score (analysis->checks, &analysis->manifest_verdict);
}

/* What computed the radiograph: a name for logs, not a sentence. */
static char *
backend_of (BsrRadiograph *radiograph)
{
  const BsrAcceleration *acceleration = bsr_radiograph_acceleration (radiograph);
  const char *level = bsr_simd_level_name (bsr_simd_level ());
  if (acceleration->device != NULL)
    return g_strdup_printf ("opencl %s", acceleration->device);
  if (acceleration->problem != NULL)
    return g_strdup_printf ("cpu %s (opencl given up: %s)", level, acceleration->problem);
  return g_strdup_printf ("cpu %s", level);
}

BsrAnalysis *
bsr_analysis_new (const BsrScan *scan, BsrImage *image, const BsrCase *flagged,
                  const BsrReference *reference, const BsrKnownGoods *goods, int n_threads, BsrProgress progress,
                  gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (scan != NULL && image != NULL, NULL);

  gint64 began = g_get_monotonic_time ();
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_new_blank ();
  analysis->sha256 =
      scan->sha256 ? g_strdup (scan->sha256) : bsr_file_sha256 (scan->path, cancellable, error);
  if (analysis->sha256 == NULL)
    return NULL;
  analysis->inspection = bsr_inspection_run (image, &scan->acquisition, reference, n_threads,
                                             progress, progress_data, cancellable, error);
  if (analysis->inspection == NULL)
    return NULL;

  analysis->file = g_strdup (scan->name);
  analysis->width = bsr_image_width (image);
  analysis->height = bsr_image_height (image);
  analysis->n_planes = bsr_image_n_planes (image);
  analysis->container_found = bsr_inspection_container (analysis->inspection, &analysis->container);
  analysis->load = *bsr_inspection_load (analysis->inspection);
  int n_regions;
  const BsrLoadRegion *regions = bsr_inspection_regions (analysis->inspection, &n_regions);
  g_array_append_vals (analysis->regions, regions, (guint) n_regions);
  analysis->whole = *bsr_inspection_whole (analysis->inspection);
  analysis->profile = bsr_inspection_profile (analysis->inspection);
  analysis->has_profile = TRUE;
  analysis->n_reference_loads = bsr_inspection_n_reference_loads (analysis->inspection);
  take_findings (analysis, analysis->inspection);
  take_stages (analysis, analysis->inspection);
  g_strfreev (analysis->remarks);
  analysis->remarks = bsr_remarks_of_inspection (scan, analysis->inspection);
  if (flagged != NULL)
    check_manifest (analysis, scan, flagged, goods);
  analysis->engine_version = g_strdup (BSR_VERSION);
  analysis->backend = backend_of (bsr_inspection_radiograph (analysis->inspection));
  analysis->n_threads = bsr_thread_team_size (n_threads);
  analysis->elapsed_ms = (double) (g_get_monotonic_time () - began) / 1000.0;
  return g_steal_pointer (&analysis);
}

BsrAnalysis *
bsr_analysis_ref (BsrAnalysis *analysis)
{
  g_return_val_if_fail (analysis != NULL, NULL);
  g_atomic_ref_count_inc (&analysis->refs);
  return analysis;
}

void
bsr_analysis_unref (BsrAnalysis *analysis)
{
  g_return_if_fail (analysis != NULL);
  if (!g_atomic_ref_count_dec (&analysis->refs))
    return;

  g_free (analysis->file);
  g_free (analysis->sha256);
  g_clear_pointer (&analysis->inspection, bsr_inspection_unref);
  g_array_unref (analysis->findings);
  g_array_unref (analysis->regions);
  g_ptr_array_unref (analysis->reasons);
  g_strfreev (analysis->remarks);
  g_clear_pointer (&analysis->checks, g_ptr_array_unref);
  g_free (analysis->engine_version);
  g_free (analysis->backend);
  g_array_unref (analysis->stages);
  g_free (analysis);
}

BsrInspection *
bsr_analysis_inspection (const BsrAnalysis *analysis)
{
  return analysis->inspection;
}

int
bsr_analysis_n_findings (const BsrAnalysis *analysis)
{
  return (int) analysis->findings->len;
}

const BsrFinding *
bsr_analysis_finding (const BsrAnalysis *analysis, int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_analysis_n_findings (analysis), NULL);
  return &g_array_index (analysis->findings, BsrFinding, index);
}

int
bsr_analysis_finding_id (const BsrAnalysis *analysis, int index)
{
  return index + 1;
}

const char *
bsr_analysis_finding_reason (const BsrAnalysis *analysis, int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_analysis_n_findings (analysis), NULL);
  return g_ptr_array_index (analysis->reasons, index);
}

gboolean
bsr_analysis_container (const BsrAnalysis *analysis, BsrBox *box)
{
  *box = analysis->container;
  return analysis->container_found;
}

const BsrLoad *
bsr_analysis_load (const BsrAnalysis *analysis)
{
  return &analysis->load;
}

int
bsr_analysis_n_regions (const BsrAnalysis *analysis)
{
  return (int) analysis->regions->len;
}

const BsrLoadRegion *
bsr_analysis_region (const BsrAnalysis *analysis, int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_analysis_n_regions (analysis), NULL);
  return &g_array_index (analysis->regions, BsrLoadRegion, index);
}

const BsrLoadRegion *
bsr_analysis_whole (const BsrAnalysis *analysis)
{
  return &analysis->whole;
}

gboolean
bsr_analysis_profile (const BsrAnalysis *analysis, BsrLoadProfile *profile)
{
  *profile = analysis->profile;
  return analysis->has_profile;
}

const char *
bsr_analysis_sha256 (const BsrAnalysis *analysis)
{
  return analysis->sha256;
}

int
bsr_analysis_n_reference_loads (const BsrAnalysis *analysis)
{
  return analysis->n_reference_loads;
}

const char *const *
bsr_analysis_remarks (const BsrAnalysis *analysis)
{
  return (const char *const *) analysis->remarks;
}

int
bsr_analysis_n_checks (const BsrAnalysis *analysis)
{
  return analysis->checks != NULL ? (int) analysis->checks->len : -1;
}

const BsrCheckResult *
bsr_analysis_check (const BsrAnalysis *analysis, int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_analysis_n_checks (analysis), NULL);
  return g_ptr_array_index (analysis->checks, index);
}

double
bsr_analysis_manifest_score (const BsrAnalysis *analysis)
{
  return analysis->manifest_score;
}

BsrVerdict
bsr_analysis_manifest_verdict (const BsrAnalysis *analysis)
{
  return analysis->manifest_verdict;
}

const char *
bsr_analysis_engine_version (const BsrAnalysis *analysis)
{
  return analysis->engine_version;
}

double
bsr_analysis_elapsed_ms (const BsrAnalysis *analysis)
{
  return analysis->elapsed_ms;
}
