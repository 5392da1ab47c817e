#pragma once

#include "bsr-radiograph.h"

G_BEGIN_DECLS

/* Finds the container body (outside of walls, roof and floor; not the chassis or the wheels).
 * Returns: whether it was found; @box is the whole image when it was not. */
gboolean bsr_container_find (BsrRadiograph *radiograph, BsrBox *box);

/* One or two containers on one vehicle, one behind the other: a gap of air parts them, or the
 * second stands further off and is as high as the first and at least 20 ft long. Two whose posts
 * touch read as one.
 * Returns: how many; 0 and the whole image in @boxes[0] when none was found. @boxes in order of x. */
int bsr_container_find_all (BsrRadiograph *radiograph, BsrBox boxes[2]);

G_END_DECLS
