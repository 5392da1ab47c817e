#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrDicosSamples:
 * @allocated: bits of a sample's place: 8 or 16
 * @stored, @high_bit: bits of it that count, and the highest of them; whatever else is in the place is
 *   somebody's own (overlays, marks)
 * @slope, @intercept: from stored values to those that are meant (PS3.3, C.7.6.16.2.9 and C.11.1)
 * @inverted: the lowest is white (MONOCHROME1): turned about the middle of what can be stored
 *
 * What the samples of a DICOM image mean (PS3.5, 8.1.1). A plain value.
 */
typedef struct
{
  int allocated, stored, high_bit;
  gboolean is_signed;
  double slope, intercept;
  gboolean inverted;
} BsrDicosSamples;

/* %BSR_ERROR_DAMAGED or %BSR_ERROR_UNSUPPORTED for numbers that cannot be together. */
gboolean bsr_dicos_samples_check (const BsrDicosSamples *samples, GError **error);

/* Whether what is stored is what is meant: unsigned, and not rescaled. */
gboolean bsr_dicos_samples_are_counts (const BsrDicosSamples *samples);

/* @n samples as they are stored, in the host's byte order; of samples that are counts. */
void bsr_dicos_samples_to_u16 (const BsrDicosSamples *samples, gconstpointer stored, int n,
                               guint16 *counts);

/* The same, of any. Returns: whether all are whole numbers that fit 16 bits. */
gboolean bsr_dicos_samples_to_f32 (const BsrDicosSamples *samples, gconstpointer stored, int n,
                                   float *values);

G_END_DECLS
