#include "bsr-tile-image.h"

#include <gsk/gskcairorenderer.h>

#define BYTES_PER_PIXEL 4

struct _BsrTileImage
{
  int width, height;
  GdkTexture *texture;
  cairo_surface_t *surface; /* of the same bytes */
};

/* Cairo has a pixel in a word, red above green above blue. */
static void
to_words (guint8 *rgba, gsize n)
{
  guint32 *words = (guint32 *) (gpointer) rgba;
  for (gsize i = 0; i < n; i++)
    {
      guint32 word = GUINT32_FROM_LE (words[i]);
      words[i] = (word & 0xff00ff00u) | (word >> 16 & 0xffu) | (word & 0xffu) << 16;
    }
}

static void
unref_bytes (void *data)
{
  g_bytes_unref (data);
}

BsrTileImage *
bsr_tile_image_new_take (guint8 *rgba, int width, int height)
{
  static const cairo_user_data_key_t key;
  gsize stride = (gsize) width * BYTES_PER_PIXEL;
  BsrTileImage *image = g_atomic_rc_box_new0 (BsrTileImage);
  to_words (rgba, (gsize) width * (gsize) height);
  GBytes *bytes = g_bytes_new_take (rgba, stride * (gsize) height);
  image->width = width;
  image->height = height;
  image->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  image->surface
      = cairo_image_surface_create_for_data (rgba, CAIRO_FORMAT_RGB24, width, height, (int) stride);
  if (cairo_surface_set_user_data (image->surface, &key, bytes, unref_bytes)
      != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (bytes);
  return image;
}

BsrTileImage *
bsr_tile_image_ref (BsrTileImage *image)
{
  return g_atomic_rc_box_acquire (image);
}

static void
clear (gpointer data)
{
  BsrTileImage *image = data;
  g_object_unref (image->texture);
  cairo_surface_destroy (image->surface);
}

void
bsr_tile_image_unref (BsrTileImage *image)
{
  g_atomic_rc_box_release_full (image, clear);
}

int
bsr_tile_image_width (const BsrTileImage *image)
{
  return image->width;
}

int
bsr_tile_image_height (const BsrTileImage *image)
{
  return image->height;
}

gboolean
bsr_tile_image_suits_cairo (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;
  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer);
}

void
bsr_tile_image_snapshot (BsrTileImage *image, GtkSnapshot *snapshot, const graphene_rect_t *bounds,
                         gboolean by_cairo)
{
  g_return_if_fail (image != NULL && bounds != NULL);

  if (!by_cairo)
    {
      gtk_snapshot_append_texture (snapshot, image->texture, bounds);
      return;
    }
  /* Whole pixels: the node's own edges are antialiased. */
  graphene_rect_t whole;
  graphene_rect_round_extents (bounds, &whole);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &whole);
  cairo_translate (cr, (double) bounds->origin.x, (double) bounds->origin.y);
  cairo_scale (cr, (double) bounds->size.width / image->width,
               (double) bounds->size.height / image->height);
  cairo_set_source_surface (cr, image->surface, 0.0, 0.0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_rectangle (cr, 0.0, 0.0, image->width, image->height);
  cairo_fill (cr);
  cairo_destroy (cr);
}
