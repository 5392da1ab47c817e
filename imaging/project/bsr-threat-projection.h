#pragma once

#include "bsr-image.h"
#include "bsr-radiograph.h"
#include "bsr-threat.h"

G_BEGIN_DECLS

/**
 * BsrThreatProjection:
 *
 * A scan with a threat projected into it, and what is true of the threat there. Immutable.
 */
typedef struct
{
  BsrImage *image;
  const char *kind; /* static */
  BsrBox box;       /* bounding box of the mask */
  BsrPlane *mask;   /* U8 of @box's size, 255 where the threat is on a ray */
  double cnr;       /* mean excess attenuation of plane 0 in the mask, in standard deviations of a
                       pixel's attenuation around it */
  double steel_mm;  /* that excess, steel equivalent of plane 0 */
  double around_mm; /* steel equivalent of what it is projected on, mean over the mask */
  double mass_kg;
} BsrThreatProjection;

/**
 * bsr_threat_projection_new:
 * @radiograph: of the scan; its image is what is projected into
 * @x, @y: pixel of the threat's top left corner
 * @blur_px: standard deviation of the scanner's point spread, pixels; 0: none
 * @seed: of the added noise
 *
 * Threat image projection: each pixel's counts above dark are multiplied by what the threat lets
 * through (multiplicative projection: Bhowmik, Wang, Gaus, Szarek and Breckon, "The good, the bad
 * and the ugly: evaluating convolutional neural networks for prohibited item detection using real
 * and synthetically composited X-ray imagery", BMVC 2019 workshop; for cargo: Rogers, Jaccard,
 * Protonotarios, Ollier, Morton and Griffin, "Threat image projection (TIP) into X-ray images of
 * cargo containers for training humans and machines", IEEE ICCST 2016). Beyond these:
 *
 * - each energy by its own spectrum, hardened by the steel equivalent that lies in the beam already:
 *   transmission (steel + threat) / transmission (steel);
 * - the noise is that of the weaker signal. Multiplying by t takes the variance that is in the
 *   pixels to t^2 V (S); a scan of t S would have V (t S), V being what the scan itself shows
 *   (bsr_radiograph_noise()). The difference is added: for pure counting noise of gain g it is
 *   g S (t - t^2), and electronic noise stays whole;
 * - the threat is spread by the scanner's point spread.
 *
 * Scattered light is taken to be attenuated alike. Dead pixels and spikes stay as they are. What is
 * missing (a void) cannot be projected: dividing would amplify noise that no longer can be taken
 * out. Any thread.
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_INVALID (not within the image, nothing of it
 * on any ray), %BSR_ERROR_UNSUPPORTED (absorption as floats), %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED
 */
BsrThreatProjection *
bsr_threat_projection_new (BsrRadiograph *radiograph, const BsrThreat *threat, int x, int y,
                           double blur_px, guint64 seed, GCancellable *cancellable,
                           GError **error);
void
bsr_threat_projection_free (BsrThreatProjection *projection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrThreatProjection, bsr_threat_projection_free)

G_END_DECLS
