#include "bsr-simulation-set-private.h"

#include <math.h>
#include <string.h>

/* Share of the declarations that are false. */
#define LIES 0.333
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
};

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

static double
declared_kg (double kg, BsrRandom *random)
{
  double scales = bsr_random_normal (random, 1.0, SCALES_SPREAD);
  double steps = round (kg * CLAMP (scales, 0.99, 1.01) / DECLARED_STEP_KG);
  return MAX (steps, 1.0) * DECLARED_STEP_KG;
}

/* A third or more below or half or more above. */
static double
false_share (BsrRandom *random)
{
  return bsr_random_uniform (random) < 0.5 ? bsr_random_between (random, 0.4, 0.68)
                                           : bsr_random_between (random, 1.5, 2.0);
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
    case BSR_LIE_NONE:
    case BSR_LIE_CONTAINER:
      return drawn->lie;
    default:
      g_assert_not_reached ();
    }
}

static void
declare_loads (BsrSimulatedCase *drawn, const BsrCommodity *other, BsrRandom *random)
{
  /* What is hidden was on the scales too; the papers spread it over the goods. */
  double sum = loads_kg (drawn), weighed = drawn->load_kg / sum;
  int extra = drawn->lie == BSR_LIE_EXTRA ? extra_load (drawn, sum) : -1;
  double mass_share = drawn->lie == BSR_LIE_MASS ? false_share (random) : 1.0;
  double package_share = drawn->lie == BSR_LIE_PACKAGES ? false_share (random) : 1.0;
  for (int i = 0; i < drawn->n_loads; i++)
    {
      const BsrSimulatedLoad *load = &drawn->loads[i];
      if (i == extra)
        continue;
      drawn->items[drawn->n_items++] = (BsrSimulatedItem){
        .commodity = drawn->lie == BSR_LIE_COMMODITY && i == 0 ? other : load->commodity,
        .packages = MAX ((int)round (load->packages * package_share), 1),
        .gross_kg = declared_kg (load->mass_kg * weighed * mass_share, random),
      };
    }
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
  double goods = 0.0;
  for (int i = 0; i < drawn->n_items; i++)
    goods += drawn->items[i].gross_kg;
  drawn->gross_kg = round ((drawn->tare_kg + goods) / TARE_STEP_KG) * TARE_STEP_KG;
}
