#include "bsr-caveat.h"

BsrCaveat *
bsr_caveat_new (const char *kind, gboolean in_force, const char *text, const char *officer,
                GDateTime *at)
{
  g_return_val_if_fail (kind != NULL && text != NULL && officer != NULL && at != NULL, NULL);
  BsrCaveat *caveat = g_new0 (BsrCaveat, 1);
  caveat->kind = g_strdup (kind);
  caveat->in_force = in_force;
  caveat->text = g_strdup (text);
  caveat->officer = g_strdup (officer);
  caveat->at = g_date_time_to_utc (at);
  return caveat;
}

BsrCaveat *
bsr_caveat_copy (const BsrCaveat *caveat)
{
  g_return_val_if_fail (caveat != NULL, NULL);
  return bsr_caveat_new (caveat->kind, caveat->in_force, caveat->text, caveat->officer, caveat->at);
}

void
bsr_caveat_free (BsrCaveat *caveat)
{
  if (caveat == NULL)
    return;
  g_free (caveat->kind);
  g_free (caveat->text);
  g_free (caveat->officer);
  g_date_time_unref (caveat->at);
  g_free (caveat);
}

GPtrArray *
bsr_caveats_in_force (GPtrArray *caveats)
{
  g_return_val_if_fail (caveats != NULL, NULL);
  GPtrArray *standing = g_ptr_array_new ();
  for (guint i = 0; i < caveats->len; i++)
    {
      BsrCaveat *caveat = caveats->pdata[i];
      for (guint s = standing->len; s-- > 0;)
        if (g_str_equal (((BsrCaveat *) standing->pdata[s])->kind, caveat->kind))
          g_ptr_array_remove_index (standing, s);
      if (caveat->in_force)
        g_ptr_array_add (standing, caveat);
    }
  return standing;
}
