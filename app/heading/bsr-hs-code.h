#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Digits of the shortest and the longest code: a chapter of the Harmonized System, and the national
 * subdivisions behind its six digits. */
#define BSR_HS_CODE_LEAST_DIGITS 2
#define BSR_HS_CODE_MOST_DIGITS 10

/* Writes the digits of @code ("0805.10 00") without dots and spaces to @digits, NUL-terminated.
 * Returns: how many; 0 where @code is no code of 2...10 digits (@digits is then "") */
int bsr_hs_code_digits (const char *code, char digits[BSR_HS_CODE_MOST_DIGITS + 1]);

G_END_DECLS
