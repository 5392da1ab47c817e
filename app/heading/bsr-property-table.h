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

/**
 * BsrOwnTable:
 *
 * A table that is part of the program: read when it is first asked for, kept until the process ends.
 * Damage stops the program. The cache and its lock; rows are safe from any thread.
 */
typedef struct
{
  const char *name, *columns; /* "headings.csv"; as bsr_property_table_read() has them */
  gsize row_size;             /* of a struct whose first member is its code, a char* */
  BsrPropertyRow row;         /* its data: the GArray that takes the row */
  GOnce once;                 /* G_ONCE_INIT */
} BsrOwnTable;

/* (transfer none): the rows by code. */
const GArray *bsr_own_table_rows (BsrOwnTable *table);
/* (transfer none) (nullable): the row of @code, in any case. */
gconstpointer bsr_own_table_find (BsrOwnTable *table, const char *code);

/* Reads @fields[0] and @fields[1] as a range within @least...@most. %FALSE with %BSR_ERROR_DAMAGED
 */
gboolean bsr_property_range_read (const char *const *fields, double least, double most,
                                  BsrPropertyRange *range, GError **error);

G_END_DECLS
