#pragma once

#include "bsr-acquisition.h"
#include "bsr-image.h"

G_BEGIN_DECLS

/* A scan to measure with: a loaded container of 12.2 m with the noise of a portal. */

typedef struct
{
  int width, height;
} BenchSize;

/* A portal's usual scan, 6 and 45 megapixels. */
#define BENCH_N_SIZES 3
extern const BenchSize bench_sizes[BENCH_N_SIZES];

typedef struct
{
  BsrImage *image;
  BsrAcquisition acquisition;
  gsize bytes; /* of the pixels */
} BenchScan;

/* Its noise: variance of a count is electronic^2 + gain * count. */
#define BENCH_GAIN 2.0
#define BENCH_ELECTRONIC 6.0

/* The image is the caller's to release. */
BenchScan bench_scan_new (BenchSize size, int n_planes);

G_END_DECLS
