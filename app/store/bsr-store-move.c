#include "bsr-store-move.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-sql-store-private.h"
#include "bsr-sql-table.h"
#include "bsr-sql-words.h"
#include "bsr-vault-record.h"

/* Keys are looked at when all rows are there. */
static const char *const defer_keys[] = {
  [BSR_SQL_SQLITE] = "PRAGMA defer_foreign_keys = ON",
  [BSR_SQL_POSTGRESQL] = "SET CONSTRAINTS ALL DEFERRED",
};

/* One move while it is made. */
typedef struct
{
  BsrSql *from, *to;
  GPtrArray *statements; /* char *: as long as @to is open */
  BsrStoreMove *move;
  guint n_files[BSR_N_VAULT_KINDS]; /* that were copied */
} Work;

static gboolean
is_empty (BsrSql *sql, const GPtrArray *tables, GError **error)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const BsrSqlTable *table = tables->pdata[i];
      GError *problem = NULL;
      g_autofree char *select = g_strdup_printf ("SELECT 1 FROM \"%s\" LIMIT 1", table->name);
      g_autoptr (BsrRows) rows = bsr_sql_walk (sql, error, select);
      if (rows == NULL)
        return FALSE;
      gboolean any = bsr_sql_next (sql, rows, &problem);
      if (any)
        g_set_error_literal (
            &problem, BSR_ERROR, BSR_ERROR_INVALID,
            _ ("there is something in the store to move to: only an empty one takes another"));
      if (problem != NULL)
        {
          g_propagate_error (error, problem);
          return FALSE;
        }
    }
  return TRUE;
}

/* Looks before anything is copied; the transaction looks again. */
static gboolean
check_empty (BsrSqlStore *store, GError **error)
{
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (store->sql);
  if (!bsr_sql_begin (store->sql, BSR_SQL_READ, error))
    return FALSE;
  g_autoptr (GPtrArray) tables = bsr_sql_table_list (store->sql, error);
  gboolean good = tables != NULL && is_empty (store->sql, tables, error);
  bsr_sql_rollback (store->sql);
  return good;
}

/* Files first: what is copied twice is there once. */
static gboolean
copy_files (BsrSqlStore *from, BsrSqlStore *to, Work *work, GError **error)
{
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (from->sql);
  g_autoptr (GPtrArray) records = bsr_vault_record_list (from->sql, FALSE, error);
  g_clear_pointer (&lock, g_mutex_locker_free);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const BsrVaultRecord *record = records->pdata[i];
      if (!record->is_again && !bsr_vault_record_copy (record, from->vault, to->vault, error))
        {
          g_prefix_error (error,
                          record->kind == BSR_VAULT_PHOTOGRAPH ? _ ("photograph '%s': ") : _ ("scan '%s': "),
                          record->item->name);
          return FALSE;
        }
    }
  for (int kind = 0; kind < BSR_N_VAULT_KINDS; kind++)
    work->n_files[kind] = bsr_vault_record_count (records, (BsrVaultKind) kind);
  work->move->n_scans = (int) work->n_files[BSR_VAULT_SCAN];
  return TRUE;
}

/* The table of that name and those columns; %NULL with @error. */
static const BsrSqlTable *
find_twin (const GPtrArray *tables, const BsrSqlTable *table, GError **error)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const BsrSqlTable *twin = tables->pdata[i];
      gboolean same = g_str_equal (twin->name, table->name)
                      && g_str_equal (twin->types, table->types)
                      && twin->columns->len == table->columns->len;
      for (guint j = 0; same && j < twin->columns->len; j++)
        same = g_str_equal (twin->columns->pdata[j], table->columns->pdata[j]);
      if (same)
        return twin;
    }
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               _ ("the stores do not have the same table %s"), table->name);
  return NULL;
}

/* Whether the table has more rows, or fewer, than records whose files were copied. */
static gboolean
has_other_files (const Work *work, const char *table, gint64 n_rows)
{
  static const char *const tables[BSR_N_VAULT_KINDS] = {
    [BSR_VAULT_SCAN] = "scans",
    [BSR_VAULT_PHOTOGRAPH] = "photographs",
    [BSR_VAULT_ARRIVAL] = "arrivals",
    [BSR_VAULT_DESCRIBED] = "arrival_descriptions",
  };
  for (int kind = 0; kind < BSR_N_VAULT_KINDS; kind++)
    if (g_str_equal (table, tables[kind]))
      return n_rows != work->n_files[kind];
  return FALSE;
}

static gboolean
copy_table (Work *work, const BsrSqlTable *from, const BsrSqlTable *to, GError **error)
{
  BsrSqlDigest given = { 0, NULL }, found = { 0, NULL };
  char *statement = NULL;
  gboolean good = bsr_sql_table_read (from, work->from, work->to, &statement, &given, error);
  g_ptr_array_add (work->statements, statement);
  good = good && bsr_sql_table_read (to, work->to, NULL, NULL, &found, error);
  if (good && (given.n_rows != found.n_rows || !g_str_equal (given.sha256, found.sha256)))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("what arrived in the table %s is not what was sent"), from->name);
      good = FALSE;
    }
  if (good && has_other_files (work, from->name, given.n_rows))
    {
      g_set_error_literal (
          error, BSR_ERROR, BSR_ERROR_INVALID,
          _ ("somebody brought a scan or a photograph into the store while it was moved: move it "
             "when nobody works in it"));
      good = FALSE;
    }
  work->move->n_rows += given.n_rows;
  bsr_sql_digest_clear (&given);
  bsr_sql_digest_clear (&found);
  return good;
}

static gboolean
copy_tables (Work *work, GError **error)
{
  g_autoptr (GPtrArray) from = bsr_sql_table_list (work->from, error);
  g_autoptr (GPtrArray) to = from != NULL ? bsr_sql_table_list (work->to, error) : NULL;
  if (to == NULL || !is_empty (work->to, to, error)
      || !bsr_sql_execute (work->to, defer_keys[bsr_sql_engine (work->to)], error))
    return FALSE;
  for (guint i = 0; i < from->len; i++)
    {
      const BsrSqlTable *twin = find_twin (to, from->pdata[i], error);
      if (twin == NULL || !copy_table (work, from->pdata[i], twin, error))
        return FALSE;
    }
  work->move->n_tables = (int) from->len;
  return TRUE;
}

/* All rows, as of one moment, in one transaction. */
static gboolean
copy_rows (Work *work, GError **error)
{
  g_autoptr (GMutexLocker) reading = bsr_sql_lock (work->from);
  g_autoptr (GMutexLocker) writing = bsr_sql_lock (work->to);
  if (!bsr_sql_begin (work->from, BSR_SQL_READ, error))
    return FALSE;
  gboolean good = bsr_sql_begin (work->to, BSR_SQL_ACT, error);
  if (good)
    {
      good = copy_tables (work, error) && bsr_sql_words_rebuild (work->to, error)
             && bsr_sql_commit (work->to, error);
      bsr_sql_rollback (work->to);
    }
  bsr_sql_rollback (work->from);
  return good;
}

gboolean
bsr_store_move (const char *from, const char *to, BsrStoreMove *move, GError **error)
{
  g_return_val_if_fail (from != NULL && to != NULL && move != NULL, FALSE);

  *move = (BsrStoreMove){ 0 };
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BsrStore) source = bsr_store_open (from, error);
  g_autoptr (BsrStore) target = source != NULL ? bsr_store_open (to, error) : NULL;
  if (target == NULL)
    return FALSE;
  BsrSqlStore *giver = BSR_SQL_STORE (source), *taker = BSR_SQL_STORE (target);
  Work work = { giver->sql, taker->sql, statements, move, { 0 } };
  return check_empty (taker, error) && copy_files (giver, taker, &work, error)
         && copy_rows (&work, error) && bsr_store_verify_audit (target, &move->n_entries, error);
}
