#pragma once

#include "bsr-csv-mapping.h"

G_BEGIN_DECLS

/**
 * BsrCsvColumns:
 *
 * The columns of a table, while somebody says what they are: their headings, the first rows, and what each is
 * taken for. Where no name of a column is known, the line of headings is the one that most lines below it have as
 * many fields as, of words and without a container's number; and the column of containers is the one whose numbers
 * are such. All else is known by the names alone: see bsr_csv_field_of_heading().
 */
typedef struct _BsrCsvColumns BsrCsvColumns;

/* (transfer full): @recalled: (nullable): what was said of these headings before.
 * %BSR_ERROR_DAMAGED where no line can be one of headings. */
BsrCsvColumns *bsr_csv_columns_new (const char *bytes, gsize n, const BsrCsvMapping *recalled,
                                    GError **error);
/* (transfer full): of the file at @path, with what is remembered in @folder. Blocks. */
BsrCsvColumns *bsr_csv_columns_read (const char *path, const char *folder, GError **error);
BsrCsvColumns *bsr_csv_columns_ref (BsrCsvColumns *columns);
void bsr_csv_columns_unref (BsrCsvColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCsvColumns, bsr_csv_columns_unref)

/* Whether the table is read without a question: a column of containers is known by its name, or was said before. */
gboolean bsr_csv_columns_are_known (const BsrCsvColumns *columns);

guint bsr_csv_columns_n (const BsrCsvColumns *columns);
const char *bsr_csv_columns_heading (const BsrCsvColumns *columns, guint column);
/* @unit: (out): of a mass */
BsrCsvField bsr_csv_columns_field (const BsrCsvColumns *columns, guint column, BsrMassUnit *unit);
/* Whether something can be said of it: not of a heading longer than %BSR_CSV_LONGEST_HEADING. */
gboolean bsr_csv_columns_can_set (const BsrCsvColumns *columns, guint column);
/* Says what it is; columns whose headings are compared as the same are the same. */
void bsr_csv_columns_set (BsrCsvColumns *columns, guint column, BsrCsvField field,
                          BsrMassUnit unit);

/* Rows below the headings among the first lines, see %BSR_CSV_MOST_LINES_BEFORE. */
guint bsr_csv_columns_n_rows (const BsrCsvColumns *columns);
/* What stands in the @row-th of them; "" where the row is shorter. */
const char *bsr_csv_columns_value (const BsrCsvColumns *columns, guint row, guint column);

/* (transfer none): what was said, of every column. */
const BsrCsvMapping *bsr_csv_columns_mapping (const BsrCsvColumns *columns);

/* (transfer full): what those rows become by it, and remarks on them; see bsr_csv_read().
 * %BSR_ERROR_DAMAGED where no column is said to be the container's. */
BsrManifest *bsr_csv_columns_try (const BsrCsvColumns *columns, GError **error);

G_END_DECLS
