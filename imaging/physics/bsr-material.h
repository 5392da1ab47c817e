#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrMaterial:
 *
 * A mixture of elements by mass. Elements known: those of data/attenuation (NIST XCOM).
 */
#define BSR_MATERIAL_MAX_ELEMENTS 8

typedef struct
{
  const char *id; /* "steel", "water", "cellulose", ... */
  double density_g_cm3;
  int n_elements;
  struct
  {
    int z;
    double mass_fraction;
  } elements[BSR_MATERIAL_MAX_ELEMENTS];
} BsrMaterial;

/* A built-in material by its id, or %NULL. "steel" is iron at 7.87 g/cm3. */
const BsrMaterial *bsr_material_by_id (const char *id);

/* The built-in material number @index, 0 being the first; %NULL behind the last. */
const BsrMaterial *bsr_material_at (int index);

/* Total mass attenuation coefficient, coherent scattering left out (it stays in a cargo
 * scanner's fan beam), cm2/g, at @energy_mev; log-log interpolation of the XCOM table, which
 * spans 0.01...20 MeV (its nearest end beyond). */
double bsr_material_attenuation (const BsrMaterial *material, double energy_mev);

/* The same for one element; asserts that it is known (see bsr_element_is_known()). */
double bsr_element_attenuation (int z, double energy_mev);
gboolean bsr_element_is_known (int z);

/* Effective atomic number by which materials are told apart at cargo energies: the mean of Z over
 * the mixture's electrons, as documented in the .c with its source. */
double bsr_material_effective_z (const BsrMaterial *material);

G_END_DECLS
