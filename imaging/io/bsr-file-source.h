#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrFileSource:
 *
 * A regular file opened for reading, once: what was checked is what is read, whatever happens to
 * its name meanwhile. The size is that of the moment of opening; bytes beyond it do not exist.
 * Any number of threads may read it.
 */
typedef struct _BsrFileSource BsrFileSource;

/* (transfer full): never blocks on a pipe or device. %G_FILE_ERROR when the file cannot be opened
 * or is a folder, %BSR_ERROR_UNKNOWN_KIND when it is no regular file, %BSR_ERROR_DAMAGED when it
 * is empty. */
BsrFileSource *bsr_file_source_open (const char *path, GError **error);
/* (transfer full): of @fd, open for reading, which the source closes from now on, also where this
 * fails; errors as those above. */
BsrFileSource *bsr_file_source_new (int fd, GError **error);
void bsr_file_source_close (BsrFileSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrFileSource, bsr_file_source_close)

/* To hand on; stays the source's. */
int bsr_file_source_fd (const BsrFileSource *source);
/* Bytes, at least 1. */
gint64 bsr_file_source_size (const BsrFileSource *source);

/* Bytes read into @buffer from @offset: fewer than @size only at the end of the file or when the
 * disk failed, which bsr_file_source_failed() tells apart. */
gsize bsr_file_source_read (BsrFileSource *source, gint64 offset, gpointer buffer, gsize size);

/* Whether a read failed for a reason outside the file's content; %G_FILE_ERROR then. */
gboolean bsr_file_source_failed (const BsrFileSource *source, GError **error);

G_END_DECLS
