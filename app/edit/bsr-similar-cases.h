#pragma once

#include "bsr-library-snapshot.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/* One load of the library that is like another one, and whose it is. */
typedef struct
{
  BsrLibraryEntry *entry;
  double distance;               /* as BsrSimilarLoad has it */
  BsrContribution *contribution; /* (nullable): no case of the store stands for it any more */
} BsrSimilarCase;

void bsr_similar_case_free (BsrSimilarCase *similar);

/**
 * bsr_similar_cases_find:
 * @but_scan: (nullable): SHA-256 of the scan that @descriptor is of
 * @n: how many at most
 *
 * The loads of @snapshot that are most like @descriptor, the nearest first. Blocks.
 *
 * Returns: (transfer full): BsrSimilarCase; %NULL with the error of bsr_store_get_contribution()
 */
GPtrArray *bsr_similar_cases_find (BsrStore *store, BsrLibrarySnapshot *snapshot,
                                   const BsrLoadDescriptor *descriptor, const char *but_scan, int n,
                                   GError **error);

/* The same in a worker. */
void bsr_similar_cases_find_async (BsrStore *store, BsrLibrarySnapshot *snapshot,
                                   const BsrLoadDescriptor *descriptor, const char *but_scan, int n,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *bsr_similar_cases_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
