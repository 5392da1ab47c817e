#include "bsr-dicos-notes.h"

#include <math.h>
#include <string.h>

#include "bsr-dicos-tags.h"

#define KILOVOLT_PER_MEGAVOLT 1000.0
/* Values of an image's type that are looked at (NEMA IIC 1: the fourth is the energy). */
#define MAX_TYPE_VALUES 8

static gboolean
text_is (BsrDicosItem *item, BsrDicosTag tag, const char *wanted)
{
  g_autofree char *text = bsr_dicos_item_text (item, tag, 0);
  return g_strcmp0 (text, wanted) == 0;
}

/* "HIGH ENERGY" or "HIGH_ENERGY", as code strings are written one way or the other. */
static BsrDicosEnergy
energy_of_text (const char *text)
{
  if (text != NULL && (strcmp (text, "HIGH ENERGY") == 0 || strcmp (text, "HIGH_ENERGY") == 0))
    return BSR_DICOS_ENERGY_HIGH;
  if (text != NULL && (strcmp (text, "LOW ENERGY") == 0 || strcmp (text, "LOW_ENERGY") == 0))
    return BSR_DICOS_ENERGY_LOW;
  return BSR_DICOS_ENERGY_UNSTATED;
}

static BsrDicosEnergy
energy_of_type (BsrDicosItem *root)
{
  BsrDicosEnergy energy = BSR_DICOS_ENERGY_UNSTATED;
  for (int i = 0; energy == BSR_DICOS_ENERGY_UNSTATED && i < MAX_TYPE_VALUES; i++)
    {
      g_autofree char *value = bsr_dicos_item_text (root, BSR_TAG_IMAGE_TYPE, i);
      energy = energy_of_text (value);
    }
  return energy;
}

/* (nullable): the energy window of @frame (PS3.3, C.8.4.8 and C.8.4.10). */
static BsrDicosItem *
window_of (BsrDicosItem *root, int frame)
{
  double number;
  if (!bsr_dicos_item_number (root, BSR_TAG_WINDOW_VECTOR, frame, &number) || number < 1.0
      || number > (double) BSR_IMAGE_MAX_PLANES)
    return NULL;
  return bsr_dicos_item_child (root, BSR_TAG_WINDOWS, (int) number - 1);
}

BsrDicosEnergy
bsr_dicos_energy (BsrDicosItem *root, int frame, int n_frames, double *mv)
{
  BsrDicosItem *window = window_of (root, frame);
  double kilo = (double) NAN;

  if (window != NULL)
    {
      g_autofree char *name = bsr_dicos_item_text (window, BSR_TAG_WINDOW_NAME, 0);
      BsrDicosItem *range = bsr_dicos_item_child (window, BSR_TAG_WINDOW_RANGES, 0);
      if (range == NULL || !bsr_dicos_item_number (range, BSR_TAG_WINDOW_UPPER, 0, &kilo))
        kilo = (double) NAN;
      *mv = kilo / KILOVOLT_PER_MEGAVOLT;
      return energy_of_text (name);
    }
  if (n_frames != 1 || !bsr_dicos_item_number (root, BSR_TAG_KVP, 0, &kilo))
    kilo = (double) NAN;
  *mv = kilo / KILOVOLT_PER_MEGAVOLT;
  return n_frames == 1 ? energy_of_type (root) : BSR_DICOS_ENERGY_UNSTATED;
}

/* Sign +1: more beam is a higher number (PS3.3, C.8.11.3.1.2). Numbers of computed tomography are what
 * absorbs. */
static int
polarity_of (BsrDicosItem *root, gboolean inverted)
{
  double sign;
  gboolean absorbs;

  if (bsr_dicos_item_number (root, BSR_TAG_INTENSITY_SIGN, 0, &sign) && fabs (sign) == 1.0)
    absorbs = sign < 0.0;
  else if (text_is (root, BSR_TAG_MODALITY, "CT"))
    absorbs = TRUE;
  else
    return BSR_NOTE_UNSTATED;
  return absorbs != inverted ? BSR_POLARITY_ABSORPTION : BSR_POLARITY_TRANSMISSION;
}

/* YYYYMMDDHHMMSS.FFFFFF&ZZXX (PS3.5, 6.2) as ISO 8601. Without a zone nobody knows when it was. */
static void
take_moment (BsrDicosItem *root, char *to, gsize size)
{
  g_autofree char *moment = bsr_dicos_item_text (root, BSR_TAG_ACQUISITION_MOMENT, 0);
  g_autofree char *zone = bsr_dicos_item_text (root, BSR_TAG_ZONE, 0);
  const char *offset = moment != NULL ? strpbrk (moment, "+-") : NULL;

  if (offset == NULL)
    offset = zone;
  if (moment == NULL || offset == NULL || strspn (moment, "0123456789") < 14
      || strlen (offset) != 5 || strspn (offset + 1, "0123456789") != 4)
    return;
  g_snprintf (to, size, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%.3s:%.2s", moment, moment + 4, moment + 6,
              moment + 8, moment + 10, moment + 12, offset, offset + 3);
}

static void
take_text (BsrDicosItem *root, BsrDicosTag tag, char *to, gsize size)
{
  g_autofree char *text = bsr_dicos_item_text (root, tag, 0);
  if (text != NULL && strlen (text) < size)
    g_strlcpy (to, text, size);
}

void
bsr_dicos_notes_take (BsrDicosItem *root, gboolean inverted, BsrImageNotes *notes)
{
  g_return_if_fail (root != NULL && notes != NULL);

  /* Rows before columns (PS3.3, 10.7.1.3). */
  BsrDicosTag spacing = bsr_dicos_item_has (root, BSR_TAG_PIXEL_SPACING) ? BSR_TAG_PIXEL_SPACING
                                                                        : BSR_TAG_IMAGER_SPACING;
  if (!bsr_dicos_item_number (root, spacing, 0, &notes->pitch_y_mm)
      || !bsr_dicos_item_number (root, spacing, 1, &notes->pitch_x_mm))
    notes->pitch_x_mm = notes->pitch_y_mm = (double) NAN;
  notes->polarity = polarity_of (root, inverted);
  take_moment (root, notes->acquired, sizeof notes->acquired);
  /* Elsewhere the same attributes are a patient's. */
  if (!text_is (root, BSR_TAG_OOI_TYPE, "CARGO"))
    return;
  take_text (root, BSR_TAG_OOI_ID, notes->container, sizeof notes->container);
  take_text (root, BSR_TAG_INSTITUTION, notes->site, sizeof notes->site);
  take_text (root, BSR_TAG_MODEL, notes->scanner, sizeof notes->scanner);
}
