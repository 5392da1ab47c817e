/* What whoever looks at a scan must know of it all the time. */

#include "bsr-session-private.h"

void
bsr_session_set_caution (BsrSession *session, const char *words)
{
  g_return_if_fail (BSR_IS_SESSION (session));
  g_free (session->caution);
  session->caution = g_strdup (words);
}

const char *
bsr_session_caution (BsrSession *session)
{
  g_return_val_if_fail (BSR_IS_SESSION (session), NULL);
  return session->caution;
}
