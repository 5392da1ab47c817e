#include "bsr-sqlite-store.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "bsr-error.h"
#include "bsr-sqlite-schema.h"
#include "bsr-sqlite-store-private.h"

/* Only the user looks into his store. */
#define FOLDER_MODE 0700

static void
bsr_sqlite_store_interface_init (BsrStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BsrSqliteStore, bsr_sqlite_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BSR_TYPE_STORE,
                                                      bsr_sqlite_store_interface_init))

static void
bsr_sqlite_store_finalize (GObject *object)
{
  BsrSqliteStore *self = BSR_SQLITE_STORE (object);
  bsr_sqlite_close (self->sqlite);
  bsr_vault_free (self->vault);
  G_OBJECT_CLASS (bsr_sqlite_store_parent_class)->finalize (object);
}

static void
bsr_sqlite_store_class_init (BsrSqliteStoreClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bsr_sqlite_store_finalize;
}

static void
bsr_sqlite_store_init (BsrSqliteStore *self)
{
}

static void
bsr_sqlite_store_interface_init (BsrStoreInterface *iface)
{
  iface->put_case = bsr_sqlite_store_put_case;
  iface->add_scan = bsr_sqlite_store_add_scan;
  iface->save_analysis = bsr_sqlite_store_save_analysis;
  iface->put_annotation = bsr_sqlite_store_put_annotation;
  iface->remove_annotation = bsr_sqlite_store_remove_annotation;
  iface->weigh_finding = bsr_sqlite_store_weigh_finding;
  iface->contest_check = bsr_sqlite_store_contest_check;
  iface->record_decision = bsr_sqlite_store_record_decision;
  iface->record_outcome = bsr_sqlite_store_record_outcome;
  iface->note_view = bsr_sqlite_store_note_view;
  iface->keep_view = bsr_sqlite_store_keep_view;
  iface->contribute_load = bsr_sqlite_store_contribute_load;
  iface->withdraw_load = bsr_sqlite_store_withdraw_load;
  iface->list_cases = bsr_sqlite_store_list_cases;
  iface->get_case = bsr_sqlite_store_get_case;
  iface->get_state = bsr_sqlite_store_get_state;
  iface->list_scans = bsr_sqlite_store_list_scans;
  iface->get_analysis = bsr_sqlite_store_get_analysis;
  iface->list_annotations = bsr_sqlite_store_list_annotations;
  iface->list_weights = bsr_sqlite_store_list_weights;
  iface->list_contests = bsr_sqlite_store_list_contests;
  iface->list_decisions = bsr_sqlite_store_list_decisions;
  iface->list_outcomes = bsr_sqlite_store_list_outcomes;
  iface->list_views = bsr_sqlite_store_list_views;
  iface->list_conforming = bsr_sqlite_store_list_conforming;
  iface->list_consignment = bsr_sqlite_store_list_consignment;
  iface->list_kin = bsr_sqlite_store_list_kin;
  iface->list_contributions = bsr_sqlite_store_list_contributions;
  iface->get_contribution = bsr_sqlite_store_get_contribution;
  iface->verify_audit = bsr_sqlite_store_verify_audit;
}

BsrStore *
bsr_sqlite_store_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   _ ("the store's folder cannot be made: %s"), g_strerror (errno));
      return NULL;
    }
  g_autoptr (BsrSqlite) sqlite = bsr_sqlite_open (absolute, error);
  if (sqlite == NULL || !bsr_sqlite_schema_prepare (sqlite, error))
    return NULL;

  BsrSqliteStore *self = g_object_new (BSR_TYPE_SQLITE_STORE, NULL);
  g_autofree char *vault = g_strconcat (absolute, ".vault", NULL);
  self->sqlite = g_steal_pointer (&sqlite);
  self->vault = bsr_vault_new (vault);
  return BSR_STORE (self);
}
