#pragma once

#include "bsr-acquisition.h"

/* Transmission 0...1 of plane @plane at (@x, @y): the truth of a scan made up by a test. */
typedef double (*SyntheticScene) (int x, int y, int plane);

/* A scan made up by a test: counts = dark + air T + noise of variance electronic^2 + gain air T,
 * rounded and cut to the samples' range. */
typedef struct
{
  int width, height, n_planes, bits;
  double air, dark, electronic, gain;
  guint64 seed; /* printed by synthetic_scan_new() */
  SyntheticScene scene;
} SyntheticScan;

/* 256 x 192, 2 planes of 16 bits, air 60,000, a noise like a real portal's. */
SyntheticScan synthetic_scan_default (SyntheticScene scene);

/* (transfer full): 8- or 16-bit counts. */
BsrImage *synthetic_scan_new (const SyntheticScan *scan);

/* The same with the pixels in hand, to be spoiled before they are wrapped: planes of U16. */
void synthetic_scan_planes (const SyntheticScan *scan, BsrPlane *planes[BSR_IMAGE_MAX_PLANES]);
/* Takes the planes over. */
BsrImage *synthetic_scan_wrap (BsrPlane *planes[BSR_IMAGE_MAX_PLANES], int n_planes, int bits);

/* 6 and 4 MV, air stated. */
BsrAcquisition synthetic_scan_acquisition (const SyntheticScan *scan);
