#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mean energy, MeV, that one photon of @energy_mev leaves in a channel of the detector: a crystal
 * of cadmium tungstate 30 mm deep that adds up energy. See the .c, with sources. */
double bsr_scintillator_absorbed (double energy_mev);

G_END_DECLS
