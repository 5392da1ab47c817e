#pragma once

#include "bsr-exposure.h"

G_BEGIN_DECLS

/* Flags rows and columns without beam as dead: frame rows, dead channels of the array, missed
 * pulses. The rules are in the .c. */
void bsr_dead_lines_flag (BsrExposure *exposure);

G_END_DECLS
