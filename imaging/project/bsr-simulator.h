#pragma once

#include <gio/gio.h>
#include "bsr-acquisition.h"
#include "bsr-image.h"
#include "bsr-scanner.h"
#include "bsr-scene-model.h"

G_BEGIN_DECLS

/**
 * BsrSimulation:
 *
 * A simulated scan with what is true of it. Immutable.
 */
typedef struct _BsrSimulation BsrSimulation;

/* What is true of one concealment in pixels. */
typedef struct
{
  const char *kind, *zone; /* static */
  BsrBox box;              /* bounding box of the mask */
  BsrPlane *mask;          /* U8, 255 where the object is in the ray; of the simulation */
  double cnr;      /* contrast-to-noise: mean excess attenuation of plane 0 over the surroundings,
                      in standard deviations of a pixel's attenuation there */
  double steel_mm; /* that excess, steel equivalent; negative: something is missing */
  double mass_kg;  /* negative: something is missing */
} BsrTrueObject;

/* Pixels of a plane: a 20 m portal scan at 1 mm is 80 million. Each takes 10 bytes an energy. */
#define BSR_SIMULATOR_MAX_PIXELS 1e8

/**
 * bsr_simulator_run:
 * @seed: of the noise; the same seed gives the same image whatever @n_threads
 * @n_threads: as bsr_thread_team_size() takes it
 *
 * Scans @model with @scanner: rays through the solids, Beer and Lambert over the spectrum,
 * aperture and blur, photons counted (see bsr-beam.h for the variance: the signal is drawn as a
 * Poisson number of mean^2 / variance equal quanta, so mean and variance are exact), gain of each
 * channel and dose of each pulse, electronic noise, dark, 16 bits. Motion, scatter and afterglow as
 * far as @scanner has them. Blocks.
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_INVALID (scanner's numbers),
 * %BSR_ERROR_LIMIT, %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED
 */
BsrSimulation *
bsr_simulator_run (const BsrSceneModel *model, const BsrScanner *scanner, guint64 seed,
                   int n_threads, GCancellable *cancellable, GError **error);
void
bsr_simulation_free (BsrSimulation *simulation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSimulation, bsr_simulation_free)

/* (transfer none): U16 planes. */
BsrImage *
bsr_simulation_image (const BsrSimulation *simulation);
const BsrAcquisition *
bsr_simulation_acquisition (const BsrSimulation *simulation);
/* The container's outside: nearer edges of roof and underside, front wall to doors. */
BsrBox
bsr_simulation_container (const BsrSimulation *simulation);
/* (transfer none): F32, transmission of plane @index without noise (scatter and afterglow are in
 * it: what the picture shows), and the variance of its
 * counting noise in the open beam's signal squared. */
BsrPlane *
bsr_simulation_transmission (const BsrSimulation *simulation, int index);
BsrPlane *
bsr_simulation_variance (const BsrSimulation *simulation, int index);

/* kg of everything in the container; of its structure. */
double
bsr_simulation_load_kg (const BsrSimulation *simulation);
double
bsr_simulation_structure_kg (const BsrSimulation *simulation);
int
bsr_simulation_n_objects (const BsrSimulation *simulation);
const BsrTrueObject *
bsr_simulation_object (const BsrSimulation *simulation, int index);

G_END_DECLS
