#pragma once

#include <glib.h>

#include "bsr-language.h"

G_BEGIN_DECLS

/* What lies between @low and @high, both included. */
typedef struct
{
  double low, high;
} BsrPropertyRange;

/* Whether @inner lies within @outer. */
gboolean bsr_property_range_holds (BsrPropertyRange outer, BsrPropertyRange inner);

/* Takes one row of a table of data/headings. @fields: as many as there are columns, none of them
 * empty. Returns: %FALSE with what is wrong with it in @error */
typedef gboolean (*BsrPropertyRow) (const char *const *fields, gpointer data, GError **error);

/* Reads a table whose first record is exactly @columns ("code,en,fr"). The first column's codes
 * must rise, so that each is there once.
 *
 * Returns: %FALSE with %BSR_ERROR_DAMAGED, naming the line */
gboolean bsr_property_table_read (const char *text, gsize length, const char *columns,
                                  BsrPropertyRow row, gpointer data, GError **error);

/* The same of a table that is part of the program ("headings.csv"): damage stops it. */
void bsr_property_table_read_own (const char *name, const char *columns, BsrPropertyRow row,
                                  gpointer data);

/* Reads @fields[0] and @fields[1] as a range within @least...@most. %FALSE with %BSR_ERROR_DAMAGED
 */
gboolean bsr_property_range_read (const char *const *fields, double least, double most,
                                  BsrPropertyRange *range, GError **error);

G_END_DECLS
