#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/**
 * BsrLineOffsets:
 *
 * What each row or each column of an attenuation plane is off its neighbours, as far as it is the
 * same over the line's whole length: the gain of a detector channel (row) or the dose of a pulse
 * (column) is a constant in -ln T. A measurement, not yet a correction: real structure that runs
 * along all of a line looks the same.
 */
typedef struct
{
  int n_lines;
  float *offset;  /* attenuation against the lines around it; NAN: nothing to measure it by */
  float *sd;      /* standard error of it, from how the parts of the line agree */
  float *sharp;   /* attenuation against the mean of the two lines beside it; NAN as offset */
  float *air;     /* mean attenuation of the open beam at the line's ends; NAN: not seen there */
  float *air_sd;  /* standard error of that */
} BsrLineOffsets;

/**
 * bsr_line_offsets_new:
 * @attenuation: F32 attenuations, or U16 codes of @step each; best not cut at 0, since the mean of
 *   noise that was cut is off
 * @flags: U8, BsrPixelFlags: dead, spiked, saturated and opaque pixels are left out
 * @table: (nullable): of U16 samples that are no codes: the attenuation of each of 65,536 values
 * @rows: of rows (channels), else of columns (pulses)
 *
 * The method is in the .c. Work is at most 768 pairs of pixels a line. Returns: (transfer full): or
 * %NULL with %G_IO_ERROR_CANCELLED.
 */
BsrLineOffsets *bsr_line_offsets_new (BsrPlane *attenuation, BsrPlane *flags, double step,
                                      const float *table, gboolean rows, int n_threads,
                                      GCancellable *cancellable, GError **error);
void bsr_line_offsets_free (BsrLineOffsets *offsets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLineOffsets, bsr_line_offsets_free)

/* Lines to each side that a line is held against. */
#define BSR_LINE_OFFSETS_REACH 4

G_END_DECLS
