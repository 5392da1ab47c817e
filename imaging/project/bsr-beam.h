#pragma once

#include "bsr-spectrum.h"

G_BEGIN_DECLS

/**
 * BsrBeam:
 *
 * One energy of a scanner prepared for many stacks of the same materials: the attenuation of
 * each in each bin of the spectrum, neighbouring bins taken together. Immutable, any thread.
 */
typedef struct _BsrBeam BsrBeam;

/* Beam of @spectrum, which is not kept. */
BsrBeam *
bsr_beam_new (const BsrSpectrum *spectrum, const BsrMaterial *const *materials, int n_materials);
void
bsr_beam_free (BsrBeam *beam);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrBeam, bsr_beam_free)

/**
 * bsr_beam_transmit:
 * @g_cm2: mass thickness of each material, none negative
 * @transmission: (out): 0...1; the sum over the bins of weight times the product of what each
 *   material lets through (Beer and Lambert), so the beam hardens; within 0.1 % of
 *   bsr_spectrum_transmission_stack() above 1e-2, 0.4 % above 1e-5
 * @variance: (out): variance of the signal for one detected photon in the open beam, in units of
 *   the open beam's signal squared. An energy-integrating detector adds up photon energies, a
 *   compound Poisson sum: the variance is the sum of photons times energy squared (Whiting et
 *   al., "Properties of preprocessed sinogram data in x-ray computed tomography", Med. Phys. 33
 *   (2006) 3290). Above 1 for the open beam: the energies' spread (Swank, J. Appl. Phys. 44
 *   (1973) 4199).
 */
void
bsr_beam_transmit (const BsrBeam *beam, const float *g_cm2, double *transmission, double *variance);

G_END_DECLS
