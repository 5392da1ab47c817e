#pragma once

#include <gio/gio.h>
#include "bsr-material-curves.h"
#include "bsr-radiograph.h"
#include "bsr-look.h"

G_BEGIN_DECLS

/* Steel beyond is drawn as this much, mm: no cargo scanner sees through half of it. */
#define BSR_SCENE_MAX_STEEL_MM 1000.0

/* The widest view that a draft is made for, device pixels: 4K. */
#define BSR_SCENE_DRAFT_WIDTH 3840
#define BSR_SCENE_DRAFT_HEIGHT 2160

/* Grey level of what lies outside the scan. */
#define BSR_SCENE_BACKGROUND 0x26

/**
 * BsrScene:
 *
 * A scan made ready for drawing: counts as 16-bit transmission with a pyramid of halved levels.
 * Reference-counted, immutable. Usable before the physics is there (@radiograph %NULL): then
 * only %BSR_VIEW_PLANE answers, relative to the brightest percentile.
 */
typedef struct _BsrScene BsrScene;

#define BSR_TYPE_SCENE (bsr_scene_get_type ())
GType bsr_scene_get_type (void);

/**
 * bsr_scene_new:
 * @radiograph: (nullable): made of @image
 * @n_threads: as bsr_thread_team_size() takes it; kept for drawing
 *
 * Blocks. The dead pixels' values are the radiograph's fillings.
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT or %G_IO_ERROR_CANCELLED
 */
BsrScene *bsr_scene_new (BsrImage *image, BsrRadiograph *radiograph, int n_threads,
                         GCancellable *cancellable, GError **error);
/* The same with no more than what @tone shows: for one picture. Looks of another mode or plane are not to
 * be asked of it. */
BsrScene *bsr_scene_new_for (BsrImage *image, BsrRadiograph *radiograph, const BsrTone *tone,
                             int n_threads, GCancellable *cancellable, GError **error);
/* The scan as it is first shown, in a fraction of the time: without physics, and without the finest levels
 * where a view of BSR_SCENE_DRAFT_WIDTH x BSR_SCENE_DRAFT_HEIGHT shows all of the scan without them. There it is what a whole scene
 * draws, pixel for pixel but for what is found from all pixels (an automatic window, equalising); closer it is
 * coarse. */
BsrScene *bsr_scene_new_draft (BsrImage *image, int n_threads, GCancellable *cancellable,
                               GError **error);
/* Whether levels were left out: not of small scans. */
gboolean bsr_scene_is_draft (const BsrScene *scene);
BsrScene *bsr_scene_ref (BsrScene *scene);
void bsr_scene_unref (BsrScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrScene, bsr_scene_unref)

int bsr_scene_width (const BsrScene *scene);
int bsr_scene_height (const BsrScene *scene);
/* Of energies: 1 of a picture in colours. */
int bsr_scene_n_planes (const BsrScene *scene);
/* A picture in colours is drawn in them: of a look the window, gamma and inversion work on each. */
gboolean bsr_scene_is_colour (const BsrScene *scene);
gboolean bsr_scene_has_physics (const BsrScene *scene);
/* Whether the material views have anything to say: two stated energies that fit the scan. Otherwise
 * they show plane 0. */
gboolean bsr_scene_has_material (const BsrScene *scene);
/* What the segment around source pixel (@x, @y), inside the scan, is made of. %FALSE without
 * materials; @estimate is then not set. Any thread. */
gboolean bsr_scene_material_at (const BsrScene *scene, int x, int y, BsrMaterialEstimate *estimate);
/* (transfer none) (nullable): to judge a region's pixels together, with the scene's radiograph. */
const BsrMaterialCurves *bsr_scene_material_curves (const BsrScene *scene);
/* (transfer none): what the scene was made of; the radiograph may be %NULL. */
BsrImage *bsr_scene_image (const BsrScene *scene);
BsrRadiograph *bsr_scene_radiograph (const BsrScene *scene);
/* Width of a pixel over its height, from the radiograph; 1 without. */
double bsr_scene_pixel_aspect (const BsrScene *scene);

/**
 * bsr_scene_render:
 * @x, @y: source pixel at the output's top left corner (may lie outside: drawn as background)
 * @scale_x, @scale_y: output pixels for one source pixel, > 0; above 1 samples are repeated
 *   (nearest neighbour), below 1 they come from the next finer pyramid level
 * @rgba: @height rows of @stride bytes; R, G, B, A = 255
 *
 * Costs time by the output's pixels, not by the scan's. Any thread.
 */
void bsr_scene_render (const BsrScene *scene, const BsrLook *look, double x, double y,
                       double scale_x, double scale_y, guint8 *rgba, int width, int height,
                       gsize stride);

/* Window that shows @box (whole scan when empty) well: 0.5th to 99.5th percentile of the
 * displayed quantity, never empty. */
void bsr_scene_auto_window (const BsrScene *scene, const BsrTone *tone, BsrBox box, double *low,
                            double *high);

G_END_DECLS
