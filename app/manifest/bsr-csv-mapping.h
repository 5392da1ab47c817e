#pragma once

#include <gio/gio.h>
#include "bsr-csv-field.h"
#include "bsr-manifest.h"

G_BEGIN_DECLS

/**
 * BsrCsvMapping:
 *
 * What the columns of a targeting list mean to us, by their headings: a document
 *
 *     { "format": "basira-csv-mapping/1", "columns": [
 *         { "heading": "Pds (t)", "field": "gross_kg", "unit": "t" }, ... ] }
 *
 * Fields are those of bsr-csv-field.h; "unit" is of masses alone. Headings that it does not name are
 * known by the names in data/manifest/columns.def. Headings are compared as bsr_csv_heading_fold() has
 * them.
 */

/* Columns of one mapping, and bytes of a heading, at most. */
#define BSR_CSV_MOST_COLUMNS 512
#define BSR_CSV_LONGEST_HEADING 1024

/* (transfer full): one that says nothing, so that names alone count. */
BsrCsvMapping *bsr_csv_mapping_new (void);
void bsr_csv_mapping_free (BsrCsvMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCsvMapping, bsr_csv_mapping_free)

/* Says what the column of that heading is; again: the last word counts. */
void bsr_csv_mapping_set (BsrCsvMapping *mapping, const char *heading, BsrCsvField field,
                          BsrMassUnit unit);

/* What a column is, by @mapping (nullable) or else by its name. @unit: (out): of a mass */
BsrCsvField bsr_csv_mapping_field (const BsrCsvMapping *mapping, const char *heading,
                                   BsrMassUnit *unit);

/* Whether @mapping (nullable) itself says what that column is, be it that it is not used. */
gboolean bsr_csv_mapping_says (const BsrCsvMapping *mapping, const char *heading);

/* (transfer full): such a document. */
char *bsr_csv_mapping_to_json (const BsrCsvMapping *mapping);
/* (transfer full): %BSR_ERROR_DAMAGED names the member and the reason; %BSR_ERROR_UNKNOWN_KIND. */
BsrCsvMapping *bsr_csv_mapping_from_json (const char *json, gssize length, GError **error);
BsrCsvMapping *bsr_csv_mapping_read (const char *path, GError **error);

/* (transfer full): by which lists of one make are known again: SHA-256 of their headings as they are
 * compared, in their order. */
char *bsr_csv_mapping_fingerprint (const char *const *headings);

/* (transfer full): where mappings are remembered: basira/tables in the user's folder of settings. */
char *bsr_csv_mapping_folder (void);

/* Remembers what @headings mean, in a file of @folder that appears whole or not at all; makes the
 * folder. %BSR_ERROR_ENVIRONMENT. */
gboolean bsr_csv_mapping_save (const BsrCsvMapping *mapping, const char *folder,
                               const char *const *headings, GError **error);
/* (transfer full) (nullable): what is remembered of them: %NULL without an error where nothing is. */
BsrCsvMapping *bsr_csv_mapping_load (const char *folder, const char *const *headings, GError **error);

G_END_DECLS
