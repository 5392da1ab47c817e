#include "bsr-sql-again.h"

#include "bsr-sql-store-private.h"

/* A connection that is cut this often in one act is cut by something that goes on. */
#define MOST_TIMES 5

gboolean
bsr_sql_again (BsrStore *store, int *n, GError **error)
{
  if (!bsr_sql_was_cut (BSR_SQL_STORE (store)->sql) || ++*n > MOST_TIMES)
    return FALSE;
  g_clear_error (error);
  return TRUE;
}

BsrActor
bsr_sql_known_actor (BsrStore *store, const BsrActor *actor)
{
  const char *identity = bsr_sql_store_get_identity (store);
  BsrActor own = *actor;
  if (identity != NULL)
    own.officer = identity;
  return own;
}

gboolean
bsr_sql_again_put_cases (BsrStore *store, const BsrActor *actor, const BsrCase *const *cases,
                         guint n_cases, GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_put_cases (store, &own, cases, n_cases, &problem));
}

gint64
bsr_sql_again_add_scan (BsrStore *store, const BsrActor *actor, const char *case_id,
                        const BsrScan *scan, GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_add_scan (store, &own, case_id, scan, &problem));
}

gboolean
bsr_sql_again_save_analysis (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                             const char *json, GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_save_analysis (store, &own, scan_id, json, &problem));
}

gboolean
bsr_sql_again_put_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                              BsrAnnotation *annotation, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_put_annotation (store, &own, scan_id, annotation, &problem));
}

gboolean
bsr_sql_again_remove_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                 const char *id, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_remove_annotation (store, &own, scan_id, id, &problem));
}

gboolean
bsr_sql_again_weigh_finding (BsrStore *store, const BsrActor *actor, gint64 scan_id, int finding_id,
                             BsrFindingWeight weight, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_weigh_finding (store, &own, scan_id, finding_id, weight, &problem));
}

/* A contest is signed like the act that brings it. */
gboolean
bsr_sql_again_contest_check (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                             const BsrContest *contest, GError **error)
{
  const char *identity = bsr_sql_store_get_identity (store);
  g_autoptr (BsrContest) signed_by = bsr_contest_new (
      contest->check, contest->item, contest->reason, identity != NULL ? identity : contest->officer,
      contest->at);
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_contest_check (store, &own, scan_id, signed_by, &problem));
}

gboolean
bsr_sql_again_record_decision (BsrStore *store, const BsrActor *actor, const char *case_id,
                               const BsrDecision *decision, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_record_decision (store, &own, case_id, decision, &problem));
}

gboolean
bsr_sql_again_record_outcome (BsrStore *store, const BsrActor *actor, const char *case_id,
                              const BsrOutcome *outcome, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_record_outcome (store, &own, case_id, outcome, &problem));
}

gboolean
bsr_sql_again_note_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                         GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_note_view (store, &own, case_id, &problem));
}

gboolean
bsr_sql_again_keep_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                         const char *name, const BsrViewState *state, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_keep_view (store, &own, case_id, name, state, &problem));
}

char *
bsr_sql_again_contribute_load (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                               const BsrLoadDescriptor *descriptor, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_contribute_load (store, &own, scan_id, descriptor, &problem));
}

gboolean
bsr_sql_again_withdraw_load (BsrStore *store, const BsrActor *actor, const char *id,
                             const char *reason, GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_withdraw_load (store, &own, id, reason, &problem));
}

gboolean
bsr_sql_again_add_checkpoint (BsrStore *store, const BsrActor *actor,
                              const BsrCheckpoint *checkpoint, GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_add_checkpoint (store, &own, checkpoint, &problem));
}

gboolean
bsr_sql_again_note_scan_view (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                              const char *where, GError **error)
{
  BSR_SQL_AGAIN (store, actor,
                 bsr_sql_store_note_scan_view (store, &own, scan_id, where, &problem));
}

gboolean
bsr_sql_again_note_export (BsrStore *store, const BsrActor *actor, const BsrExport *export,
                           GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_note_export (store, &own, export, &problem));
}

gboolean
bsr_sql_again_note_restore (BsrStore *store, const BsrActor *actor, const char *from,
                            GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_note_restore (store, &own, from, &problem));
}

gint64
bsr_sql_again_add_photograph (BsrStore *store, const BsrActor *actor, const char *case_id,
                              const char *path, const char *caption, GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_add_photograph (store, &own, case_id, path, caption, &problem));
}

gboolean
bsr_sql_again_put_caveat (BsrStore *store, const BsrActor *actor, const char *case_id,
                          const BsrCaveat *caveat, GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_put_caveat (store, &own, case_id, caveat, &problem));
}

gint64
bsr_sql_again_put_downtime (BsrStore *store, const BsrActor *actor, const BsrDowntime *downtime,
                            GError **error)
{
  BSR_SQL_AGAIN (store, actor, bsr_sql_store_put_downtime (store, &own, downtime, &problem));
}
