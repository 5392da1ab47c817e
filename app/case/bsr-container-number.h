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

G_END_DECLS
