#pragma once

#include "bsr-material-curves.h"
#include "bsr-segments.h"

G_BEGIN_DECLS

/* A sample of the map: the hue of the material in the upper 6 bits (bsr_material_hue_of_z(), 63:
 * lead), then 5 bits for the share of the attenuation that a metal makes (31: all), and 5 for how
 * surely, from 0 (the two energies cannot tell) to 31. */
#define BSR_MATERIAL_N_HUES 64
#define BSR_MATERIAL_MOST 31
#define BSR_MATERIAL_SAMPLE(hue, share, sureness) \
  ((guint16) ((hue) << 10 | (share) << 5 | (sureness)))
#define BSR_MATERIAL_HUE(sample) ((sample) >> 10)
#define BSR_MATERIAL_SHARE(sample) ((sample) >> 5 & 31)
#define BSR_MATERIAL_SURENESS(sample) ((sample) & 31)
/* Nothing is said, and next to nothing is there. */
#define BSR_MATERIAL_NOTHING BSR_MATERIAL_SAMPLE (63, 0, 0)

/**
 * bsr_material_map_new:
 * @segments: of the radiograph that @curves were made for
 *
 * What each segment is made of, at each of its cells. Cells with a pixel that is dead, at full scale
 * or opaque say nothing, whatever is around them.
 *
 * Returns: (transfer full): U16, one sample for each cell; or %NULL with %BSR_ERROR_ENVIRONMENT or
 * %G_IO_ERROR_CANCELLED
 */
BsrPlane *bsr_material_map_new (const BsrMaterialCurves *curves, const BsrSegments *segments,
                                BsrRadiograph *radiograph, int n_threads,
                                GCancellable *cancellable, GError **error);

/* For a pyramid: hue and share weighed by sureness, sureness averaged. */
guint16 bsr_material_map_merge (guint16 a, guint16 b, guint16 c, guint16 d);

G_END_DECLS
