#pragma once

#include "bsr-drop-folder.h"

G_BEGIN_DECLS

/**
 * BsrOwnFolder:
 *
 * The window's own drop folder: what is put there is taken while somebody who may bring in is at the desk, see
 * BsrDropFolder.
 *
 * Property (notify): "trouble" (string, nullable: a sentence that stands, of a folder or a store that does not answer;
 * it goes when something is taken again). Signal "say" (string): what came, one sentence for all that came at once.
 */
#define BSR_TYPE_OWN_FOLDER (bsr_own_folder_get_type ())
G_DECLARE_FINAL_TYPE (BsrOwnFolder, bsr_own_folder, BSR, OWN_FOLDER, GObject)

/* @habits: (nullable): as bsr_drop_folder_new() takes them */
BsrOwnFolder *bsr_own_folder_new (const BsrDropHabits *habits);
/* Who is at the desk and may bring in. @store, @actor: (nullable): nobody */
void bsr_own_folder_set_desk (BsrOwnFolder *own, BsrStore *store, const BsrActor *actor);
/* @path: (nullable): none is watched */
void bsr_own_folder_set_path (BsrOwnFolder *own, const char *path);
/* Begins anew, after trouble. */
void bsr_own_folder_try_again (BsrOwnFolder *own);
gboolean bsr_own_folder_watches (BsrOwnFolder *own);
const char *bsr_own_folder_trouble (BsrOwnFolder *own);

G_END_DECLS
