#include "bsr-load-profile.h"

#include <math.h>

#include "bsr-load-window.h"

typedef struct
{
  double sum, squares;
  int n;
} Band;

static void
add_window (const BsrLoadWindow *window, gpointer data)
{
  Band *band = (Band *) data + window->band;
  band->n++;
  band->sum += window->steel_mm;
  band->squares += window->steel_mm * window->steel_mm;
}

BsrLoadProfile
bsr_load_profile_measure (const BsrGrid *grid, const BsrInside *inside)
{
  BsrLoadProfile profile = { 0 };
  Band bands[BSR_LOAD_PROFILE_BANDS] = { 0 };
  g_return_val_if_fail (grid != NULL && inside != NULL, profile);

  bsr_load_windows_visit (grid, inside, add_window, bands);
  for (int i = 0; i < BSR_LOAD_PROFILE_BANDS; i++)
    {
      int n = bands[i].n;
      double mean = n > 0 ? bands[i].sum / n : 0.0;
      double variance = n > 1 ? (bands[i].squares - n * mean * mean) / (n - 1) : 0.0;
      profile.bands[i] = (BsrLoadBand){ n, mean, sqrt (MAX (variance, 0.0)) };
    }
  return profile;
}
