#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/**
 * BsrRegistration:
 *
 * How far two energies of a scan are apart: what plane 0 shows at (x, y), plane 1 shows at
 * (x + dx, y + dy). A plain value.
 */
typedef struct
{
  double dx, dy;         /* pixels; 0 where it is not significantly another */
  double sd_x, sd_y;     /* standard errors of what was measured; INFINITY: nothing was */
  double share_x, share_y; /* of all votes those that agree, 0...1: how sure */
  int votes_x, votes_y;  /* windows that had something to say */
} BsrRegistration;

/* Largest shift that is looked for, pixels each way. */
#define BSR_REGISTRATION_MOST 12

/**
 * bsr_registration_measure:
 * @first, @second: F32 attenuations, or U16 codes of @step each, of the two energies
 * @step: 1 for F32
 * @flags: U8 planes of BsrPixelFlags of both: dead, spiked and opaque pixels are left out
 *
 * By many small windows, each with an edge of its own, that vote: what repeats along one line of
 * the detector (dead modules, which are no content) is outvoted, where a correlation of the whole
 * images follows it. Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean bsr_registration_measure (BsrPlane *first, BsrPlane *second, BsrPlane *const flags[2],
                                   double step, int n_threads, BsrRegistration *registration,
                                   GCancellable *cancellable, GError **error);

G_END_DECLS
