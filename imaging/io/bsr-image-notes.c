#include "bsr-image-notes.h"

#include <math.h>
#include <string.h>

/* Beyond these nothing is a scanner's: betatrons end at some 10 MV, and no pixel is a metre. */
#define MAX_ENERGY_MV 100.0
#define MAX_PITCH_MM 1000.0

void
bsr_image_notes_clear (BsrImageNotes *notes)
{
  g_return_if_fail (notes != NULL);

  memset (notes, 0, sizeof *notes);
  notes->polarity = BSR_NOTE_UNSTATED;
  notes->pitch_x_mm = notes->pitch_y_mm = (double) NAN;
  for (int i = 0; i < BSR_IMAGE_MAX_PLANES; i++)
    notes->energy_mv[i] = (double) NAN;
}

static void
distrust_number (double *number, double most)
{
  if (!(*number > 0.0 && *number <= most))
    *number = (double) NAN;
}

static void
distrust_text (char *text, gsize size)
{
  gboolean good = memchr (text, '\0', size) != NULL && g_utf8_validate (text, -1, NULL);
  for (const char *c = text; good && *c != '\0'; c++)
    good = !g_ascii_iscntrl (*c);
  if (!good)
    memset (text, 0, size);
}

void
bsr_image_notes_distrust (BsrImageNotes *notes)
{
  g_return_if_fail (notes != NULL);

  if (notes->polarity != BSR_POLARITY_TRANSMISSION && notes->polarity != BSR_POLARITY_ABSORPTION)
    notes->polarity = BSR_NOTE_UNSTATED;
  for (int i = 0; i < BSR_IMAGE_MAX_PLANES; i++)
    distrust_number (&notes->energy_mv[i], MAX_ENERGY_MV);
  distrust_number (&notes->pitch_x_mm, MAX_PITCH_MM);
  distrust_number (&notes->pitch_y_mm, MAX_PITCH_MM);
  distrust_text (notes->acquired, sizeof notes->acquired);
  distrust_text (notes->container, sizeof notes->container);
  distrust_text (notes->site, sizeof notes->site);
  distrust_text (notes->scanner, sizeof notes->scanner);
}
