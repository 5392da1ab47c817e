#include "bsr-commodity.h"

#include <string.h>

#include "bsr-commodity-table.h"

/* Between organic matter (oxygen: 8) and minerals (glass: 11), in the mean over the mass. */
#define ORGANIC_BELOW_Z 9.0
/* From aluminium (13) on an ingredient without lighter elements is a metal. */
#define METAL_FROM_Z 13
#define LEAST_METAL_SHARE 0.5

int
bsr_commodity_count (void)
{
  return bsr_commodity_table_length;
}

const BsrCommodity *
bsr_commodity_at (int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_commodity_table_length, NULL);
  return &bsr_commodity_table[index];
}

const BsrCommodity *
bsr_commodity_by_id (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  for (int i = 0; i < bsr_commodity_table_length; i++)
    if (strcmp (bsr_commodity_table[i].id, id) == 0)
      return &bsr_commodity_table[i];
  return NULL;
}

static gboolean
is_metal (const char *id)
{
  const BsrMaterial *material = bsr_material_by_id (id);
  for (int i = 0; i < material->n_elements; i++)
    if (material->elements[i].z < METAL_FROM_Z)
      return FALSE;
  return TRUE;
}

gboolean
bsr_commodity_is_organic (const BsrCommodity *commodity)
{
  g_return_val_if_fail (commodity != NULL, FALSE);
  gboolean stacked = commodity->stowage == BSR_STOWAGE_BLOCK || commodity->stowage == BSR_STOWAGE_PALLETS
                     || commodity->stowage == BSR_STOWAGE_UPRIGHT
                     || commodity->stowage == BSR_STOWAGE_LONG;
  double mean_z = 0.0;
  for (int i = 0; i < BSR_COMMODITY_MAX_INGREDIENTS && commodity->goods[i].material != NULL; i++)
    {
      const char *id = commodity->goods[i].material;
      mean_z += commodity->goods[i].share * bsr_material_effective_z (bsr_material_by_id (id));
      if (is_metal (id))
        return FALSE;
    }
  return stacked && mean_z < ORGANIC_BELOW_Z;
}

gboolean
bsr_commodity_is_metal (const BsrCommodity *commodity)
{
  g_return_val_if_fail (commodity != NULL, FALSE);
  static const BsrPackage bare[] = { BSR_PACKAGE_PIECE, BSR_PACKAGE_BARS, BSR_PACKAGE_COIL,
                                     BSR_PACKAGE_CABLE_REEL, BSR_PACKAGE_SCRAP };
  gboolean is_bare = FALSE;
  double metal = 0.0;
  for (gsize i = 0; i < G_N_ELEMENTS (bare); i++)
    is_bare = is_bare || commodity->package == bare[i];
  for (int i = 0; i < BSR_COMMODITY_MAX_INGREDIENTS && commodity->goods[i].material != NULL; i++)
    metal += is_metal (commodity->goods[i].material) ? commodity->goods[i].share : 0.0;
  return is_bare && metal >= LEAST_METAL_SHARE;
}
