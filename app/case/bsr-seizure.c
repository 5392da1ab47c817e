#include "bsr-seizure.h"

#include <math.h>

BsrSeizure *
bsr_seizure_new (const char *kind, double quantity, const char *unit)
{
  g_return_val_if_fail (kind != NULL && unit != NULL, NULL);
  BsrSeizure *seizure = g_new0 (BsrSeizure, 1);
  seizure->kind = g_strdup (kind);
  seizure->quantity = quantity;
  seizure->unit = g_strdup (unit);
  return seizure;
}

BsrSeizure *
bsr_seizure_copy (const BsrSeizure *seizure)
{
  g_return_val_if_fail (seizure != NULL, NULL);
  return bsr_seizure_new (seizure->kind, seizure->quantity, seizure->unit);
}

void
bsr_seizure_free (BsrSeizure *seizure)
{
  if (seizure == NULL)
    return;
  g_free (seizure->kind);
  g_free (seizure->unit);
  g_free (seizure);
}

double
bsr_seizure_kg (const BsrSeizure *seizure)
{
  static const struct
  {
    const char *unit;
    double kg;
  } masses[] = { { "kg", 1.0 }, { "g", 1e-3 }, { "t", 1e3 } };
  g_return_val_if_fail (seizure != NULL, NAN);
  for (guint i = 0; i < G_N_ELEMENTS (masses); i++)
    if (g_str_equal (seizure->unit, masses[i].unit))
      return seizure->quantity * masses[i].kg;
  return NAN;
}
