#include "radiograph-reading.h"

#include <stdlib.h>

float
radiograph_read (const BsrRadiograph *radiograph, Reading reading, int x, int y)
{
  switch (reading)
    {
    case READ_HIGH:
    case READ_LOW:
      return bsr_radiograph_attenuation_at (radiograph, reading == READ_LOW ? 1 : 0, x, y);
    case READ_STEEL:
      return bsr_radiograph_steel_at (radiograph, x, y);
    case READ_MASS:
    default:
      return bsr_radiograph_mass_at (radiograph, x, y);
    }
}

double
radiograph_mean (const BsrRadiograph *radiograph, Reading reading, BsrBox box)
{
  double sum = 0.0;
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      sum += (double) radiograph_read (radiograph, reading, x, y);
  return sum / (box.width * box.height);
}

static int
compare_floats (const void *a, const void *b)
{
  float left = *(const float *) a, right = *(const float *) b;
  return (left > right) - (left < right);
}

double
radiograph_median (const BsrRadiograph *radiograph, Reading reading, BsrBox box)
{
  g_autofree float *values = g_new (float, bsr_box_area (box));
  int n = 0;
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      values[n++] = radiograph_read (radiograph, reading, x, y);
  qsort (values, n, sizeof (float), compare_floats);
  return (double) values[n / 2];
}
