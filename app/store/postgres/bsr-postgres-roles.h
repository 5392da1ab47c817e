#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* The roles of a store: basira_officer, basira_supervisor, basira_trainer, basira_administrator and
 * basira_partner, each with the privileges that its work takes and no others. A login role is made a member of
 * one of them by whoever runs the server. */

/* Makes the roles that are missing and gives all of them their privileges, in one transaction. By the store's
 * owner, who may make roles. */
gboolean bsr_postgres_roles_make (BsrSql *sql, GError **error);

/* Gives the roles the privileges on what a step of the ladder has added, within the transaction that has begun;
 * does nothing where the server has no such roles. */
gboolean bsr_postgres_roles_renew (BsrSql *sql, GError **error);

G_END_DECLS
