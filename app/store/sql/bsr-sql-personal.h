#pragma once

#include "bsr-act.h"
#include "bsr-sql.h"
#include "bsr-store-access.h"

G_BEGIN_DECLS

/* Personal data of traders beside the records: the parts of a declaration that can expire. */

/* (transfer full) (nullable): takes them out of @flagged, as JSON; %NULL: it names nobody. */
char *bsr_personal_take (BsrCase *flagged);
/* Puts them back. @json: (nullable); %FALSE: it cannot be read. */
gboolean bsr_personal_give (BsrCase *flagged, const char *json);

/* Writes them beside the record of a declaration that has @commitment. */
gboolean bsr_sql_write_personal (BsrAct *act, const char *salt, const char *json, GError **error);
/* Gives the declaration of the audit entry @version, which is @flagged, its personal data, or says when
 * they expired. Under the lock. */
gboolean bsr_sql_read_personal (BsrSql *sql, gint64 version, BsrCase *flagged, GError **error);

/* Whether all personal data are what the records promise, or have expired by a rule. Under the lock. */
gboolean bsr_sql_check_personal (BsrSql *sql, GError **error);
/* (transfer full) (nullable): the hash that the record of @version has since its personal data went;
 * %NULL with and without @error. Under the lock. */
char *bsr_sql_read_redaction (BsrSql *sql, gint64 version, GError **error);

/* A method of BsrStoreAccess, as bsr-store-access.h says. */
gboolean bsr_sql_store_expire_personal (BsrStoreAccess *store, const BsrActor *actor,
                                        GDateTime *before, int *n, GError **error);

G_END_DECLS
