#include "bsr-acquisition.h"

#include <math.h>

#include "bsr-error.h"

BsrAcquisition
bsr_acquisition_assumed (int n_planes)
{
  BsrAcquisition acquisition = {
    .modality = BSR_MODALITY_TRANSMISSION,
    .polarity = BSR_POLARITY_TRANSMISSION,
    .n_planes = CLAMP (n_planes, 1, BSR_IMAGE_MAX_PLANES),
    .pitch_x_mm = BSR_ACQUISITION_DEFAULT_PITCH_MM,
    .pitch_y_mm = BSR_ACQUISITION_DEFAULT_PITCH_MM,
  };
  for (int i = 0; i < BSR_IMAGE_MAX_PLANES; i++)
    acquisition.planes[i] = (BsrPlaneInfo){
      .name = acquisition.n_planes == 1 ? BSR_ENERGY_SINGLE : i == 0 ? BSR_ENERGY_HIGH : BSR_ENERGY_LOW,
      .energy_mv = NAN,
      .air = NAN,
      .dark = 0.0,
    };
  return acquisition;
}

gboolean
bsr_acquisition_fits (const BsrAcquisition *acquisition, const BsrImage *image, GError **error)
{
  g_return_val_if_fail (acquisition != NULL && image != NULL, FALSE);

  /* What is said of planes does not matter where their colours have taken their place. */
  if (bsr_image_is_colour (image) || acquisition->n_planes == bsr_image_n_planes (image))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               "planes: the scan file describes %d but the image has %d", acquisition->n_planes,
               bsr_image_n_planes (image));
  return FALSE;
}
