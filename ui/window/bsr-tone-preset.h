#pragma once

#include "bsr-render.h"

G_BEGIN_DECLS

/* Windows that officers switch between. */
typedef enum
{
  BSR_TONE_PRESET_AUTO,        /* what the scan at hand spans; logarithmic when most is dense */
  BSR_TONE_PRESET_FULL,        /* from no transmission to open beam */
  BSR_TONE_PRESET_DENSE,       /* what little comes through dense cargo, spread out */
  BSR_TONE_PRESET_LIGHT,       /* differences in light cargo and the container's walls */
  BSR_TONE_PRESET_LOGARITHMIC, /* equal steps for equal thicknesses, dense and light at once */
  BSR_TONE_N_PRESETS,
} BsrTonePreset;

/**
 * bsr_tone_preset_apply:
 * @tone: (inout): its window changes; mode, plane, inversion and colours stay
 *
 * Lays the window of @preset over @tone for @scene, in the quantity that @tone's mode shows.
 * Samples the scan for %BSR_TONE_PRESET_AUTO: a few milliseconds.
 */
void bsr_tone_preset_apply (BsrTonePreset preset, const BsrScene *scene, BsrTone *tone);

G_END_DECLS
