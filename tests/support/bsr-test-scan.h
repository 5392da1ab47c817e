#pragma once

#include "bsr-image.h"

/* (transfer full): a made-up scan of @n_planes planes, 760 x 200 pixels of 20 mm: open beam of
 * 50,000 counts, the walls, roof and floor of a 12.2 m container and, when @loaded, cartons up to
 * two thirds of its height with one dense block of 12 x 12 pixels at (300, 100) in them. Counting
 * noise of @seed. */
BsrImage *bsr_test_scan_new (int n_planes, gboolean loaded, guint64 seed);

/* A scan file that describes it: basira-scan/1. */
extern const char bsr_test_scan_description[];
/* A case file that fits it: basira-case/1. */
extern const char bsr_test_scan_case[];
