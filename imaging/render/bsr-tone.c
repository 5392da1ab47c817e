#include "bsr-tone.h"

#include <math.h>

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

static gboolean
is_logarithmic (const BsrTone *tone)
{
  return tone->logarithmic && tone->mode != BSR_VIEW_STEEL;
}

/* Where the window begins. */
static double
low_of (const BsrTone *tone)
{
  return is_logarithmic (tone) ? MAX (tone->low, BSR_TONE_LEAST_TRANSMISSION) : tone->low;
}

double
bsr_tone_value_at (const BsrTone *tone, double share)
{
  double low = low_of (tone);
  if (tone->invert)
    share = 1.0 - share;
  if (gamma_of (tone) != 1.0)
    share = pow (share, gamma_of (tone));
  if (is_logarithmic (tone))
    return low * pow (tone->high / low, share);
  return low + (tone->high - low) * share;
}

double
bsr_tone_share_of (const BsrTone *tone, double value)
{
  double low = low_of (tone), share;
  if (value <= low || tone->high <= low)
    share = value > low ? 1.0 : 0.0;
  else if (is_logarithmic (tone))
    share = log (value / low) / log (tone->high / low);
  else
    share = (value - low) / (tone->high - low);
  share = pow (MIN (share, 1.0), 1.0 / gamma_of (tone));
  return tone->invert ? 1.0 - share : share;
}
