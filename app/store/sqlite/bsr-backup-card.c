#include "bsr-backup-card.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-json-reader.h"
#include "bsr-json-writer.h"

#define FORMAT "basira-backup"
#define HASH_PATTERN "^([0-9a-f]{64})?$"
#define HASH_MEANING "64 hex digits"

void
bsr_backup_card_clear (BsrBackupCard *card)
{
  g_free (card->store);
  g_free (card->head);
  g_free (card->database);
  *card = (BsrBackupCard){ 0 };
}

gboolean
bsr_backup_card_write (const BsrBackupCard *card, const char *folder, GError **error)
{
  GError *problem = NULL;
  g_autofree char *path = g_build_filename (folder, BSR_BACKUP_CARD, NULL);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", FORMAT "/1");
  bsr_json_writer_string (writer, "store", card->store);
  bsr_json_writer_string (writer, "head", card->head);
  bsr_json_writer_integer (writer, "entries", card->n_entries);
  bsr_json_writer_integer (writer, "scans", card->n_scans);
  bsr_json_writer_string (writer, "database", card->database);
  g_autofree char *json = bsr_json_writer_finish (writer);
  if (g_file_set_contents (path, json, -1, &problem))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s", problem->message);
  g_error_free (problem);
  return FALSE;
}

gboolean
bsr_backup_card_read (BsrBackupCard *card, const char *folder, GError **error)
{
  gsize length;
  g_autofree char *path = g_build_filename (folder, BSR_BACKUP_CARD, NULL);
  *card = (BsrBackupCard){ 0 };
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND, _ ("this is not a backup of a store"));
      return FALSE;
    }
  g_autofree char *json = bsr_json_load_file (path, &length, error);
  g_autoptr (BsrJsonReader) reader
      = json != NULL ? bsr_json_reader_new (json, (gssize) length, error) : NULL;
  if (reader == NULL)
    return FALSE;
  bsr_json_reader_expect_format (reader, FORMAT, 1);
  card->store = bsr_json_reader_pattern (reader, "store", TRUE, HASH_PATTERN, HASH_MEANING);
  card->head = bsr_json_reader_pattern (reader, "head", TRUE, HASH_PATTERN, HASH_MEANING);
  card->n_entries = bsr_json_reader_integer (reader, "entries", TRUE, 0, G_MAXINT64 / 2, 0);
  card->n_scans = (int) bsr_json_reader_integer (reader, "scans", TRUE, 0, G_MAXINT, 0);
  card->database = bsr_json_reader_pattern (reader, "database", TRUE, HASH_PATTERN, HASH_MEANING);
  if (bsr_json_reader_finish (reader, error))
    return TRUE;
  bsr_backup_card_clear (card);
  return FALSE;
}
