#pragma once

#include <gio/gio.h>
#include "bsr-radiograph.h"

G_BEGIN_DECLS

/* A sample of the map: in the upper byte where the material lies between organic (0), inorganic
 * (BSR_MATERIAL_HUE_INORGANIC) and metal (255); in the lower byte how surely, from 0 (the two
 * energies cannot tell) to 255. */
#define BSR_MATERIAL_HUE_INORGANIC 128
#define BSR_MATERIAL_SAMPLE(hue, sureness) ((guint16) ((hue) << 8 | (sureness)))
#define BSR_MATERIAL_HUE(sample) ((sample) >> 8)
#define BSR_MATERIAL_SURENESS(sample) ((sample) & 0xff)

/* Whether materials can be told apart at all: two energies are there and stated, and what the
 * scan shows of all materials together lies where the spectra of these energies have them. On a
 * scanner whose detectors, filter or scatter make it answer otherwise every colour would be
 * wrong, so there is none. */
gboolean bsr_material_map_is_possible (BsrRadiograph *radiograph);

/**
 * bsr_material_map_new:
 *
 * Tells materials apart by their attenuation in planes 0 and 1, against what the spectra of the
 * stated energies make of cellulose, aluminium and steel of the same attenuation in plane 0.
 * Pixels are weighed by what they know (separation of the materials over their noise, squared;
 * nothing where the beam did not get through, saturated, or the channel is dead) and averaged
 * over about 10 x 10 pixels.
 *
 * Returns: (transfer full): U16, half the radiograph's width and height rounded up, one sample
 * as BSR_MATERIAL_SAMPLE() for 2 x 2 pixels; or %NULL with %BSR_ERROR_ENVIRONMENT or
 * %G_IO_ERROR_CANCELLED
 */
BsrPlane *bsr_material_map_new (BsrRadiograph *radiograph, int n_threads,
                                GCancellable *cancellable, GError **error);

/* For a pyramid: hue weighed by sureness, sureness averaged. */
guint16 bsr_material_map_merge (guint16 a, guint16 b, guint16 c, guint16 d);

G_END_DECLS
