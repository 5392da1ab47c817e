#pragma once

#include "bsr-dicos-set.h"
#include "bsr-image-notes.h"

G_BEGIN_DECLS

/* Which energy an image or a frame of it says that it is. */
typedef enum
{
  BSR_DICOS_ENERGY_UNSTATED,
  BSR_DICOS_ENERGY_LOW,
  BSR_DICOS_ENERGY_HIGH,
} BsrDicosEnergy;

/* Of frame @frame of @n_frames: by the image type of one, by the energy windows of several. @mv: (out):
 * its energy, MV; NAN where it is not stated. */
BsrDicosEnergy bsr_dicos_energy (BsrDicosItem *root, int frame, int n_frames, double *mv);

/* What else a data set says of its scan; @inverted: its samples were turned about. */
void bsr_dicos_notes_take (BsrDicosItem *root, gboolean inverted, BsrImageNotes *notes);

G_END_DECLS
