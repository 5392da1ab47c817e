#include "bsr-tone-drag.h"

#include <math.h>

/* A drag this far, logical pixels, makes the window wider by a factor of e, or moves it by its
 * own width: a hand's width on a screen. */
#define DRAG_UNIT 300.0

/* The narrowest window as a share of all that can be displayed. */
#define LEAST_SHARE 0.001

BsrTone
bsr_tone_dragged (const BsrTone *from, double dx, double dy)
{
  BsrTone tone = *from;
  gboolean logarithmic = from->logarithmic && from->mode != BSR_VIEW_STEEL;
  double bottom = logarithmic ? log (BSR_TONE_LEAST_TRANSMISSION) : 0.0;
  double top = logarithmic ? 0.0 : from->mode == BSR_VIEW_STEEL ? BSR_SCENE_MAX_STEEL_MM : 1.0;
  double least = LEAST_SHARE * (top - bottom);
  double low = logarithmic ? log (MAX (from->low, BSR_TONE_LEAST_TRANSMISSION)) : from->low;
  double high = logarithmic ? log (MAX (from->high, BSR_TONE_LEAST_TRANSMISSION)) : from->high;

  double width = MAX (high - low, least);
  double level = (low + high) / 2.0 - dy / DRAG_UNIT * width;
  width = CLAMP (width * exp (dx / DRAG_UNIT), least, top - bottom);
  level = CLAMP (level, bottom + width / 2.0, top - width / 2.0);

  low = level - width / 2.0;
  high = level + width / 2.0;
  tone.low = logarithmic ? exp (low) : low;
  tone.high = logarithmic ? exp (high) : high;
  return tone;
}
