#include "bsr-sql-statement.h"

#include <stdarg.h>

void
bsr_sql_statement_init (BsrSqlStatement *statement)
{
  statement->text = g_string_new (NULL);
  statement->types = g_string_new (NULL);
  statement->values = g_array_new (FALSE, FALSE, sizeof (BsrSqlValue));
  statement->texts = g_ptr_array_new_with_free_func (g_free);
}

void
bsr_sql_statement_clear (BsrSqlStatement *statement)
{
  if (statement->text == NULL)
    return;
  g_string_free (statement->text, TRUE);
  g_string_free (statement->types, TRUE);
  g_array_unref (statement->values);
  g_ptr_array_unref (statement->texts);
  statement->text = NULL;
}

void
bsr_sql_statement_add (BsrSqlStatement *statement, const char *piece, const char *types, ...)
{
  va_list arguments;
  va_start (arguments, types);
  g_string_append (statement->text, piece);
  g_string_append (statement->types, types);
  for (const char *type = types; *type != '\0'; type++)
    {
      BsrSqlValue value = { 0 };
      if (*type == 'i')
        value.integer = va_arg (arguments, gint64);
      else if (*type == 'r')
        value.real = va_arg (arguments, double);
      else
        {
          value.text = g_strdup (va_arg (arguments, const char *));
          g_ptr_array_add (statement->texts, (gpointer) value.text);
        }
      g_array_append_val (statement->values, value);
    }
  va_end (arguments);
}

BsrRows *
bsr_sql_statement_query (BsrSql *sql, const BsrSqlStatement *statement, GError **error)
{
  return sql->driver->query (sql, g_intern_string (statement->text->str), statement->types->str,
                             (const BsrSqlValue *) statement->values->data, error);
}
