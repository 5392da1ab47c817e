#include "bsr-property-table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-delimited.h"
#include "bsr-error.h"
#include "bsr-headings-resource.h"
#include "bsr-resource.h"

gboolean
bsr_property_range_holds (BsrPropertyRange outer, BsrPropertyRange inner)
{
  return outer.low <= inner.low && inner.high <= outer.high;
}

static gboolean
read_number (const char *field, double *number)
{
  char *end;
  *number = g_ascii_strtod (field, &end);
  return end != field && *end == '\0' && isfinite (*number);
}

gboolean
bsr_property_range_read (const char *const *fields, double least, double most,
                         BsrPropertyRange *range, GError **error)
{
  g_return_val_if_fail (fields != NULL && range != NULL, FALSE);

  if (read_number (fields[0], &range->low) && read_number (fields[1], &range->high)
      && least <= range->low && range->low <= range->high && range->high <= most)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "%s...%s is no range within %g...%g", fields[0],
               fields[1], least, most);
  return FALSE;
}

static gboolean
check_header (BsrDelimited *table, const char *columns, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const char *const *header = bsr_delimited_next (table, &problem);
  g_autofree char *joined = header != NULL ? g_strjoinv (",", (char **) header) : NULL;
  if (g_strcmp0 (joined, columns) == 0)
    return TRUE;
  if (problem == NULL)
    return bsr_delimited_damaged (table, error, "does not name the columns");
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
check_row (BsrDelimited *table, const char *const *fields, int n_columns, GError **error)
{
  if (bsr_delimited_n_fields (table) != n_columns)
    return bsr_delimited_damaged (table, error, "has %d fields of %d",
                                  bsr_delimited_n_fields (table), n_columns);
  for (int i = 0; i < n_columns; i++)
    if (*fields[i] == '\0')
      return bsr_delimited_damaged (table, error, "field %d is empty", i + 1);
  return TRUE;
}

gboolean
bsr_property_table_read (const char *text, gsize length, const char *columns, BsrPropertyRow row,
                         gpointer data, GError **error)
{
  g_return_val_if_fail (text != NULL && columns != NULL && row != NULL, FALSE);

  g_autoptr (BsrDelimited) table = bsr_delimited_new (text, length, error);
  if (table == NULL || !check_header (table, columns, error))
    return FALSE;
  int n_columns = bsr_delimited_n_fields (table);
  g_autofree char *last = g_strdup ("");
  g_autoptr (GError) problem = NULL;
  const char *const *fields;
  while ((fields = bsr_delimited_next (table, &problem)) != NULL)
    {
      if (!check_row (table, fields, n_columns, error))
        return FALSE;
      if (strcmp (last, fields[0]) >= 0)
        return bsr_delimited_damaged (table, error, "%s does not follow %s", fields[0], last);
      if (!row (fields, data, &problem))
        return bsr_delimited_damaged (table, error, "%s", problem->message);
      g_free (last);
      last = g_strdup (fields[0]);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
read_own (const char *name, const char *columns, BsrPropertyRow row, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat ("/basira/headings/", name, NULL);
  g_autoptr (GBytes) bytes = bsr_resource_load (bsr_headings_get_resource (), path, &error);
  gsize size;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  if (text == NULL || !bsr_property_table_read (text, size, columns, row, data, &error))
    g_error ("%s is damaged: %s", name, error->message);
}

static gpointer
table_load (gpointer data)
{
  const BsrOwnTable *table = data;
  GArray *rows = g_array_new (FALSE, FALSE, table->row_size);
  read_own (table->name, table->columns, table->row, rows);
  return rows;
}

const GArray *
bsr_own_table_rows (BsrOwnTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return g_once (&table->once, table_load, table);
}

/* A row begins with its code. */
static int
compare_codes (gconstpointer code, gconstpointer row)
{
  return g_ascii_strcasecmp (code, *(const char *const *) row);
}

gconstpointer
bsr_own_table_find (BsrOwnTable *table, const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  const GArray *rows = bsr_own_table_rows (table);
  return bsearch (code, rows->data, rows->len, table->row_size, compare_codes);
}
