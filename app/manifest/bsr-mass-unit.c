#include "bsr-mass-unit.h"

#include "bsr-folded-words.h"

/* In the order of BsrMassUnit. The pound is exact: international yard and pound agreement, 1959. */
static const struct
{
  const char *name;
  double kg;
} units[] = { { "kg", 1.0 }, { "t", 1000.0 }, { "lb", 0.45359237 } };

/* As bsr_folded_words() has them. */
static const struct
{
  const char *word;
  BsrMassUnit unit;
} words[] = {
  { "kg", BSR_MASS_UNIT_KG },          { "kgs", BSR_MASS_UNIT_KG },
  { "kgm", BSR_MASS_UNIT_KG },         { "kilo", BSR_MASS_UNIT_KG },
  { "kilos", BSR_MASS_UNIT_KG },       { "kilogram", BSR_MASS_UNIT_KG },
  { "kilograms", BSR_MASS_UNIT_KG },   { "kilogramme", BSR_MASS_UNIT_KG },
  { "kilogrammes", BSR_MASS_UNIT_KG }, { "كغ", BSR_MASS_UNIT_KG },
  { "كجم", BSR_MASS_UNIT_KG },         { "كلغ", BSR_MASS_UNIT_KG },
  { "كيلوغرام", BSR_MASS_UNIT_KG },    { "كيلوجرام", BSR_MASS_UNIT_KG },
  { "كيلو", BSR_MASS_UNIT_KG },        { "t", BSR_MASS_UNIT_T },
  { "mt", BSR_MASS_UNIT_T },           { "tne", BSR_MASS_UNIT_T },
  { "to", BSR_MASS_UNIT_T },           { "ton", BSR_MASS_UNIT_T },
  { "tons", BSR_MASS_UNIT_T },         { "tonne", BSR_MASS_UNIT_T },
  { "tonnes", BSR_MASS_UNIT_T },       { "طن", BSR_MASS_UNIT_T },
  { "lb", BSR_MASS_UNIT_LB },          { "lbs", BSR_MASS_UNIT_LB },
  { "lbr", BSR_MASS_UNIT_LB },         { "pound", BSR_MASS_UNIT_LB },
  { "pounds", BSR_MASS_UNIT_LB },      { "livres", BSR_MASS_UNIT_LB },
  { "رطل", BSR_MASS_UNIT_LB },
};

const char *
bsr_mass_unit_to_string (BsrMassUnit unit)
{
  g_return_val_if_fail ((guint) unit < G_N_ELEMENTS (units), NULL);
  return units[unit].name;
}

gboolean
bsr_mass_unit_from_word (const char *word, BsrMassUnit *unit)
{
  g_return_val_if_fail (word != NULL && unit != NULL, FALSE);
  g_auto (GStrv) folded = bsr_folded_words (word);
  if (folded[0] == NULL || folded[1] != NULL)
    return FALSE;
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
  g_return_val_if_fail ((guint) unit < G_N_ELEMENTS (units), 1.0);
  return units[unit].kg;
}
