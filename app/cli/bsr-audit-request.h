#pragma once

#include <glib.h>
#include "bsr-audit-settings.h"
#include "bsr-status.h"

G_BEGIN_DECLS

/* What "basira-cli audit" is asked for; NULL and FALSE: not said. */
typedef struct
{
  char *url;
  gboolean verify, sign;
  char *against, *public_key;   /* with verify */
  char *deposit;
  char *make_key;
  char *key, *pin_fd, *next_key; /* with sign; pin_fd also with make_key */
} BsrAuditRequest;

void bsr_audit_request_clear (BsrAuditRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrAuditRequest, bsr_audit_request_clear)

/* Each does one of them, and says what it did. */
BsrStatus bsr_audit_verify (const BsrAuditRequest *request, const BsrAuditSettings *settings);
BsrStatus bsr_audit_sign (const BsrAuditRequest *request, const BsrAuditSettings *settings);
BsrStatus bsr_audit_deposit (const BsrAuditRequest *request);
BsrStatus bsr_audit_make_key (const BsrAuditRequest *request);

G_END_DECLS
