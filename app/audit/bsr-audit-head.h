#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a log stands, and what of it nobody has signed yet. */
typedef struct
{
  gint64 sequence;      /* of the last entry; 0: the log is empty, and all else of this is nothing */
  char *hash;           /* of the last entry */
  char *store;          /* whose log: the hash of its first entry */
  gint64 n_checkpoints;
  char *next_key;       /* (nullable): that the last checkpoint names; %NULL: there is none */
  gint64 n_unsigned;    /* entries behind the last checkpoint, its own left out */
  char *unsigned_since; /* (nullable): when the first of these was written, ISO 8601 */
} BsrAuditHead;

void bsr_audit_head_clear (BsrAuditHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrAuditHead, bsr_audit_head_clear)

G_END_DECLS
