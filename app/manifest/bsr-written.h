#pragma once

#include <glib.h>
#include "bsr-mass-unit.h"

G_BEGIN_DECLS

/* Numbers and moments as people and programs write them. */

/**
 * bsr_written_number:
 * @decimal: '.' or ',': which of them is rather meant where one stands before three digits ("21,400")
 * @ambiguous: (out) (optional): whether it could be read the other way, too
 * @rest: (out) (optional): what stands behind it, without blanks before it
 *
 * A number in English, French or Arabic writing: digits of any script, U+066B and U+066C, groups parted by
 * blanks of any kind, apostrophes, commas or points, a sign, an exponent ("2.14E+04").
 *
 * Returns: %FALSE where no number stands there
 */
gboolean bsr_written_number (const char *text, char decimal, double *value, gboolean *ambiguous,
                             const char **rest);

/* A mass with its unit ("21.4 t"), or in @unit where there is none, in kg. %FALSE where it is none, is
 * negative or has another unit. */
gboolean bsr_written_mass (const char *text, char decimal, BsrMassUnit unit, double *kg,
                           gboolean *ambiguous);

/* (transfer full) (nullable): ISO 8601 ("2026-11-03", "2026-11-03T21:00Z") or DD/MM/YYYY with '/', '-' or
 * '.', with or without a time; MM/DD/YYYY where it cannot be the other. Without an offset: local time. */
GDateTime *bsr_written_moment (const char *text, gboolean *ambiguous);

G_END_DECLS
