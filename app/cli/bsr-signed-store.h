#pragma once

#include "bsr-password-prompt.h"
#include "bsr-store-access.h"

G_BEGIN_DECLS

/* Who uses a command, where the store has accounts. */
typedef struct
{
  char *url;
  char *account;   /* (nullable) */
  BsrPasswordPlace password;
  BsrStore *store; /* (nullable): that was signed in on; signed out of when this is cleared */
} BsrSignature;

/* A signature before the command line is read. */
#define BSR_SIGNATURE_NONE { .password.fd = -1 }

void bsr_signature_clear (BsrSignature *signature);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrSignature, bsr_signature_clear)

/* For the options of a command. */
#define BSR_SIGNATURE_ENTRIES(signature)                                                           \
  { "store", 0, 0, G_OPTION_ARG_STRING, &(signature)->url, N_ ("The store (unless said otherwise, the user's own)"), "URL" }, \
  { "account", 0, 0, G_OPTION_ARG_STRING, &(signature)->account, N_ ("Who you are, where the store has accounts"), "NAME" }, \
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &(signature)->password.file, N_ ("Read your password from this file of mode 0600, not from the terminal"), "FILE" }, \
  { "password-fd", 0, 0, G_OPTION_ARG_INT, &(signature)->password.fd, N_ ("Read your password's line from this file descriptor, not from the terminal"), "N" }

/* Opens the store for what needs nobody to be signed in; but a server may let nobody in who does not say who he is. */
BsrStore *bsr_signature_open_store (BsrSignature *signature, GCancellable *cancellable,
                                    GError **error);

/**
 * bsr_signed_store_open:
 * @right: what the command is about to do
 * @actor: (out): who acts from now on; its strings live as long as @signature and the process
 *
 * Opens the store and, where it has accounts, signs in; a server that knows by other means who the user is asks for
 * nothing. At an open desk the user of the computer acts.
 */
BsrStore *bsr_signed_store_open (BsrSignature *signature, BsrRight right, BsrActor *actor,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
