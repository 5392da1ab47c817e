#pragma once

#include "bsr-acquisition.h"
#include "bsr-image.h"

/* A scan drawn in millimetres of steel, for tests that must know what is in it. The pixels come
 * out as a scanner with a step wedge would give them, with its noise. */
typedef struct
{
  int width, height;
  double pitch_x_mm, pitch_y_mm;
  float *steel; /* mm, row-major */
} BsrTestScan;

#define BSR_TEST_AIR 60000.0
/* Wide scans of tests: as many photons a pixel in air. */
#define BSR_TEST_PHOTONS 40000.0
/* Attenuation of a millimetre of steel, plane 0 and 1: constant, so that all is known exactly. */
#define BSR_TEST_HIGH_PER_MM 0.040
#define BSR_TEST_LOW_PER_MM 0.046

BsrTestScan *bsr_test_scan_new (int width, int height, double pitch_x_mm, double pitch_y_mm);
void bsr_test_scan_free (BsrTestScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTestScan, bsr_test_scan_free)

/* Adds @steel_mm (may be negative) in a rectangle given in pixels. */
void bsr_test_scan_add (BsrTestScan *scan, BsrBox box, double steel_mm);
/* A dry container's outline: corrugated walls, rails, posts, plywood floor on cross members. */
void bsr_test_scan_add_container (BsrTestScan *scan, BsrBox box);
/* A box in mm from the container's left end and down from its roof, as pixels. */
BsrBox bsr_test_scan_inside (const BsrTestScan *scan, BsrBox container, double left_mm,
                             double top_mm, double width_mm, double height_mm);

/* Counts with noise from @seed (0: none), and what describes them. */
BsrImage *bsr_test_scan_expose (const BsrTestScan *scan, int n_planes, guint64 seed,
                                BsrAcquisition *acquisition);
