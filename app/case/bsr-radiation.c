#include "bsr-radiation.h"

#include <math.h>

BsrRadiation *
bsr_radiation_new (void)
{
  BsrRadiation *radiation = g_new0 (BsrRadiation, 1);
  radiation->duration_s = radiation->gamma = radiation->neutron = NAN;
  radiation->background_s = radiation->background_gamma = radiation->background_neutron = NAN;
  radiation->alarm = -1;
  radiation->alarms = g_new0 (char *, 1);
  radiation->nuclides = g_new0 (char *, 1);
  return radiation;
}

void
bsr_radiation_free (BsrRadiation *radiation)
{
  if (radiation == NULL)
    return;
  g_free (radiation->container);
  g_free (radiation->instrument);
  g_clear_pointer (&radiation->at, g_date_time_unref);
  g_strfreev (radiation->alarms);
  g_strfreev (radiation->nuclides);
  g_free (radiation);
}
