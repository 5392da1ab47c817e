#pragma once

#include <gio/gio.h>
#include "bsr-analysis.h"
#include "bsr-right.h"
#include "bsr-store-claims.h"
#include "bsr-store-jobs.h"

G_BEGIN_DECLS

/**
 * BsrDossier:
 *
 * The document: one open case with its scan, analysis, annotations, decisions and outcome. Lives
 * on the main thread. Each change is shown at once and saved by a worker, one act after the
 * other; nothing needs to be pressed. When an act cannot be saved the change is taken back,
 * together with those that were made after it before that was known, and #BsrDossier::failed
 * tells why. The dossier lives until its acts are saved.
 *
 * How the officer looks at the scan (bsr_dossier_change_look()) is in the same order of undo as
 * what he does to it, so that the last thing he did is the first that is taken back. It is no act.
 *
 * Properties (notify): "state" (int, BsrCaseState), "can-undo", "can-redo", "undo-label",
 * "redo-label" (strings, translated: "Add rectangle"; NULL when there is none), "saving"
 * (boolean), "scan-index" (int).
 * Signals: "failed" (GError*), "record-changed" (decisions, outcomes, caveats, photographs, how loads
 * stand in the library), "weights-changed", "contests-changed", "library-changed" (what stands in the
 * station's library is another now that an act has been saved), "look-restored" (const BsrLook*: undo or
 * redo wants the current scan to be shown so), "claim-changed" (bsr_dossier_held() or
 * bsr_dossier_claim() say something else).
 */
#define BSR_TYPE_DOSSIER (bsr_dossier_get_type ())
G_DECLARE_FINAL_TYPE (BsrDossier, bsr_dossier, BSR, DOSSIER, GObject)

/* Claims the case unless somebody else has it, notes the view in the log and reads the whole case, in a
 * worker; no pixels. */
void bsr_dossier_open_async (BsrStore *store, const BsrActor *actor, const char *case_id,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
BsrDossier *bsr_dossier_open_finish (GAsyncResult *result, GError **error);

/* Whether the officer has the case in hand. While he has not it is for looking only: what would change it
 * fails with a sentence that says who has it. How he looks at it, views that he saves, and analyses are
 * kept all the same. */
gboolean bsr_dossier_held (BsrDossier *dossier);
/* (nullable) (transfer none): the claim that lives on the case; %NULL: nobody's. */
const BsrCaseClaim *bsr_dossier_claim (BsrDossier *dossier);
/* Takes the case from the officer who has it, in a worker; @reason: in words, at least one. What the other did
 * meanwhile is seen when the case is opened anew. */
void bsr_dossier_take_over_async (BsrDossier *dossier, const char *reason,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean bsr_dossier_take_over_finish (BsrDossier *dossier, GAsyncResult *result, GError **error);
/* The officer leaves the case: the claim is not renewed any more, and (@give_back) ends after the acts so
 * far. Not given back where another dossier of the same case follows. */
void bsr_dossier_leave (BsrDossier *dossier, gboolean give_back);

BsrCase *bsr_dossier_case (BsrDossier *dossier);
BsrCaseState bsr_dossier_state (BsrDossier *dossier);
int bsr_dossier_n_scans (BsrDossier *dossier);
BsrScan *bsr_dossier_scan (BsrDossier *dossier, int index);
/* The scan that annotations and findings speak of: the last one at first. -1: none. */
int bsr_dossier_scan_index (BsrDossier *dossier);
void bsr_dossier_set_scan_index (BsrDossier *dossier, int index);

/* Whether the officer may do such things; at an open desk he may do all. @reason: (out) (optional)
 * (transfer none): one sentence of why not, without a full stop */
gboolean bsr_dossier_may (BsrDossier *dossier, BsrRight right, const char **reason);

/* (nullable) (transfer none): who has signed in, in whose name alone he acts; %NULL at an open desk. */
const char *bsr_dossier_signed_in (BsrDossier *dossier);

/* (nullable): of the current scan. */
BsrAnalysis *bsr_dossier_analysis (BsrDossier *dossier);
/* Of the current scan. Saved unless it says the same as the one before; one that says something
 * else opens all findings again, and drops the contests of checks of which it does. */
void bsr_dossier_set_analysis (BsrDossier *dossier, BsrAnalysis *analysis);
/* The same of a scan whose job was taken: always saved, and the job is done. @job: (transfer full) */
void bsr_dossier_finish_job (BsrDossier *dossier, BsrAnalysis *analysis, BsrJob *job);

/* (transfer none): BsrAnnotation of the current scan, in the order they were made. The same model
 * whichever scan is the current one. */
GListModel *bsr_dossier_annotations (BsrDossier *dossier);
/* Each is one step of undo. */
void bsr_dossier_add_annotation (BsrDossier *dossier, BsrAnnotation *annotation);
/* @changed has the id of an annotation that is there. */
void bsr_dossier_change_annotation (BsrDossier *dossier, BsrAnnotation *changed);
void bsr_dossier_remove_annotation (BsrDossier *dossier, const char *id);
BsrFindingWeight bsr_dossier_weight (BsrDossier *dossier, int finding_id);
void bsr_dossier_weigh_finding (BsrDossier *dossier, int finding_id, BsrFindingWeight weight);
/* (nullable) (transfer none): what stands against that check of the last analysis. */
const BsrContest *bsr_dossier_contest (BsrDossier *dossier, const char *check, int item);
/* @reason: (nullable): %NULL withdraws what stands; one without words fails as an act does. */
void bsr_dossier_contest_check (BsrDossier *dossier, const char *check, int item,
                                const char *reason);
/* Both go to the scan that the step was on; nothing happens when there is no step. */
void bsr_dossier_undo (BsrDossier *dossier);
void bsr_dossier_redo (BsrDossier *dossier);

/* How many steps can be undone. */
guint bsr_dossier_n_steps (BsrDossier *dossier);

/* Decisions and outcomes cannot be undone: a later one supersedes. */
void bsr_dossier_decide (BsrDossier *dossier, BsrDecisionKind kind, const char *reason);
/* The same, having had @viewing (nullable) on the screen. */
void bsr_dossier_decide_on_viewing (BsrDossier *dossier, BsrDecisionKind kind, const char *reason,
                                    const BsrViewing *viewing);
/* The same with a reason code (nullable). @officer: who decides, where it is not the one at the desk
 * (%NULL): a supervisor who closes or reopens the case. */
void bsr_dossier_decide_with_code (BsrDossier *dossier, BsrDecisionKind kind, const char *code,
                                   const char *reason, const BsrViewing *viewing,
                                   const char *officer);
/* Whether that may be decided as the case stands now; otherwise one sentence to the officer: what
 * the store would refuse, see bsr_case_check_decision(). */
gboolean bsr_dossier_check_decision (BsrDossier *dossier, BsrDecisionKind kind, const char *code,
                                     const char *officer, GError **error);
/* Whoever is at the desk. */
const char *bsr_dossier_officer (BsrDossier *dossier);
void bsr_dossier_record_outcome (BsrDossier *dossier, const BsrOutcome *outcome);
/* (transfer none): BsrDecision / BsrOutcome, oldest first. */
GPtrArray *bsr_dossier_decisions (BsrDossier *dossier);
GPtrArray *bsr_dossier_outcomes (BsrDossier *dossier);

/* How the case must be handled: puts a caveat, with words (may be ""), or lifts it. Cannot be
 * undone: a later one supersedes. */
void bsr_dossier_put_caveat (BsrDossier *dossier, const char *kind, gboolean in_force,
                             const char *text);
/* (transfer none): BsrCaveat, oldest first; see bsr_caveats_in_force(). */
GPtrArray *bsr_dossier_caveats (BsrDossier *dossier);
/* Takes the file at @path on the record of the case; it is among the photographs, with a
 * "record-changed", when it has been saved. Cannot be undone. */
void bsr_dossier_add_photograph (BsrDossier *dossier, const char *path, const char *caption);
/* (transfer none): BsrPhotograph, oldest first. */
GPtrArray *bsr_dossier_photographs (BsrDossier *dossier);
/* (transfer none): BsrDeclaration, oldest first. */
GPtrArray *bsr_dossier_declarations (BsrDossier *dossier);
/* (transfer none): BsrReported, newest first: what other systems reported of the case until it was opened. */
GPtrArray *bsr_dossier_reports (BsrDossier *dossier);

/* The officer has changed the look of the current scan: one step of undo, or, where he turns the same
 * knob on and it @continues, one with the last step. */
void bsr_dossier_change_look (BsrDossier *dossier, const BsrLook *before, const BsrLook *after,
                              gboolean continues);
/* The officer has the picture of a scan of the store before him (0: of none, and nothing happens), of
 * this case or of another beside it: an entry of the log. @where: a constant: "window", "comparison" */
void bsr_dossier_look_at (BsrDossier *dossier, gint64 scan_id, const char *where);
/* What the officer sees now: kept with the next decision. @seen: (nullable): no scan */
void bsr_dossier_note_view (BsrDossier *dossier, const BsrViewState *seen);
/* Keeps a view as @name or (%NULL) as the officer leaves it. Cannot be undone. Nothing happens where he
 * left it so the last time. */
void bsr_dossier_keep_view (BsrDossier *dossier, const char *name, const BsrViewState *state);
/* (transfer none): BsrKeptView, oldest first; of all officers. */
GPtrArray *bsr_dossier_views (BsrDossier *dossier);
/* (nullable) (transfer none): how this officer left the scan with that hash (nullable). */
const BsrViewState *bsr_dossier_left_view (BsrDossier *dossier, const char *scan);

/* (nullable) (transfer none): how the current scan's load stands in the station's library. */
const BsrContribution *bsr_dossier_contribution (BsrDossier *dossier);
/* @supervisor confirms that the current scan's load, as it was analysed last, is what such goods look
 * like. Cannot be undone, only withdrawn; the store refuses what bsr_store_contribute_load() says.
 * Another outcome ends it. Nothing happens when it stands already. */
void bsr_dossier_contribute_load (BsrDossier *dossier, const char *supervisor);
/* Nothing happens when it does not stand. */
void bsr_dossier_withdraw_load (BsrDossier *dossier, const char *reason);

/* Done when every act so far is saved, or has failed: _finish answers the first failure. */
void bsr_dossier_flush_async (BsrDossier *dossier, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean bsr_dossier_flush_finish (BsrDossier *dossier, GAsyncResult *result, GError **error);

G_END_DECLS
