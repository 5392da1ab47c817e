#include "bsr-station-codes.h"

#define OWN_FILE "codes.csv"

BsrCodeList *
bsr_station_codes_read (const char *setting, GError **error)
{
  gboolean is_named = setting != NULL && *setting != '\0';
  g_autofree char *path = is_named ? g_strdup (setting)
                                   : g_build_filename (g_get_user_data_dir (), "basira", OWN_FILE, NULL);
  if (!is_named && !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  BsrCodeList *codes = bsr_code_list_read (path, error);
  g_autofree char *name = g_filename_display_name (path);
  if (codes == NULL)
    g_prefix_error (error, "%s: ", name);
  return codes;
}

static void
read_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  BsrCodeList *codes = bsr_station_codes_read (data, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, codes, (GDestroyNotify) bsr_code_list_unref);
}

void
bsr_station_codes_read_async (const char *setting, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_station_codes_read_async);
  g_task_set_task_data (task, g_strdup (setting), g_free);
  g_task_run_in_thread (task, read_in_worker);
}

BsrCodeList *
bsr_station_codes_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
