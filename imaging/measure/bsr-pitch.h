#pragma once

#include "bsr-acquisition.h"
#include "bsr-box.h"

G_BEGIN_DECLS

/* Where the size of a pixel is known from: to be said to the officer. */
typedef enum
{
  BSR_PITCH_STATED,       /* the scanner's description */
  BSR_PITCH_OF_CONTAINER, /* the outline that was found and the size of such containers */
  BSR_PITCH_NOMINAL,      /* nothing: BSR_ACQUISITION_DEFAULT_PITCH_MM */
} BsrPitchSource;

/**
 * BsrPitch:
 *
 * Size of a pixel in the container's mid plane and how far a length along either axis may be off,
 * as a share of it: half-widths of 90 % intervals. A plain value.
 */
typedef struct
{
  BsrPitchSource source;
  double x_mm, y_mm;
  double error_x, error_y;
} BsrPitch;

BsrPitch bsr_pitch_stated (const BsrAcquisition *acquisition);
BsrPitch bsr_pitch_nominal (void);

/**
 * bsr_pitch_of_container:
 * @box: the container's outline, pixels
 * @length_mm, @height_mm: outside; 0 or less where unknown
 *
 * Returns: %FALSE where nothing can be concluded: unknown size, or an outline that would make
 * pixels of a size or shape that no scanner has.
 */
gboolean bsr_pitch_of_container (BsrBox box, double length_mm, double height_mm, BsrPitch *pitch);

G_END_DECLS
