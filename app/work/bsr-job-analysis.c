#include "bsr-job-analysis.h"

#include "bsr-known-goods.h"
#include "bsr-scan-file.h"
#include "bsr-station-reference.h"

/* (transfer full): how goods look, by the station's library. */
static BsrKnownGoods *
read_goods (BsrStore *store, const char *sha256, GError **error)
{
  BsrLibrary *library = bsr_store_list_contributions (store, error);
  if (library == NULL)
    return NULL;
  g_autoptr (BsrLibrarySnapshot) snapshot = bsr_library_snapshot_new (library);
  return bsr_known_goods_of_snapshot (snapshot, sha256);
}

BsrAnalysis *
bsr_job_analysis_new (BsrStore *store, const char *case_id, const BsrScan *scan, int n_threads,
                      BsrProgress progress, gpointer progress_data, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL && scan != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  GError *problem = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_get_case (store, case_id, error);
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) loaded
      = flagged != NULL ? bsr_scan_load (scan->path, &image, cancellable, error) : NULL;
  if (loaded == NULL)
    return NULL;
  g_autoptr (BsrReference) reference
      = bsr_station_reference_new (store, flagged, scan->sha256, &problem);
  g_autoptr (BsrKnownGoods) goods
      = problem == NULL ? read_goods (store, scan->sha256, &problem) : NULL;
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  /* The store keeps what the scanner said; an undescribed scan's planes are known only now. */
  gboolean fits = bsr_acquisition_fits (&scan->acquisition, image, NULL);
  return bsr_analysis_new (fits ? scan : loaded, image, flagged, reference, goods, n_threads,
                           progress, progress_data, cancellable, error);
}
