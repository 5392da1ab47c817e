#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What bsr_store_move() has brought over. */
typedef struct
{
  int n_tables, n_scans;
  gint64 n_rows, n_entries;
} BsrStoreMove;

/**
 * bsr_store_move:
 * @from, @to: URLs of stores; @to is made when it is missing, and nothing may be in it (_INVALID)
 * @move: (out): what was moved
 *
 * Brings all that is in one store into another one, of whatever engine: scans first, then all rows of all tables in
 * one transaction, so that a program that is killed leaves @to empty. Number and hash of the rows of each table are
 * held against each other before that transaction ends, and log, records and scans of @to are verified after it.
 * @from stays as it is, though in the form of this program. Nobody may work in it meanwhile (_INVALID when somebody
 * brought in a scan).
 */
gboolean bsr_store_move (const char *from, const char *to, BsrStoreMove *move, GError **error);

G_END_DECLS
