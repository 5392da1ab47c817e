#pragma once

#include "bsr-rendition.h"

/* A picture of a scene, for looking at its pixels. */
typedef struct
{
  int width, height;
  guint8 *rgba;
} BsrTestPicture;

/* A scene of 16-bit counts without physics: @samples row by row; 65,535 is air where enough of them
 * are that. */
BsrScene *bsr_test_scene (int width, int height, const guint16 *samples, int n_threads);

BsrTestPicture bsr_test_picture (const BsrScene *scene, const BsrLook *look, BsrRaster raster);
void bsr_test_picture_clear (BsrTestPicture *picture);

/* Red of a pixel: its brightness where the palette is grey. */
int bsr_test_picture_at (const BsrTestPicture *picture, int x, int y);

/* Mean and standard deviation of the brightness in a box. */
double bsr_test_picture_mean (const BsrTestPicture *picture, BsrBox box, double *spread);
