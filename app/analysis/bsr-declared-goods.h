#pragma once

#include "bsr-case.h"
#include "bsr-property-table.h"

G_BEGIN_DECLS

/* What the papers let expect of the load as a whole, by the physical ranges of all declared
 * headings. A plain value. */
typedef struct
{
  gboolean known;  /* every item's code is known at least by its chapter */
  gboolean vague;  /* some item states no more than its chapter */
  double mass_kg;  /* of all items; NAN: not stated for each */
  BsrPropertyRange volume_m3; /* that such a mass takes up, stowed; NAN without masses */
  BsrPropertyRange place;     /* of the material, mean by mass: 0 organic, 1 steel */
  BsrPropertyRange packages_m3; /* that the declared packages take up; NAN: numbers or types not stated */
  gint64 packages;  /* of all items; -1: not stated for each */
} BsrDeclaredGoods;

BsrDeclaredGoods bsr_declared_goods_of_case (const BsrCase *flagged);
/* Of its item @index alone. */
BsrDeclaredGoods bsr_declared_goods_of_item (const BsrCase *flagged, guint index);

G_END_DECLS
