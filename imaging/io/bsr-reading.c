#include "bsr-reading.h"

BsrPlane *
bsr_reading_new_plane (const BsrReading *reading, BsrFormat format, int width, int height,
                       GError **error)
{
  g_return_val_if_fail (reading != NULL, NULL);

  return reading->new_plane != NULL
             ? reading->new_plane (format, width, height, reading->plane_data, error)
             : bsr_plane_new (format, width, height, error);
}
