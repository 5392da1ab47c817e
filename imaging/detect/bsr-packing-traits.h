#pragma once

#include "bsr-load-outline.h"

G_BEGIN_DECLS

/* What tells how the load of @outline is packed; @descriptor: of the same columns. Inside this room
 * only. */
BsrPackingTraits bsr_packing_traits_measure (const BsrLoadLook *look, const BsrLoadOutline *outline,
                                             const BsrLoadDescriptor *descriptor);
/* What they tell. */
BsrPacking bsr_packing_of_outline (const BsrLoadLook *look, const BsrLoadOutline *outline,
                                   const BsrLoadDescriptor *descriptor);

G_END_DECLS
