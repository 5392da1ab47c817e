#pragma once

#include "bsr-interval.h"

G_BEGIN_DECLS

/* A point of a free-response characteristic (Bunch et al., "A free-response approach to the
 * measurement and characterization of radiographic-observer performance", J. Appl. Photogr. Eng. 4
 * (1978) 166): objects detected against false alarms in a clean scan; an alarm is a score >=
 * @line. */
typedef struct
{
  double wanted;        /* false alarms in a clean scan that are allowed; NAN: @line was given */
  double line;
  BsrInterval rate;     /* false alarms in a clean scan, reached */
  BsrInterval detected; /* share of the objects */
} BsrFrocPoint;

/* A false alarm of clean scan @scan, 0...n_clean - 1. */
typedef struct
{
  int scan;
  double score;
} BsrFalseAlarm;

/* @objects: the score of the best finding that hits each object, -INFINITY where none does. */
BsrFrocPoint bsr_froc_at_rate (const double *objects, int n_objects, const BsrFalseAlarm *alarms,
                               int n_alarms, int n_clean, double wanted);
BsrFrocPoint bsr_froc_at_line (const double *objects, int n_objects, const BsrFalseAlarm *alarms,
                               int n_alarms, int n_clean, double line);

G_END_DECLS
