#pragma once

#include "bsr-simulation-set.h"

G_BEGIN_DECLS

/* Loads, besides the first, that a scene must have for @lie. */
int
bsr_simulation_declaration_least_loads (BsrLie lie);

/* Draws what a scan's declaration lies about: nothing in two of three. */
BsrLie
bsr_simulation_declaration_draw_lie (BsrRandom *random);

/* The same of the manifest sets: nothing in one of two, each kind that a set can hold as often. */
BsrLie
bsr_simulation_declaration_draw_any_lie (BsrRandom *random);
/* Of a manifest set's honest declaration. */
BsrVagueness
bsr_simulation_declaration_draw_vagueness (BsrRandom *random);

/* Whether the set holds false declarations of every kind. */
gboolean
bsr_simulation_set_is_manifest (BsrSimulationSet set);

/* Makes a scanner of its own out of a preset, so that none is learnt by heart. */
void
bsr_simulation_scanner_vary (BsrScanner *scanner, BsrRandom *random);

/* Fills what is declared of @drawn, whose loads and load_kg are known; its lie becomes none when the
 * scene leaves no room for it. Loads that are declared alone are none from then on. */
void
bsr_simulation_declaration_fill (BsrSimulatedCase *drawn, BsrRandom *random);

G_END_DECLS
