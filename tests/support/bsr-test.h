#pragma once

/* cmocka wants these first, in this order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>

/* A folder of the test's own, removed with all that is in it. */
char *bsr_test_folder_new (void);
void bsr_test_folder_remove (char *folder);

/* (transfer full): a file of the development data ("cargo/r60-bales.tiff"), or skips the test,
 * saying so, where it is absent. */
char *bsr_test_shared_file (const char *name);

/* A number in [0, 1) from a state that the caller seeds and prints: xorshift64*, Marsaglia 2003. */
double bsr_test_random (guint64 *state);
/* The whole number that stands in the environment as @name: rounds and seeds that somebody asks for. */
guint64 bsr_test_number (const char *name, guint64 otherwise);

/* Fails with the error's message unless @error is NULL. */
void bsr_test_assert_no_error (const GError *error);
/* Fails unless @error is of @domain and @code and its message holds @part (NULL: any). */
void bsr_test_assert_error (const GError *error, GQuark domain, int code, const char *part);
/* Fails unless |@a - @b| <= @tolerance (in doubles; cmocka 1.1 compares floats). */
void bsr_test_assert_close (double a, double b, double tolerance);
