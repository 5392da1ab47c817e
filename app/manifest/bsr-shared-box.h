#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/* Goods of several bills in one container, as a consolidator loads it. Each bill is a declaration of its
 * own, and an item of a case names no bill: so that who looks into the box knows all that is declared to
 * be in it, the goods are remarked on the container, and with that on the record of each of its cases. */

/* Lines of goods of one container that are said. */
#define BSR_SHARED_BOX_MOST_LINES 200

/* Remarks the goods of each container that cases of @manifest name under different bills, a line of goods a
 * remark. Of so many lines that other remarks would have no room the last ones are counted. */
void bsr_shared_box_remark_all (BsrManifest *manifest);

/* Remarks the goods of @declared, one of the cases of @manifest, unless that was done before. */
void bsr_shared_box_remark (BsrManifest *manifest, const BsrCase *declared);

G_END_DECLS
