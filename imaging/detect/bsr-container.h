#pragma once

#include "bsr-radiograph.h"

G_BEGIN_DECLS

/* Finds the container body (outside of walls, roof and floor; not the chassis or the wheels).
 * Returns: whether it was found; @box is the whole image when it was not. */
gboolean bsr_container_find (BsrRadiograph *radiograph, BsrBox *box);

G_END_DECLS
