#include "bsr-signed-store.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"

void
bsr_signature_clear (BsrSignature *signature)
{
  /* What was done is done, whether that can still be written or not. */
  if (signature->store != NULL)
    bsr_store_leave (signature->store, g_get_host_name (), BSR_LEAVE_SIGN_OUT, NULL);
  g_clear_object (&signature->store);
  g_clear_pointer (&signature->url, g_free);
  g_clear_pointer (&signature->account, g_free);
  g_clear_pointer (&signature->password.file, g_free);
}

/* (transfer full): %NULL with @error. */
static BsrPassword *
ask_password (const BsrSignature *signature, GCancellable *cancellable, GError **error)
{
  if (signature->account == NULL)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("the store has accounts: say who you are by --account"));
      return NULL;
    }
  g_autofree char *prompt = g_strdup_printf (_ ("Password of %s: "), signature->account);
  return bsr_password_read (&signature->password, prompt, cancellable, error);
}

BsrStore *
bsr_signature_open_store (BsrSignature *signature, GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;
  BsrStore *store = bsr_store_open (signature->url, &problem);
  if (store == NULL && g_error_matches (problem, BSR_ERROR, BSR_ERROR_DENIED))
    {
      g_clear_error (&problem);
      g_autoptr (BsrPassword) password = ask_password (signature, cancellable, &problem);
      store = password != NULL ? bsr_store_open_as (signature->url, signature->account, password,
                                                    g_get_host_name (), &problem)
                               : NULL;
      g_set_object (&signature->store, store);
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return store;
}

/* (transfer full): who is signed in, or signs in now; %NULL with @error. */
static BsrAccount *
sign_in (BsrStore *store, BsrSignature *signature, GCancellable *cancellable, GError **error)
{
  BsrAccount *account = bsr_store_get_signed_in (store);
  if (account != NULL)
    return account;
  g_autoptr (BsrPassword) password = ask_password (signature, cancellable, error);
  const BsrSignIn request
      = { .name = signature->account, .password = password, .station = g_get_host_name () };
  account = password != NULL ? bsr_store_sign_in (store, &request, error) : NULL;
  if (account != NULL)
    g_set_object (&signature->store, store);
  return account;
}

BsrStore *
bsr_signed_store_open (BsrSignature *signature, BsrRight right, BsrActor *actor,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrStore) store = bsr_signature_open_store (signature, cancellable, error);
  gboolean guarded;
  if (store == NULL || !bsr_store_has_accounts (store, &guarded, error))
    return NULL;
  if (guarded)
    {
      g_autoptr (BsrAccount) account = sign_in (store, signature, cancellable, error);
      if (account == NULL)
        return NULL;
      g_free (signature->account);
      signature->account = g_strdup (account->name);
      if (!bsr_store_may (store, right, error))
        return NULL;
    }
  *actor = (BsrActor){ guarded ? signature->account : g_get_user_name (), g_get_host_name () };
  return g_steal_pointer (&store);
}
