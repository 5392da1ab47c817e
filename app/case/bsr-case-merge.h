#pragma once

#include "bsr-case.h"

G_BEGIN_DECLS

/* Two declarations of one container, from different systems. */

/* Whether two bills of lading (nullable) are stated and differ. Letters' case and blanks make no difference, nor
 * does a carrier's code of four letters (SCAC) before one of the numbers. */
gboolean bsr_case_bills_differ (const char *a, const char *b);

/* Whether these are two cases whose bills of lading are stated and differ: they may speak of other goods in
 * the same container. */
gboolean bsr_case_is_of_other_bill (const BsrCase *stated, const BsrCase *other);

/**
 * bsr_case_complete:
 *
 * Fills what @stated does not state from @other; what it states stays. Items count as stated as soon as
 * there is one, or the container is declared empty; of as many items of the same codes each is filled
 * for itself. Names of traders that were let go stay away. From a case of another bill only what is said of
 * the container and its voyage is filled: not ports, traders and goods.
 *
 * Returns: (transfer full): @stated, completed
 */
BsrCase *bsr_case_complete (const BsrCase *stated, const BsrCase *other);

/* (transfer full): BsrCaseChange: what both state, and differently: before is what @stated says. Letters'
 * case and blanks make no difference, nor does half a kilogram; of other numbers of items only that is
 * said, and of another bill only that it is one and what it says of the container and its voyage. */
GPtrArray *bsr_case_differences (const BsrCase *stated, const BsrCase *other);

G_END_DECLS
