#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Photons of energy @photon_mev, per MeV and in any unit of number, that leave the target of a
 * linear accelerator straight ahead when its electrons hit it with @electron_mev; 0 above the end
 * point. The target is thick, of tungsten, and its own filter: see the .c, with sources. */
double bsr_bremsstrahlung_photons (double electron_mev, double photon_mev);

G_END_DECLS
