#include "bsr-store-access.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-password-rule.h"

G_DEFINE_INTERFACE (BsrStoreAccess, bsr_store_access, BSR_TYPE_STORE)

static void
bsr_store_access_default_init (BsrStoreAccessInterface *iface)
{
}

/* (transfer none) (nullable): %NULL with @error where @store knows of no accounts. */
static BsrStoreAccess *
access_of (BsrStore *store, GError **error)
{
  if (BSR_IS_STORE_ACCESS (store))
    return BSR_STORE_ACCESS (store);
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, _ ("this store has no accounts"));
  return NULL;
}

gboolean
bsr_store_has_accounts (BsrStore *store, gboolean *has, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && has != NULL, FALSE);

  *has = FALSE;
  if (!BSR_IS_STORE_ACCESS (store))
    return TRUE;
  return BSR_STORE_ACCESS_GET_IFACE (store)->has_accounts (BSR_STORE_ACCESS (store), has, error);
}

gboolean
bsr_store_is_guarded (BsrStore *store)
{
  g_return_val_if_fail (BSR_IS_STORE (store), TRUE);

  return BSR_IS_STORE_ACCESS (store)
         && BSR_STORE_ACCESS_GET_IFACE (store)->is_guarded (BSR_STORE_ACCESS (store));
}

BsrAccount *
bsr_store_sign_in (BsrStore *store, const BsrSignIn *request, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && request != NULL, NULL);
  g_return_val_if_fail (request->name != NULL && request->password != NULL, NULL);
  g_return_val_if_fail (request->station != NULL, NULL);

  BsrStoreAccess *access = access_of (store, error);
  BsrSignIn judged = *request;
  if (judged.cost == NULL)
    judged.cost = &bsr_password_cost;
  if (judged.now == 0)
    judged.now = g_get_real_time ();
  return access != NULL ? BSR_STORE_ACCESS_GET_IFACE (access)->sign_in (access, &judged, error)
                        : NULL;
}

gboolean
bsr_store_leave (BsrStore *store, const char *station, BsrLeave why, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && station != NULL, FALSE);

  if (!BSR_IS_STORE_ACCESS (store))
    return TRUE;
  return BSR_STORE_ACCESS_GET_IFACE (store)->leave (BSR_STORE_ACCESS (store), station, why, error);
}

BsrAccount *
bsr_store_get_signed_in (BsrStore *store)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);

  if (!BSR_IS_STORE_ACCESS (store))
    return NULL;
  return BSR_STORE_ACCESS_GET_IFACE (store)->get_signed_in (BSR_STORE_ACCESS (store));
}

gboolean
bsr_store_asks_password (BsrStore *store)
{
  g_return_val_if_fail (BSR_IS_STORE (store), FALSE);

  return BSR_IS_STORE_ACCESS (store)
         && BSR_STORE_ACCESS_GET_IFACE (store)->asks_password (BSR_STORE_ACCESS (store));
}

gboolean
bsr_store_may (BsrStore *store, BsrRight right, GError **error)
{
  g_autoptr (BsrAccount) account = bsr_store_get_signed_in (store);
  if (account == NULL || bsr_right_is_of (right, account->role))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, bsr_right_refusal (right));
  return FALSE;
}

GPtrArray *
bsr_store_list_accounts (BsrStore *store, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);

  BsrStoreAccess *access = access_of (store, error);
  return access != NULL ? BSR_STORE_ACCESS_GET_IFACE (access)->list_accounts (access, error) : NULL;
}

gboolean
bsr_store_create_account (BsrStore *store, const BsrActor *actor, const char *name, BsrRole role,
                          const BsrPassword *password, const BsrPasswordCost *cost, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && name != NULL, FALSE);
  g_return_val_if_fail (role < BSR_N_ROLES && password != NULL, FALSE);

  BsrStoreAccess *access = access_of (store, error);
  if (access == NULL || !bsr_account_name_is_valid (name, error)
      || !bsr_password_rule_allows (password, name, error))
    return FALSE;
  return BSR_STORE_ACCESS_GET_IFACE (access)->create_account (
      access, actor, name, role, password, cost != NULL ? cost : &bsr_password_cost, error);
}

gboolean
bsr_store_change_account (BsrStore *store, const BsrActor *actor, const BsrAccount *account,
                          GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && account != NULL, FALSE);

  BsrStoreAccess *access = access_of (store, error);
  return access != NULL
         && BSR_STORE_ACCESS_GET_IFACE (access)->change_account (access, actor, account, error);
}

gboolean
bsr_store_set_password (BsrStore *store, const BsrActor *actor, const char *name,
                        const BsrPassword *password, const BsrPasswordCost *cost, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && name != NULL, FALSE);
  g_return_val_if_fail (password != NULL, FALSE);

  BsrStoreAccess *access = access_of (store, error);
  if (access == NULL || !bsr_password_rule_allows (password, name, error))
    return FALSE;
  return BSR_STORE_ACCESS_GET_IFACE (access)->set_password (
      access, actor, name, password, cost != NULL ? cost : &bsr_password_cost, error);
}

gboolean
bsr_store_expire_personal (BsrStore *store, const BsrActor *actor, GDateTime *before, int *n,
                           GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);
  g_return_val_if_fail (before != NULL && n != NULL, FALSE);

  BsrStoreAccess *access = access_of (store, error);
  return access != NULL
         && BSR_STORE_ACCESS_GET_IFACE (access)->expire_personal (access, actor, before, n, error);
}
