#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/* Whether what failed with *@error is to be done again: @error is clear then. @n: how often it was. */
gboolean bsr_sql_again (BsrStore *store, int *n, GError **error);

/* The actor under the name that the store knows him by. */
BsrActor bsr_sql_known_actor (BsrStore *store, const BsrActor *actor);

/* Returns what @act of &own, the actor as the store knows him, answers, which is zero when it failed with @problem;
 * done again where that helps. */
#define BSR_SQL_AGAIN(store, actor, act)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GError *problem = NULL;                                                                        \
    const BsrActor own = bsr_sql_known_actor (store, actor);                                       \
    int n = 0;                                                                                     \
    __typeof__ (act) done;                                                                         \
    do                                                                                             \
      done = act;                                                                                  \
    while (!done && bsr_sql_again (store, &n, &problem));                                          \
    if (problem != NULL)                                                                           \
      g_propagate_error (error, problem);                                                          \
    return done;                                                                                   \
  }                                                                                                \
  G_STMT_END

/* The acts of BsrSqlStore, each done again where the connection was cut in the middle of it and nothing of it was
 * kept: what the store's caller never notices. */
gboolean bsr_sql_again_put_cases (BsrStore *store, const BsrActor *actor,
                                  const BsrCase *const *cases, guint n_cases, GError **error);
gint64 bsr_sql_again_add_scan (BsrStore *store, const BsrActor *actor, const char *case_id,
                               const BsrScan *scan, GError **error);
gboolean bsr_sql_again_save_analysis (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                      const char *json, GError **error);
gboolean bsr_sql_again_put_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                       BsrAnnotation *annotation, GError **error);
gboolean bsr_sql_again_remove_annotation (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                          const char *id, GError **error);
gboolean bsr_sql_again_weigh_finding (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                      int finding_id, BsrFindingWeight weight, GError **error);
gboolean bsr_sql_again_contest_check (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                      const BsrContest *contest, GError **error);
gboolean bsr_sql_again_record_decision (BsrStore *store, const BsrActor *actor, const char *case_id,
                                        const BsrDecision *decision, GError **error);
gboolean bsr_sql_again_record_outcome (BsrStore *store, const BsrActor *actor, const char *case_id,
                                       const BsrOutcome *outcome, GError **error);
gboolean bsr_sql_again_note_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                                  GError **error);
gboolean bsr_sql_again_keep_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                                  const char *name, const BsrViewState *state, GError **error);
char *bsr_sql_again_contribute_load (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                     const BsrLoadDescriptor *descriptor, GError **error);
gboolean bsr_sql_again_withdraw_load (BsrStore *store, const BsrActor *actor, const char *id,
                                      const char *reason, GError **error);
gboolean bsr_sql_again_add_checkpoint (BsrStore *store, const BsrActor *actor,
                                       const BsrCheckpoint *checkpoint, GError **error);
gboolean bsr_sql_again_note_scan_view (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                       const char *where, GError **error);
gboolean bsr_sql_again_note_export (BsrStore *store, const BsrActor *actor, const BsrExport *export,
                                    GError **error);
gboolean bsr_sql_again_note_restore (BsrStore *store, const BsrActor *actor, const char *from,
                                     GError **error);
gint64 bsr_sql_again_add_photograph (BsrStore *store, const BsrActor *actor, const char *case_id,
                                     const char *path, const char *caption, GError **error);
gboolean bsr_sql_again_put_caveat (BsrStore *store, const BsrActor *actor, const char *case_id,
                                   const BsrCaveat *caveat, GError **error);
gint64 bsr_sql_again_put_downtime (BsrStore *store, const BsrActor *actor,
                                   const BsrDowntime *downtime, GError **error);

G_END_DECLS
