#include "bsr-sql-store.h"

#include "bsr-sql-again.h"
#include "bsr-sql-accounts.h"
#include "bsr-sql-arrivals.h"
#include "bsr-sql-claims.h"
#include "bsr-sql-find.h"
#include "bsr-sql-driver.h"
#include "bsr-sql-jobs.h"
#include "bsr-sql-store-private.h"
#include "bsr-sql-watch.h"
#include "bsr-sql-versions.h"

static void
bsr_sql_store_interface_init (BsrStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BsrSqlStore, bsr_sql_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE, bsr_sql_store_interface_init)
                                   G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE_ACCESS,
                                                          bsr_sql_store_access_init)
                                   G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE_ARRIVALS,
                                                          bsr_sql_store_arrivals_interface_init)
                                   G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE_JOBS,
                                                          bsr_sql_store_jobs_interface_init)
                                       G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE_CLAIMS,
                                                              bsr_sql_store_claims_interface_init)
                                           G_IMPLEMENT_INTERFACE (
                                               BSR_TYPE_STORE_VERSIONS,
                                               bsr_sql_store_versions_interface_init))

static void
bsr_sql_store_finalize (GObject *object)
{
  BsrSqlStore *self = BSR_SQL_STORE (object);
  bsr_sql_close (self->sql);
  bsr_vault_free (self->vault);
  G_OBJECT_CLASS (bsr_sql_store_parent_class)->finalize (object);
}

static void
bsr_sql_store_class_init (BsrSqlStoreClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bsr_sql_store_finalize;
}

static void
bsr_sql_store_init (BsrSqlStore *self)
{
}

const char *
bsr_sql_store_get_identity (BsrStore *store)
{
  return g_atomic_pointer_get (&BSR_SQL_STORE (store)->sql->identity);
}

static BsrStoreWatch *
watch (BsrStore *store, BsrStoreChanged changed, gpointer data)
{
  return bsr_sql_watch_new (BSR_SQL_STORE (store)->sql, changed, data);
}

static void
bsr_sql_store_interface_init (BsrStoreInterface *iface)
{
  iface->put_cases = bsr_sql_again_put_cases;
  iface->add_scan = bsr_sql_again_add_scan;
  iface->save_analysis = bsr_sql_again_save_analysis;
  iface->put_annotation = bsr_sql_again_put_annotation;
  iface->remove_annotation = bsr_sql_again_remove_annotation;
  iface->weigh_finding = bsr_sql_again_weigh_finding;
  iface->contest_check = bsr_sql_again_contest_check;
  iface->record_decision = bsr_sql_again_record_decision;
  iface->record_outcome = bsr_sql_again_record_outcome;
  iface->note_view = bsr_sql_again_note_view;
  iface->keep_view = bsr_sql_again_keep_view;
  iface->contribute_load = bsr_sql_again_contribute_load;
  iface->withdraw_load = bsr_sql_again_withdraw_load;
  iface->get_identity = bsr_sql_store_get_identity;
  iface->watch = watch;
  iface->find_cases = bsr_sql_store_find_cases;
  iface->count_cases = bsr_sql_store_count_cases;
  iface->get_case = bsr_sql_store_get_case;
  iface->get_state = bsr_sql_store_get_state;
  iface->list_scans = bsr_sql_store_list_scans;
  iface->get_analysis = bsr_sql_store_get_analysis;
  iface->list_annotations = bsr_sql_store_list_annotations;
  iface->list_weights = bsr_sql_store_list_weights;
  iface->list_contests = bsr_sql_store_list_contests;
  iface->list_decisions = bsr_sql_store_list_decisions;
  iface->list_outcomes = bsr_sql_store_list_outcomes;
  iface->list_views = bsr_sql_store_list_views;
  iface->list_conforming = bsr_sql_store_list_conforming;
  iface->list_consignment = bsr_sql_store_list_consignment;
  iface->list_kin = bsr_sql_store_list_kin;
  iface->list_contributions = bsr_sql_store_list_contributions;
  iface->get_contribution = bsr_sql_store_get_contribution;
  iface->verify_audit = bsr_sql_store_verify_audit;
  iface->read_head = bsr_sql_store_read_head;
  iface->list_checkpoints = bsr_sql_store_list_checkpoints;
  iface->add_checkpoint = bsr_sql_again_add_checkpoint;
  iface->note_scan_view = bsr_sql_again_note_scan_view;
  iface->note_export = bsr_sql_again_note_export;
  iface->note_restore = bsr_sql_again_note_restore;
  iface->add_photograph = bsr_sql_again_add_photograph;
  iface->list_photographs = bsr_sql_store_list_photographs;
  iface->put_caveat = bsr_sql_again_put_caveat;
  iface->list_caveats = bsr_sql_store_list_caveats;
  iface->list_declarations = bsr_sql_store_list_declarations;
  iface->put_downtime = bsr_sql_again_put_downtime;
  iface->list_downtimes = bsr_sql_store_list_downtimes;
}

BsrStore *
bsr_sql_store_new (BsrSql *sql, BsrVault *vault, const BsrAccount *account)
{
  g_return_val_if_fail (sql != NULL && vault != NULL, NULL);
  BsrSqlStore *self = g_object_new (BSR_TYPE_SQL_STORE, NULL);
  self->sql = sql;
  self->vault = vault;
  gboolean has;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  if (account != NULL)
    bsr_sql_set_server_user (sql, account);
  /* For bsr_store_is_guarded(); who cannot tell has to sign in. */
  if (!bsr_sql_has_accounts (sql, G_MAXINT64, &has, NULL))
    g_atomic_int_set (&sql->guarded, 1);
  return BSR_STORE (self);
}
