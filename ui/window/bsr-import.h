#pragma once

#include <gio/gio.h>
#include "bsr-csv-columns.h"
#include "bsr-intake-result.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/* What became of a drop, a choice of files, or a command line. */
typedef struct
{
  BsrIntakeResult result;
  char *case_id; /* (nullable): the case to open: of the last file that was taken */
  GPtrArray *unknown; /* (nullable): paths of tables of which nobody has said what their columns are */
  char *table; /* (nullable): the only path that was brought in, if it is a table */
  BsrCsvColumns *columns; /* (nullable): of the first of @unknown, else of @table */
} BsrImport;

void bsr_import_free (BsrImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrImport, bsr_import_free)

/**
 * bsr_import_async:
 * @paths: files and folders
 *
 * Brings @paths into the store, one after the other, in a worker. A path that cannot be taken
 * is listed in the result and does not stop the others.
 */
void bsr_import_async (BsrStore *store, const char *officer, const char *station,
                       const char *const *paths, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data);
/* The same, but the first of @paths is a table that is read by what @columns (nullable) say, and that is remembered;
 * nobody changes them from then on. */
void bsr_import_table_async (BsrStore *store, const char *officer, const char *station,
                             const char *const *paths, BsrCsvColumns *columns,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
/* (transfer full): of both; %NULL only when cancelled. */
BsrImport *bsr_import_finish (GAsyncResult *result, GError **error);

/* (transfer full) (nullable): what an import could not take, did, and linked in the tray; %NULL when the case that opens
 * says enough. */
char *bsr_import_sentence (const BsrImport *import);

G_END_DECLS
