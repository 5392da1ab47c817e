#include "bsr-photograph-picture.h"

#include "bsr-render.h"
#include "bsr-scan-pixels.h"

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

/* (transfer full): @scene in not more than @most pixels a side. */
static GdkTexture *
draw (const BsrScene *scene, int most)
{
  int width = bsr_scene_width (scene), height = bsr_scene_height (scene);
  double scale = MIN (1.0, (double) most / MAX (width, height));
  int across = MAX (1, (int) (width * scale)), down = MAX (1, (int) (height * scale));
  gsize stride = (gsize) across * 4;
  guint8 *rgba = g_malloc (stride * (gsize) down);
  BsrLook look = bsr_look_default ();
  bsr_scene_render (scene, &look, 0, 0, (double) across / width, (double) down / height, rgba,
                    across, down, stride);
  g_autoptr (GBytes) pixels = g_bytes_new_take (rgba, stride * (gsize) down);
  return gdk_memory_texture_new (across, down, GDK_MEMORY_R8G8B8A8, pixels, stride);
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
    g_task_return_pointer (task, draw (scene, request->most), g_object_unref);
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
