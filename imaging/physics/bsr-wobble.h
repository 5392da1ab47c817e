#pragma once

#include <gio/gio.h>
#include "bsr-plane.h"

G_BEGIN_DECLS

/**
 * BsrWobble:
 *
 * How far each column of a scan lies below or above its place because the detector boom or the
 * vehicle swings. Immutable.
 */
typedef struct
{
  int n_columns;
  float *shift;         /* pixels that a column's content lies too low; 0 in the mean */
  double most;          /* what 95 % of them are within */
  double agreement;     /* share of what roof and floor move that they move together, 0...1 */
  gboolean significant; /* beyond %BSR_WOBBLE_LEAST and agreed on: else leave the columns alone */
} BsrWobble;

/* Less is not worth the noise that is mixed by moving columns, nor surely there: three real portal
 * scans answer 0.27...0.45 pixels, of which estimates of swings put in by hand are off by 0.2. */
#define BSR_WOBBLE_LEAST 0.5
/* Largest shift that is looked for, pixels each way. */
#define BSR_WOBBLE_MOST 6

/**
 * bsr_wobble_measure:
 * @attenuation: F32, or U16 codes of @step each
 * @flags: U8, BsrPixelFlags; dead, spiked and opaque pixels are left out
 *
 * From the edges that run along the whole scan: roof, rails and floor. Its upper and its lower half
 * are measured apart: a container moves as a whole, a bent roof does not. A slope over the whole
 * scan is how the vehicle stands, and none. At most 1,600 columns are looked at, however many there
 * are; bsr_displace() moves them back. Returns: (transfer full): or %NULL with
 * %G_IO_ERROR_CANCELLED
 */
BsrWobble *bsr_wobble_measure (BsrPlane *attenuation, BsrPlane *flags, double step, int n_threads,
                               GCancellable *cancellable, GError **error);
void bsr_wobble_free (BsrWobble *wobble);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrWobble, bsr_wobble_free)

G_END_DECLS
