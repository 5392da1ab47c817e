#include "bsr-csv-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-container-number.h"
#include "bsr-csv-memory.h"
#include "bsr-csv-table.h"
#include "bsr-csv.h"
#include "bsr-error.h"
#include "bsr-file-load.h"

/* Words that a line of headings has at least: a title has one. */
#define FEWEST_WORDS 2

struct _BsrCsvColumns
{
  GPtrArray *lines; /* GStrv: the first ones, parted by @separator */
  char separator;
  guint heading_line; /* place in @lines */
  BsrCsvMapping *mapping;
  gboolean known;
};

/* Lines that are told of, for one separator after the other. */
typedef struct
{
  const BsrCsvMapping *recalled; /* (nullable) */
  GPtrArray *lines;              /* of the separator that is being told of */
  char separator;
  BsrCsvColumns *best;
  guint most; /* how much speaks for the best */
} Search;

/* --- The line of headings -------------------------------------------------------------------- */

static gboolean
is_word (const char *text)
{
  g_auto (GStrv) numbers = bsr_container_number_find (text);
  if (*numbers != NULL)
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* How many fields of @line are known, where one is the container's; else 0. As a table is read: see
 * bsr_csv_table_new(). */
static guint
count_known (const char *const *line, const BsrCsvMapping *recalled)
{
  guint n = 0;
  gboolean container = FALSE;
  for (; *line != NULL; line++)
    {
      BsrMassUnit unit;
      BsrCsvField field = strlen (*line) <= BSR_CSV_LONGEST_HEADING
                              ? bsr_csv_mapping_field (recalled, *line, &unit)
                              : BSR_CSV_IGNORE;
      n += field != BSR_CSV_IGNORE;
      container = container || field == BSR_CSV_CONTAINER;
    }
  return container ? n : 0;
}

/* How much speaks for the line at @place: its words, once for each line below that has as many
 * fields. */
static guint
count_likeness (GPtrArray *lines, guint place)
{
  guint n_words = 0, n_alike = 0;
  guint n_fields = g_strv_length (lines->pdata[place]);
  for (char **field = lines->pdata[place]; *field != NULL; field++)
    n_words += is_word (*field);
  for (guint i = place + 1; i < lines->len; i++)
    n_alike += g_strv_length (lines->pdata[i]) == n_fields;
  return n_words >= FEWEST_WORDS ? n_words * n_alike : 0;
}

/* What is known decides; else what looks like it. */
static guint
weigh (const Search *search, guint place, gboolean *known)
{
  const guint n_known = count_known (search->lines->pdata[place], search->recalled);
  *known = n_known > 0;
  return n_known > 0 ? n_known << 16 : count_likeness (search->lines, place);
}

/* The lines of one separator have been told of. */
static void
judge_lines (Search *search)
{
  BsrCsvColumns *best = search->best;
  for (guint i = 0; i < search->lines->len; i++)
    {
      gboolean known;
      guint weight = weigh (search, i, &known);
      if (weight <= search->most)
        continue;
      search->most = weight;
      g_clear_pointer (&best->lines, g_ptr_array_unref);
      best->lines = g_ptr_array_ref (search->lines);
      best->separator = search->separator;
      best->heading_line = i;
      best->known = known;
    }
  g_ptr_array_unref (search->lines);
  search->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

static gboolean
take_cb (const char *const *fields, char separator, gpointer data)
{
  Search *search = data;
  if (separator != search->separator)
    judge_lines (search);
  search->separator = separator;
  g_ptr_array_add (search->lines, g_strdupv ((char **) fields));
  return FALSE;
}

/* --- What the columns are -------------------------------------------------------------------- */

/* How many values of the column are numbers of containers with the right check digit; 0 where fewer
 * than half are. */
static guint
count_containers (const BsrCsvColumns *self, guint column)
{
  guint n_right = 0, n_values = 0;
  for (guint row = 0; row < bsr_csv_columns_n_rows (self); row++)
    {
      const char *value = bsr_csv_columns_value (self, row, column);
      g_autofree char *number = bsr_container_number_normalize (value);
      n_values += *value != '\0';
      n_right += bsr_container_number_check (number, NULL) == BSR_CONTAINER_NUMBER_VALID;
    }
  return 2 * n_right >= n_values ? n_right : 0;
}

static void
guess_container (BsrCsvColumns *self)
{
  guint most = 0, found = 0;
  for (guint i = 0; i < bsr_csv_columns_n (self); i++)
    {
      guint n = bsr_csv_columns_can_set (self, i) ? count_containers (self, i) : 0;
      found = n > most ? i : found;
      most = MAX (n, most);
    }
  if (most > 0)
    bsr_csv_columns_set (self, found, BSR_CSV_CONTAINER, BSR_MASS_UNIT_KG);
}

static void
guess (BsrCsvColumns *self, const BsrCsvMapping *recalled)
{
  self->mapping = bsr_csv_mapping_new ();
  for (guint i = 0; i < bsr_csv_columns_n (self); i++)
    if (bsr_csv_columns_can_set (self, i))
      {
        BsrMassUnit unit;
        BsrCsvField field
            = bsr_csv_mapping_field (recalled, bsr_csv_columns_heading (self, i), &unit);
        bsr_csv_columns_set (self, i, field, unit);
      }
  if (!self->known)
    guess_container (self);
}

BsrCsvColumns *
bsr_csv_columns_new (const char *bytes, gsize n, const BsrCsvMapping *recalled, GError **error)
{
  g_return_val_if_fail (bytes != NULL || n == 0, NULL);

  g_autoptr (BsrCsvColumns) self = g_atomic_rc_box_new0 (BsrCsvColumns);
  Search search = { .recalled = recalled, .best = self };
  search.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  bsr_csv_table_find_headings (bytes, n, take_cb, &search);
  judge_lines (&search);
  g_ptr_array_unref (search.lines);
  if (self->lines == NULL)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("has no line of headings"));
      return NULL;
    }
  guess (self, recalled);
  return g_steal_pointer (&self);
}

BsrCsvColumns *
bsr_csv_columns_read (const char *path, const char *folder, GError **error)
{
  g_return_val_if_fail (path != NULL && folder != NULL, NULL);

  gsize n;
  g_autofree char *bytes = bsr_file_load (path, BSR_MANIFEST_MOST_BYTES, &n, error);
  /* What cannot be recalled is asked anew. */
  g_autoptr (BsrCsvMapping) recalled
      = bytes != NULL ? bsr_csv_recall (bytes, n, folder, NULL) : NULL;
  return bytes != NULL ? bsr_csv_columns_new (bytes, n, recalled, error) : NULL;
}

static void
columns_clear (gpointer data)
{
  BsrCsvColumns *self = data;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  bsr_csv_mapping_free (self->mapping);
}

BsrCsvColumns *
bsr_csv_columns_ref (BsrCsvColumns *columns)
{
  g_return_val_if_fail (columns != NULL, NULL);
  return g_atomic_rc_box_acquire (columns);
}

void
bsr_csv_columns_unref (BsrCsvColumns *columns)
{
  g_return_if_fail (columns != NULL);
  g_atomic_rc_box_release_full (columns, columns_clear);
}

gboolean
bsr_csv_columns_are_known (const BsrCsvColumns *columns)
{
  g_return_val_if_fail (columns != NULL, FALSE);
  return columns->known;
}

static char **
headings_of (const BsrCsvColumns *columns)
{
  return columns->lines->pdata[columns->heading_line];
}

guint
bsr_csv_columns_n (const BsrCsvColumns *columns)
{
  g_return_val_if_fail (columns != NULL, 0);
  return g_strv_length (headings_of (columns));
}

const char *
bsr_csv_columns_heading (const BsrCsvColumns *columns, guint column)
{
  g_return_val_if_fail (columns != NULL && column < bsr_csv_columns_n (columns), NULL);
  return headings_of (columns)[column];
}

BsrCsvField
bsr_csv_columns_field (const BsrCsvColumns *columns, guint column, BsrMassUnit *unit)
{
  g_return_val_if_fail (columns != NULL && unit != NULL, BSR_CSV_IGNORE);
  *unit = BSR_MASS_UNIT_KG;
  return bsr_csv_columns_can_set (columns, column)
             ? bsr_csv_mapping_field (columns->mapping, headings_of (columns)[column], unit)
             : BSR_CSV_IGNORE;
}

gboolean
bsr_csv_columns_can_set (const BsrCsvColumns *columns, guint column)
{
  const char *heading = bsr_csv_columns_heading (columns, column);
  return heading != NULL && strlen (heading) <= BSR_CSV_LONGEST_HEADING;
}

void
bsr_csv_columns_set (BsrCsvColumns *columns, guint column, BsrCsvField field, BsrMassUnit unit)
{
  g_return_if_fail (columns != NULL && bsr_csv_columns_can_set (columns, column));
  bsr_csv_mapping_set (columns->mapping, headings_of (columns)[column], field, unit);
}

guint
bsr_csv_columns_n_rows (const BsrCsvColumns *columns)
{
  g_return_val_if_fail (columns != NULL, 0);
  return columns->lines->len - columns->heading_line - 1;
}

const char *
bsr_csv_columns_value (const BsrCsvColumns *columns, guint row, guint column)
{
  g_return_val_if_fail (columns != NULL && row < bsr_csv_columns_n_rows (columns), "");
  char **fields = columns->lines->pdata[columns->heading_line + 1 + row];
  return column < g_strv_length (fields) ? fields[column] : "";
}

const BsrCsvMapping *
bsr_csv_columns_mapping (const BsrCsvColumns *columns)
{
  g_return_val_if_fail (columns != NULL, NULL);
  return columns->mapping;
}

/* Writes a line as it is read (RFC 4180). */
static void
write_line (GString *text, char **fields, char separator)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (fields[i], "\"", -1);
      g_autofree char *quoted = g_strjoinv ("\"\"", parts);
      if (i > 0)
        g_string_append_c (text, separator);
      g_string_append_printf (text, "\"%s\"", quoted);
    }
  g_string_append_c (text, '\n');
}

/* Leaves the remarks of the rows: @line: that the headings stand in. */
static void
drop_remarks (GPtrArray *remarks, int line)
{
  guint n = 0;
  while (n < remarks->len && ((BsrManifestRemark *) remarks->pdata[n])->line <= line)
    n++;
  if (n > 0)
    g_ptr_array_remove_range (remarks, 0, n);
}

BsrManifest *
bsr_csv_columns_try (const BsrCsvColumns *columns, GError **error)
{
  g_return_val_if_fail (columns != NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  int line = 1;
  for (guint i = 0; i < columns->lines->len; i++)
    {
      if (i == columns->heading_line)
        for (const char *c = text->str; *c != '\0'; c++)
          line += *c == '\n';
      write_line (text, columns->lines->pdata[i], columns->separator);
    }
  BsrManifest *manifest = bsr_csv_read (text->str, text->len, columns->mapping, NULL, error);
  if (manifest != NULL)
    drop_remarks (manifest->remarks, line);
  return manifest;
}
