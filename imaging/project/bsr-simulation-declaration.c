#include "bsr-simulation-set-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Share of the declarations that are false, and that of the manifest sets. */
#define LIES 0.333
#define MANIFEST_LIES 0.5
/* Of the manifest sets: how far a false mass is off, evenly in the logarithm, in shares of the true
 * one. No paper says more than a container may weigh, kg: the rating of ISO 668:2013. */
#define LEAST_OFF 0.12
#define MOST_OFF 0.6
#define RATING_KG 30480.0
/* Of the manifest sets: numbers of packages nearer to the true one are no lie. */
#define LEAST_PACKAGES_OFF 0.25
/* Of the honest declarations of the manifest sets: those that leave something open, each as often. */
#define VAGUE 0.48
/* Masses are declared in steps of 5 kg and off by as much of themselves as scales are. */
#define DECLARED_STEP_KG 5.0
#define SCALES_SPREAD 0.004
/* A load below does not make "empty" a lie worth the name: dunnage and rubbish, kg. */
#define LEAST_UNDECLARED_KG 300.0
/* An extra load must be that much of all for its absence to be a lie. */
#define LEAST_EXTRA_SHARE 0.1
/* Tares on the plate and in the papers agree within this, kg. */
#define TARE_STEP_KG 10.0

static const char *const lie_names[] = {
  [BSR_LIE_NONE] = NULL,
  [BSR_LIE_MASS] = "mass",
  [BSR_LIE_COMMODITY] = "commodity",
  [BSR_LIE_EMPTY] = "empty",
  [BSR_LIE_EXTRA] = "undeclared-extra",
  [BSR_LIE_PACKAGES] = "packages",
  [BSR_LIE_CONTAINER] = "container",
  [BSR_LIE_ABSENT] = "declared-loaded",
  [BSR_LIE_METAL] = "metal-under-organic",
  [BSR_LIE_LITRE] = "litre",
};
G_STATIC_ASSERT (G_N_ELEMENTS (lie_names) == BSR_N_LIES);

static const char *const vagueness_names[] = {
  [BSR_VAGUE_NOWHERE] = NULL,     [BSR_VAGUE_CHAPTER] = "chapter",
  [BSR_VAGUE_HEADING] = "heading", [BSR_VAGUE_PACKAGES] = "packages",
  [BSR_VAGUE_MASSES] = "masses",
};
G_STATIC_ASSERT (G_N_ELEMENTS (vagueness_names) == BSR_N_VAGUENESSES);

const char *
bsr_vagueness_name (BsrVagueness vague)
{
  g_return_val_if_fail (vague < BSR_N_VAGUENESSES, NULL);
  return vagueness_names[vague];
}


const char *
bsr_lie_name (BsrLie lie)
{
  g_return_val_if_fail (lie < G_N_ELEMENTS (lie_names), NULL);
  return lie_names[lie];
}

int
bsr_simulation_declaration_least_loads (BsrLie lie)
{
  return lie == BSR_LIE_EXTRA ? 2 : 1;
}

BsrLie
bsr_simulation_declaration_draw_lie (BsrRandom *random)
{
  if (bsr_random_uniform (random) >= LIES)
    return BSR_LIE_NONE;
  return BSR_LIE_MASS + bsr_random_index (random, BSR_LIE_CONTAINER - BSR_LIE_MASS + 1);
}

BsrLie
bsr_simulation_declaration_draw_any_lie (BsrRandom *random)
{
  if (bsr_random_uniform (random) >= MANIFEST_LIES)
    return BSR_LIE_NONE;
  return BSR_LIE_MASS + bsr_random_index (random, BSR_LIE_METAL - BSR_LIE_MASS + 1);
}

BsrVagueness
bsr_simulation_declaration_draw_vagueness (BsrRandom *random)
{
  if (bsr_random_uniform (random) >= VAGUE)
    return BSR_VAGUE_NOWHERE;
  return BSR_VAGUE_CHAPTER + bsr_random_index (random, BSR_N_VAGUENESSES - BSR_VAGUE_CHAPTER);
}

static double
in_steps (double kg)
{
  return MAX (round (kg / DECLARED_STEP_KG), 1.0) * DECLARED_STEP_KG;
}

static double
declared_kg (double kg, BsrRandom *random)
{
  double scales = bsr_random_normal (random, 1.0, SCALES_SPREAD);
  return in_steps (kg * CLAMP (scales, 0.99, 1.01));
}

/* A third or more below or half or more above. */
static double
false_share (BsrRandom *random)
{
  return bsr_random_uniform (random) < 0.5 ? bsr_random_between (random, 0.4, 0.68)
                                           : bsr_random_between (random, 1.5, 2.0);
}

/* Of the manifest sets: 12 to 60 % below or above, the latter where a container may weigh that. */
static double
narrow_false_share (const BsrSimulatedCase *drawn, BsrRandom *random)
{
  double off = exp (bsr_random_between (random, log (LEAST_OFF), log (MOST_OFF)));
  gboolean more = bsr_random_uniform (random) < 0.5;
  if (drawn->tare_kg + (1.0 + off) * drawn->load_kg > RATING_KG)
    more = FALSE;
  return more ? 1.0 + off : 1.0 - off;
}

/* Another commodity of the same split that no load is of and whose heading is another. */
static const BsrCommodity *
other_commodity (const BsrSimulatedCase *drawn, BsrRandom *random)
{
  BsrSplit split = bsr_simulation_set_split (drawn->set);
  int start = bsr_random_index (random, bsr_commodity_count ());
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      const BsrCommodity *other = bsr_commodity_at ((start + i) % bsr_commodity_count ());
      gboolean is_other = other->split == split;
      for (int k = 0; k < drawn->n_loads; k++)
        is_other = is_other && strncmp (other->hs, drawn->loads[k].commodity->hs, 4) != 0;
      if (is_other)
        return other;
    }
  return NULL;
}

/* Index of the load that is left out; -1 when none is worth it. */
static int
extra_load (const BsrSimulatedCase *drawn, double sum)
{
  int extra = -1;
  double least = G_MAXDOUBLE;
  for (int i = 0; i < drawn->n_loads; i++)
    if (drawn->loads[i].mass_kg >= LEAST_EXTRA_SHARE * sum && drawn->loads[i].mass_kg < least)
      {
        least = drawn->loads[i].mass_kg;
        extra = i;
      }
  return drawn->n_loads > 1 ? extra : -1;
}

static double
loads_kg (const BsrSimulatedCase *drawn)
{
  double sum = 0.0;
  for (int i = 0; i < drawn->n_loads; i++)
    sum += drawn->loads[i].mass_kg;
  return sum;
}

/* A lie that the scene has no room for becomes the truth. */
static BsrLie
possible_lie (const BsrSimulatedCase *drawn, const BsrCommodity *other)
{
  gboolean loaded = drawn->n_loads > 0;
  switch (drawn->lie)
    {
    case BSR_LIE_MASS:
    case BSR_LIE_PACKAGES:
      return loaded ? drawn->lie : BSR_LIE_NONE;
    case BSR_LIE_COMMODITY:
      return loaded && other != NULL ? drawn->lie : BSR_LIE_NONE;
    case BSR_LIE_EMPTY:
      return loaded && drawn->load_kg >= LEAST_UNDECLARED_KG ? drawn->lie : BSR_LIE_NONE;
    case BSR_LIE_EXTRA:
      return extra_load (drawn, loads_kg (drawn)) >= 0 ? drawn->lie : BSR_LIE_NONE;
    case BSR_LIE_ABSENT:
    case BSR_LIE_METAL:
      return loaded ? drawn->lie : BSR_LIE_NONE;
    case BSR_LIE_NONE:
    case BSR_LIE_CONTAINER:
    case BSR_LIE_LITRE:
      return drawn->lie;
    case BSR_N_LIES:
    default:
      g_assert_not_reached ();
    }
}

/* Factor of the declared mass. */
static double
mass_share (const BsrSimulatedCase *drawn, BsrRandom *random)
{
  if (drawn->lie != BSR_LIE_MASS)
    return 1.0;
  return bsr_simulation_set_is_manifest (drawn->set) ? narrow_false_share (drawn, random)
                                                     : false_share (random);
}

/* Of the manifest sets: a false mass is off by what was drawn, not by what scales add to it. */
static double
item_kg (const BsrSimulatedCase *drawn, double kg, BsrRandom *random)
{
  gboolean exact = drawn->lie == BSR_LIE_MASS && bsr_simulation_set_is_manifest (drawn->set);
  return exact ? in_steps (kg) : declared_kg (kg, random);
}

static void
declare_loads (BsrSimulatedCase *drawn, const BsrCommodity *other, BsrRandom *random)
{
  /* What is hidden was on the scales too; the papers spread it over the goods. */
  double sum = loads_kg (drawn);
  double weighed = drawn->lie == BSR_LIE_ABSENT ? 1.0 : drawn->load_kg / sum;
  int extra = drawn->lie == BSR_LIE_EXTRA ? extra_load (drawn, sum) : -1;
  double share = mass_share (drawn, random);
  double package_share = drawn->lie == BSR_LIE_PACKAGES ? false_share (random) : 1.0;
  for (int i = 0; i < drawn->n_loads; i++)
    {
      const BsrSimulatedLoad *load = &drawn->loads[i];
      if (i == extra)
        continue;
      drawn->items[drawn->n_items++] = (BsrSimulatedItem){
        .commodity = drawn->lie == BSR_LIE_COMMODITY && i == 0 ? other : load->commodity,
        .packages = MAX ((int)round (load->packages * package_share), 1),
        .gross_kg = item_kg (drawn, load->mass_kg * weighed * share, random),
      };
    }
}

/* Few packages cannot be off by half of one. */
static gboolean
packages_differ (const BsrSimulatedCase *drawn)
{
  int declared = 0, loaded = 0;
  for (int i = 0; i < drawn->n_items; i++)
    declared += drawn->items[i].packages;
  for (int i = 0; i < drawn->n_loads; i++)
    loaded += drawn->loads[i].packages;
  return abs (declared - loaded) >= LEAST_PACKAGES_OFF * loaded;
}

void
bsr_simulation_declaration_fill (BsrSimulatedCase *drawn, BsrRandom *random)
{
  g_return_if_fail (drawn != NULL && random != NULL);
  const BsrCommodity *other = other_commodity (drawn, random);
  drawn->lie = possible_lie (drawn, other);
  drawn->serial = bsr_random_index (random, BSR_SIMULATED_MAX_SERIAL + 1);
  drawn->read_serial = drawn->serial;
  if (drawn->lie == BSR_LIE_CONTAINER)
    drawn->read_serial = (drawn->serial + 1 + bsr_random_index (random, BSR_SIMULATED_MAX_SERIAL))
                         % (BSR_SIMULATED_MAX_SERIAL + 1);

  drawn->n_items = 0;
  drawn->declared_empty = drawn->n_loads == 0 || drawn->lie == BSR_LIE_EMPTY;
  if (!drawn->declared_empty)
    declare_loads (drawn, other, random);
  if (drawn->lie == BSR_LIE_PACKAGES && bsr_simulation_set_is_manifest (drawn->set)
      && !packages_differ (drawn))
    drawn->lie = BSR_LIE_NONE;
  if (drawn->lie == BSR_LIE_ABSENT)
    drawn->n_loads = 0;
  if (drawn->lie != BSR_LIE_NONE || drawn->declared_empty)
    drawn->vague = BSR_VAGUE_NOWHERE;
  double goods = 0.0;
  for (int i = 0; i < drawn->n_items; i++)
    goods += drawn->items[i].gross_kg;
  drawn->gross_kg = round ((drawn->tare_kg + goods) / TARE_STEP_KG) * TARE_STEP_KG;
}
