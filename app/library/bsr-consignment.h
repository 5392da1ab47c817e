#pragma once

#include "bsr-load-descriptor.h"

G_BEGIN_DECLS

/* Boxes of one bill of lading under one heading ought to be alike. Fewer than three do not tell which
 * of them is the odd one. */
#define BSR_CONSIGNMENT_LEAST_LOADS 3

/* From how many deviations a value is an outlier: 3.5, as Iglewicz and Hoaglin (How to Detect and
 * Handle Outliers, ASQC 1993) have it for deviations from the median. */
#define BSR_CONSIGNMENT_SIGMAS 3.5

typedef enum
{
  BSR_CONSIGNMENT_MASS,           /* kg */
  BSR_CONSIGNMENT_MASS_THICKNESS, /* g/cm2 */
  BSR_CONSIGNMENT_FILL_HEIGHT,    /* 0...1 of the inside's height */
  BSR_CONSIGNMENT_MATERIAL,       /* 0 organic ... 1 steel */
  BSR_CONSIGNMENT_N_MEASURES,
} BsrConsignmentMeasure;

/* One box of the consignment. */
typedef struct
{
  const char *container;
  double mass_kg, mass_low_kg, mass_high_kg; /* 90 % interval; NAN: no mass; INFINITY above: at least */
  BsrLoadDescriptor descriptor;
} BsrConsignmentLoad;

/* What measuring alone leaves uncertain: standard deviations. Deviations are never taken to be
 * smaller, however well the others agree. */
typedef struct
{
  double mass_share;           /* of the mass */
  double mass_thickness_share; /* of the mass thickness */
  double fill_height, material;
} BsrConsignmentErrors;

typedef struct
{
  int load; /* which one of them */
  BsrConsignmentMeasure measure;
  double value, median; /* of it, and of the others; in the measure's unit */
  double sigmas;        /* (value - median) over the deviation of one value: signed */
  int n_others;         /* in which it is measured */
} BsrConsignmentOdd;

/**
 * bsr_consignment_find_odd:
 *
 * Compares each load with the others, measure by measure: with their median, in units of 1.4826 times
 * their median absolute deviation from it (the standard deviation where they are Gaussian), of the
 * errors, and of the half of the load's own mass interval that reaches towards the median. A mass of
 * which only "at least" is known is compared, but not compared with.
 *
 * Returns: %TRUE: there is an odd one: the load and measure that deviate most, by more than
 * %BSR_CONSIGNMENT_SIGMAS. %FALSE: all agree, or too few loads are measured to tell.
 */
gboolean bsr_consignment_find_odd (const BsrConsignmentLoad *loads, int n,
                                   const BsrConsignmentErrors *errors, BsrConsignmentOdd *odd);

/* "mass", "mass-thickness", "fill-height", "material", %NULL at the end. */
extern const char *const bsr_consignment_measure_names[];

G_END_DECLS
