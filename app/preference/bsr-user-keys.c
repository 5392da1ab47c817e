#include "bsr-user-keys.h"

#include "bsr-whole-file.h"

#define GROUP "Keys"

char *
bsr_user_keys_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "basira", "keys.ini", NULL);
}

GHashTable *
bsr_user_keys_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) failure = NULL;
  g_autoptr (GHashTable) keys
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &failure))
    {
      if (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&keys);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  g_auto (GStrv) ids = g_key_file_get_keys (file, GROUP, NULL, NULL);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      char **list = g_key_file_get_string_list (file, GROUP, ids[i], NULL, NULL);
      if (list != NULL)
        g_hash_table_insert (keys, g_strdup (ids[i]), list);
    }
  return g_steal_pointer (&keys);
}

void
bsr_user_keys_write_async (const char *path, GHashTable *keys, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (path != NULL && keys != NULL);

  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (keys), (GCompareFunc) g_strcmp0);
  for (GList *id = ids; id != NULL; id = id->next)
    {
      const char *const *list = g_hash_table_lookup (keys, id->data);
      g_key_file_set_string_list (file, GROUP, id->data, list, g_strv_length ((char **) list));
    }
  gsize length;
  char *text = g_key_file_to_data (file, &length, NULL);
  g_autoptr (GBytes) content = g_bytes_new_take (text, length);
  bsr_whole_file_write_async (path, content, callback, user_data);
}
