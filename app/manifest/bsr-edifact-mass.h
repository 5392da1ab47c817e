#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kilograms that the unit @code of UN/ECE Recommendation 20 (rev. 17, 2021: mass) has: 1 for "KGM",
 * 1000 for "TNE", 0.45359237 for "LBR". NAN for one that is no unit of mass, or that no one trades
 * goods in. */
double
bsr_edifact_mass_kg (const char *code);

G_END_DECLS
