#pragma once

#include "bsr-render.h"

G_BEGIN_DECLS

/* The window of @from after a drag by @dx, @dy logical pixels: sideways its width, upwards its
 * level, each in proportion to the width that is there. A logarithmic window keeps to steps of
 * attenuation. Stays within what can be displayed and at least a thousandth of it wide. */
BsrTone bsr_tone_dragged (const BsrTone *from, double dx, double dy);

G_END_DECLS
