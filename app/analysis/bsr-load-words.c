#include "bsr-load-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

const char *
bsr_load_packing_words (BsrPackingClass kind)
{
  switch (kind)
    {
    case BSR_PACKING_PALLETS:
      return C_ ("packing", "Stacks on pallets");
    case BSR_PACKING_CARTONS:
      return C_ ("packing", "Cartons");
    case BSR_PACKING_BAGS:
      return C_ ("packing", "Layers of bags");
    case BSR_PACKING_BALES:
      return C_ ("packing", "Bales or big bags");
    case BSR_PACKING_DRUMS:
      return C_ ("packing", "Drums or other standing cylinders");
    case BSR_PACKING_ROLLS:
      return C_ ("packing", "Coils or lying rolls");
    case BSR_PACKING_BULK:
      return C_ ("packing", "Loose bulk or a tank");
    case BSR_PACKING_LONG:
      return C_ ("packing", "Long goods in bundles");
    case BSR_PACKING_MACHINES:
      return C_ ("packing", "Machines or vehicles");
    case BSR_PACKING_UNKNOWN:
    case BSR_N_PACKINGS:
    default:
      return C_ ("packing", "Packing cannot be told");
    }
}

/* (transfer full): "about 6,700 kg", "at least 6,000 kg". */
static char *
describe_mass (const BsrLoadRegion *region)
{
  if (isfinite (region->mass_kg_high))
    return g_strdup_printf (_ ("about %.0f kg"), region->mass_kg);
  return g_strdup_printf (_ ("at least %.0f kg"), region->mass_kg_low);
}

/* (transfer full): "Pallets (82 % sure)". */
static char *
describe_packing (const BsrPacking *packing)
{
  const char *words = bsr_load_packing_words (packing->kind);
  if (packing->kind == BSR_PACKING_UNKNOWN)
    return g_strdup (words);
  /* Translators: how goods are packed, and how sure that is. */
  return g_strdup_printf (_ ("%s (%.0f %% sure)"), words, 100.0 * packing->confidence);
}

char *
bsr_load_region_words (const BsrLoadRegion *region)
{
  g_return_val_if_fail (region != NULL, NULL);

  const BsrPacking *packing = &region->packing;
  g_autofree char *packed = describe_packing (packing), *mass = describe_mass (region);
  double length_m = region->length_mm / 1000.0;
  if (packing->n_pieces < 2)
    /* Translators: how a part of the load is packed, its mass and its length. */
    return g_strdup_printf (_ ("%s: %s over %.1f m"), packed, mass, length_m);
  /* Translators: the same, how many pieces gaps part it into, and how long such a piece is. */
  return g_strdup_printf (_ ("%s: %s over %.1f m, in %d pieces of some %.1f m between gaps"), packed,
                          mass, length_m, packing->n_pieces, packing->piece_mm / 1000.0);
}
