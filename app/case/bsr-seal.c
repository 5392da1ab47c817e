#include "bsr-seal.h"

BsrSeal *
bsr_seal_new (const char *number, gboolean after, gboolean intact, const char *officer,
              GDateTime *at)
{
  g_return_val_if_fail (number != NULL && officer != NULL && at != NULL, NULL);
  BsrSeal *seal = g_new0 (BsrSeal, 1);
  seal->number = g_strdup (number);
  seal->after = after;
  seal->intact = intact || after;
  seal->officer = g_strdup (officer);
  seal->at = g_date_time_to_utc (at);
  return seal;
}

BsrSeal *
bsr_seal_copy (const BsrSeal *seal)
{
  g_return_val_if_fail (seal != NULL, NULL);
  return bsr_seal_new (seal->number, seal->after, seal->intact, seal->officer, seal->at);
}

void
bsr_seal_free (BsrSeal *seal)
{
  if (seal == NULL)
    return;
  g_free (seal->number);
  g_free (seal->officer);
  g_date_time_unref (seal->at);
  g_free (seal);
}
