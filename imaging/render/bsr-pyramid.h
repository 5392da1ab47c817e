#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/* 2^28 pixels, the longest edge of a plane, are halved 28 times. */
#define BSR_PYRAMID_MAX_LEVELS 29

/**
 * BsrPyramid:
 *
 * A U16 plane and its halves, each sample the rounded mean of up to 2 x 2 of the finer level,
 * down to 1 x 1. An odd edge is rounded up: the last column or row then covers half as much.
 */
typedef struct
{
  int n_levels;
  BsrPlane *levels[BSR_PYRAMID_MAX_LEVELS];
} BsrPyramid;

/* Makes one sample of four; all four places are valid. Where an edge is odd, the pair's second
 * sample is the first again. */
typedef guint16 (*BsrPyramidMerge) (guint16 a, guint16 b, guint16 c, guint16 d);

/* Rounded mean. */
guint16 bsr_pyramid_mean (guint16 a, guint16 b, guint16 c, guint16 d);

/**
 * bsr_pyramid_init:
 * @base: U16; a reference is taken
 * @merge: how samples are put together; bsr_pyramid_mean() for quantities
 *
 * Returns: %FALSE with %BSR_ERROR_ENVIRONMENT or %G_IO_ERROR_CANCELLED; @pyramid is empty then
 */
gboolean bsr_pyramid_init (BsrPyramid *pyramid, BsrPlane *base, BsrPyramidMerge merge,
                           int n_threads, GCancellable *cancellable, GError **error);

/* Where a pyramid's finest samples come from. */
typedef struct
{
  int width, height;
  /* Makes the @width samples of row @y; by several threads at once, rows in any order. */
  void (*make_row) (int y, guint16 *out, gpointer data);
  gpointer data;
} BsrPyramidSource;

/**
 * bsr_pyramid_init_rows:
 * @n_left_out: the finest levels, at most 6, that are not kept: @pyramid's first is halved so often
 *   already, or is the last sample
 *
 * The pyramid of @source by rounded means: what bsr_pyramid_init() would make of it, to the sample,
 * with each row made once and halved while it is at hand.
 *
 * Returns: as bsr_pyramid_init()
 */
gboolean bsr_pyramid_init_rows (BsrPyramid *pyramid, const BsrPyramidSource *source, int n_left_out,
                                int n_threads, GCancellable *cancellable, GError **error);
void bsr_pyramid_clear (BsrPyramid *pyramid);

G_END_DECLS
