#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/* What a store keeps beside the way of a case: photographs, how it must be handled, the versions of
 * its declaration; and when scanners were out of service. Acts and errors as bsr-store.h has them.
 */

/* Takes the JPEG or PNG file at @path into the vault, and on the record of the case; the same
 * picture again is no act. @caption: may be "". Returns: its id; 0 on error: what
 * bsr_photograph_check_file() says, or as elsewhere. */
gint64 bsr_store_add_photograph (BsrStore *store, const BsrActor *actor, const char *case_id,
                                 const char *path, const char *caption, GError **error);
/* BsrPhotograph, oldest first; paths point into the vault. _DAMAGED when a file is not there. */
GPtrArray *bsr_store_list_photographs (BsrStore *store, const char *case_id, GError **error);

/* Puts a caveat on the case, or lifts it (_INVALID: of an unknown kind; nothing stands to be
 * lifted). Officer and time are the act's own. In every state, a closed case too. */
gboolean bsr_store_put_caveat (BsrStore *store, const BsrActor *actor, const char *case_id,
                               const BsrCaveat *caveat, GError **error);
/* BsrCaveat, oldest first, those lifted too: see bsr_caveats_in_force(). */
GPtrArray *bsr_store_list_caveats (BsrStore *store, const char *case_id, GError **error);

/* BsrDeclaration, oldest first. */
GPtrArray *bsr_store_list_declarations (BsrStore *store, const char *case_id, GError **error);

/* Records a downtime of a scanner, or, with its id, a later word on it (_INVALID: there is no such
 * downtime; what bsr_downtime_check() refuses). The officer is the actor. Returns: its id; 0 on
 * error. */
gint64 bsr_store_put_downtime (BsrStore *store, const BsrActor *actor, const BsrDowntime *downtime,
                               GError **error);
/* BsrDowntime as they stand, the latest start first. */
GPtrArray *bsr_store_list_downtimes (BsrStore *store, GError **error);

G_END_DECLS
