#include "bsr-stowage.h"

#include <math.h>

BsrStowage *
bsr_stowage_new (const char *container)
{
  g_return_val_if_fail (container != NULL, NULL);
  BsrStowage *stowage = g_new0 (BsrStowage, 1);
  stowage->container = g_strdup (container);
  stowage->gross_kg = stowage->vgm_kg = NAN;
  stowage->empty = -1;
  stowage->dangerous = g_new0 (char *, 1);
  return stowage;
}

void
bsr_stowage_free (BsrStowage *stowage)
{
  if (stowage == NULL)
    return;
  g_free (stowage->container);
  g_free (stowage->position);
  g_free (stowage->size_type);
  g_free (stowage->vessel);
  g_free (stowage->imo);
  g_free (stowage->voyage);
  g_free (stowage->port_of_lading);
  g_free (stowage->port_of_discharge);
  g_strfreev (stowage->dangerous);
  g_free (stowage);
}
