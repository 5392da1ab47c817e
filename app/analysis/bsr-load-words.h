#pragma once

#include "bsr-load-region.h"

G_BEGIN_DECLS

/* (transfer none): how goods are packed, translated: "Pallets". */
const char *bsr_load_packing_words (BsrPackingClass kind);

/* (transfer full): what a part of a load looks like, in one translated sentence with numbers. */
char *bsr_load_region_words (const BsrLoadRegion *region);

G_END_DECLS
