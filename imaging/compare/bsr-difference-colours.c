#include "bsr-difference-colours.h"

#include <math.h>
#include <string.h>

/* Okabe and Ito's vermilion and sky blue, from a light shade to a full one. */
static const double more[2][3] = { { 255.0, 216.0, 150.0 }, { 235.0, 80.0, 0.0 } };
static const double less[2][3] = { { 190.0, 228.0, 255.0 }, { 0.0, 96.0, 220.0 } };
/* Opacity of the least and of the largest difference. */
#define ALPHA_FROM 120.0
#define ALPHA_TO 235.0
/* Cells from one line of a pattern to the next, and cells that a line covers. */
#define PATTERN_PERIOD 6
#define PATTERN_LINE 2

static const guint8 opaque_line[4] = { 205, 205, 205, 170 };
static const guint8 blind_dot[4] = { 205, 205, 205, 200 };

void
bsr_difference_colour (double mm, double scale_mm, guint8 rgba[4])
{
  const double (*ends)[3] = mm > 0.0 ? more : less;
  double share = CLAMP (fabs (mm) / scale_mm, 0.0, 1.0);
  for (int i = 0; i < 3; i++)
    rgba[i] = (guint8) (ends[0][i] + share * (ends[1][i] - ends[0][i]) + 0.5);
  rgba[3] = (guint8) (ALPHA_FROM + share * (ALPHA_TO - ALPHA_FROM) + 0.5);
}

void
bsr_difference_pattern (BsrDifferenceState state, int x, int y, guint8 rgba[4])
{
  memset (rgba, 0, 4);
  if (state == BSR_DIFFERENCE_OPAQUE && (x + y) % PATTERN_PERIOD < PATTERN_LINE)
    memcpy (rgba, opaque_line, 4);
  else if (state == BSR_DIFFERENCE_BLIND && x % PATTERN_PERIOD < PATTERN_LINE
           && y % PATTERN_PERIOD < PATTERN_LINE)
    memcpy (rgba, blind_dot, 4);
}

void
bsr_difference_paint (const BsrDifference *difference, double scale_mm, guint8 *rgba, gsize stride)
{
  const BsrRasterPlace *place = bsr_difference_place (difference);
  g_return_if_fail (scale_mm > 0.0 && stride >= (gsize) place->width * 4);

  for (int j = 0; j < place->height; j++)
    for (int i = 0; i < place->width; i++)
      {
        double mm;
        guint8 *pixel = rgba + j * stride + (gsize) i * 4;
        BsrDifferenceState state = bsr_difference_cell (difference, i, j, &mm, NULL);
        if (state == BSR_DIFFERENCE_MORE || state == BSR_DIFFERENCE_LESS)
          bsr_difference_colour (mm, scale_mm, pixel);
        else
          bsr_difference_pattern (state, i, j, pixel);
      }
}
