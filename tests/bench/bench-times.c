#include "bench-times.h"

#include <stdlib.h>

double
bench_clock_ms (clockid_t clock)
{
  struct timespec time;
  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare_cb (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;
  return (difference > 0) - (difference < 0);
}

double
bench_median (double *values, int n)
{
  qsort (values, (size_t) n, sizeof *values, compare_cb);
  return values[n / 2];
}
