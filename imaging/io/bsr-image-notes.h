#pragma once

#include <glib.h>
#include "bsr-acquisition.h"
#include "bsr-image.h"

G_BEGIN_DECLS

#define BSR_NOTE_UNSTATED (-1)

/**
 * BsrImageNotes:
 * @polarity: a BsrPolarity, of the planes as they are handed out
 * @energy_mv: of each plane, MV
 * @acquired: ISO 8601, with its zone
 * @container: as it was read at the gate
 *
 * What a file of pixels says of its scan, where its format can say it; %BSR_NOTE_UNSTATED, NAN or ""
 * where it does not. A plain value, which comes out of the decoder as it is.
 */
typedef struct
{
  gint32 polarity;
  double energy_mv[BSR_IMAGE_MAX_PLANES];
  double pitch_x_mm, pitch_y_mm;
  char acquired[40];
  char container[16];
  char site[16];
  char scanner[65];
} BsrImageNotes;

/* Nothing is stated. */
void bsr_image_notes_clear (BsrImageNotes *notes);

/* Whether somebody may have made these up: texts without an end or that are no UTF-8, numbers that no
 * scanner has. What is wrong is unstated afterwards. */
void bsr_image_notes_distrust (BsrImageNotes *notes);

G_END_DECLS
