#pragma once

#include "bsr-simulation-set.h"

G_BEGIN_DECLS

/* Loads, besides the first, that a scene must have for @lie. */
int
bsr_simulation_declaration_least_loads (BsrLie lie);

/* Draws what a scan's declaration lies about: nothing in two of three. */
BsrLie
bsr_simulation_declaration_draw_lie (BsrRandom *random);

/* Fills what is declared of @drawn, whose loads and load_kg are known; its lie becomes another, or
 * none, when the scene leaves no room for it. */
void
bsr_simulation_declaration_fill (BsrSimulatedCase *drawn, BsrRandom *random);

G_END_DECLS
