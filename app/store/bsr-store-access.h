#pragma once

#include "bsr-account.h"
#include "bsr-password.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrStoreAccess:
 *
 * Who may act on a store; engines implement it beside #BsrStore.
 *
 * A store without any account is an open desk: everybody who gets at it may do everything, in the name
 * that he gives himself. In a store on a server whose users have roles of it (see bsr-store-roles.h) the accounts are
 * that server's: who is signed in there acts, as the role that he has there, and nobody else. Elsewhere, once the first account is made, which is an administrator's, every act needs
 * somebody who is signed in on this object, is named as the one who acts, and whose role has the right
 * to it (bsr-right.h): it is refused otherwise (%BSR_ERROR_INVALID, one sentence), in the transaction
 * that would have written it. What an account was is a record; nothing takes one away.
 *
 * All calls block; those that look at a password take about a second on purpose.
 */
#define BSR_TYPE_STORE_ACCESS (bsr_store_access_get_type ())
G_DECLARE_INTERFACE (BsrStoreAccess, bsr_store_access, BSR, STORE_ACCESS, GObject)

/* Somebody who wants to sign in. */
typedef struct
{
  const char *name; /* as it was typed */
  const BsrPassword *password;
  const char *station;
  const BsrPasswordCost *cost; /* (nullable): of verifiers from now on; %NULL: bsr_password_cost */
  gint64 now; /* microseconds since 1970-01-01 UTC; 0: by the system's clock */
} BsrSignIn;

/* Why nobody is at the desk any more. */
typedef enum
{
  BSR_LEAVE_SIGN_OUT,
  BSR_LEAVE_LOCK, /* he stays signed in, for what is under way; the desk waits for his password */
} BsrLeave;

struct _BsrStoreAccessInterface
{
  GTypeInterface parent;

  gboolean (*is_guarded) (BsrStoreAccess *);
  gboolean (*has_accounts) (BsrStoreAccess *, gboolean *has, GError **);
  BsrAccount *(*sign_in) (BsrStoreAccess *, const BsrSignIn *, GError **);
  gboolean (*leave) (BsrStoreAccess *, const char *station, BsrLeave, GError **);
  BsrAccount *(*get_signed_in) (BsrStoreAccess *);
  gboolean (*asks_password) (BsrStoreAccess *);
  GPtrArray *(*list_accounts) (BsrStoreAccess *, GError **);
  gboolean (*create_account) (BsrStoreAccess *, const BsrActor *, const char *name, BsrRole,
                              const BsrPassword *, const BsrPasswordCost *, GError **);
  gboolean (*change_account) (BsrStoreAccess *, const BsrActor *, const BsrAccount *, GError **);
  gboolean (*set_password) (BsrStoreAccess *, const BsrActor *, const char *name,
                            const BsrPassword *, const BsrPasswordCost *, GError **);
  gboolean (*expire_personal) (BsrStoreAccess *, const BsrActor *, GDateTime *before, int *n,
                               GError **);
};

/* Whether there are accounts: %FALSE in @has is an open desk, as is a store that knows of none. */
gboolean bsr_store_has_accounts (BsrStore *store, gboolean *has, GError **error);

/* The same as it was known last: when the store was opened, or at an act since. Does not block. */
gboolean bsr_store_is_guarded (BsrStore *store);

/**
 * bsr_store_sign_in:
 *
 * Lets somebody act on @store from now on, in place of who was signed in; for the same account it is an
 * unlocking. Counted before the password is looked at, so that a program that is killed has not tried for
 * nothing: see bsr-throttle.h. An unknown name, a wrong password and a disabled account whose password
 * was wrong take one time and get one sentence.
 *
 * Returns: (transfer full): his account; %NULL with %BSR_ERROR_INVALID: one sentence for him
 */
BsrAccount *bsr_store_sign_in (BsrStore *store, const BsrSignIn *request, GError **error);
/* Nothing happens where nobody is signed in. */
gboolean bsr_store_leave (BsrStore *store, const char *station, BsrLeave why, GError **error);
/* (transfer full) (nullable): who is signed in, as the account was then. */
BsrAccount *bsr_store_get_signed_in (BsrStore *store);
/* Whether who is signed in could prove by a password that it is he: %FALSE where a server knows him by other means, by
 * the user of the computer, say, whom nobody can follow at the desk. Does not block. */
gboolean bsr_store_asks_password (BsrStore *store);

/**
 * bsr_store_open_as:
 * @url, @name, @password: of somebody whom the store's server knows by them
 *
 * bsr_store_open() where that answers %BSR_ERROR_DENIED; he is signed in then, and that is recorded. The store's
 * owner is let in as bsr_store_open() lets him in elsewhere.
 *
 * Returns: (transfer full): %NULL with %BSR_ERROR_INVALID: the server does not let him in
 */
BsrStore *bsr_store_open_as (const char *url, const char *name, const BsrPassword *password,
                             const char *station, GError **error);

/**
 * bsr_store_may:
 *
 * Whether who is signed in has a right, as his account was then: for what is offered and what is begun;
 * the store itself looks again at each act. Everybody has every right at an open desk, and where nobody
 * has ever signed in on @store. Does not block.
 *
 * Returns: %FALSE with %BSR_ERROR_INVALID: the sentence of bsr_right_refusal()
 */
gboolean bsr_store_may (BsrStore *store, BsrRight right, GError **error);

/* BsrAccount, by name. */
GPtrArray *bsr_store_list_accounts (BsrStore *store, GError **error);
/* The first account is an administrator's, and @actor needs no right for it. Refused (_INVALID): a name
 * that bsr_account_name_is_valid() refuses or that is taken, a password against
 * bsr_password_rule_allows(). @cost: (nullable) */
gboolean bsr_store_create_account (BsrStore *store, const BsrActor *actor, const char *name,
                                   BsrRole role, const BsrPassword *password,
                                   const BsrPasswordCost *cost, GError **error);
/* Gives the account of @account's name its role, and disables or enables it. Refused (_INVALID): to leave
 * the store without an administrator who may sign in. */
gboolean bsr_store_change_account (BsrStore *store, const BsrActor *actor, const BsrAccount *account,
                                   GError **error);
/* A new password: one's own, or by an administrator, which also ends what wrong ones have led to. */
gboolean bsr_store_set_password (BsrStore *store, const BsrActor *actor, const char *name,
                                 const BsrPassword *password, const BsrPasswordCost *cost,
                                 GError **error);

/**
 * bsr_store_expire_personal:
 * @n: (out): of how many declarations
 *
 * Lets the personal data of traders (shipper, consignee, notify party) of all declarations go that were
 * recorded before @before and whose case is closed and under no legal hold: from the database and its file,
 * not from copies of it. The records and their hashes stay what they were: they have a salted hash of these data, and the
 * salt goes as well. Where a declaration of an earlier form of the store has them in the record, that is
 * written anew without them, under an audit entry that says which hash it has from then on.
 */
gboolean bsr_store_expire_personal (BsrStore *store, const BsrActor *actor, GDateTime *before, int *n,
                                    GError **error);

G_END_DECLS
