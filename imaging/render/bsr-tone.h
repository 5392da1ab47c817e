#pragma once

#include "bsr-look-up.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_VIEW_PLANE,     /* one plane through the palette */
  BSR_VIEW_STEEL,     /* steel equivalent through the palette */
  BSR_VIEW_MATERIAL,  /* dual energy: hue by material class, brightness by attenuation; grey
                         where the energies cannot tell */
  BSR_VIEW_ORGANIC,   /* dual energy: what metals attenuate is taken out; hatched where the
                         energies cannot tell */
  BSR_VIEW_METAL,     /* the same with what is organic taken out */
} BsrViewMode;

/* The views that need two energies which tell materials apart. */
static inline gboolean
bsr_view_mode_is_material (BsrViewMode mode)
{
  return mode == BSR_VIEW_MATERIAL || mode == BSR_VIEW_ORGANIC || mode == BSR_VIEW_METAL;
}

/* How samples become colours. @low and @high are the ends of the window in the displayed
 * quantity: transmission 0...1 for a plane and for the brightness of the material view,
 * millimetres for steel. */
typedef struct
{
  BsrViewMode mode;
  int plane;
  double low, high;
  gboolean logarithmic; /* window laid over the attenuation instead of the transmission; @low
                           counts as BSR_TONE_LEAST_TRANSMISSION at least; not for steel */
  gboolean invert;
  double gamma; /* the way from @low to @high, 0...1, is raised to the power of 1 / gamma: above 1
                   opens the dark end, below 1 the bright one; 0 counts as 1 */
  const BsrPalette *palette;
} BsrTone;

/* Where the logarithm of a window that begins at 0 begins: beyond what cargo scanners see
 * through (attenuation 7.6). */
#define BSR_TONE_LEAST_TRANSMISSION 5e-4

/* Limits of the gamma: beyond, hardly anything but one end of the window can be told. */
#define BSR_TONE_LEAST_GAMMA 0.2
#define BSR_TONE_MOST_GAMMA 5.0

/* Plane 0 through the grey palette, window 0...1, gamma 1, neither logarithmic nor inverted. */
BsrTone bsr_tone_default (void);
gboolean bsr_tone_equal (const BsrTone *a, const BsrTone *b);

/* For a legend, where no step works on the shade: the value (transmission, or mm of steel) whose
 * colour is at @share of the palette, 0 its dark and 1 its bright end; */
double bsr_tone_value_at (const BsrTone *tone, double share);
/* and the share whose colour a value has; 0 or 1 beyond the window. */
double bsr_tone_share_of (const BsrTone *tone, double value);

G_END_DECLS
