#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrDropStamp:
 *
 * What tells whether a file is still the one that was looked at. A plain value.
 */
typedef struct
{
  guint64 device, inode;
  gint64 size, modified_ns;
} BsrDropStamp;

/* %FALSE where there is no regular file at @path. */
gboolean bsr_drop_stamp_read (const char *path, BsrDropStamp *stamp);
gboolean bsr_drop_stamp_equal (const BsrDropStamp *a, const BsrDropStamp *b);

/* Whether some process of this computer has the file open for writing. Where that cannot be known (a folder of
 * another computer, a file of another user) it answers %FALSE. */
gboolean bsr_drop_stamp_is_written_to (const char *path);

G_END_DECLS
