#pragma once

#include <glib.h>
#include "bsr-audit-settings.h"
#include "bsr-signed-store.h"
#include "bsr-status.h"

G_BEGIN_DECLS

/* What "basira-cli audit" is asked for; NULL and FALSE: not said. */
typedef struct
{
  BsrSignature signature; /* of sign and deposit; verifying needs nobody */
  gboolean verify, sign;
  char *against, *public_key;   /* with verify */
  char *deposit;
  char *make_key;
  char *key, *pin_fd, *next_key; /* with sign; pin_fd also with make_key */
} BsrAuditRequest;

void bsr_audit_request_clear (BsrAuditRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrAuditRequest, bsr_audit_request_clear)

/* Each does one of them, and says what it did. */
BsrStatus bsr_audit_verify (BsrAuditRequest *request, const BsrAuditSettings *settings,
                            GCancellable *cancellable);
BsrStatus bsr_audit_sign (BsrAuditRequest *request, const BsrAuditSettings *settings,
                          GCancellable *cancellable);
BsrStatus bsr_audit_deposit (BsrAuditRequest *request, GCancellable *cancellable);
BsrStatus bsr_audit_make_key (const BsrAuditRequest *request);

G_END_DECLS
