#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whoever owns a store on a server lets others work in it, each with a role of his own: see
 * data/store/postgres/roles.sql. A store in a file has no such roles: _INVALID. */

/* Makes the roles basira_officer, basira_supervisor, basira_trainer, basira_administrator and basira_partner where they
 * are missing, and gives them what they need in the store of @url, which is made when it is missing. */
gboolean bsr_store_make_roles (const char *url, GError **error);

/* Lets the server's role @person, which an administrator has made to sign in with, work as @role: "officer",
 * "supervisor", "trainer", "administrator" or "partner". */
gboolean bsr_store_grant_role (const char *url, const char *role, const char *person,
                               GError **error);

G_END_DECLS
