#pragma once

#include "radiograph-reading.h"

/* A block of one material in a scan made up by a test. */
typedef struct
{
  const char *material;
  double g_cm2;
  BsrBox box;
} Stack;

/* What a scanner at @mv makes of @n_stacks blocks in air. */
typedef struct
{
  const Stack *stacks;
  int n_stacks, width, height, n_planes;
  double mv[2];
  double stated_low_mv; /* of plane 1, where that is not what it has; 0 */
  double low_share; /* attenuations in plane 1 are so many times what the spectrum says; 1 */
  double electronic, gain; /* variance of counts: electronic^2 + gain counts */
  guint64 seed;
} StackScan;

/* 9/6 MV, two planes, and the noise of a good portal: 0.6 % in the open beam of 60,000 counts. */
StackScan stack_scan_default (const Stack *stacks, int n_stacks, int width, int height);

/* (transfer full); prints the seed. Energies and air are stated as they are but for stated_low_mv. */
BsrRadiograph *stack_scan_develop (const StackScan *scan, int n_threads);

/* Median in the middle of @box, a quarter of its width and height left out around. */
double stack_scan_median (const BsrRadiograph *radiograph, Reading reading, BsrBox box);
