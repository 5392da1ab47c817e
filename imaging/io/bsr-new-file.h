#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrNewFile:
 *
 * A file that appears whole or not at all: written under another name in the same folder, put on
 * the disk and then renamed. Closing it before bsr_new_file_commit() leaves nothing behind and the
 * old file, if any, as it was. All errors are %BSR_ERROR_ENVIRONMENT.
 */
typedef struct _BsrNewFile BsrNewFile;

/* (transfer full) */
BsrNewFile *bsr_new_file_open (const char *path, GError **error);
void bsr_new_file_close (BsrNewFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrNewFile, bsr_new_file_close)

/* Writes @size bytes at @offset. A failure is also kept for bsr_new_file_commit(), so that a
 * library in between cannot lose it. */
gboolean bsr_new_file_write (BsrNewFile *file, gint64 offset, gconstpointer bytes, gsize size,
                             GError **error);
/* As bsr_file_source_read(), of what has been written so far. */
gsize bsr_new_file_read (BsrNewFile *file, gint64 offset, gpointer buffer, gsize size);
gint64 bsr_new_file_size (const BsrNewFile *file);

/* Whether a write failed; sets @error then. */
gboolean bsr_new_file_failed (const BsrNewFile *file, GError **error);

/* Syncs and renames; fails without a trace when anything failed before. */
gboolean bsr_new_file_commit (BsrNewFile *file, GError **error);

G_END_DECLS
