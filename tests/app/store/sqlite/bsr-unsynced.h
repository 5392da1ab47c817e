#pragma once

#include <glib.h>

/* What was written to files since each was last synced, so that a loss of power can take it back: any
 * part of it may have reached the disk, in any order, and of a write any of its sectors. */
typedef struct _Unsynced Unsynced;

Unsynced *unsynced_new (void);
void unsynced_free (Unsynced *unsynced);

/* Each before it is done. @path: (nullable): nothing is kept of files without a name */
void unsynced_note_write (Unsynced *unsynced, const char *path, gint64 offset, const void *bytes,
                          gsize n);
void unsynced_note_truncation (Unsynced *unsynced, const char *path, gint64 size);
/* @durable: its folder is synced, too */
void unsynced_note_deletion (Unsynced *unsynced, const char *path, gboolean durable);
/* All names in the folder are as they are now. */
void unsynced_note_folder_sync (Unsynced *unsynced);
void unsynced_note_sync (Unsynced *unsynced, const char *path);

/* Leaves on the disk what a loss of power now would leave there. */
void unsynced_lose (Unsynced *unsynced, guint64 *random);
