#include "bsr-pitch.h"

#include <math.h>

/* Along the way of the container a gantry's speed changes by 0.5 to 1.8 % (standard deviation) over
 * its length, as the simulated scanners have it (bsr-scanner-presets.c): 1.8 % times 1.645. */
#define SPEED_ERROR 0.03
/* The fan makes what stands nearer to the source look larger. Goods stand within the inside width
 * of 2,350 mm (ISO 668), nine of ten within 1,060 mm of the mid plane, 6,000 mm from the source of
 * a usual portal. */
#define DEPTH_ERROR (1060.0 / 6000.0)
/* Both ends of the outline may be a cell of the coarse look off, 15 mm of 6,058 mm at least, and
 * sizes keep to 10 mm; roof and floor of the nearer side look further apart than the mid plane's.
 */
#define OUTLINE_ERROR_X 0.01
#define OUTLINE_ERROR_Y 0.10
/* Scanners have pixels of 4.5 to 8.6 mm: of the nominal 5 mm that is 0.9 to 1.7. */
#define NOMINAL_ERROR 0.7
/* No cargo scanner has pixels beyond these, nor such that are so much longer than wide. */
#define LEAST_MM 0.5
#define MOST_MM 50.0
#define MOST_ASPECT 5.0

BsrPitch
bsr_pitch_stated (const BsrAcquisition *acquisition)
{
  g_return_val_if_fail (acquisition != NULL, bsr_pitch_nominal ());
  return (BsrPitch){ BSR_PITCH_STATED, acquisition->pitch_x_mm, acquisition->pitch_y_mm,
                     SPEED_ERROR, DEPTH_ERROR };
}

BsrPitch
bsr_pitch_nominal (void)
{
  return (BsrPitch){ BSR_PITCH_NOMINAL, BSR_ACQUISITION_DEFAULT_PITCH_MM,
                     BSR_ACQUISITION_DEFAULT_PITCH_MM, NOMINAL_ERROR, NOMINAL_ERROR };
}

gboolean
bsr_pitch_of_container (BsrBox box, double length_mm, double height_mm, BsrPitch *pitch)
{
  g_return_val_if_fail (pitch != NULL, FALSE);
  if (bsr_box_is_empty (box) || !(length_mm > 0.0) || !(height_mm > 0.0))
    return FALSE;
  double x = length_mm / box.width, y = height_mm / box.height;
  if (MIN (x, y) < LEAST_MM || MAX (x, y) > MOST_MM || MAX (x / y, y / x) > MOST_ASPECT)
    return FALSE;
  *pitch = (BsrPitch){ BSR_PITCH_OF_CONTAINER, x, y, hypot (SPEED_ERROR, OUTLINE_ERROR_X),
                       hypot (DEPTH_ERROR, OUTLINE_ERROR_Y) };
  return TRUE;
}
