#pragma once

#include <gio/gio.h>
#include "bsr-radiograph.h"
#include "bsr-look-up.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_VIEW_PLANE,     /* one plane through the palette */
  BSR_VIEW_STEEL,     /* steel equivalent through the palette */
  BSR_VIEW_MATERIAL,  /* dual energy: hue by material class, brightness by attenuation; grey
                         where the energies cannot tell */
} BsrViewMode;

/* How samples become colours. @low and @high are shares of full scale of the displayed
 * quantity: transmission 0...1 for a plane, millimetres for steel. */
typedef struct
{
  BsrViewMode mode;
  int plane;
  double low, high;
  gboolean logarithmic; /* window laid over the attenuation instead of the transmission */
  gboolean invert;
  const BsrPalette *palette;
} BsrTone;

BsrTone bsr_tone_default (void);

/**
 * BsrScene:
 *
 * A scan made ready for drawing: counts as 16-bit transmission with a pyramid of halved levels.
 * Reference-counted, immutable. Usable before the physics is there (@radiograph %NULL): then
 * only %BSR_VIEW_PLANE answers, relative to the brightest percentile.
 */
typedef struct _BsrScene BsrScene;

BsrScene *bsr_scene_new (BsrImage *image, BsrRadiograph *radiograph, int n_threads,
                         GCancellable *cancellable, GError **error);
BsrScene *bsr_scene_ref (BsrScene *scene);
void bsr_scene_unref (BsrScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrScene, bsr_scene_unref)

int bsr_scene_width (const BsrScene *scene);
int bsr_scene_height (const BsrScene *scene);
int bsr_scene_n_planes (const BsrScene *scene);
gboolean bsr_scene_has_physics (const BsrScene *scene);

/**
 * bsr_scene_render:
 * @x, @y: source pixel at the output's top left corner (may lie outside: drawn as background)
 * @scale_x, @scale_y: output pixels for one source pixel, > 0; above 1 samples are repeated
 *   (nearest neighbour), below 1 they come from the next finer pyramid level
 * @rgba: @height rows of @stride bytes; R, G, B, A = 255
 *
 * Costs time by the output's pixels, not by the scan's. Any thread.
 */
void bsr_scene_render (const BsrScene *scene, const BsrTone *tone, double x, double y,
                       double scale_x, double scale_y, guint8 *rgba, int width, int height,
                       gsize stride);

/* Window that shows @box (whole scan when empty) well: 0.5th to 99.5th percentile. */
void bsr_scene_auto_window (const BsrScene *scene, const BsrTone *tone, BsrBox box, double *low,
                            double *high);

G_END_DECLS
