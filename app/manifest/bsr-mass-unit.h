#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In what a mass is written. */
typedef enum
{
  BSR_MASS_UNIT_KG,
  BSR_MASS_UNIT_T,  /* metric tonne; "ton" too */
  BSR_MASS_UNIT_LB, /* international avoirdupois pound */
} BsrMassUnit;

/* "kg", "t", "lb"; as documents have them. */
const char *bsr_mass_unit_to_string (BsrMassUnit unit);

/* By a word of English, French or Arabic ("KGS", "tonnes", "كغ"); %FALSE: it is none. */
gboolean bsr_mass_unit_from_word (const char *word, BsrMassUnit *unit);

/* Kilograms of one of them. */
double bsr_mass_unit_kg (BsrMassUnit unit);

G_END_DECLS
