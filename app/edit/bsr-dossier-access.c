#include "bsr-dossier-private.h"
#include "bsr-store-access.h"

gboolean
bsr_dossier_may (BsrDossier *self, BsrRight right, const char **reason)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), FALSE);
  gboolean may = bsr_store_may (self->store, right, NULL);
  if (!may && reason != NULL)
    *reason = bsr_right_refusal (right);
  return may;
}

const char *
bsr_dossier_signed_in (BsrDossier *self)
{
  g_return_val_if_fail (BSR_IS_DOSSIER (self), NULL);
  return bsr_store_is_guarded (self->store) ? self->officer : NULL;
}
