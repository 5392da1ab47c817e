#include "bsr-sqlite-file.h"

#include <sqlite3.h>
#include <string.h>

#include "bsr-test.h"

SqliteFile *
sqlite_file_new (void)
{
  SqliteFile *file = g_new0 (SqliteFile, 1);
  file->folder = bsr_test_folder_new ();
  file->path = g_build_filename (file->folder, "store.db", NULL);
  file->url = g_strconcat ("sqlite:", file->path, NULL);
  sqlite_file_reopen (file);
  return file;
}

void
sqlite_file_free (SqliteFile *file)
{
  g_clear_object (&file->store);
  bsr_test_folder_remove (file->folder);
  g_free (file->path);
  g_free (file->url);
  g_free (file);
}

void
sqlite_file_reopen (SqliteFile *file)
{
  g_autoptr (GError) error = NULL;
  g_clear_object (&file->store);
  file->store = bsr_store_open (file->url, &error);
  bsr_test_assert_no_error (error);
}

int
sqlite_file_tear_down (void **state)
{
  sqlite_file_free (*state);
  return 0;
}

int
sqlite_file_run (SqliteFile *file, const char *script)
{
  sqlite3 *db;
  assert_int_equal (sqlite3_open (file->path, &db), SQLITE_OK);
  int status = sqlite3_exec (db, script, NULL, NULL, NULL);
  if (status != SQLITE_OK)
    print_message ("SQLite: %s\n", sqlite3_errmsg (db));
  sqlite3_close (db);
  return status;
}

gboolean
sqlite_file_holds (SqliteFile *file, const char *needle)
{
  const char *suffixes[] = { "", "-wal" };
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (file->path, suffixes[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;
      if (g_file_get_contents (path, &bytes, &length, NULL)
          && memmem (bytes, length, needle, strlen (needle)) != NULL)
        return TRUE;
    }
  return FALSE;
}
