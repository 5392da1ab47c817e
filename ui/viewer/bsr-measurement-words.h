#pragma once

#include "bsr-measurement.h"

G_BEGIN_DECLS

/* What measurements are said in: translated. Strings are (transfer full). */

/* The figure that stands beside the mark and in the list: "1.24 m", "at least 73 kg", "…" while the
 * pixels are being read; "≈" where the size of a pixel is not the scanner's own. */
char *bsr_measurement_words_brief (const BsrMeasurement *measurement);

/* One figure with its name: "Mass", "92 kg (73 to 112)". */
typedef struct
{
  char *name, *value;
  char *meaning; /* (nullable): a sentence on what it means or does not */
} BsrFigure;

/* (element-type BsrFigure): all that is to be said, the weightiest first. */
GPtrArray *bsr_measurement_words_figures (const BsrMeasurement *measurement);

/* Where the size of a pixel is known from and how far lengths may be off by it: a sentence. */
char *bsr_measurement_words_pitch (const BsrPitch *pitch);

/* A place of a profile: "0.83 m: 43 mm of steel, 12.4 % through". */
char *bsr_measurement_words_sample (const BsrLineProfile *profile, double share);

G_END_DECLS
