#include "bsr-declared-goods.h"

#include <math.h>

#include "bsr-heading.h"
#include "bsr-package-type.h"

static const BsrPropertyRange unknown = { NAN, NAN };

static BsrDeclaredGoods
of_item (const BsrManifestItem *item)
{
  int n_digits;
  const BsrHeading *heading = bsr_heading_find (item->hs, &n_digits);
  const BsrPackageType *type
      = item->package_type != NULL ? bsr_package_type_find (item->package_type) : NULL;
  BsrDeclaredGoods goods = { .known = heading != NULL,
                             .vague = strlen (item->hs) < 4,
                             .mass_kg = item->gross_kg,
                             .volume_m3 = unknown,
                             .place = unknown,
                             .packages_m3 = unknown,
                             .packages = item->packages };
  if (heading != NULL)
    {
      /* kg over g/cm3 */
      goods.volume_m3 = (BsrPropertyRange){ item->gross_kg / heading->density.high / 1000.0,
                                            item->gross_kg / heading->density.low / 1000.0 };
      goods.place = heading->place;
    }
  if (type != NULL && type->countable && item->packages >= 0)
    goods.packages_m3 = (BsrPropertyRange){ (double) item->packages * type->volume.low,
                                            (double) item->packages * type->volume.high };
  return goods;
}

static void
add_range (BsrPropertyRange *sum, BsrPropertyRange range, double weight)
{
  sum->low += weight * range.low;
  sum->high += weight * range.high;
}

BsrDeclaredGoods
bsr_declared_goods_of_case (const BsrCase *flagged)
{
  BsrDeclaredGoods sum = { .known = flagged->items->len > 0, .mass_kg = 0.0 };
  BsrPropertyRange widest = { INFINITY, -INFINITY };
  for (guint i = 0; i < flagged->items->len; i++)
    {
      BsrDeclaredGoods goods = of_item (g_ptr_array_index (flagged->items, i));
      sum.known = sum.known && goods.known;
      sum.vague = sum.vague || goods.vague;
      sum.mass_kg += goods.mass_kg;
      sum.packages = sum.packages < 0 || goods.packages < 0 ? -1 : sum.packages + goods.packages;
      add_range (&sum.volume_m3, goods.volume_m3, 1.0);
      add_range (&sum.place, goods.place, goods.mass_kg);
      add_range (&sum.packages_m3, goods.packages_m3, 1.0);
      widest = (BsrPropertyRange){ MIN (widest.low, goods.place.low), MAX (widest.high, goods.place.high) };
    }
  /* Without masses the mixture may be any. */
  sum.place = sum.mass_kg > 0.0
                  ? (BsrPropertyRange){ sum.place.low / sum.mass_kg, sum.place.high / sum.mass_kg }
                  : widest;
  return sum;
}

BsrDeclaredGoods
bsr_declared_goods_of_item (const BsrCase *flagged, guint index)
{
  g_return_val_if_fail (index < flagged->items->len, (BsrDeclaredGoods){ 0 });
  return of_item (g_ptr_array_index (flagged->items, index));
}
