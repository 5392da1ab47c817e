#pragma once

#include <glib-object.h>
#include "bsr-library-model.h"
#include "bsr-library-search.h"

G_BEGIN_DECLS

/**
 * BsrLibrarySnapshot:
 *
 * A library as it stood at one moment, with what is made of it. Counted references; never changes:
 * any thread may use it.
 */
typedef struct _BsrLibrarySnapshot BsrLibrarySnapshot;

#define BSR_TYPE_LIBRARY_SNAPSHOT (bsr_library_snapshot_get_type ())
GType bsr_library_snapshot_get_type (void);

/* @library: (transfer full) */
BsrLibrarySnapshot *bsr_library_snapshot_new (BsrLibrary *library);
BsrLibrarySnapshot *bsr_library_snapshot_ref (BsrLibrarySnapshot *snapshot);
void bsr_library_snapshot_unref (BsrLibrarySnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLibrarySnapshot, bsr_library_snapshot_unref)

/* (transfer none): to be read only. */
const BsrLibrary *bsr_library_snapshot_library (const BsrLibrarySnapshot *snapshot);
/* (transfer full): see bsr_library_model_new(), which one thread at a time may call. */
BsrLibraryModel *bsr_library_snapshot_model_new (BsrLibrarySnapshot *snapshot,
                                                 const BsrHeadingPrior *priors, int n_priors,
                                                 const BsrLibraryParameters *parameters,
                                                 const char *but_scan);

/**
 * bsr_library_snapshot_find:
 * @but_scan: (nullable): SHA-256 of a scan that is not to be found, of which one load is there at most
 * @loads: room for @n
 *
 * As bsr_library_search_find(). The entries belong to @snapshot.
 */
int bsr_library_snapshot_find (const BsrLibrarySnapshot *snapshot,
                               const BsrLoadDescriptor *descriptor, const char *but_scan, int n,
                               BsrSimilarLoad *loads);

G_END_DECLS
