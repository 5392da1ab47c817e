#include "bsr-mass-unit.h"

#include <math.h>

#include "bsr-folded-words.h"

/* Codes and conversion factors of UN/ECE Recommendation 20; avoirdupois units by the pound of
 * 0.45359237 kg, which is exact: international yard and pound agreement, 1959. */
static const struct
{
  char code[4];
  double kg;
  const char *name; /* (nullable): of a BsrMassUnit */
} units[] = {
  [BSR_MASS_UNIT_KG] = { "KGM", 1.0, "kg" },        /* kilogram */
  [BSR_MASS_UNIT_T] = { "TNE", 1000.0, "t" },       /* tonne */
  [BSR_MASS_UNIT_LB] = { "LBR", 0.45359237, "lb" }, /* pound */
  { "GRM", 1e-3, NULL },                            /* gram */
  { "MGM", 1e-6, NULL },                            /* milligram */
  { "HGM", 0.1, NULL },                             /* hectogram */
  { "DTN", 100.0, NULL },                           /* decitonne */
  { "2U", 1000.0, NULL },                           /* megagram */
  { "KTN", 1e6, NULL },                             /* kilotonne */
  { "ONZ", 0.028349523125, NULL },                  /* ounce */
  { "STI", 6.35029318, NULL },                      /* stone (UK) */
  { "CWA", 45.359237, NULL },                       /* hundredweight (US) */
  { "CWI", 50.80234544, NULL },                     /* hundredweight (UK) */
  { "STN", 907.18474, NULL },                       /* ton (US), short ton */
  { "LTN", 1016.0469088, NULL },                    /* ton (UK), long ton */
};

/* As bsr_folded_words() has them. */
static const struct
{
  const char *word;
  BsrMassUnit unit;
} words[] = {
  { "kg", BSR_MASS_UNIT_KG },         { "kgs", BSR_MASS_UNIT_KG },
  { "kilo", BSR_MASS_UNIT_KG },       { "kilos", BSR_MASS_UNIT_KG },
  { "kilogram", BSR_MASS_UNIT_KG },   { "kilograms", BSR_MASS_UNIT_KG },
  { "kilogramme", BSR_MASS_UNIT_KG }, { "kilogrammes", BSR_MASS_UNIT_KG },
  { "كغ", BSR_MASS_UNIT_KG },         { "كجم", BSR_MASS_UNIT_KG },
  { "كلغ", BSR_MASS_UNIT_KG },        { "كيلوغرام", BSR_MASS_UNIT_KG },
  { "كيلوجرام", BSR_MASS_UNIT_KG },   { "كيلو", BSR_MASS_UNIT_KG },
  { "t", BSR_MASS_UNIT_T },           { "mt", BSR_MASS_UNIT_T },
  { "to", BSR_MASS_UNIT_T },          { "ton", BSR_MASS_UNIT_T },
  { "tons", BSR_MASS_UNIT_T },        { "tonne", BSR_MASS_UNIT_T },
  { "tonnes", BSR_MASS_UNIT_T },      { "طن", BSR_MASS_UNIT_T },
  { "lb", BSR_MASS_UNIT_LB },         { "lbs", BSR_MASS_UNIT_LB },
  { "pound", BSR_MASS_UNIT_LB },      { "pounds", BSR_MASS_UNIT_LB },
  { "livres", BSR_MASS_UNIT_LB },     { "رطل", BSR_MASS_UNIT_LB },
};

const char *
bsr_mass_unit_to_string (BsrMassUnit unit)
{
  g_return_val_if_fail ((guint) unit < BSR_N_MASS_UNITS, NULL);
  return units[unit].name;
}

gboolean
bsr_mass_unit_from_word (const char *word, BsrMassUnit *unit)
{
  g_return_val_if_fail (word != NULL && unit != NULL, FALSE);
  g_auto (GStrv) folded = bsr_folded_words (word);
  if (folded[0] == NULL || folded[1] != NULL)
    return FALSE;
  for (guint i = 0; i < BSR_N_MASS_UNITS; i++)
    if (g_ascii_strcasecmp (folded[0], units[i].code) == 0)
      {
        *unit = (BsrMassUnit) i;
        return TRUE;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (folded[0], words[i].word))
      {
        *unit = words[i].unit;
        return TRUE;
      }
  return FALSE;
}

double
bsr_mass_unit_kg (BsrMassUnit unit)
{
  g_return_val_if_fail ((guint) unit < BSR_N_MASS_UNITS, 1.0);
  return units[unit].kg;
}

double
bsr_mass_unit_code_kg (const char *code)
{
  g_return_val_if_fail (code != NULL, NAN);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].code, code))
      return units[i].kg;
  return NAN;
}
