#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrStaging:
 *
 * A hidden folder beside the place where something is to appear as a whole: made first, given its name
 * last, and gone with all that is in it where that does not come about.
 */
typedef struct _BsrStaging BsrStaging;

/* For something at @target. _ENVIRONMENT. */
BsrStaging *bsr_staging_new (const char *target, GError **error);
/* Removes what is left of the folder. */
void bsr_staging_free (BsrStaging *staging);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrStaging, bsr_staging_free)

/* (transfer full): of the folder itself where @name is %NULL. */
char *bsr_staging_path (BsrStaging *staging, const char *name);

/* Gives what is at @path the name @target, durably; never in place of what is there: _INVALID. */
gboolean bsr_staging_publish (const char *path, const char *target, GError **error);

/* Makes all that lies in the folder durable. */
gboolean bsr_staging_sync (BsrStaging *staging, GError **error);

G_END_DECLS
