#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In what a mass is written by people. */
typedef enum
{
  BSR_MASS_UNIT_KG,
  BSR_MASS_UNIT_T,  /* metric tonne; "ton" too */
  BSR_MASS_UNIT_LB, /* international avoirdupois pound */
} BsrMassUnit;
#define BSR_N_MASS_UNITS 3

/* "kg", "t", "lb"; as documents have them. */
const char *bsr_mass_unit_to_string (BsrMassUnit unit);

/* By its code ("KGM") or a word of English, French or Arabic ("KGS", "tonnes", "كغ"); %FALSE: it is none. */
gboolean bsr_mass_unit_from_word (const char *word, BsrMassUnit *unit);

/* Kilograms of one of them. */
double bsr_mass_unit_kg (BsrMassUnit unit);

/* Kilograms that the unit @code of UN/ECE Recommendation 20 (rev. 17, 2021: mass) has: 1 for "KGM",
 * 1000 for "TNE", 0.45359237 for "LBR". NAN for one that is no unit of mass, or that no one trades
 * goods in. */
double bsr_mass_unit_code_kg (const char *code);

G_END_DECLS
