#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values as ANSI N42.42 writes them. */

/* Seconds of an ISO 8601 duration ("PT1M0.5S"), or of a bare number, as instruments of 2006 write
 * too; NAN for what is neither, is negative or longer than a hundred years. */
double
bsr_n42_duration (const char *text);

/**
 * bsr_n42_sum:
 * @text: counts, a channel or an energy window each, with blanks or commas between them
 * @counted_zeroes: each zero is followed by how many there are (compressionCode "CountedZeroes")
 * @sum: (out)
 *
 * Returns: %FALSE where @text is no list of counts >= 0
 */
gboolean
bsr_n42_sum (const char *text, gboolean counted_zeroes, double *sum);

/* (nullable) (transfer full): an ISO 8601 moment; one without a time zone is of this station's.
 * @zoned: (out): whether it has a zone */
GDateTime *
bsr_n42_moment (const char *text, gboolean *zoned);

/* "true", "1", "yes": 1; "false", "0", "no": 0; else -1 */
int
bsr_n42_truth (const char *text);

G_END_DECLS
