#include "bsr-csv.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-csv-mapping.h"
#include "bsr-csv-row.h"
#include "bsr-error.h"

/* Rows between two looks at whether somebody waits no longer. */
#define ROWS_A_LOOK 1024

/* A list that is being read. */
typedef struct
{
  BsrManifest *manifest;
  GHashTable *places; /* id of a case -> its place in @manifest, and 1 */
  GArray *lines;      /* int: that the cases began in */
} Reading;

gboolean
bsr_csv_probe (const char *bytes, gsize n)
{
  return bsr_csv_table_probe (bytes, n);
}

GStrv
bsr_csv_headings (const char *bytes, gsize n, const BsrCsvMapping *mapping, GError **error)
{
  g_autoptr (BsrCsvTable) table = bsr_csv_table_new (bytes, n, mapping, error);
  if (table == NULL)
    return NULL;
  GPtrArray *columns = bsr_csv_table_columns (table);
  g_autoptr (GStrvBuilder) headings = g_strv_builder_new ();
  for (guint i = 0; i < columns->len; i++)
    g_strv_builder_add (headings, ((BsrCsvColumn *) columns->pdata[i])->heading);
  return g_strv_builder_end (headings);
}

/* The case of that id, and the line that it began in. (nullable) */
static BsrCase *
find_case (const Reading *reading, const char *id, int *line)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (reading->places, id));
  if (place == 0)
    return NULL;
  *line = g_array_index (reading->lines, int, place - 1);
  return reading->manifest->cases->pdata[place - 1];
}

/* (transfer full): of the case that a row is of. A reference that another container has already
 * taken is no reference of this one alone. */
static char *
id_of_row (const Reading *reading, const BsrCsvRow *row, int line)
{
  const char *container = row->flagged->container;
  int first_line;
  if (row->reference == NULL)
    return bsr_manifest_case_id (row->flagged->bill_of_lading, container);
  const BsrCase *taken = find_case (reading, row->reference, &first_line);
  if (taken == NULL || g_str_equal (taken->container, container))
    return g_strdup (row->reference);
  g_autofree char *id = bsr_manifest_case_id (row->reference, container);
  if (find_case (reading, id, &first_line) == NULL)
    bsr_manifest_remark (reading->manifest, line, NULL, container, TRUE,
                         _ ("the reference %s has %s too: each container became a case of its own"),
                         row->reference, taken->container);
  return g_steal_pointer (&id);
}

static void
take_row (Reading *reading, const BsrCsvRow *row, int line)
{
  int first_line;
  g_autofree char *id = id_of_row (reading, row, line);
  BsrCase *known = find_case (reading, id, &first_line);
  if (known != NULL)
    {
      bsr_csv_row_join (row, known, line, reading->manifest);
      return;
    }
  BsrCase *flagged = bsr_case_ref (row->flagged);
  g_free (flagged->id);
  flagged->id = g_steal_pointer (&id);
  g_ptr_array_add (reading->manifest->cases, flagged);
  g_array_append_val (reading->lines, line);
  g_hash_table_insert (reading->places, flagged->id, GUINT_TO_POINTER (reading->lines->len));
}

static gboolean
take_rows (Reading *reading, BsrCsvTable *table, GCancellable *cancellable, GError **error)
{
  const char *const *fields;
  for (int n = 0; (fields = bsr_csv_table_next (table)) != NULL; n++)
    {
      if (n >= BSR_CSV_MOST_ROWS)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, _ ("more than the %d rows that are read"),
                       BSR_CSV_MOST_ROWS);
          return FALSE;
        }
      if (n % ROWS_A_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_autoptr (BsrCsvRow) row = bsr_csv_row_read (table, fields, reading->manifest);
      if (row != NULL)
        take_row (reading, row, bsr_csv_table_line (table));
    }
  return TRUE;
}

/* What had to be assumed of the whole table, and columns that are left out though nobody said so. */
static void
remark_table (BsrManifest *manifest, const BsrCsvTable *table, const BsrCsvMapping *mapping)
{
  BsrTextEncoding encoding;
  if (bsr_csv_table_encoding (table, &encoding))
    bsr_manifest_remark (manifest, 0, NULL, NULL, TRUE, _ ("is not UTF-8 and was read as %s"),
                         bsr_text_encoding_to_string (encoding));
  GPtrArray *columns = bsr_csv_table_columns (table);
  for (guint i = 0; i < columns->len; i++)
    {
      const BsrCsvColumn *column = columns->pdata[i];
      if (column->field == BSR_CSV_IGNORE && *column->heading != '\0'
          && !bsr_csv_mapping_says (mapping, column->heading))
        bsr_manifest_remark (manifest, bsr_csv_table_heading_line (table), column->heading, NULL,
                             FALSE, "%s", _ ("the column says nothing that is kept of a case"));
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const BsrManifestRemark *one = *(BsrManifestRemark *const *) a,
                          *other = *(BsrManifestRemark *const *) b;
  return (one->line > other->line) - (one->line < other->line);
}

BsrManifest *
bsr_csv_read (const char *bytes, gsize n, const BsrCsvMapping *mapping, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (BsrCsvTable) table = bsr_csv_table_new (bytes, n, mapping, error);
  if (table == NULL)
    return NULL;
  g_autoptr (BsrManifest) manifest = bsr_manifest_new (BSR_MANIFEST_CSV, "CSV");
  remark_table (manifest, table, mapping);
  Reading reading = { .manifest = manifest };
  reading.places = g_hash_table_new (g_str_hash, g_str_equal);
  reading.lines = g_array_new (FALSE, FALSE, sizeof (int));
  gboolean good = take_rows (&reading, table, cancellable, error);
  for (guint i = 0; good && i < manifest->cases->len; i++)
    bsr_manifest_remark_doubts (manifest, g_array_index (reading.lines, int, i),
                                manifest->cases->pdata[i]);
  g_hash_table_unref (reading.places);
  g_array_unref (reading.lines);
  g_ptr_array_sort (manifest->remarks, compare_lines);
  return good ? g_steal_pointer (&manifest) : NULL;
}
