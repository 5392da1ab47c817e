#pragma once

#include "bsr-test.h"

#include "bsr-library.h"

/* Drawn loads: headings "0800", "0801", ... have a place of their own, loads scatter about it by a
 * quarter of what headings do, and one measure in eight is missing. */

BsrLoadDescriptor library_fixture_descriptor (const char *heading, guint64 *state);
/* (transfer full): load number @number of @heading, confirmed by @supervisor (nullable). */
BsrLibraryEntry *library_fixture_entry (const char *heading, int number, const char *supervisor);
/* (transfer full): loads 0...@n - 1, in turn of @n_headings headings. */
BsrLibrary *library_fixture_new (int n, int n_headings);
/* "0800" + @i. */
void library_fixture_heading (int i, char heading[5]);
