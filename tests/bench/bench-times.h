#pragma once

#include <time.h>

/* What @clock says, ms. */
double bench_clock_ms (clockid_t clock);

/* The median of @n values, which are sorted by it: the least comes first. */
double bench_median (double *values, int n);
