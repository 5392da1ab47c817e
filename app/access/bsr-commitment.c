#include "bsr-commitment.h"

#include <sodium.h>
#include <string.h>

#define SALT_BYTES 32
#define FORM_NAME "basira-commitment/1\n"

char *
bsr_commitment_new_salt (void)
{
  unsigned char bytes[SALT_BYTES];
  char hex[2 * SALT_BYTES + 1];
  if (sodium_init () < 0)
    g_error ("libsodium cannot be begun: the system has no random numbers");
  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2hex (hex, sizeof hex, bytes, sizeof bytes);
  return g_strdup (hex);
}

static void
append (GString *form, const char *text)
{
  g_string_append_printf (form, "%zu:%s,", strlen (text), text);
}

char *
bsr_commitment_compute (const char *salt, const char *text)
{
  g_return_val_if_fail (salt != NULL && text != NULL, NULL);

  g_autoptr (GString) form = g_string_new (FORM_NAME);
  append (form, salt);
  append (form, text);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) form->str, form->len);
}
