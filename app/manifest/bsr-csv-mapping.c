#include "bsr-csv-mapping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-json-reader.h"
#include "bsr-json-writer.h"

/* Who may enter a folder that is made: the user. */
#define PRIVATE_FOLDER 0700

typedef struct
{
  char *heading;
  char *folded;
  BsrCsvField field;
  BsrMassUnit unit;
} Column;

struct _BsrCsvMapping
{
  GPtrArray *columns;  /* Column, in the order in which they were said */
  GHashTable *by_name; /* folded heading -> Column */
};

static void
column_free (gpointer data)
{
  Column *column = data;
  g_free (column->heading);
  g_free (column->folded);
  g_free (column);
}

BsrCsvMapping *
bsr_csv_mapping_new (void)
{
  BsrCsvMapping *mapping = g_new (BsrCsvMapping, 1);
  mapping->columns = g_ptr_array_new_with_free_func (column_free);
  mapping->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return mapping;
}

void
bsr_csv_mapping_free (BsrCsvMapping *mapping)
{
  if (mapping == NULL)
    return;
  g_hash_table_unref (mapping->by_name);
  g_ptr_array_unref (mapping->columns);
  g_free (mapping);
}

void
bsr_csv_mapping_set (BsrCsvMapping *mapping, const char *heading, BsrCsvField field,
                     BsrMassUnit unit)
{
  g_return_if_fail (mapping != NULL && heading != NULL && (guint) field < BSR_N_CSV_FIELDS);

  g_autofree char *folded = bsr_csv_heading_fold (heading);
  Column *column = g_hash_table_lookup (mapping->by_name, folded);
  if (column == NULL)
    {
      column = g_new0 (Column, 1);
      column->folded = g_steal_pointer (&folded);
      g_ptr_array_add (mapping->columns, column);
      g_hash_table_insert (mapping->by_name, column->folded, column);
    }
  g_free (column->heading);
  column->heading = g_strdup (heading);
  column->field = field;
  column->unit = unit;
}

BsrCsvField
bsr_csv_mapping_field (const BsrCsvMapping *mapping, const char *heading, BsrMassUnit *unit)
{
  g_return_val_if_fail (heading != NULL && unit != NULL, BSR_CSV_IGNORE);

  *unit = BSR_MASS_UNIT_KG;
  if (mapping == NULL)
    return bsr_csv_field_of_heading (heading, unit);
  g_autofree char *folded = bsr_csv_heading_fold (heading);
  const Column *column = g_hash_table_lookup (mapping->by_name, folded);
  if (column == NULL)
    return bsr_csv_field_of_heading (heading, unit);
  *unit = column->unit;
  return column->field;
}

gboolean
bsr_csv_mapping_says (const BsrCsvMapping *mapping, const char *heading)
{
  g_return_val_if_fail (heading != NULL, FALSE);

  g_autofree char *folded = bsr_csv_heading_fold (heading);
  return mapping != NULL && g_hash_table_contains (mapping->by_name, folded);
}

char *
bsr_csv_mapping_to_json (const BsrCsvMapping *mapping)
{
  g_return_val_if_fail (mapping != NULL, NULL);

  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-csv-mapping/1");
  bsr_json_writer_begin_array (writer, "columns");
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const Column *column = mapping->columns->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "heading", column->heading);
      bsr_json_writer_string (writer, "field", bsr_csv_field_to_string (column->field));
      if (bsr_csv_field_is_mass (column->field))
        bsr_json_writer_string (writer, "unit", bsr_mass_unit_to_string (column->unit));
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

static void
read_column (BsrJsonReader *reader, BsrCsvMapping *mapping, int index)
{
  const char *units[BSR_N_MASS_UNITS + 1] = { NULL };
  for (int i = 0; i < BSR_N_MASS_UNITS; i++)
    units[i] = bsr_mass_unit_to_string ((BsrMassUnit) i);
  if (!bsr_json_reader_enter_element (reader, "columns", index))
    return;
  g_autofree char *heading = bsr_json_reader_string (reader, "heading", TRUE);
  g_autofree char *name = bsr_json_reader_string (reader, "field", TRUE);
  int unit = bsr_json_reader_choice (reader, "unit", units, BSR_MASS_UNIT_KG);
  BsrCsvField field = BSR_CSV_IGNORE;
  if (heading != NULL && strlen (heading) > BSR_CSV_LONGEST_HEADING)
    bsr_json_reader_fail (reader, BSR_ERROR_LIMIT, "heading", _ ("is too long"));
  if (name != NULL && !bsr_csv_field_from_string (name, &field))
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, "field", _ ("is no field of a case"));
  if (bsr_json_reader_ok (reader))
    bsr_csv_mapping_set (mapping, heading, field, (BsrMassUnit) unit);
  bsr_json_reader_leave (reader);
}

BsrCsvMapping *
bsr_csv_mapping_from_json (const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);

  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, length, error);
  if (reader == NULL)
    return NULL;
  g_autoptr (BsrCsvMapping) mapping = bsr_csv_mapping_new ();
  bsr_json_reader_expect_format (reader, "basira-csv-mapping", 1);
  int n = bsr_json_reader_array_size (reader, "columns", TRUE, 0, BSR_CSV_MOST_COLUMNS);
  for (int i = 0; i < n && bsr_json_reader_ok (reader); i++)
    read_column (reader, mapping, i);
  return bsr_json_reader_finish (reader, error) ? g_steal_pointer (&mapping) : NULL;
}

BsrCsvMapping *
bsr_csv_mapping_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  gsize length;
  g_autofree char *json = bsr_json_load_file (path, &length, error);
  return json != NULL ? bsr_csv_mapping_from_json (json, (gssize) length, error) : NULL;
}

char *
bsr_csv_mapping_fingerprint (const char *const *headings)
{
  g_return_val_if_fail (headings != NULL, NULL);

  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  for (; *headings != NULL; headings++)
    {
      g_autofree char *folded = bsr_csv_heading_fold (*headings);
      g_checksum_update (sum, (const guchar *) folded, (gssize) strlen (folded) + 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

char *
bsr_csv_mapping_folder (void)
{
  return g_build_filename (g_get_user_config_dir (), "basira", "tables", NULL);
}

static char *
path_of (const char *folder, const char *const *headings)
{
  g_autofree char *fingerprint = bsr_csv_mapping_fingerprint (headings);
  g_autofree char *name = g_strconcat (fingerprint, ".json", NULL);
  return g_build_filename (folder, name, NULL);
}

gboolean
bsr_csv_mapping_save (const BsrCsvMapping *mapping, const char *folder, const char *const *headings,
                      GError **error)
{
  g_return_val_if_fail (mapping != NULL && folder != NULL && headings != NULL, FALSE);

  g_autofree char *path = path_of (folder, headings);
  g_autofree char *json = bsr_csv_mapping_to_json (mapping);
  g_autoptr (GError) problem = NULL;
  /* What goes wrong with the folder, the file says. */
  g_mkdir_with_parents (folder, PRIVATE_FOLDER);
  if (g_file_set_contents (path, json, -1, &problem))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
               _ ("what the columns mean cannot be remembered: %s"), problem->message);
  return FALSE;
}

BsrCsvMapping *
bsr_csv_mapping_load (const char *folder, const char *const *headings, GError **error)
{
  g_return_val_if_fail (folder != NULL && headings != NULL, NULL);

  g_autofree char *path = path_of (folder, headings);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? bsr_csv_mapping_read (path, error) : NULL;
}
