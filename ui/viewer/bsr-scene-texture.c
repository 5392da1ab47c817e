#include "bsr-scene-texture.h"

GdkTexture *
bsr_scene_texture (const BsrScene *scene, int most)
{
  g_return_val_if_fail (scene != NULL && most > 0, NULL);
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
