#include <glib/gi18n-lib.h>

#include "bsr-audit-request.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-signing-key.h"

static BsrStatus
carry_out (const BsrCommand *command, BsrAuditRequest *request, GCancellable *cancellable)
{
  int n_wanted = (request->verify ? 1 : 0) + (request->sign ? 1 : 0)
                 + (request->deposit != NULL ? 1 : 0) + (request->make_key != NULL ? 1 : 0);
  if (n_wanted != 1)
    return bsr_console_wrong_usage (
        command->name, "%s",
        n_wanted == 0 ? _ ("--verify is missing (or --sign, --deposit, --make-key)")
                      : _ ("only one of --verify, --sign, --deposit and --make-key at a time"));
  const char *keys[] = { request->public_key, request->next_key };
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] != NULL && !bsr_public_key_is_valid (keys[i]))
      return bsr_console_wrong_usage (command->name, _ ("a public key is %d hex digits, not \"%s\""),
                                      BSR_PUBLIC_KEY_DIGITS, keys[i]);
  if (request->make_key != NULL)
    return bsr_audit_make_key (request);
  if (request->deposit != NULL)
    return bsr_audit_deposit (request, cancellable);

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAuditSettings) settings = bsr_audit_settings_read (NULL, &error);
  if (settings == NULL)
    return bsr_console_fail (NULL, error);
  return request->verify ? bsr_audit_verify (request, settings, cancellable)
                         : bsr_audit_sign (request, settings, cancellable);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_auto (BsrAuditRequest) request = { .signature = BSR_SIGNATURE_NONE };
  const GOptionEntry entries[] = {
    BSR_SIGNATURE_ENTRIES (&request.signature),
    { "verify", 0, 0, G_OPTION_ARG_NONE, &request.verify, N_ ("Walk the hash chain and hold each record against it"), NULL },
    { "public-key", 0, 0, G_OPTION_ARG_STRING, &request.public_key, N_ ("The key that the first checkpoint must be signed with"), "HEX" },
    { "against", 0, 0, G_OPTION_ARG_FILENAME, &request.against, N_ ("Hold the log against the checkpoints deposited there"), "PATH" },
    { "sign", 0, 0, G_OPTION_ARG_NONE, &request.sign, N_ ("Sign the log as it stands: a checkpoint"), NULL },
    { "key", 0, 0, G_OPTION_ARG_STRING, &request.key, N_ ("The key to sign with: a file or a pkcs11: URI"), "KEY" },
    { "pin-fd", 0, 0, G_OPTION_ARG_STRING, &request.pin_fd, N_ ("Read the token's PIN from this descriptor"), "N" },
    { "next-key", 0, 0, G_OPTION_ARG_STRING, &request.next_key, N_ ("Hand the signing over to the key with this public half"), "HEX" },
    { "deposit", 0, 0, G_OPTION_ARG_FILENAME, &request.deposit, N_ ("Add the checkpoints to a file, or to one in a folder"), "PATH" },
    { "make-key", 0, 0, G_OPTION_ARG_STRING, &request.make_key, N_ ("Make a signing key and print its public half"), "KEY" },
    { NULL },
  };
  g_auto (GStrv) left = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 0, 0, &left, &status))
    return status;
  return carry_out (command, &request, cancellable);
}

static char *
details (void)
{
  return g_strdup (
      _ ("A key is a file of mode 0600, or lies on a token: pkcs11:token=NAME;object=LABEL, with\n"
         "?module-path=FILE where p11-kit does not know the module.\n"
         "Settings: basira/audit.ini in the folder of settings, group [Checkpoints]: key, public-key,\n"
         "deposit, every-entries, every-hours."));
}

const BsrCommand bsr_command_audit = {
  .name = "audit",
  .usage = "[--store URL] --verify [--public-key HEX] [--against PATH]\n"
           "  basira-cli audit [--store URL] [--account NAME] --sign [--key KEY] [--pin-fd N] [--next-key HEX]\n"
           "  basira-cli audit [--store URL] [--account NAME] --deposit PATH\n"
           "  basira-cli audit --make-key KEY [--pin-fd N]",
  .summary = N_ ("Walk the log's hash chain and hold the records against it; sign and deposit it"),
  .details = details,
  .run = run,
};
