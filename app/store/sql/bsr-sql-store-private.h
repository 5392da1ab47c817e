#pragma once

#include "bsr-act.h"
#include "bsr-sql-store.h"
#include "bsr-sql.h"
#include "bsr-store-log.h"
#include "bsr-vault.h"

G_BEGIN_DECLS

struct _BsrSqlStore
{
  GObject parent_instance;
  BsrSql *sql;
  BsrVault *vault;
};

/* The methods of BsrStore, as bsr-store.h says. Acts on cases: */
gboolean bsr_sql_store_put_cases (BsrStore *store, const BsrActor *actor,
                                  const BsrCase *const *cases, guint n_cases,
                                 GError **error);
gint64 bsr_sql_store_add_scan (BsrStore *store, const BsrActor *actor, const char *case_id,
                               const BsrScan *scan, GError **error);
gboolean bsr_sql_store_record_decision (BsrStore *store, const BsrActor *actor,
                                        const char *case_id, const BsrDecision *decision,
                                        GError **error);
gboolean bsr_sql_store_record_outcome (BsrStore *store, const BsrActor *actor,
                                       const char *case_id, const BsrOutcome *outcome,
                                       GError **error);
gboolean bsr_sql_store_note_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                                  GError **error);
gboolean bsr_sql_store_keep_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                                  const char *name, const BsrViewState *state, GError **error);
/* Acts on scans: */
gboolean bsr_sql_store_save_analysis (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                      const char *json, GError **error);
gboolean bsr_sql_store_put_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                       BsrAnnotation *annotation, GError **error);
gboolean bsr_sql_store_remove_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                          const char *id, GError **error);
gboolean bsr_sql_store_weigh_finding (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                      int finding_id, BsrFindingWeight weight, GError **error);
gboolean bsr_sql_store_contest_check (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                      const BsrContest *contest, GError **error);
/* Acts on the library of examined loads: */
char *bsr_sql_store_contribute_load (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                     const BsrLoadDescriptor *descriptor, GError **error);
gboolean bsr_sql_store_withdraw_load (BsrStore *store, const BsrActor *actor, const char *id,
                                      const char *reason, GError **error);
/* Reading: */
const char *bsr_sql_store_get_identity (BsrStore *store);
BsrCase *bsr_sql_store_get_case (BsrStore *store, const char *case_id, GError **error);
gboolean bsr_sql_store_get_state (BsrStore *store, const char *case_id, BsrCaseState *state,
                                  GError **error);
GPtrArray *bsr_sql_store_list_scans (BsrStore *store, const char *case_id, GError **error);
char *bsr_sql_store_get_analysis (BsrStore *store, gint64 scan_id, GError **error);
GPtrArray *bsr_sql_store_list_annotations (BsrStore *store, gint64 scan_id, GError **error);
GArray *bsr_sql_store_list_weights (BsrStore *store, gint64 scan_id, GError **error);
GPtrArray *bsr_sql_store_list_contests (BsrStore *store, gint64 scan_id, GError **error);
GPtrArray *bsr_sql_store_list_decisions (BsrStore *store, const char *case_id, GError **error);
GPtrArray *bsr_sql_store_list_outcomes (BsrStore *store, const char *case_id, GError **error);
GPtrArray *bsr_sql_store_list_views (BsrStore *store, const char *case_id, GError **error);
GPtrArray *bsr_sql_store_list_conforming (BsrStore *store, const char *heading,
                                          const char *but_case, int most, GError **error);
GPtrArray *bsr_sql_store_list_consignment (BsrStore *store, const char *bill_of_lading, int most,
                                           GError **error);
GPtrArray *bsr_sql_store_list_kin (BsrStore *store, BsrKinship kinship, const char *value, int most,
                                   GError **error);
BsrLibrary *bsr_sql_store_list_contributions (BsrStore *store, GError **error);
BsrContribution *bsr_sql_store_get_contribution (BsrStore *store, const char *sha256, char **id,
                                                 GError **error);
/* What bsr-store-handling.h says: */
gint64 bsr_sql_store_add_photograph (BsrStore *store, const BsrActor *actor, const char *case_id,
                                     const char *path, const char *caption, GError **error);
GPtrArray *bsr_sql_store_list_photographs (BsrStore *store, const char *case_id, GError **error);
gboolean bsr_sql_store_put_caveat (BsrStore *store, const BsrActor *actor, const char *case_id,
                                   const BsrCaveat *caveat, GError **error);
GPtrArray *bsr_sql_store_list_caveats (BsrStore *store, const char *case_id, GError **error);
GPtrArray *bsr_sql_store_list_declarations (BsrStore *store, const char *case_id, GError **error);
gint64 bsr_sql_store_put_downtime (BsrStore *store, const BsrActor *actor,
                                   const BsrDowntime *downtime, GError **error);
GPtrArray *bsr_sql_store_list_downtimes (BsrStore *store, GError **error);
gboolean bsr_sql_store_verify_audit (BsrStore *store, gint64 *n_entries, GError **error);
/* The log: */
gboolean bsr_sql_store_read_head (BsrStore *store, BsrAuditHead *head, GError **error);
GPtrArray *bsr_sql_store_list_checkpoints (BsrStore *store, GError **error);
gboolean bsr_sql_store_add_checkpoint (BsrStore *store, const BsrActor *actor,
                                       const BsrCheckpoint *checkpoint, GError **error);
gboolean bsr_sql_store_note_scan_view (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                       const char *where, GError **error);
gboolean bsr_sql_store_note_export (BsrStore *store, const BsrActor *actor, const BsrExport *export,
                                    GError **error);
gboolean bsr_sql_store_note_restore (BsrStore *store, const BsrActor *actor, const char *from,
                                     GError **error);

/* (transfer full): BsrCheckpoint, by number; under the lock. */
GPtrArray *bsr_sql_read_checkpoints (BsrSql *sql, GError **error);
/* Whether they are signed, follow each other and fit the log; under the lock. */
gboolean bsr_sql_check_checkpoints (BsrSql *sql, GError **error);

/* See bsr-store-jobs.h. */
BsrScan *bsr_sql_store_get_scan (BsrStore *store, gint64 scan_id, GError **error);

/* Makes one element from the row that is there; NULL with @error. */
typedef gpointer (*BsrReadRow) (BsrSqlStore *self, BsrRows *rows, GError **error);
/* (transfer full): all elements of @rows (nullable: the error is set), which end here. */
GPtrArray *bsr_sql_read_all (BsrSqlStore *self, BsrRows *rows, BsrReadRow read,
                             GDestroyNotify destroy, GError **error);
/* NULL with %BSR_ERROR_DAMAGED: that record cannot be read. */
gpointer bsr_sql_damaged_record (gint64 entry, GError **error);

/* BsrDecision, BsrOutcome, oldest first; under the lock. */
GPtrArray *bsr_sql_read_decisions (BsrSqlStore *self, const char *case_id, GError **error);
GPtrArray *bsr_sql_read_outcomes (BsrSqlStore *self, const char *case_id, GError **error);
/* (transfer full): what the log calls a case, a scan. */
char *bsr_sql_subject_of_case (const char *case_id);
char *bsr_sql_subject_of_scan (gint64 scan_id);
/* Writes the scan @item of the case, which stood at @before, under the entry of @act, which is to be ended with
 * it: the record, the case's line, the scan's job, and the line of what came by itself with the same pixels. */
gboolean bsr_sql_write_scan (BsrAct *act, const char *case_id, const BsrVaultItem *item,
                             BsrCaseState before, GError **error);
/* Brings the case's line up to its records, and tells the log from what state to what state. */
gboolean bsr_sql_move_on (BsrAct *act, const char *case_id, BsrCaseState before, GError **error);

/* The state of a case; under the lock. %BSR_ERROR_INVALID: there is no such case. */
gboolean bsr_sql_read_state (BsrSql *sql, const char *case_id, BsrCaseState *state,
                             GError **error);
/* (transfer full): the case that a scan belongs to; under the lock. _INVALID: no such scan. */
char *bsr_sql_read_case_of_scan (BsrSql *sql, gint64 scan_id, GError **error);
/* (transfer full): the declaration @json of @case_id; _DAMAGED. */
BsrCase *bsr_sql_read_declaration (const char *case_id, const char *json, GError **error);
/* (transfer full) (nullable): of any scan of the case; %NULL without @error when there is none; under
 * the lock. */
char *bsr_sql_read_last_analysis (BsrSql *sql, const char *case_id, GError **error);
/* Ends @act with the record of what was seen of a scan of the case: at the decision of that record (0:
 * none), or saved as @name (nullable). _INVALID: the case has no such scan. */
gboolean bsr_sql_commit_view (BsrAct *act, const char *case_id, gint64 decision, const char *name,
                              const BsrViewState *state, GError **error);
/* The same of what was seen at a decision of one of the later kinds. */
gboolean bsr_sql_commit_view_of_step (BsrAct *act, const char *case_id, gint64 step,
                                      const BsrViewState *state, GError **error);
/* (transfer full) (nullable): a record's view; %NULL also for what this program cannot show. */
BsrViewState *bsr_sql_read_view (const char *json);
/* The item of a scan from columns name, file, sha256, low_sha256, description, content, the first
 * of which is @column. */
BsrVaultItem *bsr_sql_read_vault_item (BsrRows *rows, int column);
/* (transfer full): the scan of @item, whose names and hashes it takes along; _DAMAGED. */
BsrScan *bsr_sql_make_scan (BsrSqlStore *self, gint64 id, BsrVaultItem *item, GError **error);
/* What a line of the list of cases says of the declaration. The cut-off in microseconds since
 * 1970-01-01 UTC; G_MAXINT64 when it is not stated, so that it sorts last. */
const char *bsr_sql_goods (const BsrCase *flagged);
gint64 bsr_sql_cut_off (const BsrCase *flagged);

G_END_DECLS
