#pragma once

#include <gio/gio.h>
#include "bsr-case.h"
#include "bsr-check.h"
#include "bsr-inspection.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/**
 * BsrAnalysis:
 *
 * What the program says of one scan, with or without a manifest: basira-analysis/1. Immutable,
 * reference-counted. Can be read back from the store without the pixels.
 */
typedef struct _BsrAnalysis BsrAnalysis;

#define BSR_TYPE_ANALYSIS (bsr_analysis_get_type ())
GType bsr_analysis_get_type (void);

/**
 * bsr_analysis_new:
 * @flagged: (nullable): the declaration, for the manifest checks
 * @reference: (nullable): earlier loads of the declaration's heading
 * @goods: (nullable): how goods look; what the table of headings says where %NULL
 *
 * Runs everything; blocks. bsr_analysis_inspection() of the result has the radiograph, for a
 * viewer.
 */
BsrAnalysis *bsr_analysis_new (const BsrScan *scan, BsrImage *image, const BsrCase *flagged,
                               const BsrReference *reference, const BsrKnownGoods *goods,
                               int n_threads, BsrProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

/* The same off the main thread; @progress is called on the caller's main context, coalesced. */
void bsr_analysis_new_async (BsrScan *scan, BsrImage *image, BsrCase *flagged,
                             BsrReference *reference, BsrKnownGoods *goods, int n_threads, BsrProgress progress,
                             gpointer progress_data, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
BsrAnalysis *bsr_analysis_new_finish (GAsyncResult *result, GError **error);

BsrAnalysis *bsr_analysis_ref (BsrAnalysis *analysis);
void bsr_analysis_unref (BsrAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrAnalysis, bsr_analysis_unref)

/* (transfer full): the document of analysis.schema.json. */
char *bsr_analysis_to_json (const BsrAnalysis *analysis);
BsrAnalysis *bsr_analysis_from_json (const char *json, gssize length, GError **error);

/* (nullable) (transfer none): NULL when read back from JSON. */
BsrInspection *bsr_analysis_inspection (const BsrAnalysis *analysis);

int bsr_analysis_n_findings (const BsrAnalysis *analysis);
const BsrFinding *bsr_analysis_finding (const BsrAnalysis *analysis, int index);
/* The id of finding @index in the document: index + 1. */
int bsr_analysis_finding_id (const BsrAnalysis *analysis, int index);
/* (transfer none): one sentence with numbers, translated when the analysis was made. */
const char *bsr_analysis_finding_reason (const BsrAnalysis *analysis, int index);

gboolean bsr_analysis_container (const BsrAnalysis *analysis, BsrBox *box);
const BsrLoad *bsr_analysis_load (const BsrAnalysis *analysis);
/* Coherent parts of the load, from left to right. */
int bsr_analysis_n_regions (const BsrAnalysis *analysis);
const BsrLoadRegion *bsr_analysis_region (const BsrAnalysis *analysis, int index);
/* (transfer none): the first container's as one part: its descriptor is what a reference library
 * keeps, and all of it that is known when read back from JSON. */
const BsrLoadRegion *bsr_analysis_whole (const BsrAnalysis *analysis);
/* What the load looks like by height, for references of later loads. %FALSE when read back from a
 * document that does not say so. */
gboolean bsr_analysis_profile (const BsrAnalysis *analysis, BsrLoadProfile *profile);
/* (transfer none): of the scan's pixels: 64 hex digits. */
const char *bsr_analysis_sha256 (const BsrAnalysis *analysis);
/* Earlier loads that this one was held against; 0: none. */
int bsr_analysis_n_reference_loads (const BsrAnalysis *analysis);
/* Sentences on what could not be judged or was assumed (opaque share, estimated air, assumed
 * pitch or spectrum): (transfer none), NULL-terminated. Not in the JSON: on standard error. */
const char *const *bsr_analysis_remarks (const BsrAnalysis *analysis);

/* -1 without a manifest. */
int bsr_analysis_n_checks (const BsrAnalysis *analysis);
const BsrCheckResult *bsr_analysis_check (const BsrAnalysis *analysis, int index);
double bsr_analysis_manifest_score (const BsrAnalysis *analysis);
BsrVerdict bsr_analysis_manifest_verdict (const BsrAnalysis *analysis);
const char *bsr_analysis_engine_version (const BsrAnalysis *analysis);
double bsr_analysis_elapsed_ms (const BsrAnalysis *analysis);

G_END_DECLS
