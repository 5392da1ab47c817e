#include "bsr-audit-head.h"

void
bsr_audit_head_clear (BsrAuditHead *head)
{
  g_free (head->hash);
  g_free (head->store);
  g_free (head->next_key);
  g_free (head->unsigned_since);
  *head = (BsrAuditHead){ 0 };
}
