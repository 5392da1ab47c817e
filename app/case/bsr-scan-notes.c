#include "bsr-scan-notes.h"

#include <math.h>

static char *
text_or_null (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

void
bsr_scan_take_notes (BsrScan *scan, const BsrImageNotes *notes)
{
  g_return_if_fail (scan != NULL && notes != NULL);

  BsrAcquisition *acquisition = &scan->acquisition;
  if (notes->polarity != BSR_NOTE_UNSTATED)
    acquisition->polarity = (BsrPolarity) notes->polarity;
  for (int i = 0; i < acquisition->n_planes; i++)
    acquisition->planes[i].energy_mv = notes->energy_mv[i];
  if (isfinite (notes->pitch_x_mm) && isfinite (notes->pitch_y_mm))
    {
      acquisition->pitch_x_mm = notes->pitch_x_mm;
      acquisition->pitch_y_mm = notes->pitch_y_mm;
      scan->described = TRUE;
    }
  g_clear_pointer (&scan->acquired, g_date_time_unref);
  scan->acquired = g_date_time_new_from_iso8601 (notes->acquired, NULL);
  g_free (scan->container);
  scan->container = text_or_null (notes->container);
  g_free (scan->site);
  scan->site = text_or_null (notes->site);
  g_free (scan->scanner);
  scan->scanner = text_or_null (notes->scanner);
}

static void
copy_text (const char *from, char *to, gsize size)
{
  if (from != NULL)
    g_strlcpy (to, from, size);
}

void
bsr_scan_make_notes (const BsrScan *scan, BsrImageNotes *notes)
{
  g_return_if_fail (scan != NULL && notes != NULL);

  const BsrAcquisition *acquisition = &scan->acquisition;
  bsr_image_notes_clear (notes);
  notes->polarity = (gint32) acquisition->polarity;
  for (int i = 0; i < acquisition->n_planes; i++)
    notes->energy_mv[i] = acquisition->planes[i].energy_mv;
  if (scan->described)
    {
      notes->pitch_x_mm = acquisition->pitch_x_mm;
      notes->pitch_y_mm = acquisition->pitch_y_mm;
    }
  g_autofree char *acquired
      = scan->acquired != NULL ? g_date_time_format (scan->acquired, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
  copy_text (acquired, notes->acquired, sizeof notes->acquired);
  copy_text (scan->container, notes->container, sizeof notes->container);
  copy_text (scan->site, notes->site, sizeof notes->site);
  copy_text (scan->scanner, notes->scanner, sizeof notes->scanner);
}
