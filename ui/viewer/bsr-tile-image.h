#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BsrTileImage:
 *
 * The pixels of a tile, ready for whichever renderer the toolkit has: it uploads textures once
 * where it draws by OpenGL, but where it draws by cairo GTK 4.8 copies every texture in every
 * frame, through floating point (measured: 13 ns a pixel, on the main thread; the same pixels as a
 * cairo surface 1 ns). Reference-counted; for the main thread but for making it.
 */
typedef struct _BsrTileImage BsrTileImage;

/* Takes @rgba, rows of @width pixels without gaps, opaque; changes the order of its bytes. */
BsrTileImage *
bsr_tile_image_new_take (guint8 *rgba, int width, int height);
BsrTileImage *
bsr_tile_image_ref (BsrTileImage *image);
void
bsr_tile_image_unref (BsrTileImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTileImage, bsr_tile_image_unref)

int
bsr_tile_image_width (const BsrTileImage *image);
int
bsr_tile_image_height (const BsrTileImage *image);

/* Whether @widget is drawn by cairo. */
gboolean
bsr_tile_image_suits_cairo (GtkWidget *widget);

/* Fills @bounds, logical pixels; @by_cairo: as above. Neighbours leave no seam where they are
 * stretched. */
void
bsr_tile_image_snapshot (BsrTileImage *image, GtkSnapshot *snapshot, const graphene_rect_t *bounds,
                         gboolean by_cairo);

G_END_DECLS
