#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Descriptors of another version are of other measures and not comparable. */
#define BSR_LOAD_DESCRIPTOR_VERSION 1

/* What a load, or a part of it, looks like, in physical units and shares that do not depend on the
 * scanner's counts or pitch. Logarithms are natural. */
typedef enum
{
  BSR_LOAD_MEASURE_MASS_THICKNESS, /* ln of the median mass thickness of what is loaded, g/cm2 */
  BSR_LOAD_MEASURE_BULK_DENSITY,   /* ln of the mass over the room from wall to wall that it takes up, g/cm3 */
  BSR_LOAD_MEASURE_FILL_HEIGHT,    /* median height over the inside's, 0...1 */
  BSR_LOAD_MEASURE_SPREAD_COARSE,  /* ln of the relative deviation between places of 300 mm, */
  BSR_LOAD_MEASURE_SPREAD_MIDDLE,  /* of 75 mm within those of 300 mm, */
  BSR_LOAD_MEASURE_SPREAD_FINE,    /* and of 15 mm within those of 75 mm, noise taken off */
  BSR_LOAD_MEASURE_SKEWNESS,       /* of the mass thickness of places of 75 mm */
  BSR_LOAD_MEASURE_GAPS,           /* share of the load's outline that the beam passes freely */
  BSR_LOAD_MEASURE_PERIOD_ACROSS,  /* ln of the repetition along the container, mm */
  BSR_LOAD_MEASURE_REPEAT_ACROSS,  /* how strictly it repeats, 0...1 */
  BSR_LOAD_MEASURE_PERIOD_UP,      /* the same upwards */
  BSR_LOAD_MEASURE_REPEAT_UP,
  BSR_LOAD_MEASURE_LAYERING,       /* ln of the variation upwards over that along */
  BSR_LOAD_MEASURE_MATERIAL,       /* mean place between organic (0) and steel (1), two energies only */
  BSR_LOAD_MEASURE_MATERIAL_SPREAD, /* deviation of that between places of 300 mm */
  BSR_N_LOAD_MEASURES,
} BsrLoadMeasure;

/**
 * BsrLoadDescriptor:
 *
 * A plain value; NAN: not measured, because the scan does not tell.
 */
typedef struct
{
  float values[BSR_N_LOAD_MEASURES];
} BsrLoadDescriptor;

/* Names in documents, in the order of BsrLoadMeasure, %NULL at the end. */
extern const char *const bsr_load_measure_names[];

/* Nothing measured. */
BsrLoadDescriptor bsr_load_descriptor_blank (void);

G_END_DECLS
