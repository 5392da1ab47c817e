#pragma once

#include "bsr-act.h"
#include "bsr-sql.h"
#include "bsr-store-access.h"

G_BEGIN_DECLS

/* A line of the table of accounts. */
typedef struct
{
  BsrAccount *account; /* NULL: there is none */
  char *verifier;
  gint64 version; /* of its last record */
} BsrAccountLine;

void bsr_account_line_clear (BsrAccountLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrAccountLine, bsr_account_line_clear)

/* The account that is called @name, in whatever form that is written; @line stays empty where there is
 * none. Under the lock. %BSR_ERROR_DAMAGED: it is not what its last record says. */
gboolean bsr_sql_read_account (BsrSql *sql, const char *name, BsrAccountLine *line, GError **error);

/* Whether the store has accounts, made before the audit entry @before. Under the lock. */
gboolean bsr_sql_has_accounts (BsrSql *sql, gint64 before, gboolean *has, GError **error);

/* Whether @act may be written into the log under its next entry by who is signed in: bsr-right.h. Part of
 * bsr_act_write(). */
gboolean bsr_sql_access_allows (const BsrAct *act, const char *name, GError **error);

/* Whether who acts has @right, which the act's name alone does not say that it needs. */
gboolean bsr_sql_access_has (const BsrAct *act, BsrRight right, GError **error);

/* Writes a record of @account as it is from now on, and its line. @verifier: its own */
gboolean bsr_sql_write_account (BsrAct *act, const BsrAccount *account, const char *verifier,
                                GError **error);

/* The account that is signed in on this connection. (transfer none) (nullable): its name, under the
 * lock. */
const char *bsr_sql_user (BsrSql *sql);
/* (transfer full) (nullable): from any thread, without the lock. */
BsrAccount *bsr_sql_signed_in (BsrSql *sql);
/* @account: (nullable): nobody any more. Under the lock. */
void bsr_sql_set_user (BsrSql *sql, const BsrAccount *account);

/* Whether accounts are those of the database's server, and none are kept here. */
gboolean bsr_sql_has_server_accounts (BsrSql *sql);
/* Who has signed in there. Under the lock. */
void bsr_sql_set_server_user (BsrSql *sql, const BsrAccount *account);
/* bsr_store_sign_in() there. */
BsrAccount *bsr_sql_sign_in_on_server (BsrStore *store, const BsrSignIn *request, GError **error);

/* (transfer full): "account:NAME" */
char *bsr_sql_subject_of_account (const char *name);

/* Whether each account's line is what its records say. Under the lock. */
gboolean bsr_sql_check_accounts (BsrSql *sql, GError **error);

/* Forgets the failures of an account; of a station as well where it is not %NULL. */
gboolean bsr_sql_forget_failures (BsrSql *sql, const char *account, const char *station,
                                  GError **error);

/* The methods of BsrStoreAccess, as bsr-store-access.h says. */
void bsr_sql_store_access_init (BsrStoreAccessInterface *iface);
BsrAccount *bsr_sql_store_sign_in (BsrStoreAccess *store, const BsrSignIn *request, GError **error);
gboolean bsr_sql_store_leave (BsrStoreAccess *store, const char *station, BsrLeave why,
                              GError **error);

/* Commits @act as the account's, who has signed in or, where he was signed in already, come back. */
gboolean bsr_sql_commit_coming (BsrAct *act, const BsrAccount *account, GError **error);

G_END_DECLS
