#include "bsr-edifact-mass.h"

#include <math.h>
#include <string.h>

/* The conversion factors of Recommendation 20 itself; avoirdupois units by the pound of 0.45359237
 * kg. */
static const struct
{
  char code[4];
  double kg;
} units[] = {
  { "KGM", 1.0 },            /* kilogram */
  { "GRM", 1e-3 },           /* gram */
  { "MGM", 1e-6 },           /* milligram */
  { "HGM", 0.1 },            /* hectogram */
  { "DTN", 100.0 },          /* decitonne */
  { "TNE", 1000.0 },         /* tonne */
  { "2U", 1000.0 },          /* megagram */
  { "KTN", 1e6 },            /* kilotonne */
  { "LBR", 0.45359237 },     /* pound */
  { "ONZ", 0.028349523125 }, /* ounce */
  { "STI", 6.35029318 },     /* stone (UK) */
  { "CWA", 45.359237 },      /* hundredweight (US) */
  { "CWI", 50.80234544 },    /* hundredweight (UK) */
  { "STN", 907.18474 },      /* ton (US), short ton */
  { "LTN", 1016.0469088 },   /* ton (UK), long ton */
};

double
bsr_edifact_mass_kg (const char *code)
{
  g_return_val_if_fail (code != NULL, NAN);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].code, code) == 0)
      return units[i].kg;
  return NAN;
}
