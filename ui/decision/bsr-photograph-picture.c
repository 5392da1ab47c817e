#include "bsr-photograph-picture.h"

#include "bsr-scan-pixels.h"
#include "bsr-scene-texture.h"

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
  g_autoptr (BsrImage) image
      = bytes != NULL ? bsr_scan_pixels_decode (bytes, NULL, cancellable, &error) : NULL;
  g_autoptr (BsrScene) scene
      = image != NULL ? bsr_scene_new (image, NULL, 0, cancellable, &error) : NULL;
  if (scene == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bsr_scene_texture (scene, request->most), g_object_unref);
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
