#include "bsr-account.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"

BsrAccount *
bsr_account_new (const char *name, BsrRole role, gboolean disabled)
{
  g_return_val_if_fail (name != NULL && role < BSR_N_ROLES, NULL);

  BsrAccount *account = g_new0 (BsrAccount, 1);
  account->name = g_strdup (name);
  account->role = role;
  account->disabled = disabled != FALSE;
  return account;
}

BsrAccount *
bsr_account_copy (const BsrAccount *account)
{
  return account != NULL ? bsr_account_new (account->name, account->role, account->disabled) : NULL;
}

void
bsr_account_free (BsrAccount *account)
{
  if (account == NULL)
    return;
  g_free (account->name);
  g_free (account);
}

static gboolean
is_printable (const char *name)
{
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isprint (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

gboolean
bsr_account_name_is_valid (const char *name, GError **error)
{
  g_return_val_if_fail (name != NULL, FALSE);

  g_autofree char *bare = g_strstrip (g_strdup (name));
  if (!g_utf8_validate (name, -1, NULL) || !is_printable (name))
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                         _ ("the name has characters that cannot be written"));
  else if (*bare == '\0')
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("the account needs a name"));
  else if (!g_str_equal (bare, name))
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                         _ ("the name begins or ends with a blank"));
  else if (g_utf8_strlen (name, -1) > BSR_ACCOUNT_NAME_MAX)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("the name is longer than %d characters"),
                 BSR_ACCOUNT_NAME_MAX);
  else
    return TRUE;
  return FALSE;
}

char *
bsr_account_fold_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  if (normal == NULL)
    return g_strdup ("");
  return g_strstrip (g_utf8_casefold (normal, -1));
}
