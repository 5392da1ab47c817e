#include <glib/gi18n-lib.h>

#include "bsr-audit-request.h"
#include "bsr-console.h"
#include "bsr-notary.h"
#include "bsr-pin.h"

void
bsr_audit_request_clear (BsrAuditRequest *request)
{
  char *texts[] = { request->against, request->public_key, request->deposit,
                    request->make_key, request->key,     request->pin_fd,     request->next_key };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  bsr_signature_clear (&request->signature);
}

BsrStatus
bsr_audit_sign (BsrAuditRequest *request, const BsrAuditSettings *settings,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  const char *place = request->key != NULL ? request->key : settings->key;
  BsrActor actor;
  char *pin = NULL;
  gint64 up_to = 0;
  if (place == NULL)
    return bsr_console_wrong_usage ("audit", "%s",
                                    _ ("--sign needs --key, or a key in the settings"));
  if (!bsr_pin_read (place, request->pin_fd, &pin, &error))
    return bsr_console_fail (place, error);
  g_autoptr (BsrSigningKey) key = bsr_signing_key_open (place, pin, &error);
  bsr_pin_free (pin);
  if (key == NULL)
    return bsr_console_fail (place, error);
  g_autoptr (BsrStore) store = bsr_signed_store_open (&request->signature, BSR_RIGHT_SIGN_LOG, &actor,
                                                      cancellable, &error);
  const BsrSealing sealing = { .anyway = TRUE, .successor = request->next_key };
  if (store == NULL
      || !bsr_notary_attend (store, &actor, settings, key, sealing, &up_to, &error))
    return bsr_console_fail (request->signature.url, error);
  if (up_to == 0)
    return bsr_console_print (_ ("There is nothing to sign: no entry is new\n"));
  g_autofree char *text
      = g_strdup_printf (_ ("The log is signed up to entry %lld\n"), (long long) up_to);
  return bsr_console_print (text);
}

BsrStatus
bsr_audit_deposit (BsrAuditRequest *request, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  BsrActor actor;
  guint n = 0;
  g_autoptr (BsrStore) store = bsr_signed_store_open (&request->signature, BSR_RIGHT_EXPORT, &actor,
                                                      cancellable, &error);
  if (store == NULL)
    return bsr_console_fail (request->signature.url, error);
  if (!bsr_notary_deposit (store, &actor, request->deposit, &n, &error))
    return bsr_console_fail (request->deposit, error);
  g_autofree char *text = g_strdup_printf (_ ("Deposited: %u checkpoints\n"), n);
  return bsr_console_print (text);
}

BsrStatus
bsr_audit_make_key (const BsrAuditRequest *request)
{
  g_autoptr (GError) error = NULL;
  char *pin = NULL;
  if (!bsr_pin_read (request->make_key, request->pin_fd, &pin, &error))
    return bsr_console_fail (request->make_key, error);
  g_autoptr (BsrSigningKey) key = bsr_signing_key_make (request->make_key, pin, &error);
  bsr_pin_free (pin);
  if (key == NULL)
    return bsr_console_fail (request->make_key, error);
  g_autofree char *text = g_strdup_printf ("%s\n", bsr_signing_key_public (key));
  return bsr_console_print (text);
}
