#pragma once

#include <glib.h>
#include "bsr-csv-mapping.h"
#include "bsr-text-encoding.h"

G_BEGIN_DECLS

/* A column of a targeting list. */
typedef struct
{
  char *heading;     /* never NULL */
  BsrCsvField field; /* what it says */
  BsrMassUnit unit;  /* of a mass that names none itself */
  gboolean doubted;  /* its numbers or dates have been said to be ambiguous: once is enough */
} BsrCsvColumn;

/**
 * BsrCsvTable:
 *
 * The rows of a targeting list behind its line of headings. Encoding, separator and that line are found
 * by the content: the line is the one of the first %BSR_CSV_MOST_LINES_BEFORE whose headings we know
 * most of, and one must be the container's.
 */
typedef struct _BsrCsvTable BsrCsvTable;
#define BSR_CSV_MOST_LINES_BEFORE 20

/* (transfer full): stands before the first row. @mapping: (nullable). %BSR_ERROR_DAMAGED where no line
 * names a column of containers, or where it is no text. */
BsrCsvTable *bsr_csv_table_new (const char *bytes, gsize n, const BsrCsvMapping *mapping,
                                GError **error);
void bsr_csv_table_free (BsrCsvTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCsvTable, bsr_csv_table_free)

/* Whether @bytes, which may be the beginning of a file alone, look like a table of text. */
gboolean bsr_csv_table_probe (const char *bytes, gsize n);

/* Tells of the lines that may be those headings, parted by each separator in turn, until one is taken.
 * Returns: whether one was */
gboolean bsr_csv_table_find_headings (const char *bytes, gsize n,
                                      gboolean (*take) (const char *const *fields, char separator,
                                                        gpointer data),
                                      gpointer data);

/* Whether nothing in the text tells its encoding, so that it had to be assumed. */
gboolean bsr_csv_table_encoding (const BsrCsvTable *table, BsrTextEncoding *encoding);
/* What stands before decimals where one sign could part decimals or thousands: a comma in a table parted by
 * semicolons, as spreadsheets write it where a comma is the decimal sign; else a point. */
char bsr_csv_table_decimal (const BsrCsvTable *table);

/* Of BsrCsvColumn; and the line of their headings. */
GPtrArray *bsr_csv_table_columns (const BsrCsvTable *table);
int bsr_csv_table_heading_line (const BsrCsvTable *table);

/* (nullable): fields of the next row, %NULL-terminated, valid until the next call. */
const char *const *bsr_csv_table_next (BsrCsvTable *table);
/* Of that row: its line, from 1; and what of it was mended (nullable). */
int bsr_csv_table_line (const BsrCsvTable *table);
const char *bsr_csv_table_flaw (const BsrCsvTable *table);

G_END_DECLS
