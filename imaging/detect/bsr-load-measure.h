#pragma once

#include "bsr-load-region.h"

G_BEGIN_DECLS

/* Inside width of a dry container, ISO 668 series 1: 2,330 mm at least, 2,352 mm usual. */
#define BSR_LOAD_INNER_WIDTH_MM 2350.0

/* What the load in some columns looks like. Inside this room only; regions are made of it. */
typedef struct
{
  BsrLoadDescriptor descriptor;
  BsrMaterialShares materials;
  double material_error; /* NAN: not measured */
  int top;               /* row of the grid above which hardly any column reaches */
} BsrLoadMeasures;

/* Of columns @from...@to - 1; @mass: of them. */
BsrLoadMeasures bsr_load_measure (const BsrLoadLook *look, int from, int to, const BsrLoadMass *mass);

G_END_DECLS
