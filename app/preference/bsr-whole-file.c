#include "bsr-whole-file.h"

/* Who may enter a folder that is made: the user. */
#define PRIVATE_FOLDER 0700

typedef struct
{
  char *path;
  GBytes *content;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;
  g_free (writing->path);
  g_bytes_unref (writing->content);
  g_free (writing);
}

static void
write_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Writing *writing = data;
  GError *error = NULL;
  gsize size;
  const char *content = g_bytes_get_data (writing->content, &size);
  g_autofree char *folder = g_path_get_dirname (writing->path);
  /* What goes wrong with the folder, the file says. */
  g_mkdir_with_parents (folder, PRIVATE_FOLDER);
  if (g_file_set_contents (writing->path, content, (gssize) size, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
bsr_whole_file_write_async (const char *path, GBytes *content, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (path != NULL && content != NULL);

  Writing *writing = g_new (Writing, 1);
  writing->path = g_strdup (path);
  writing->content = g_bytes_ref (content);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, bsr_whole_file_write_async);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_in_worker);
}

gboolean
bsr_whole_file_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
