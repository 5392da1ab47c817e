#pragma once

#include "bsr-csv-mapping.h"

G_BEGIN_DECLS

/* What was once said of the columns of a list goes for the next list of the same headings. */

/* Remembers in @folder what @mapping says of the list @bytes. %BSR_ERROR_DAMAGED where it is none by that
 * mapping, %BSR_ERROR_ENVIRONMENT. */
gboolean bsr_csv_remember (const char *bytes, gsize n, const BsrCsvMapping *mapping,
                           const char *folder, GError **error);

/* (transfer full) (nullable): what is remembered in @folder of lists with these headings; %NULL without an
 * error where nothing is. */
BsrCsvMapping *bsr_csv_recall (const char *bytes, gsize n, const char *folder, GError **error);

G_END_DECLS
