#pragma once

#include "bsr-exposure.h"

G_BEGIN_DECLS

/* Flags rows and columns without beam as dead: frame rows, dead channels of the array, missed
 * pulses. Counts each row's pixels without signal, too. The rules
 * are in the .c. */
gboolean bsr_dead_lines_flag (BsrExposure *exposure, int n_threads, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
