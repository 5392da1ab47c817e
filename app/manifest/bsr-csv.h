#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/* Targeting lists: tables of text with a line of headings (RFC 4180, and what spreadsheets make of it):
 * parted by commas, semicolons, tabs or bars; UTF-8, UTF-16 with a mark, Windows-1252 or -1256. Rows of
 * one reference, or else of one bill and container, are items of one case. */

/* Rows that are read. */
#define BSR_CSV_MOST_ROWS 1000000

gboolean bsr_csv_probe (const char *bytes, gsize n);

/* See bsr_manifest_read(). */
BsrManifest *bsr_csv_read (const char *bytes, gsize n, const BsrCsvMapping *mapping,
                           GCancellable *cancellable, GError **error);

/* (transfer full): the headings of such a list, by which what they mean is remembered; see
 * bsr_csv_mapping_load(). @mapping: (nullable). %BSR_ERROR_DAMAGED where none names a container. */
GStrv bsr_csv_headings (const char *bytes, gsize n, const BsrCsvMapping *mapping, GError **error);

G_END_DECLS
