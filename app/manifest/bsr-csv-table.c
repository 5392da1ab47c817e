#include "bsr-csv-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-delimited.h"
#include "bsr-error.h"

static const char separators[] = ";,\t|";
/* Headings that no line of data or title has by chance: where so many are known, the search ends.
 */
#define SURELY_HEADINGS 4
/* Bytes among which headings are looked for that a mapping may be remembered of. */
#define MOST_BEFORE (64u << 10)

struct _BsrCsvTable
{
  char *text;
  gsize length;
  BsrTextEncoding encoding;
  gboolean assumed;
  char separator;
  int heading_line;
  GPtrArray *columns;
  BsrDelimited *rows;
};

/* Of a text that is not UTF-8: in Arabic most letters stand beside others of the upper half, in
 * French they stand alone. */
static BsrTextEncoding
guess_encoding (const char *bytes, gsize n)
{
  gsize alone = 0, beside = 0;
  for (gsize i = 0; i < n; i++)
    if ((guint8) bytes[i] >= 0xc0)
      {
        gboolean left = i > 0 && (guint8) bytes[i - 1] >= 0xc0;
        gboolean right = i + 1 < n && (guint8) bytes[i + 1] >= 0xc0;
        *(left || right ? &beside : &alone) += 1;
      }
  return beside > alone ? BSR_TEXT_ENCODING_WINDOWS_1256 : BSR_TEXT_ENCODING_WINDOWS_1252;
}

/* Whether @bytes are UTF-8; @cut: but for a character that ends behind them. */
static gboolean
is_utf8 (const char *bytes, gsize n, gboolean cut)
{
  int line;
  for (gsize i = 0; i <= (cut ? MIN (n, 3) : 0); i++)
    if (bsr_text_is_utf8 (bytes, n - i, &line))
      return TRUE;
  return FALSE;
}

/* (transfer full) */
static char *
decode (const char *bytes, gsize n, gboolean cut, BsrTextEncoding *encoding, gboolean *assumed,
        gsize *length)
{
  int mark = bsr_text_encoding_of_mark (bytes, n, encoding);
  *assumed = mark < 0 && !is_utf8 (bytes, n, cut);
  if (*assumed)
    *encoding = guess_encoding (bytes, n);
  else if (mark < 0)
    *encoding = BSR_TEXT_ENCODING_UTF_8;
  gsize from = (gsize) MAX (mark, 0);
  return bsr_text_decode (*encoding, n > 0 ? bytes + from : "", n - from, length);
}

static void
column_free (gpointer data)
{
  BsrCsvColumn *column = data;
  g_free (column->heading);
  g_free (column);
}

/* (transfer full): what @headings mean. */
static GPtrArray *
columns_of (const char *const *headings, const BsrCsvMapping *mapping)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  for (; *headings != NULL; headings++)
    {
      BsrCsvColumn *column = g_new0 (BsrCsvColumn, 1);
      column->heading = g_strdup (*headings);
      if (strlen (*headings) <= BSR_CSV_LONGEST_HEADING)
        column->field = bsr_csv_mapping_field (mapping, *headings, &column->unit);
      g_ptr_array_add (columns, column);
    }
  return columns;
}

/* How many of @columns we know; 0 where none is the container's. */
static int
count_known (GPtrArray *columns)
{
  int n = 0;
  gboolean container = FALSE;
  for (guint i = 0; i < columns->len; i++)
    {
      const BsrCsvColumn *column = columns->pdata[i];
      n += column->field != BSR_CSV_IGNORE;
      container = container || column->field == BSR_CSV_CONTAINER;
    }
  return container ? n : 0;
}

/* Looks for the line of headings with one separator; keeps it where more is known than of @most. A
 * table of one column has none: the first one finds it. */
static void
look_for_headings (BsrCsvTable *self, char separator, const BsrCsvMapping *mapping, int *most)
{
  if (*most >= SURELY_HEADINGS)
    return;
  if (separator != separators[0] && memchr (self->text, separator, self->length) == NULL)
    return;
  g_autoptr (BsrDelimited) rows = bsr_delimited_new_lenient (self->text, self->length, separator);
  const char *const *fields;
  for (int i = 0; i < BSR_CSV_MOST_LINES_BEFORE && *most < SURELY_HEADINGS
                  && (fields = bsr_delimited_next (rows, NULL)) != NULL;
       i++)
    {
      g_autoptr (GPtrArray) columns = columns_of (fields, mapping);
      int n = count_known (columns);
      if (n <= *most)
        continue;
      *most = n;
      g_clear_pointer (&self->columns, g_ptr_array_unref);
      self->columns = g_steal_pointer (&columns);
      self->separator = separator;
      self->heading_line = bsr_delimited_line (rows);
    }
}

BsrCsvTable *
bsr_csv_table_new (const char *bytes, gsize n, const BsrCsvMapping *mapping, GError **error)
{
  g_return_val_if_fail (bytes != NULL || n == 0, NULL);

  g_autoptr (BsrCsvTable) self = g_new0 (BsrCsvTable, 1);
  int most = 0;
  self->text = decode (bytes, n, FALSE, &self->encoding, &self->assumed, &self->length);
  if (memchr (self->text, '\0', self->length) != NULL)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                           _ ("holds a NUL, which no text does"));
      return NULL;
    }
  for (const char *separator = separators; *separator != '\0'; separator++)
    look_for_headings (self, *separator, mapping, &most);
  if (self->columns == NULL)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                           _ ("no line of headings names a column of containers"));
      return NULL;
    }
  self->rows = bsr_delimited_new_lenient (self->text, self->length, self->separator);
  while (bsr_delimited_next (self->rows, NULL) != NULL
         && bsr_delimited_line (self->rows) < self->heading_line)
    continue;
  return g_steal_pointer (&self);
}

void
bsr_csv_table_free (BsrCsvTable *table)
{
  if (table == NULL)
    return;
  g_clear_pointer (&table->rows, bsr_delimited_free);
  g_clear_pointer (&table->columns, g_ptr_array_unref);
  g_free (table->text);
  g_free (table);
}

/* The first two records have as many fields, and more than one. */
static gboolean
has_columns (const char *text, gsize length, char separator)
{
  g_autoptr (BsrDelimited) rows = bsr_delimited_new_lenient (text, length, separator);
  int n = bsr_delimited_next (rows, NULL) != NULL ? bsr_delimited_n_fields (rows) : 0;
  return n > 1 && bsr_delimited_next (rows, NULL) != NULL && bsr_delimited_n_fields (rows) == n;
}

gboolean
bsr_csv_table_probe (const char *bytes, gsize n)
{
  g_return_val_if_fail (bytes != NULL || n == 0, FALSE);

  BsrTextEncoding encoding;
  gboolean assumed;
  gsize length;
  g_autofree char *text = decode (bytes, MIN (n, 4096), TRUE, &encoding, &assumed, &length);
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (text[i]) && strchr ("\t\r\n\f", text[i]) == NULL)
      return FALSE;
  const char *first = text + strspn (text, " \t\r\n\f");
  if (length != strlen (text) || *first == '\0' || strchr ("{[<", *first) != NULL)
    return FALSE;
  BsrCsvTable self = { .text = text, .length = length };
  int most = 0;
  gboolean found = FALSE;
  for (const char *separator = separators; *separator != '\0' && !found; separator++)
    {
      look_for_headings (&self, *separator, NULL, &most);
      found = most > 0 || has_columns (text, length, *separator);
    }
  g_clear_pointer (&self.columns, g_ptr_array_unref);
  return found;
}

gboolean
bsr_csv_table_find_headings (const char *bytes, gsize n,
                             gboolean (*take) (const char *const *fields, char separator,
                                               gpointer data),
                             gpointer data)
{
  g_return_val_if_fail ((bytes != NULL || n == 0) && take != NULL, FALSE);

  BsrTextEncoding encoding;
  gboolean assumed, taken = FALSE;
  gsize length;
  g_autofree char *text = decode (bytes, MIN (n, MOST_BEFORE), TRUE, &encoding, &assumed, &length);
  for (const char *separator = separators; *separator != '\0' && !taken; separator++)
    {
      g_autoptr (BsrDelimited) rows = bsr_delimited_new_lenient (text, length, *separator);
      const char *const *fields;
      for (int i = 0; i < BSR_CSV_MOST_LINES_BEFORE && !taken
                      && (fields = bsr_delimited_next (rows, NULL)) != NULL;
           i++)
        taken = take (fields, *separator, data);
    }
  return taken;
}

gboolean
bsr_csv_table_encoding (const BsrCsvTable *table, BsrTextEncoding *encoding)
{
  g_return_val_if_fail (table != NULL && encoding != NULL, FALSE);
  *encoding = table->encoding;
  return table->assumed;
}

char
bsr_csv_table_decimal (const BsrCsvTable *table)
{
  g_return_val_if_fail (table != NULL, '.');
  return table->separator == ';' ? ',' : '.';
}

GPtrArray *
bsr_csv_table_columns (const BsrCsvTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);
  return table->columns;
}

int
bsr_csv_table_heading_line (const BsrCsvTable *table)
{
  g_return_val_if_fail (table != NULL, 0);
  return table->heading_line;
}

const char *const *
bsr_csv_table_next (BsrCsvTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);
  return bsr_delimited_next (table->rows, NULL);
}

int
bsr_csv_table_line (const BsrCsvTable *table)
{
  g_return_val_if_fail (table != NULL, 0);
  return bsr_delimited_line (table->rows);
}

const char *
bsr_csv_table_flaw (const BsrCsvTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);
  return bsr_delimited_flaw (table->rows);
}
