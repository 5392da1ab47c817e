#include "bsr-coverage-tint.h"

#define BYTES_PER_PIXEL 4

/* Red, green, blue and alpha, premultiplied: of Okabe and Ito (2008) sky blue and reddish purple,
 * told apart by colour-blind officers; thin enough for the scan to be read through them. The same
 * stand in the style sheet. */
static const guint8 open_colour[BYTES_PER_PIXEL] = { 29, 61, 79, 87 };
static const guint8 blind_colour[BYTES_PER_PIXEL] = { 76, 45, 62, 97 };

GdkTexture *
bsr_coverage_tint_new (const BsrCoverage *coverage)
{
  g_return_val_if_fail (coverage != NULL, NULL);

  int width = bsr_coverage_width (coverage), height = bsr_coverage_height (coverage);
  gsize stride = (gsize) width * BYTES_PER_PIXEL;
  guint8 *pixels = g_malloc0 (stride * height);
  for (int row = 0; row < height; row++)
    for (int column = 0; column < width; column++)
      {
        BsrCoverageState state = bsr_coverage_state (coverage, column, row);
        const guint8 *colour = state == BSR_COVERAGE_OPEN    ? open_colour
                               : state == BSR_COVERAGE_BLIND ? blind_colour
                                                             : NULL;
        for (int c = 0; colour != NULL && c < BYTES_PER_PIXEL; c++)
          pixels[stride * row + (gsize) column * BYTES_PER_PIXEL + c] = colour[c];
      }
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, stride * height);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8_PREMULTIPLIED, bytes, stride);
}
