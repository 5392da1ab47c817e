#include "bsr-password-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-account.h"
#include "bsr-error.h"

/* Names shorter than this, characters, lie in many good passwords. */
#define TELLING_NAME 4

/* What fingers find by themselves: rows of keys, and the two alphabets. */
static const char *const rows[]
    = { "12345678901234567890", "09876543210987654321", "qwertyuiopasdfghjklzxcvbnm",
        "azertyuiopqsdfghjklmwxcvbn", "abcdefghijklmnopqrstuvwxyz", NULL };

/* Whether @text is one half of it or less over and over, the last time perhaps not whole:
 * "password password", "aaaaaaaaaaaaaaa". */
static gboolean
repeats_itself (const char *text)
{
  gsize length = strlen (text);
  for (gsize period = 1; period <= (length + 1) / 2; period++)
    if (memcmp (text, text + period, length - period) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_in_a_row (const char *text)
{
  for (int i = 0; rows[i] != NULL; i++)
    if (strstr (rows[i], text) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
holds_name (const char *text, const char *name)
{
  g_autofree char *folded = bsr_account_fold_name (name);
  return g_utf8_strlen (folded, -1) >= TELLING_NAME && strstr (text, folded) != NULL;
}

gboolean
bsr_password_rule_allows (const BsrPassword *password, const char *name, GError **error)
{
  g_return_val_if_fail (password != NULL && name != NULL, FALSE);

  glong length = g_utf8_strlen (bsr_password_text (password), -1);
  g_autoptr (BsrPassword) lower = bsr_password_to_lower (password);
  const char *folded = bsr_password_text (lower);
  if (length < BSR_PASSWORD_MIN)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("the password needs at least %d characters: several words are easy to keep in mind"),
                 BSR_PASSWORD_MIN);
  else if (length > BSR_PASSWORD_MAX)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("the password is longer than %d characters"), BSR_PASSWORD_MAX);
  else if (holds_name (folded, name) || strstr (folded, "basira") != NULL)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                         _ ("the password holds the name: others would try that first"));
  else if (repeats_itself (folded) || is_in_a_row (folded))
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                         _ ("the password repeats itself or runs along the keys: others would try "
                            "that first"));
  else
    return TRUE;
  return FALSE;
}
