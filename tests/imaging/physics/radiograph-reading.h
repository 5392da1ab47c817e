#pragma once

#include "bsr-radiograph.h"

/* What is read of a radiograph's pixels. */
typedef enum
{
  READ_HIGH, /* attenuation of plane 0 */
  READ_LOW,  /* and of plane 1 */
  READ_STEEL,
  READ_MASS,
} Reading;

float radiograph_read (const BsrRadiograph *radiograph, Reading reading, int x, int y);
double radiograph_mean (const BsrRadiograph *radiograph, Reading reading, BsrBox box);
double radiograph_median (const BsrRadiograph *radiograph, Reading reading, BsrBox box);
