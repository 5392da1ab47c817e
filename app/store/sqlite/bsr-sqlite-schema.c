#include "bsr-sqlite-schema.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-sql-ladder.h"
#include "bsr-sqlite-check.h"
#include "bsr-sqlite.h"

/* How often and how long to wait for write-ahead logging: SQLite does not wait by itself where
 * two programs open a new store at once. 10 s in all. */
#define WAL_TRIES 1000
#define WAL_WAIT_US 10000

/* What the file says it is. */
typedef struct
{
  gint64 application, version, n_objects;
} Mark;

static gboolean
read_mark (BsrSql *sql, Mark *mark, GError **error)
{
  return bsr_sql_number (sql, "PRAGMA application_id", &mark->application, error)
         && bsr_sql_number (sql, "PRAGMA user_version", &mark->version, error)
         && bsr_sql_number (sql, "SELECT count (*) FROM sqlite_schema", &mark->n_objects, error);
}

static gboolean
is_blank (const Mark *mark)
{
  return mark->application == 0 && mark->version == 0 && mark->n_objects == 0;
}

static gboolean
is_ours (const Mark *mark, GError **error)
{
  if (is_blank (mark))
    return TRUE;
  if (mark->application != BSR_SQLITE_APPLICATION_ID || mark->version < 1)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
                           _ ("this is another program's database, not a store of cases"));
      return FALSE;
    }
  return bsr_sql_ladder_knows (mark->version, error);
}

/* Write-ahead logging: readers do not wait for a writer. */
static gboolean
set_journal (BsrSql *sql, GError **error)
{
  for (int i = 0; i < WAL_TRIES; i++)
    {
      GError *problem = NULL;
      g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, "PRAGMA journal_mode = wal", "");
      if (rows == NULL)
        return FALSE;
      if (bsr_sql_next (sql, rows, &problem))
        {
          if (g_strcmp0 (bsr_rows_text (rows, 0), "wal") == 0)
            return TRUE;
          break;
        }
      gboolean busy = bsr_sqlite_is_busy (sql);
      if (problem != NULL && (!busy || i + 1 == WAL_TRIES))
        {
          g_propagate_error (error, problem);
          return FALSE;
        }
      g_clear_error (&problem);
      g_usleep (WAL_WAIT_US);
    }
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                       _ ("the store's folder does not allow write-ahead logging"));
  return FALSE;
}

/* The steps that are missing; none when another program has just taken them. */
static gboolean
climb (BsrSql *sql, GError **error)
{
  Mark mark;
  if (!read_mark (sql, &mark, error) || !is_ours (&mark, error))
    return FALSE;
  if (mark.version == bsr_sql_ladder_newest ())
    return TRUE;
  if (!bsr_sql_ladder_climb (sql, mark.version, error))
    return FALSE;
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            BSR_SQLITE_APPLICATION_ID, bsr_sql_ladder_newest ());
  return bsr_sql_execute (sql, stamp, error);
}

gboolean
bsr_sqlite_schema_fill (BsrSql *sql, GError **error)
{
  if (!bsr_sql_begin (sql, BSR_SQL_WRITE, error))
    return FALSE;
  if (climb (sql, error) && bsr_sql_commit (sql, error))
    return TRUE;
  bsr_sql_rollback (sql);
  return FALSE;
}

/* The mark in one view of the file: another program may be making the store just now, and half
 * of before with half of after would look like a foreign database. */
static gboolean
read_mark_at_once (BsrSql *sql, Mark *mark, GError **error)
{
  if (!bsr_sql_begin (sql, BSR_SQL_READ, error))
    return FALSE;
  gboolean done = read_mark (sql, mark, error);
  bsr_sql_rollback (sql);
  return done;
}

gboolean
bsr_sqlite_schema_is_newest (BsrSql *sql, GError **error)
{
  Mark mark;
  if (!read_mark_at_once (sql, &mark, error) || !is_ours (&mark, error))
    return FALSE;
  if (mark.version == bsr_sql_ladder_newest ())
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               _ ("the store has form %lld and this program writes form %d: opening it once brings it up"),
               (long long) mark.version, bsr_sql_ladder_newest ());
  return FALSE;
}

gboolean
bsr_sqlite_schema_prepare (BsrSql *sql, GError **error)
{
  Mark mark;
  if (!read_mark_at_once (sql, &mark, error) || !is_ours (&mark, error))
    return FALSE;
  if (!is_blank (&mark) && !bsr_sqlite_quick_check (sql, error))
    return FALSE;
  /* The pages of a list lie all over a large store: 64 MiB hold those that are turned over in a shift. */
  if (!bsr_sql_execute (sql, "PRAGMA cache_size = -65536", error))
    return FALSE;
  /* FULL: an act is on the disk when it is acknowledged, not only at the next checkpoint. */
  if (!set_journal (sql, error) || !bsr_sql_execute (sql, "PRAGMA synchronous = FULL", error)
      /* What expires is overwritten, and not only forgotten. */
      || !bsr_sql_execute (sql, "PRAGMA secure_delete = ON", error))
    return FALSE;
  return mark.version == bsr_sql_ladder_newest () || bsr_sqlite_schema_fill (sql, error);
}

/* (transfer full): "table cases" -> the statement that made it. */
static GHashTable *
read_objects (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT type, name, coalesce (sql, '') FROM sqlite_schema"
      " WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name", /* what ANALYZE keeps */
      "");
  if (rows == NULL)
    return NULL;
  while (bsr_sql_next (sql, rows, &problem))
    g_hash_table_insert (objects,
                         g_strdup_printf ("%s %s", bsr_rows_text (rows, 0), bsr_rows_text (rows, 1)),
                         g_strdup (bsr_rows_text (rows, 2)));
  if (problem == NULL)
    return g_steal_pointer (&objects);
  g_propagate_error (error, problem);
  return NULL;
}

static gboolean
is_one_of (GHashTable *objects, const char *object, const char *statement, const char *otherwise,
           GError **error)
{
  const char *known = g_hash_table_lookup (objects, object);
  if (known != NULL && (statement == NULL || g_str_equal (known, statement)))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the store's form was changed: %s %s"), object,
               known == NULL ? otherwise : _ ("is not as the program makes it"));
  return FALSE;
}

gboolean
bsr_sqlite_schema_check (BsrSql *sql, GError **error)
{
  g_autoptr (BsrSql) model = bsr_sqlite_open (":memory:", error);
  if (model == NULL || !bsr_sqlite_schema_fill (model, error))
    return FALSE;
  g_autoptr (GHashTable) expected = read_objects (model, error);
  g_autoptr (GHashTable) found = expected != NULL ? read_objects (sql, error) : NULL;
  if (found == NULL)
    return FALSE;
  GHashTableIter each;
  gpointer object, statement;
  g_hash_table_iter_init (&each, expected);
  while (g_hash_table_iter_next (&each, &object, &statement))
    if (!is_one_of (found, object, statement, _ ("is missing"), error))
      return FALSE;
  g_hash_table_iter_init (&each, found);
  while (g_hash_table_iter_next (&each, &object, &statement))
    if (!is_one_of (expected, object, NULL, _ ("is not of the program"), error))
      return FALSE;
  return TRUE;
}
