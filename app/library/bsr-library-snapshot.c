#include "bsr-library-snapshot.h"

struct _BsrLibrarySnapshot
{
  gatomicrefcount refs;
  BsrLibrary *library;
  GMutex lock; /* of the sums that the library keeps */
  BsrLibrarySearch *search;
};

G_DEFINE_BOXED_TYPE (BsrLibrarySnapshot, bsr_library_snapshot, bsr_library_snapshot_ref,
                     bsr_library_snapshot_unref)

BsrLibrarySnapshot *
bsr_library_snapshot_new (BsrLibrary *library)
{
  g_return_val_if_fail (library != NULL, NULL);

  BsrLibrarySnapshot *snapshot = g_new0 (BsrLibrarySnapshot, 1);
  g_atomic_ref_count_init (&snapshot->refs);
  g_mutex_init (&snapshot->lock);
  snapshot->library = library;
  snapshot->search = bsr_library_search_new (library);
  return snapshot;
}

BsrLibrarySnapshot *
bsr_library_snapshot_ref (BsrLibrarySnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_atomic_ref_count_inc (&snapshot->refs);
  return snapshot;
}

void
bsr_library_snapshot_unref (BsrLibrarySnapshot *snapshot)
{
  g_return_if_fail (snapshot != NULL);
  if (!g_atomic_ref_count_dec (&snapshot->refs))
    return;
  bsr_library_search_free (snapshot->search);
  bsr_library_free (snapshot->library);
  g_mutex_clear (&snapshot->lock);
  g_free (snapshot);
}

const BsrLibrary *
bsr_library_snapshot_library (const BsrLibrarySnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return snapshot->library;
}

BsrLibraryModel *
bsr_library_snapshot_model_new (BsrLibrarySnapshot *snapshot, const BsrHeadingPrior *priors,
                                int n_priors, const BsrLibraryParameters *parameters,
                                const char *but_scan)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&snapshot->lock);
  return bsr_library_model_new (snapshot->library, priors, n_priors, parameters, but_scan);
}

int
bsr_library_snapshot_find (const BsrLibrarySnapshot *snapshot, const BsrLoadDescriptor *descriptor,
                           const char *but_scan, int n, BsrSimilarLoad *loads)
{
  g_return_val_if_fail (snapshot != NULL && descriptor != NULL, 0);
  g_return_val_if_fail (n >= 0 && (n == 0 || loads != NULL), 0);

  g_autofree BsrSimilarLoad *nearest = g_new (BsrSimilarLoad, n + 1);
  int n_nearest = bsr_library_search_find (snapshot->search, descriptor, n + 1, nearest), n_found = 0;
  for (int i = 0; i < n_nearest && n_found < n; i++)
    if (g_strcmp0 (nearest[i].entry->scan, but_scan) != 0)
      loads[n_found++] = nearest[i];
  return n_found;
}
