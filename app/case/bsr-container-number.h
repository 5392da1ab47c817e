#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ISO 6346:2022 container numbers: three owner letters, U, J or Z, six digits, check digit. */

typedef enum
{
  BSR_CONTAINER_NUMBER_VALID,
  BSR_CONTAINER_NUMBER_MALFORMED,   /* not of that shape */
  BSR_CONTAINER_NUMBER_CHECK_DIGIT, /* of that shape, but the digit is wrong */
} BsrContainerNumberState;

/* @expected_digit: (nullable): set to the right check digit (0...9) unless malformed. */
BsrContainerNumberState bsr_container_number_check (const char *number, int *expected_digit);

/* (transfer full): upper case, blanks and hyphens left out: how numbers are compared. */
char *bsr_container_number_normalize (const char *number);

/**
 * bsr_container_number_candidates:
 * @number: as it was read; compared as bsr_container_number_normalize() has it
 *
 * What @number may have been before it was misread: numbers of the right shape that satisfy their check
 * digit and are one reading error away. A reading error is a letter taken for the digit that looks like it,
 * or the other way (0 and O, 1 and I, 2 and Z, 5 and S, 6 and G, 8 and B), or two neighbours swapped. Any other
 * wrong character is none: a digit in eleven would fit.
 *
 * Returns: (transfer full): none twice, never @number itself; often empty
 */
GStrv bsr_container_number_candidates (const char *number);

/**
 * bsr_container_number_find:
 * @text: a file's name or other text; need not be UTF-8
 *
 * Finds numbers of that shape, whether or not the check digit is right: "MSCU1234567_tclu 765432-1.tiff". One blank,
 * hyphen or underscore may stand before and after the category letter and before the check digit; letters or digits
 * may not touch the number. Where there is none, words of eleven characters count that have
 * bsr_container_number_candidates().
 *
 * Returns: (transfer full): normalized, none twice, in their order; not more than
 * %BSR_CONTAINER_NUMBER_MOST_FOUND
 */
GStrv bsr_container_number_find (const char *text);
#define BSR_CONTAINER_NUMBER_MOST_FOUND 8

G_END_DECLS
