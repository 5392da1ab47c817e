#pragma once

#include "bsr-accelerator.h"
#include "bsr-cells.h"
#include "bsr-cl.h"
#include "bsr-dual-energy.h"
#include "bsr-exposure.h"
#include "bsr-radiograph.h"

G_BEGIN_DECLS

/* Flags that keep a pixel out of a cell's level, and out of what both energies say there. */
#define BSR_DEVELOP_BAD (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)
#define BSR_DEVELOP_MUTE (BSR_DUAL_ENERGY_MUTE | BSR_PIXEL_SATURATED)

/**
 * BsrDevelopment:
 *
 * The one pass over all pixels, ready to be run on one path or another: codes, flags and cells are
 * written, and the same whichever path it is.
 */
typedef struct
{
  BsrExposure *exposures;
  int n_exposures;
  guint16 *codes_of[BSR_IMAGE_MAX_PLANES]; /* by sample, BSR_CODE_BIAS above the code */
  BsrCells *cells;
} BsrDevelopment;

/* By the row kernels, on @n_threads of the processor: the path that is always there. */
gboolean bsr_development_run (const BsrDevelopment *development, int n_threads,
                              GCancellable *cancellable, GError **error);

/* On @device: flags are replaced by new planes, and only once all is done, so that the pass can
 * still be run in the processor after an error; codes and cells may then hold anything. */
gboolean bsr_development_run_on_device (const BsrDevelopment *development, BsrClDevice *device,
                                        GCancellable *cancellable, GError **error);

/* Whether two of the same size hold the same codes, flags and cells, bit for bit. */
gboolean bsr_developments_equal (const BsrDevelopment *a, const BsrDevelopment *b);

/* A copy of @n_rows rows from row @from on, whole rows of cells, to be run by itself: its tables
 * are those of @development. */
BsrDevelopment *bsr_development_copy_rows (const BsrDevelopment *development, int from, int n_rows,
                                           GError **error);
void bsr_development_free (BsrDevelopment *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDevelopment, bsr_development_free)

/* The same on the path that suits the scan: the only place that chooses (bsr-accelerator.c).
 * @acceleration (out) tells which. FALSE only when cancelled. */
gboolean bsr_accelerator_run (const BsrDevelopment *development, int n_threads,
                              BsrAcceleration *acceleration, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
