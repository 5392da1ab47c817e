#include "bsr-material.h"

#include <string.h>

#include "bsr-attenuation-table.h"

/* Mass fractions follow from the formulas and the IUPAC standard atomic weights (2021). Only
 * elements of the attenuation table. */
static const BsrMaterial materials[] = {
  /* Metals; densities: NIST, X-ray mass attenuation tables, table 1 (NISTIR 5632). */
  { "steel", 7.87, 1, { { 26, 1.0 } } },
  { "stainless-steel", 8.0, 3, { { 24, 0.18000 }, { 26, 0.74000 }, { 28, 0.08000 } } },
  { "aluminium", 2.7, 1, { { 13, 1.0 } } },
  { "titanium", 4.54, 1, { { 22, 1.0 } } },
  { "chromium", 7.18, 1, { { 24, 1.0 } } },
  { "manganese", 7.44, 1, { { 25, 1.0 } } },
  { "nickel", 8.9, 1, { { 28, 1.0 } } },
  { "copper", 8.96, 1, { { 29, 1.0 } } },
  { "brass", 8.5, 2, { { 29, 0.70000 }, { 30, 0.30000 } } },
  { "zinc", 7.13, 1, { { 30, 1.0 } } },
  { "silver", 10.5, 1, { { 47, 1.0 } } },
  { "cadmium", 8.65, 1, { { 48, 1.0 } } },
  { "tin", 7.31, 1, { { 50, 1.0 } } },
  { "tungsten", 19.3, 1, { { 74, 1.0 } } },
  { "gold", 19.32, 1, { { 79, 1.0 } } },
  { "lead", 11.35, 1, { { 82, 1.0 } } },
  { "uranium", 18.95, 1, { { 92, 1.0 } } },
  /* Gases and liquids; same source, diesel as CH1.86. */
  { "air", 0.001205, 2, { { 7, 0.75500 }, { 8, 0.24500 } } },
  { "water", 1.0, 2, { { 1, 0.11191 }, { 8, 0.88809 } } },
  { "ethanol", 0.789, 3, { { 1, 0.13128 }, { 6, 0.52144 }, { 8, 0.34728 } } },
  { "diesel", 0.84, 2, { { 1, 0.13502 }, { 6, 0.86498 } } },
  /* Organic goods: the compound that makes up most of the mass, at the density of the goods
   * (PNNL-15870 Compendium of Material Composition Data; bales and powders: typical bulk). */
  { "cellulose", 1.5, 3, { { 1, 0.06217 }, { 6, 0.44447 }, { 8, 0.49336 } } },
  { "wood", 0.6, 3, { { 1, 0.06217 }, { 6, 0.44447 }, { 8, 0.49336 } } },
  { "paper", 0.8, 3, { { 1, 0.06217 }, { 6, 0.44447 }, { 8, 0.49336 } } },
  { "cotton", 0.45, 3, { { 1, 0.06217 }, { 6, 0.44447 }, { 8, 0.49336 } } },
  { "tobacco", 0.35, 3, { { 1, 0.06217 }, { 6, 0.44447 }, { 8, 0.49336 } } },
  { "starch", 0.65, 3, { { 1, 0.06217 }, { 6, 0.44447 }, { 8, 0.49336 } } },
  { "sugar", 0.85, 3, { { 1, 0.06479 }, { 6, 0.42107 }, { 8, 0.51414 } } },
  { "polyethylene", 0.93, 2, { { 1, 0.14372 }, { 6, 0.85628 } } },
  { "polystyrene", 1.06, 2, { { 1, 0.07743 }, { 6, 0.92257 } } },
  { "pet", 1.38, 3, { { 1, 0.04196 }, { 6, 0.62502 }, { 8, 0.33302 } } },
  { "pvc", 1.38, 3, { { 1, 0.04839 }, { 6, 0.38438 }, { 17, 0.56723 } } },
  { "nylon", 1.14, 4, { { 1, 0.09799 }, { 6, 0.63685 }, { 7, 0.12378 }, { 8, 0.14138 } } },
  { "rubber", 0.92, 2, { { 1, 0.11838 }, { 6, 0.88162 } } },
  { "graphite", 1.7, 1, { { 6, 1.0 } } },
  { "fat", 0.92, 3, { { 1, 0.11839 }, { 6, 0.77320 }, { 8, 0.10841 } } },
  /* Explosives and precursors, drugs: by formula; solids at crystal, powders at bulk density. */
  { "ammonium-nitrate", 0.88, 3, { { 1, 0.05037 }, { 7, 0.34999 }, { 8, 0.59964 } } },
  { "tnt", 1.65, 4, { { 1, 0.02219 }, { 6, 0.37017 }, { 7, 0.18501 }, { 8, 0.42263 } } },
  { "rdx", 1.8, 4, { { 1, 0.02723 }, { 6, 0.16223 }, { 7, 0.37837 }, { 8, 0.43217 } } },
  { "black-powder", 1.0, 5,
    { { 6, 0.15000 }, { 7, 0.10391 }, { 8, 0.35605 }, { 16, 0.10000 }, { 19, 0.29004 } } },
  { "cocaine", 0.6, 5,
    { { 1, 0.06526 }, { 6, 0.60087 }, { 7, 0.04122 }, { 8, 0.18833 }, { 17, 0.10432 } } },
  { "heroin", 0.6, 5,
    { { 1, 0.05960 }, { 6, 0.62146 }, { 7, 0.03451 }, { 8, 0.19709 }, { 17, 0.08734 } } },
  { "methamphetamine", 0.6, 4,
    { { 1, 0.08685 }, { 6, 0.64682 }, { 7, 0.07543 }, { 17, 0.19090 } } },
  { "urea", 0.75, 4, { { 1, 0.06714 }, { 6, 0.20000 }, { 7, 0.46646 }, { 8, 0.26640 } } },
  /* Minerals and building; soda-lime glass by mass 73 % SiO2, 14 % Na2O, 9 % CaO, 4 % MgO;
   * concrete after NIST "Concrete, Ordinary", its minor elements left out. */
  { "glass", 2.5, 5,
    { { 8, 0.46647 }, { 11, 0.10386 }, { 12, 0.02412 }, { 14, 0.34123 }, { 20, 0.06432 } } },
  { "concrete", 2.3, 8,
    { { 1, 0.02247 }, { 6, 0.00254 }, { 8, 0.58449 }, { 11, 0.01545 },
      { 12, 0.00132 }, { 13, 0.02033 }, { 14, 0.30968 }, { 20, 0.04372 } } },
  { "ceramic", 2.3, 4, { { 8, 0.49897 }, { 13, 0.13231 }, { 14, 0.32721 }, { 19, 0.04151 } } },
  { "sand", 1.6, 2, { { 8, 0.53256 }, { 14, 0.46744 } } },
  { "limestone", 2.6, 3, { { 6, 0.12001 }, { 8, 0.47955 }, { 20, 0.40044 } } },
  { "marble", 2.7, 3, { { 6, 0.12001 }, { 8, 0.47955 }, { 20, 0.40044 } } },
  { "gypsum", 0.8, 4, { { 1, 0.02342 }, { 8, 0.55757 }, { 16, 0.18622 }, { 20, 0.23279 } } },
  { "salt", 1.2, 2, { { 11, 0.39339 }, { 17, 0.60661 } } },
  { "potash", 1.1, 2, { { 17, 0.47553 }, { 19, 0.52447 } } },
  { "phosphate", 1.5, 3, { { 8, 0.41265 }, { 15, 0.19972 }, { 20, 0.38763 } } },
  { "iron-ore", 2.5, 2, { { 8, 0.30057 }, { 26, 0.69943 } } },
  { "alumina", 1.0, 2, { { 8, 0.47074 }, { 13, 0.52926 } } },
  { "barite", 2.5, 3, { { 8, 0.27421 }, { 16, 0.13737 }, { 56, 0.58842 } } },
};

/* Standard atomic weights, g/mol (IUPAC 2021, abridged), of the table's elements. */
static const struct
{
  int z;
  double weight;
} atomic_weights[] = {
  { 1, 1.008 }, { 6, 12.011 }, { 7, 14.007 }, { 8, 15.999 }, { 11, 22.9898 },
  { 12, 24.305 }, { 13, 26.9815 }, { 14, 28.085 }, { 15, 30.9738 }, { 16, 32.06 },
  { 17, 35.45 }, { 19, 39.0983 }, { 20, 40.078 }, { 22, 47.867 }, { 24, 51.9961 },
  { 25, 54.938 }, { 26, 55.845 }, { 28, 58.6934 }, { 29, 63.546 }, { 30, 65.38 },
  { 47, 107.868 }, { 48, 112.414 }, { 50, 118.71 }, { 56, 137.327 }, { 74, 183.84 },
  { 79, 196.967 }, { 82, 207.2 }, { 92, 238.029 },
};

const BsrMaterial *
bsr_material_by_id (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (materials); i++)
    if (strcmp (materials[i].id, id) == 0)
      return &materials[i];
  return NULL;
}

const BsrMaterial *
bsr_material_at (int index)
{
  return index >= 0 && index < (int) G_N_ELEMENTS (materials) ? &materials[index] : NULL;
}

double
bsr_material_attenuation (const BsrMaterial *material, double energy_mev)
{
  g_return_val_if_fail (material != NULL, 0.0);
  const BsrAttenuationTable *table = bsr_attenuation_table_get ();
  double sum = 0.0;
  for (int i = 0; i < material->n_elements; i++)
    sum += material->elements[i].mass_fraction
           * bsr_attenuation_table_look_up (table, material->elements[i].z, energy_mev);
  return sum;
}

double
bsr_element_attenuation (int z, double energy_mev)
{
  return bsr_attenuation_table_look_up (bsr_attenuation_table_get (), z, energy_mev);
}

gboolean
bsr_element_is_known (int z)
{
  return bsr_attenuation_table_has (bsr_attenuation_table_get (), z);
}

static double
atomic_weight (int z)
{
  for (gsize i = 0; i < G_N_ELEMENTS (atomic_weights); i++)
    if (atomic_weights[i].z == z)
      return atomic_weights[i].weight;
  g_assert_not_reached ();
}

/* At cargo energies a material differs from another of the same mass by its share of pair
 * production: per gram, Compton scattering goes with Z/A and pair production with Z^2/A (Evans,
 * The Atomic Nucleus, 1955, ch. 23-24), so their ratio is that of one element of Z equal to the
 * mean over the mixture's electrons. */
double
bsr_material_effective_z (const BsrMaterial *material)
{
  g_return_val_if_fail (material != NULL && material->n_elements > 0, 0.0);
  double electrons = 0.0, weighted = 0.0;
  for (int i = 0; i < material->n_elements; i++)
    {
      int z = material->elements[i].z;
      double share = material->elements[i].mass_fraction * z / atomic_weight (z);
      electrons += share;
      weighted += share * z;
    }
  return weighted / electrons;
}
