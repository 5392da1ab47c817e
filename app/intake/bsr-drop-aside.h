#pragma once

#include "bsr-drop-group.h"

G_BEGIN_DECLS

/* Subfolders of a drop folder, for what is not removed from it: */
#define BSR_DROP_ASIDE_REFUSED "refused" /* what could not be taken, each with NAME.reason.txt */
#define BSR_DROP_ASIDE_TAKEN "taken"     /* what was taken, but does not lie in the vault byte for byte */

/**
 * bsr_drop_aside_refuse:
 * @name: NAME of the files, with its folder
 * @files: (element-type filename): in the order in which they are moved
 * @reason: one sentence
 *
 * Moves files into the subfolder of what was refused, with the sentence beside them. Where something of that name is
 * there already, all get a number: NAME-2.tiff, NAME-2.reason.txt. Nothing is overwritten. A file that is not there any
 * more is none to move: another program did. Begun again after an interruption, it goes on.
 *
 * Returns: %FALSE with %BSR_ERROR_ENVIRONMENT
 */
gboolean bsr_drop_aside_refuse (const char *name, GPtrArray *files, const char *reason, GError **error);

/* The same into the subfolder of what was taken, without a sentence. */
gboolean bsr_drop_aside_keep (const char *name, GPtrArray *files, GError **error);

G_END_DECLS
