#pragma once

#include "bsr-case-report.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/* Where what came by itself stands. */
typedef enum
{
  BSR_ARRIVAL_LINKED,    /* a case has a scan of the same pixels, however it came there */
  BSR_ARRIVAL_WAITING,   /* in the tray: nobody knows yet whose it is */
  BSR_ARRIVAL_SET_ASIDE, /* belongs to no case, by an officer's word */
} BsrArrivalStanding;

/* A scan that came by itself: taken once, by its content, and put beside its case or into the tray. */
typedef struct
{
  gint64 id;         /* in the store */
  BsrScan *scan;     /* never NULL: its files lie in the vault; id 0: it is no case's */
  GStrv containers;  /* never NULL: numbers read, as written, normalized; of one box or of two */
  char *reason;      /* never NULL: why it waits or was set aside, in one translated sentence; "" when linked */
  BsrArrivalStanding standing;
  GStrv case_ids;    /* never NULL: that it is linked to */
  char *officer;     /* never NULL: who did the last of it: took, linked, set aside, took back */
  GDateTime *taken;  /* never NULL, UTC: when it came */
} BsrArrival;

void bsr_arrival_free (BsrArrival *arrival);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrArrival, bsr_arrival_free)

/**
 * BsrStoreArrivals:
 *
 * What comes by itself: scans from a drop folder, and what other systems report of a container. Each call
 * that changes something is one act, in one transaction.
 */
#define BSR_TYPE_STORE_ARRIVALS (bsr_store_arrivals_get_type ())
G_DECLARE_INTERFACE (BsrStoreArrivals, bsr_store_arrivals, BSR, STORE_ARRIVALS, BsrStore)

struct _BsrStoreArrivalsInterface
{
  GTypeInterface parent;

  gint64 (*take) (BsrStore *, const BsrActor *, const BsrScan *, const char *const *containers,
                  const char *const *case_ids, const char *reason, GError **);
  gboolean (*link) (BsrStore *, const BsrActor *, gint64 id, const char *const *case_ids,
                    gboolean only_waiting, GError **);
  gboolean (*describe) (BsrStore *, const BsrActor *, gint64 id, const BsrScan *,
                        const char *const *containers, const char *reason, GError **);
  gboolean (*set_aside) (BsrStore *, const BsrActor *, gint64 id, const char *reason, GError **);
  gboolean (*take_back) (BsrStore *, const BsrActor *, gint64 id, const char *reason, GError **);
  gboolean (*note_refusal) (BsrStore *, const BsrActor *, const char *name, const char *sha256,
                            const char *reason, GError **);
  GPtrArray *(*list) (BsrStore *, BsrArrivalStanding, int most, GError **);
  GPtrArray *(*list_waiting_of) (BsrStore *, const char *const *containers, GError **);
  int (*count_waiting) (BsrStore *, GError **);
  BsrArrival *(*find) (BsrStore *, const char *sha256, const char *low_sha256, GError **);
  GPtrArray *(*list_cases_of) (BsrStore *, const char *container, GError **);
  gboolean (*add_reports) (BsrStore *, const BsrActor *, const char *const *case_ids,
                           const BsrCaseReport *const *, guint n_reports, GError **);
  GPtrArray *(*list_reports) (BsrStore *, const char *case_id, GError **);
};

/**
 * bsr_store_take_arrival:
 * @scan: its files are copied into the vault; sha256 set: a file that changes is refused (_DAMAGED)
 * @containers: numbers that were read for it; may be empty
 * @case_ids: whose it is: all are linked in the same transaction, each with its own scan; empty: it waits
 * @reason: why it waits, which may not be empty then (_INVALID); "" where it is linked
 *
 * The same content again (both planes) is no second act, wherever it stands and whatever @case_ids say: it
 * answers the same id. So does content that bsr_store_add_scan() put beside one of these cases before:
 * that case is not linked anew; and where it lies beside another case than these, nothing is linked anew: a picture of
 * one container does not become another's by the name of its file. A scan that is taken here and that bsr_store_add_scan() puts beside a case later is
 * linked by that. Act "scan-taken", and "scan-linked" for each case.
 *
 * Returns: the arrival's id; 0 on error
 */
gint64 bsr_store_take_arrival (BsrStore *store, const BsrActor *actor, const BsrScan *scan,
                               const char *const *containers, const char *const *case_ids,
                               const char *reason, GError **error);
/* Links one that waits, or was set aside, to cases, each with a scan of its own that is queued for analysis
 * like any other. Those that it is linked to already are no act; _CONFLICT where others are to be linked and
 * somebody linked it elsewhere meanwhile, saying whereto. _INVALID: there is no such scan, no such case. Act
 * "scan-linked", for each case. */
gboolean bsr_store_link_arrival (BsrStore *store, const BsrActor *actor, gint64 id,
                                 const char *const *case_ids, GError **error);
/* The same for one that nobody touched: _CONFLICT where somebody linked it, wherever to, or set it aside meanwhile. */
gboolean bsr_store_link_waiting_arrival (BsrStore *store, const BsrActor *actor, gint64 id,
                                         const char *const *case_ids, GError **error);
/**
 * bsr_store_describe_arrival:
 * @scan: the same pixels, described; its files are copied into the vault
 * @containers: numbers that are now known of it; may be empty
 * @reason: why it waits since; "": as before
 *
 * Gives one that waits and came without a description the one that came later, as if it had come with it. The same
 * again is no second act, wherever it stands. Act "scan-described".
 *
 * Returns: %FALSE with _CONFLICT where it has another description, or somebody linked it or set it aside meanwhile;
 * _INVALID: other pixels, no such scan
 */
gboolean bsr_store_describe_arrival (BsrStore *store, const BsrActor *actor, gint64 id,
                                     const BsrScan *scan, const char *const *containers,
                                     const char *reason, GError **error);
/* Takes one that waits out of the tray; the reason may not be empty. Where it was set aside already, whatever
 * for, that stands; _CONFLICT where somebody linked it meanwhile, saying whereto. Act "scan-set-aside". */
gboolean bsr_store_set_aside_arrival (BsrStore *store, const BsrActor *actor, gint64 id,
                                      const char *reason, GError **error);
/* Puts one that was set aside back into the tray; with an empty reason, it waits for what it waited for at first.
 * _CONFLICT as above. Act "scan-taken-back". */
gboolean bsr_store_take_back_arrival (BsrStore *store, const BsrActor *actor, gint64 id,
                                      const char *reason, GError **error);
/* Puts into the log that a file was refused, and why. @sha256: of the file; the same file with the same reason
 * again is no second act. Act "file-refused". */
gboolean bsr_store_note_refusal (BsrStore *store, const BsrActor *actor, const char *name,
                                 const char *sha256, const char *reason, GError **error);
/* BsrArrival, the newest first, not more than @most. Paths point into the vault; where that lies in a server's
 * database, bsr_store_find_arrival() brings the files of one of them to this computer. */
GPtrArray *bsr_store_list_arrivals (BsrStore *store, BsrArrivalStanding standing, int most,
                                    GError **error);
/* BsrArrival, the first that came first: all that wait in the tray and one of whose numbers is among @containers
 * (nullable: any), compared as bsr_container_number_normalize() has them. */
GPtrArray *bsr_store_list_waiting_of (BsrStore *store, const char *const *containers,
                                      GError **error);
/* How many wait in the tray; -1 on error. Cheap: it is asked whenever the store changes. */
int bsr_store_count_waiting (BsrStore *store, GError **error);
/* (transfer full) (nullable): by content; %NULL without error when it never came by itself. Its files are there
 * (_DAMAGED). */
BsrArrival *bsr_store_find_arrival (BsrStore *store, const char *sha256, const char *low_sha256,
                                    GError **error);
/* BsrCaseOf: the cases of a container, the newest first (by when they were raised, else by when they came
 * in). */
typedef struct
{
  char *case_id;
  BsrCaseState state;
  gboolean open; /* not yet released, examined, closed or left unexamined */
} BsrCaseOf;
void bsr_case_of_free (BsrCaseOf *case_of);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCaseOf, bsr_case_of_free)
/* @container: as it was read; compared as bsr_container_number_normalize() has it. None is an empty list. */
GPtrArray *bsr_store_list_cases_of (BsrStore *store, const char *container, GError **error);

/* Puts what another system reported on the record of a case. A report that says the same as the last one of its
 * kind, whatever file it is from, is no second act. _INVALID: what it says is no JSON that bsr-json-reader.h reads,
 * no such case. Act "report-taken". */
gboolean bsr_store_add_report (BsrStore *store, const BsrActor *actor, const char *case_id,
                               const BsrCaseReport *report, GError **error);
/**
 * bsr_store_add_reports:
 * @case_ids: as many as @reports: the case of each
 *
 * As bsr_store_add_report() does, one after the other, each under an entry of its own: all of them in one transaction,
 * or none. Durable on return.
 */
gboolean bsr_store_add_reports (BsrStore *store, const BsrActor *actor,
                                const char *const *case_ids, const BsrCaseReport *const *reports,
                                guint n_reports, GError **error);
/* BsrCaseReport, the newest first. */
GPtrArray *bsr_store_list_reports (BsrStore *store, const char *case_id, GError **error);

G_END_DECLS
