#pragma once

#include "bsr-drop-run.h"

G_BEGIN_DECLS

/**
 * BsrDropFolder:
 *
 * Watches a drop folder in a thread of its own as long as it lives, see bsr_drop_run(). When it is let go, the scan in
 * hand is finished there.
 *
 * Signal "told" (BsrDropEvent as int, name, words): see BsrDropTell; on the main context that was the thread's default
 * when it was made.
 */
#define BSR_TYPE_DROP_FOLDER (bsr_drop_folder_get_type ())
G_DECLARE_FINAL_TYPE (BsrDropFolder, bsr_drop_folder, BSR, DROP_FOLDER, GObject)

/* @habits: (nullable): %NULL for bsr_drop_habits_default() */
BsrDropFolder *bsr_drop_folder_new (BsrStore *store, const BsrActor *actor, const char *path,
                                    const BsrDropHabits *habits);

const char *bsr_drop_folder_path (BsrDropFolder *self);

G_END_DECLS
