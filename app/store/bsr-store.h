#pragma once

#include <gio/gio.h>
#include "bsr-annotation.h"
#include "bsr-audit-head.h"
#include "bsr-audit.h"
#include "bsr-case-state.h"
#include "bsr-case.h"
#include "bsr-checkpoint.h"
#include "bsr-caveat.h"
#include "bsr-contest.h"
#include "bsr-contribution.h"
#include "bsr-decision.h"
#include "bsr-declaration.h"
#include "bsr-downtime.h"
#include "bsr-kept-view.h"
#include "bsr-library.h"
#include "bsr-photograph.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/**
 * BsrStore:
 *
 * The repository of cases. One interface; engines implement it. Each call that changes
 * something is one act: one transaction that also writes its audit entry, durable when it
 * returns. Calls block and may come from any thread; the interface never makes them on the
 * main thread (see BsrDossier). A call that would change nothing (the same content again) is no
 * act: it answers as if it had been done, and the log does not grow. Errors:
 * %BSR_ERROR_ENVIRONMENT (disk, database), %BSR_ERROR_DAMAGED (the store's content),
 * %BSR_ERROR_INVALID (no such case, ...).
 */
#define BSR_TYPE_STORE (bsr_store_get_type ())
G_DECLARE_INTERFACE (BsrStore, bsr_store, BSR, STORE, GObject)

/* Who acts, and where: goes into every audit entry; and on what. */
typedef struct
{
  const char *officer;
  const char *station;
  /* (nullable) (inout): of what the act changes, the version that the actor had before him (see
   * bsr-store-versions.h); _CONFLICT where another one stands. After the act: his own. %NULL: whatever
   * stands is changed. */
  gint64 *version;
} BsrActor;

/* One line of the list of cases. */
typedef struct
{
  char *id, *container;
  char *goods;      /* first item's description, "" when none */
  double risk;      /* NAN: not stated */
  BsrPriority priority;
  GDateTime *cut_off; /* (nullable) */
  BsrCaseState state;
  int n_scans;
  double top_score; /* of the last analysis; NAN: none */
  int n_caveats;    /* in force */
  gboolean queued;  /* a scan of it waits for its analysis, or is being analysed */
  /* (nullable): "officer 9, lane 1", who has the case in hand. Not filled in by the store: see
   * bsr_store_list_claims(). */
  char *holder;
} BsrCaseSummary;

void bsr_case_summary_free (BsrCaseSummary *summary);

/* What an officer made of a finding; see bsr_store_weigh_finding(). */
typedef struct
{
  int finding_id;
  BsrFindingWeight weight;
} BsrWeighedFinding;

/* See bsr-store-watch.h. */
typedef struct _BsrStoreWatch BsrStoreWatch;
typedef void (*BsrStoreChanged) (gpointer data);

/* A case of a consignment with what was seen of it. */
typedef struct
{
  BsrCase *flagged;
  char *analysis; /* its last one, JSON */
} BsrAnalysedCase;

void bsr_analysed_case_free (BsrAnalysedCase *analysed);

/* What leaves the store: see bsr-store-log.h. */
typedef struct _BsrExport BsrExport;

/* What the cases that bsr_store_list_kin() answers have in common. */
typedef enum
{
  BSR_KIN_CONTAINER,  /* the container number */
  BSR_KIN_BILL,       /* the bill of lading */
  BSR_KIN_CONFORMING, /* the heading, found to be as declared */
  BSR_KIN_EMPTY,      /* the size and type code, declared empty and found to be so */
} BsrKinship;

/**
 * bsr_store_open:
 * @url: "sqlite:PATH" or "postgresql://…", as libpq reads it, with a parameter of our own: vault=FOLDER, where scans
 *   lie that are not to lie in the database; %NULL for BASIRA_STORE, else the user's own SQLite store
 *
 * Makes the store when it is missing, migrates it one step at a time when it is older, refuses
 * one that is newer than this program.
 */
BsrStore *bsr_store_open (const char *url, GError **error);
/* (transfer full): the URL that bsr_store_open (NULL) would open. */
char *bsr_store_default_url (void);
/* (transfer full): @url, or whatever else it is, without a server's password: for sentences. */
char *bsr_store_url_to_show (const char *url);

/* What is asked of the list of cases and answered: see bsr-case-query.h. */
typedef struct _BsrCaseQuery BsrCaseQuery;
typedef struct _BsrCasePlace BsrCasePlace;
typedef struct _BsrCasePage BsrCasePage;

struct _BsrStoreInterface
{
  GTypeInterface parent;

  gboolean (*put_cases) (BsrStore *, const BsrActor *, const BsrCase *const *, guint n, GError **);
  gint64 (*add_scan) (BsrStore *, const BsrActor *, const char *case_id, const BsrScan *,
                      GError **);
  gboolean (*save_analysis) (BsrStore *, const BsrActor *, gint64 scan_id, const char *json,
                             GError **);
  gboolean (*put_annotation) (BsrStore *, const BsrActor *, gint64 scan_id, BsrAnnotation *,
                              GError **);
  gboolean (*remove_annotation) (BsrStore *, const BsrActor *, gint64 scan_id, const char *id,
                                 GError **);
  gboolean (*weigh_finding) (BsrStore *, const BsrActor *, gint64 scan_id, int finding_id,
                             BsrFindingWeight, GError **);
  gboolean (*contest_check) (BsrStore *, const BsrActor *, gint64 scan_id, const BsrContest *,
                             GError **);
  gboolean (*record_decision) (BsrStore *, const BsrActor *, const char *case_id,
                               const BsrDecision *, GError **);
  gboolean (*record_outcome) (BsrStore *, const BsrActor *, const char *case_id, const BsrOutcome *,
                              GError **);
  gboolean (*note_view) (BsrStore *, const BsrActor *, const char *case_id, GError **);
  gboolean (*keep_view) (BsrStore *, const BsrActor *, const char *case_id, const char *name,
                         const BsrViewState *, GError **);
  char *(*contribute_load) (BsrStore *, const BsrActor *, gint64 scan_id, const BsrLoadDescriptor *,
                            GError **);
  gboolean (*withdraw_load) (BsrStore *, const BsrActor *, const char *id, const char *reason,
                             GError **);

  const char *(*get_identity) (BsrStore *); /* NULL: there never is one */
  BsrStoreWatch *(*watch) (BsrStore *, BsrStoreChanged, gpointer data); /* NULL: it cannot be watched */
  BsrCasePage *(*find_cases) (BsrStore *, const BsrCaseQuery *, const BsrCasePlace *, gboolean, int,
                              GError **);
  gboolean (*count_cases) (BsrStore *, const BsrCaseQuery *, int, int *, gboolean *, GError **);
  BsrCase *(*get_case) (BsrStore *, const char *case_id, GError **);
  gboolean (*get_state) (BsrStore *, const char *case_id, BsrCaseState *, GError **);
  GPtrArray *(*list_scans) (BsrStore *, const char *case_id, GError **);
  char *(*get_analysis) (BsrStore *, gint64 scan_id, GError **);
  GPtrArray *(*list_annotations) (BsrStore *, gint64 scan_id, GError **);
  GArray *(*list_weights) (BsrStore *, gint64 scan_id, GError **);
  GPtrArray *(*list_contests) (BsrStore *, gint64 scan_id, GError **);
  GPtrArray *(*list_decisions) (BsrStore *, const char *case_id, GError **);
  GPtrArray *(*list_outcomes) (BsrStore *, const char *case_id, GError **);
  GPtrArray *(*list_views) (BsrStore *, const char *case_id, GError **);
  GPtrArray *(*list_conforming) (BsrStore *, const char *heading, const char *but_case, int most,
                                 GError **);
  GPtrArray *(*list_consignment) (BsrStore *, const char *bill_of_lading, int most, GError **);
  GPtrArray *(*list_kin) (BsrStore *, BsrKinship, const char *value, int most, GError **);
  BsrLibrary *(*list_contributions) (BsrStore *, GError **);
  BsrContribution *(*get_contribution) (BsrStore *, const char *sha256, char **id, GError **);
  gboolean (*verify_audit) (BsrStore *, gint64 *n_entries, GError **);

  gboolean (*read_head) (BsrStore *, BsrAuditHead *, GError **);
  GPtrArray *(*list_checkpoints) (BsrStore *, GError **);
  gboolean (*add_checkpoint) (BsrStore *, const BsrActor *, const BsrCheckpoint *, GError **);
  gboolean (*note_scan_view) (BsrStore *, const BsrActor *, gint64 scan_id, const char *where,
                              GError **);
  gboolean (*note_export) (BsrStore *, const BsrActor *, const BsrExport *, GError **);
  gboolean (*note_restore) (BsrStore *, const BsrActor *, const char *from, GError **);
  /* See bsr-store-handling.h. */
  gint64 (*add_photograph) (BsrStore *, const BsrActor *, const char *case_id, const char *path,
                            const char *caption, GError **);
  GPtrArray *(*list_photographs) (BsrStore *, const char *case_id, GError **);
  gboolean (*put_caveat) (BsrStore *, const BsrActor *, const char *case_id, const BsrCaveat *,
                          GError **);
  GPtrArray *(*list_caveats) (BsrStore *, const char *case_id, GError **);
  GPtrArray *(*list_declarations) (BsrStore *, const char *case_id, GError **);
  gint64 (*put_downtime) (BsrStore *, const BsrActor *, const BsrDowntime *, GError **);
  GPtrArray *(*list_downtimes) (BsrStore *, GError **);
};

/* Adds a case, or a new version of its declaration; what was done on it stays. */
gboolean bsr_store_put_case (BsrStore *store, const BsrActor *actor, const BsrCase *flagged,
                             GError **error);
/* The same of several, in their order, each with an entry of its own in the log, in one transaction: all are
 * durable when it returns, or none was put. Not for cases of which the actor names versions. */
gboolean bsr_store_put_cases (BsrStore *store, const BsrActor *actor, GPtrArray *cases,
                              GError **error);
/* Keeps a copy of the scan's files in the store's own vault, named by content, and links it to
 * the case. Returns the scan's id; the same content again for the same case answers the same id
 * and is no second act. 0 on error. */
gint64 bsr_store_add_scan (BsrStore *store, const BsrActor *actor, const char *case_id,
                           const BsrScan *scan, GError **error);
/* @json: basira-analysis/1; all are kept, the last one stands. */
gboolean bsr_store_save_analysis (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                  const char *json, GError **error);
/* Adds the annotation, or a new version of it; every version is kept. One that was removed and is
 * put again is back in its old place. */
gboolean bsr_store_put_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                   BsrAnnotation *annotation, GError **error);
gboolean bsr_store_remove_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                      const char *id, GError **error);
/* @finding_id: of the last analysis (_INVALID otherwise). The weight stands as long as analyses
 * find the same: ids, boxes and scores. */
gboolean bsr_store_weigh_finding (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                  int finding_id, BsrFindingWeight weight, GError **error);
/* Contests a check of the last analysis, or withdraws what was said against it (_INVALID: it has no
 * such check, or the reason is empty). The contest stands as long as analyses say the same of that
 * check: verdict and score. What the analysis says of the whole declaration stays as it is. */
gboolean bsr_store_contest_check (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                  const BsrContest *contest, GError **error);
/* The reason may not be empty. Refused (_INVALID, in one sentence) is what
 * bsr_case_check_decision() refuses: what does not follow from the state of the case, a code that
 * is none of the kind, a waiver without one, and what takes a second officer or a supervisor. */
gboolean bsr_store_decide (BsrStore *store, const BsrActor *actor, const char *case_id,
                           BsrDecisionKind kind, const char *reason, GError **error);
/* The same, with what had been displayed by then, and what of a scan of the case was seen last
 * (_INVALID: of no such scan), which is kept in the same transaction, under an audit entry of its own.
 * Officer and time are the act's own. */
gboolean bsr_store_record_decision (BsrStore *store, const BsrActor *actor, const char *case_id,
                                    const BsrDecision *decision, GError **error);
/* Only for a case that is to be examined or has been (a correction) and is not closed; refused too
 * is what bsr_physical_examination_check() refuses. */
gboolean bsr_store_record_outcome (BsrStore *store, const BsrActor *actor, const char *case_id,
                                   const BsrOutcome *outcome, GError **error);
gboolean bsr_store_note_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                              GError **error);
/* Keeps what the actor sees of a scan of the case (_INVALID: of no such scan): under @name, which may
 * not be empty, or (%NULL) as he leaves it. */
gboolean bsr_store_keep_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                              const char *name, const BsrViewState *state, GError **error);

/**
 * bsr_store_contribute_load:
 * @actor: the supervisor who confirms that the load is what it was declared to be
 * @descriptor: of the scan's load
 *
 * Puts the load into the station's library, under the heading of the Harmonized System that its case
 * is declared under (the chapter, where that is all that its items have in common). Refused
 * (_INVALID): a case whose last outcome is not %BSR_OUTCOME_CONFORMING, or that was declared anew
 * since; a supervisor who examined it or recorded that outcome; goods of several chapters; a load of
 * which nothing is measured; pixels that are in the library already in another way.
 *
 * It stands until it is withdrawn, or until another outcome or declaration of the case is recorded.
 *
 * Returns: (transfer full): the contribution's id; %NULL on error
 */
char *bsr_store_contribute_load (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                 const BsrLoadDescriptor *descriptor, GError **error);
/* Takes a load that stands out again; the reason may not be empty. */
gboolean bsr_store_withdraw_load (BsrStore *store, const BsrActor *actor, const char *id,
                                  const char *reason, GError **error);
/* (transfer full): the loads that stand, each with its supervisor. */
BsrLibrary *bsr_store_list_contributions (BsrStore *store, GError **error);
/* (transfer full) (nullable): how the load of these pixels stands in the library; %NULL without an
 * error when it does not. @sha256: of a scan; @id: (out) (optional) (transfer full): what
 * bsr_store_withdraw_load() takes */
BsrContribution *bsr_store_get_contribution (BsrStore *store, const char *sha256, char **id,
                                             GError **error);

/* (nullable): the name that all acts are done under, whatever officer they name: of who is signed in to the store's
 * server. %NULL where the store lets anybody say who he is: one in a file, or to its owner. */
const char *bsr_store_get_identity (BsrStore *store);
/* The list of cases: bsr_store_find_cases() of bsr-case-query.h. */
BsrCase *bsr_store_get_case (BsrStore *store, const char *case_id, GError **error);
gboolean bsr_store_get_state (BsrStore *store, const char *case_id, BsrCaseState *state,
                              GError **error);
/* BsrScan, oldest first; paths point into the vault. _DAMAGED when a file is not there. */
GPtrArray *bsr_store_list_scans (BsrStore *store, const char *case_id, GError **error);
/* (transfer full) (nullable): the last analysis; NULL without error when there is none. */
char *bsr_store_get_analysis (BsrStore *store, gint64 scan_id, GError **error);
/* BsrAnnotation, in the order they were first made. */
GPtrArray *bsr_store_list_annotations (BsrStore *store, gint64 scan_id, GError **error);
/* BsrWeighedFinding, by id; findings that nobody weighed are left out. */
GArray *bsr_store_list_weights (BsrStore *store, gint64 scan_id, GError **error);
/* BsrContest, the oldest first; those withdrawn are left out. */
GPtrArray *bsr_store_list_contests (BsrStore *store, gint64 scan_id, GError **error);
/* BsrDecision, BsrOutcome, oldest first. */
GPtrArray *bsr_store_list_decisions (BsrStore *store, const char *case_id, GError **error);
GPtrArray *bsr_store_list_outcomes (BsrStore *store, const char *case_id, GError **error);
/* BsrKeptView, oldest first: those with a name, and how each officer left each scan last. Those that
 * this program could not show exactly (a later one wrote them) are left out, of decisions too. */
GPtrArray *bsr_store_list_views (BsrStore *store, const char *case_id, GError **error);
/* The last analysis (char *, JSON) of each case of @heading (see bsr_case_heading()) whose last
 * outcome is %BSR_OUTCOME_CONFORMING, the latest outcome first, not more than @most. Cases without
 * an analysis are left out, and so is @but_case (nullable). */
GPtrArray *bsr_store_list_conforming (BsrStore *store, const char *heading, const char *but_case,
                                      int most, GError **error);
/* BsrAnalysedCase: the cases that are declared under @bill_of_lading, the latest declaration first,
 * not more than @most. Cases without an analysis are left out. */
GPtrArray *bsr_store_list_consignment (BsrStore *store, const char *bill_of_lading, int most,
                                       GError **error);
/* BsrCase: those that have scans and are of @value, what was declared, scanned or found last first, not
 * more than @most. */
GPtrArray *bsr_store_list_kin (BsrStore *store, BsrKinship kinship, const char *value, int most,
                               GError **error);
/* Walks the hash chain and holds each record, each checkpoint, each line of the list of cases, the
 * database's own structure and each file of the vault (reading it through) against it; the error names
 * the first that is broken. What the store alone cannot show: that its last entries were cut off
 * together with their records, or that somebody wrote the whole of it anew; that needs checkpoints
 * that are kept elsewhere, see bsr-deposit.h.
 * @n_entries: (out) (nullable) */
gboolean bsr_store_verify_audit (BsrStore *store, gint64 *n_entries, GError **error);

G_END_DECLS
