#include "bsr-motion.h"

#include <math.h>

/* Streams of a scan's seed. */
enum
{
  STREAM_SPEED = 0x500,
  STREAM_HEIGHT = 0x501,
};

/* A boom or a lorry's springs swing at about 1 Hz and slower, a driver changes speed within
 * seconds; at 60...100 columns a second (0.3...0.5 m/s at 5 mm) that is: */
#define SHORTEST_SWING 80.0
#define LONGEST_SWING 700.0
#define SHORTEST_SPEED 150.0
#define LONGEST_SPEED 1200.0

/* The inverse contracts by the speed's change, a few hundredths, in each step. */
#define INVERSE_STEPS 8

BsrMotion
bsr_motion_new (const BsrScanner *scanner, const BsrProjection *projection, guint64 seed)
{
  BsrMotion motion = { .projection = *projection };
  BsrRandom speed = bsr_random_stream (seed, STREAM_SPEED, 0);
  BsrRandom height = bsr_random_stream (seed, STREAM_HEIGHT, 0);
  motion.speed = bsr_swing_draw (&speed, scanner->speed_spread, SHORTEST_SPEED, LONGEST_SPEED);
  motion.height = bsr_swing_draw (&height, scanner->wobble_px * projection->pitch_y_mm,
                                  SHORTEST_SWING, LONGEST_SWING);
  if (projection->width > 0)
    motion.lead = bsr_swing_sum (&motion.speed, projection->width) / projection->width;
  return motion;
}

gboolean
bsr_motion_is_steady (const BsrMotion *motion)
{
  return !(motion->speed.amplitude[0] > 0.0 || motion->height.amplitude[0] > 0.0);
}

/* Columns by which the beam is ahead of steady motion. */
static double
ahead (const BsrMotion *motion, double column)
{
  if (!(motion->speed.amplitude[0] > 0.0))
    return 0.0;
  return bsr_swing_sum (&motion->speed, column) - motion->lead * column;
}

double
bsr_motion_x (const BsrMotion *motion, double column)
{
  return motion->projection.left_mm
         + (column + ahead (motion, column)) * motion->projection.pitch_x_mm;
}

double
bsr_motion_sunk (const BsrMotion *motion, double column)
{
  return motion->height.amplitude[0] > 0.0 ? bsr_swing_at (&motion->height, column) : 0.0;
}

double
bsr_motion_column (const BsrMotion *motion, double x)
{
  double steady = (x - motion->projection.left_mm) / motion->projection.pitch_x_mm;
  double column = steady;
  for (int i = 0; i < INVERSE_STEPS; i++)
    column = steady - ahead (motion, column);
  return column;
}
