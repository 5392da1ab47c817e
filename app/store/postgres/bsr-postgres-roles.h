#pragma once

#include "bsr-account.h"
#include "bsr-sql.h"

G_BEGIN_DECLS

/* The roles of a store: basira_officer, basira_supervisor, basira_trainer, basira_administrator and basira_partner,
 * each with the privileges that its work takes and no others. A person signs in with a role of his own, which is a
 * member of one of them and whose name is the actor of all that he does. */

/* Makes the roles that are missing and gives all of them their privileges. By the store's owner, who may make roles. */
gboolean bsr_postgres_roles_make (BsrSql *sql, GError **error);

/* Makes the role @person, which must be there, a member of basira_@role: "officer", ... _INVALID: there is no such
 * role. */
gboolean bsr_postgres_roles_grant (BsrSql *sql, const char *role, const char *person, GError **error);

/* Gives the roles the privileges on what a step of the ladder has added, within the transaction that has begun; does
 * nothing where the server has no such roles. */
gboolean bsr_postgres_roles_renew (BsrSql *sql, GError **error);

/* (transfer full) (nullable): who is signed in, as whom he acts, and the first of the roles supervisor, officer,
 * trainer, administrator, partner that he is a member of: by that the program offers him what the server lets him do.
 * %NULL for the store's owner, who may act under any name, and with @error. _INVALID: he has no role. */
BsrAccount *bsr_postgres_roles_account (BsrSql *sql, GError **error);

G_END_DECLS
