#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BsrDropRemoval:
 *
 * The files of one scan that lie in the vault and are to be removed from the drop folder, all or none: what one plane
 * says alone is another scan. Where there are several, a hidden list of them is written first, ".basira-XXXXXX.taken", by
 * which whoever comes next goes on after an interruption.
 */
typedef struct _BsrDropRemoval BsrDropRemoval;

BsrDropRemoval *bsr_drop_removal_new (const char *folder);
void bsr_drop_removal_free (BsrDropRemoval *removal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDropRemoval, bsr_drop_removal_free)

/* Takes note of the file at @path (absolute, in the folder) as it is now, before it is read. %FALSE: it is not there. */
gboolean bsr_drop_removal_add (BsrDropRemoval *removal, const char *path);
/* @sha256: of what was read of that file and lies in the vault. */
void bsr_drop_removal_set_hash (BsrDropRemoval *removal, const char *path, const char *sha256);
/* Whether all of them are still what they were. */
gboolean bsr_drop_removal_is_unchanged (BsrDropRemoval *removal);

/* Removes those that have a hash; a file that was changed meanwhile stays. %BSR_ERROR_ENVIRONMENT */
gboolean bsr_drop_removal_carry_out (BsrDropRemoval *removal, GError **error);

/* Goes on with what was interrupted in @folder, by this program or another one: removes what its lists name, as far as
 * it still has that hash. */
gboolean bsr_drop_removal_resume (const char *folder, GCancellable *cancellable, GError **error);

G_END_DECLS
