#include "bsr-sql-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-audit.h"
#include "bsr-error.h"
#include "bsr-sql-driver.h"

/* table, column, kind of value, place in the primary key or 0; in the tables' order. */
static const char *const list_columns[] = {
  [BSR_SQL_SQLITE] = "SELECT t.name, c.name, CASE c.type WHEN 'INTEGER' THEN 'I' WHEN 'REAL' THEN "
                     "'r' ELSE 't' END, c.pk"
                     " FROM pragma_table_list AS t JOIN pragma_table_info (t.name) AS c"
                     " WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' "
                     "ORDER BY t.name, c.cid",
  [BSR_SQL_POSTGRESQL]
  = "SELECT CAST (relname AS text), CAST (attname AS text),"
    " CASE atttypid WHEN 20 THEN 'I' WHEN 701 THEN 'r' ELSE 't' END,"
    " coalesce (array_position (CAST (indkey AS smallint[]), attnum), -1) + 1"
    " FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
    " LEFT JOIN pg_index ON indrelid = pg_class.oid AND indisprimary"
    " WHERE relnamespace = CAST ('public' AS regnamespace) AND relkind = 'r' AND attnum > 0"
    " AND NOT attisdropped AND attgenerated = ''"
    " AND relname NOT IN ('store_form', 'vault_files') ORDER BY relname COLLATE \"C\", attnum",
};

void
bsr_sql_table_free (BsrSqlTable *table)
{
  if (table == NULL)
    return;
  g_free (table->name);
  g_ptr_array_unref (table->columns);
  g_free (table->types);
  g_ptr_array_unref (table->keys);
  g_free (table);
}

static BsrSqlTable *
table_new (const char *name)
{
  BsrSqlTable *table = g_new (BsrSqlTable, 1);
  *table = (BsrSqlTable){ g_strdup (name), g_ptr_array_new_with_free_func (g_free), g_strdup (""),
                          g_ptr_array_new_with_free_func (g_free) };
  return table;
}

static void
add_column (BsrSqlTable *table, BsrRows *rows)
{
  g_autofree char *before = table->types;
  table->types = g_strconcat (before, bsr_rows_text (rows, 2), NULL);
  g_ptr_array_add (table->columns, g_strdup (bsr_rows_text (rows, 1)));
  gint64 place = bsr_rows_integer (rows, 3);
  if (place == 0)
    return;
  if ((gint64) table->keys->len < place)
    g_ptr_array_set_size (table->keys, (int) place);
  table->keys->pdata[place - 1] = g_strdup (bsr_rows_text (rows, 1));
}

GPtrArray *
bsr_sql_table_list (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, list_columns[bsr_sql_engine (sql)], "");
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_sql_table_free);
  while (bsr_sql_next (sql, rows, &problem))
    {
      BsrSqlTable *last = tables->len > 0 ? tables->pdata[tables->len - 1] : NULL;
      if (last == NULL || !g_str_equal (last->name, bsr_rows_text (rows, 0)))
        g_ptr_array_add (tables, last = table_new (bsr_rows_text (rows, 0)));
      add_column (last, rows);
    }
  if (problem == NULL)
    return g_steal_pointer (&tables);
  g_propagate_error (error, problem);
  return NULL;
}

void
bsr_sql_digest_clear (BsrSqlDigest *digest)
{
  g_clear_pointer (&digest->sha256, g_free);
}

static void
append_names (GString *text, const GPtrArray *names, const char *after)
{
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s\"%s\"%s", i > 0 ? ", " : "", (char *) names->pdata[i], after);
}

/* Whether the column is text, which engines order each in its own way. */
static gboolean
is_text (const BsrSqlTable *table, const char *column)
{
  guint place = 0;
  g_ptr_array_find_with_equal_func (table->columns, column, g_str_equal, &place);
  return table->types[place] == 't';
}

static char *
make_select (const BsrSqlTable *table, BsrSql *sql)
{
  const GPtrArray *keys = table->keys->len > 0 ? table->keys : table->columns;
  gboolean is_postgres = bsr_sql_engine (sql) == BSR_SQL_POSTGRESQL;
  GString *text = g_string_new ("SELECT ");
  append_names (text, table->columns, "");
  g_string_append_printf (text, " FROM \"%s\" ORDER BY ", table->name);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (text, "%s\"%s\"%s", i > 0 ? ", " : "", (char *) keys->pdata[i],
                            is_postgres && is_text (table, keys->pdata[i]) ? " COLLATE \"C\"" : "");
  return g_string_free (text, FALSE);
}

static char *
make_insert (const BsrSqlTable *table)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "INSERT INTO \"%s\" (", table->name);
  append_names (text, table->columns, "");
  g_string_append (text, ") VALUES (");
  for (guint i = 0; i < table->columns->len; i++)
    g_string_append (text, i > 0 ? ", ?" : "?");
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

static void
add_to_digest (BsrRows *rows, int column, GChecksum *checksum)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) form = g_string_new (NULL);
  switch (bsr_rows_kind (rows, column))
    {
    case BSR_SQL_NULL:
      g_string_append_c (value, 'n');
      break;
    case BSR_SQL_INTEGER:
      g_string_append_printf (value, "i%" G_GINT64_FORMAT, bsr_rows_integer (rows, column));
      break;
    case BSR_SQL_REAL:
      g_ascii_formatd (number, sizeof number, "%.17g", bsr_rows_real (rows, column));
      g_string_append_printf (value, "r%s", number);
      break;
    case BSR_SQL_TEXT:
      g_string_append_c (value, 't');
      g_string_append_len (value, bsr_rows_text (rows, column),
                           (gssize) bsr_rows_size (rows, column));
    }
  bsr_audit_append_netstring (form, value->str, (gssize) value->len);
  g_checksum_update (checksum, (const guchar *) form->str, (gssize) form->len);
}

/* The row that is there, as values for the other database; @numbers: where whole numbers lie
 * meanwhile. */
static void
take_values (const BsrSqlTable *table, BsrRows *rows, BsrSqlValue *values, gint64 *numbers)
{
  for (int i = 0; table->types[i] != '\0'; i++)
    if (table->types[i] == 'I')
      {
        numbers[i] = bsr_rows_integer (rows, i);
        values[i].number = bsr_rows_kind (rows, i) != BSR_SQL_NULL ? &numbers[i] : NULL;
      }
    else if (table->types[i] == 'r')
      values[i].real = bsr_rows_real (rows, i);
    else
      values[i].text = bsr_rows_text (rows, i);
}

gboolean
bsr_sql_table_read (const BsrSqlTable *table, BsrSql *sql, BsrSql *to, char **statement,
                    BsrSqlDigest *digest, GError **error)
{
  int n = (int) table->columns->len;
  g_autofree char *select = make_select (table, sql);
  g_autofree BsrSqlValue *values = g_new0 (BsrSqlValue, n);
  g_autofree gint64 *numbers = g_new0 (gint64, n);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (BsrRows) rows = bsr_sql_walk (sql, error, select);
  GError *problem = NULL;
  *digest = (BsrSqlDigest){ 0, NULL };
  if (to != NULL)
    *statement = make_insert (table);
  if (rows == NULL)
    return FALSE;
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      digest->n_rows++;
      for (int i = 0; i < n; i++)
        add_to_digest (rows, i, checksum);
      if (to == NULL)
        continue;
      take_values (table, rows, values, numbers);
      to->driver->put (to, *statement, table->types, values, &problem);
    }
  if (to != NULL) /* also after a failure: what was sent is to be heard of */
    to->driver->settle (to, problem == NULL ? &problem : NULL);
  digest->sha256 = g_strdup (g_checksum_get_string (checksum));
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}
