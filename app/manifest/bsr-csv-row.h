#pragma once

#include "bsr-csv-table.h"

G_BEGIN_DECLS

/* What one row of a targeting list says. */
typedef struct
{
  BsrCase *flagged;      /* never NULL: with one item at most; its id is of no meaning */
  char *reference;       /* (nullable): the targeting system's own */
  gboolean has_priority; /* it says one */
  gboolean has_empty;    /* it says whether it is empty */
} BsrCsvRow;

/* (transfer full) (nullable): %NULL where the row had to be skipped. What could not be taken as it
 * stands, and that, is remarked in @manifest. @table: stands at the row; @fields: of it */
BsrCsvRow *bsr_csv_row_read (BsrCsvTable *table, const char *const *fields, BsrManifest *manifest);
void bsr_csv_row_free (BsrCsvRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCsvRow, bsr_csv_row_free)

/* Adds what a further row says of the same case: its item, and what @into does not state yet. Where both
 * state something different, @into's stays and a remark says so. @line: of the row */
void bsr_csv_row_join (const BsrCsvRow *row, BsrCase *into, int line, BsrManifest *manifest);

/* (nullable): the member of @flagged that a column of text goes to. */
char **bsr_csv_row_text (BsrCase *flagged, BsrCsvField field);
/* Adds the texts of @value that @separators part to @list: each once, and no more than a case can have. */
void bsr_csv_row_add_texts (GStrv *list, const char *value, const char *separators);

G_END_DECLS
