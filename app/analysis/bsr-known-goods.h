#pragma once

#include "bsr-library-model.h"
#include "bsr-library-snapshot.h"

G_BEGIN_DECLS

/**
 * BsrKnownGoods:
 *
 * What is known of how goods look, by heading of the Harmonized System: the table of physical ranges
 * (bsr-heading.h), and the loads of a reference library on top of it. Immutable, reference-counted;
 * any thread may ask.
 */
typedef struct _BsrKnownGoods BsrKnownGoods;

/**
 * bsr_known_goods_new:
 * @library: (nullable): earlier loads; only read, and not kept
 * @parameters: (nullable): bsr_library_parameters
 * @but_scan: (nullable): SHA-256 of a scan whose own loads are to tell nothing
 */
BsrKnownGoods *bsr_known_goods_new (BsrLibrary *library, const BsrLibraryParameters *parameters,
                                    const char *but_scan);
/* The same of a snapshot, from any thread. */
BsrKnownGoods *bsr_known_goods_of_snapshot (BsrLibrarySnapshot *snapshot, const char *but_scan);
BsrKnownGoods *bsr_known_goods_ref (BsrKnownGoods *goods);
void bsr_known_goods_unref (BsrKnownGoods *goods);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrKnownGoods, bsr_known_goods_unref)

/* (transfer none) */
const BsrLibraryModel *bsr_known_goods_model (const BsrKnownGoods *goods);

G_END_DECLS
