#pragma once

#include "bsr-alignment.h"

/* How one scan of a pair is taken. */
typedef struct
{
  double pitch_x_mm, pitch_y_mm;
  double energy_mv; /* one energy; 0: two, 6 and 4 MV */
  double margin_mm; /* of air beside the container: shifts it in the picture */
  double longer;    /* the container passes so much slower than the pitch says; 0: as stated */
  gboolean mirrored; /* it comes the other way round */
  gboolean empty;
  gboolean hides_lead; /* 20 mm of lead, 300 x 300 mm across the beam, in the load */
  guint64 seed;      /* of the noise */
} BsrTestTake;

/* 20 mm of lead, about, in steel at 6 MV: see bsr_test_pair_lead_mm(). */
double bsr_test_pair_lead_mm (double energy_mv);

/* A 20 ft container with cartons to two thirds of its height (always the same) taken as @take says,
 * and its box. */
BsrComparedScan bsr_test_pair_take (const BsrTestTake *take);
void bsr_test_pair_clear (BsrComparedScan *scan);

/* Where the lead is in the scan, source pixels. */
BsrBox bsr_test_pair_lead_box (const BsrComparedScan *scan, const BsrTestTake *take);

/* The usual take: 10 x 11 mm, two energies. */
extern const BsrTestTake bsr_test_pair_usual;
