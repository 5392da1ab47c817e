#pragma once

#include "bsr-render-kernels.h"
#include "bsr-scene-private.h"

G_BEGIN_DECLS

/* Standard deviation of one pixel's samples by sample >> BSR_NOISE_SHIFT, samples. */
typedef struct
{
  float sigma[BSR_NOISE_ENTRIES];
} BsrNoiseTable;

/* Of what @tone shows: from the radiograph, which measured its noise; without one from how much
 * neighbouring pixels differ. */
void bsr_noise_table_init (BsrNoiseTable *table, const BsrScene *scene, const BsrTone *tone);

G_END_DECLS
