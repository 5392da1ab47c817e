#include "bsr-photograph-picture.h"

/* What the worker needs. */
typedef struct
{
  BsrPhotograph *photograph;
  int most;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;
  bsr_photograph_free (request->photograph);
  g_free (request);
}

static void
decode_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = bsr_photograph_load (request->photograph, &error);
  g_autoptr (GInputStream) stream
      = bytes != NULL ? g_memory_input_stream_new_from_bytes (bytes) : NULL;
  g_autoptr (GdkPixbuf) raw
      = stream != NULL ? gdk_pixbuf_new_from_stream_at_scale (stream, request->most, request->most,
                                                              TRUE, cancellable, &error)
                       : NULL;
  if (raw == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (raw);
  g_task_return_pointer (task, gdk_texture_new_for_pixbuf (upright), g_object_unref);
}

void
bsr_photograph_picture_async (const BsrPhotograph *photograph, int most, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (photograph != NULL && most > 0);
  Request *request = g_new0 (Request, 1);
  request->photograph = bsr_photograph_copy (photograph);
  request->most = most;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_photograph_picture_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, decode_in_worker);
}

GdkTexture *
bsr_photograph_picture_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
