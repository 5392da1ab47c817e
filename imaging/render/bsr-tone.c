#include "bsr-tone.h"

BsrTone
bsr_tone_default (void)
{
  return (BsrTone){ .mode = BSR_VIEW_PLANE,
                    .high = 1.0,
                    .gamma = 1.0,
                    .palette = bsr_palette_by_id ("grey") };
}

static double
gamma_of (const BsrTone *tone)
{
  return tone->gamma > 0.0 ? tone->gamma : 1.0;
}

gboolean
bsr_tone_equal (const BsrTone *a, const BsrTone *b)
{
  return a->mode == b->mode && a->plane == b->plane && a->low == b->low && a->high == b->high
         && !a->logarithmic == !b->logarithmic && !a->invert == !b->invert
         && gamma_of (a) == gamma_of (b) && a->palette == b->palette;
}
