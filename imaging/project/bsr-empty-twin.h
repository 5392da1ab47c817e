#pragma once

#include "bsr-container-model.h"
#include "bsr-radiograph.h"
#include "bsr-simulator.h"

G_BEGIN_DECLS

/* The container size of an ISO 6346 size and type code ("45G1"), or of its length and height alone
 * where the type has no model of its own; %BSR_N_CONTAINERS when it tells no length that is modelled. */
BsrContainerSize bsr_empty_twin_size_of_code (const char *code);
/* The dry container that is nearest to what was measured, mm. */
BsrContainerSize bsr_empty_twin_size_of_box (double length_mm, double height_mm);

/* The scanner that took @radiograph, as far as it is described and its picture tells: energies, pitch,
 * dark and air counts, step wedge, and as many photons as make the noise of its open beam; the rest is
 * bsr_scanner_dual_energy()'s. */
BsrScanner bsr_empty_twin_scanner (BsrRadiograph *radiograph, BsrBox container);

/**
 * bsr_empty_twin_new:
 * @container: in @radiograph, source pixels: the twin has as much air around it
 *
 * An empty container of @size as the scanner of @radiograph would show it, its source as far away as
 * the container's height in the picture says: simulated. Blocks for seconds. Returns: (transfer full): as bsr_simulator_run()
 */
BsrSimulation *bsr_empty_twin_new (BsrRadiograph *radiograph, BsrBox container,
                                   BsrContainerSize size, int n_threads, GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
