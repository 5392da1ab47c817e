#include "bsr-csv-memory.h"

#include "bsr-csv-table.h"
#include "bsr-csv.h"

typedef struct
{
  const char *folder;
  BsrCsvMapping *mapping;
  GError *error;
} Recall;

gboolean
bsr_csv_remember (const char *bytes, gsize n, const BsrCsvMapping *mapping, const char *folder,
                  GError **error)
{
  g_return_val_if_fail (mapping != NULL && folder != NULL, FALSE);

  g_auto (GStrv) headings = bsr_csv_headings (bytes, n, mapping, error);
  return headings != NULL
         && bsr_csv_mapping_save (mapping, folder, (const char *const *) headings, error);
}

static gboolean
take_cb (const char *const *fields, char separator, gpointer data)
{
  Recall *recall = data;
  recall->mapping = bsr_csv_mapping_load (recall->folder, fields, &recall->error);
  return recall->mapping != NULL || recall->error != NULL;
}

BsrCsvMapping *
bsr_csv_recall (const char *bytes, gsize n, const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  Recall recall = { .folder = folder };
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)
      || !bsr_csv_table_find_headings (bytes, n, take_cb, &recall))
    return NULL;
  if (recall.error != NULL)
    g_propagate_error (error, recall.error);
  return recall.mapping;
}
