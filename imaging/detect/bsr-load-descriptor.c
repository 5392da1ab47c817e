#include "bsr-load-descriptor.h"

#include <math.h>

const char *const bsr_load_measure_names[] = {
  "mass-thickness", "bulk-density", "fill-height",
  "spread-coarse",  "spread-middle", "spread-fine", "skewness", "gaps",
  "period-across",  "repeat-across", "period-up", "repeat-up", "layering",
  "material",       "material-spread",
  NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (bsr_load_measure_names) == BSR_N_LOAD_MEASURES + 1);

BsrLoadDescriptor
bsr_load_descriptor_blank (void)
{
  BsrLoadDescriptor blank;
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    blank.values[i] = NAN;
  return blank;
}
