#include "bsr-scan-reading.h"

#include "bsr-scan-file.h"
#include "bsr-station-reference.h"
#include "bsr-store-access.h"
#include "bsr-worker.h"

/* Seconds that a scan is this window's to analyse: some times what the largest takes. */
#define JOB_LEASE_S 120

BsrScanReading *
bsr_scan_reading_new (BsrScan *scan, BsrCase *flagged, BsrStore *store,
                      BsrLibrarySnapshot *library)
{
  g_return_val_if_fail (scan != NULL && flagged != NULL, NULL);

  BsrScanReading *reading = g_atomic_rc_box_new0 (BsrScanReading);
  reading->scan = bsr_scan_ref (scan);
  reading->flagged = bsr_case_ref (flagged);
  g_set_object (&reading->store, store);
  reading->library = library != NULL ? bsr_library_snapshot_ref (library) : NULL;
  return reading;
}

BsrScanReading *
bsr_scan_reading_ref (BsrScanReading *reading)
{
  return g_atomic_rc_box_acquire (reading);
}

static void
clear (gpointer data)
{
  BsrScanReading *reading = data;
  bsr_scan_unref (reading->scan);
  bsr_case_unref (reading->flagged);
  if (reading->job != NULL)
    bsr_job_return (reading->store, reading->job, NULL);
  g_clear_object (&reading->store);
  g_clear_pointer (&reading->library, bsr_library_snapshot_unref);
  g_clear_pointer (&reading->loaded, bsr_scan_unref);
  g_clear_pointer (&reading->image, bsr_image_unref);
  g_clear_pointer (&reading->draft, bsr_scene_unref);
  g_clear_pointer (&reading->scene, bsr_scene_unref);
  g_clear_pointer (&reading->reference, bsr_reference_unref);
  g_clear_pointer (&reading->goods, bsr_known_goods_unref);
  g_clear_error (&reading->no_reference);
}

void
bsr_scan_reading_unref (BsrScanReading *reading)
{
  g_atomic_rc_box_release_full (reading, clear);
}

gboolean
bsr_scan_reading_show (BsrScanReading *reading, const BsrDecoding *decoding,
                       GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (reading != NULL, FALSE);

  reading->loaded = bsr_scan_load_with (reading->scan->path, decoding, &reading->image, cancellable,
                                        error);
  if (reading->loaded != NULL)
    reading->draft = bsr_scene_new_draft (reading->image, 0, cancellable, error);
  return reading->draft != NULL;
}

typedef struct
{
  const BsrScan *scan;
  GCancellable *cancellable;
  GError *error; /* (nullable): of the check */
} Check;

static gpointer
check_in_thread (gpointer data)
{
  Check *check = data;
  bsr_scan_check (check->scan, check->cancellable, &check->error);
  return NULL;
}

/* The file is hashed by one thread while the others make the scene. */
static gboolean
check_and_build (BsrScanReading *reading, GCancellable *cancellable, GError **error)
{
  Check check = { reading->scan, cancellable, NULL };
  g_autoptr (GError) problem = NULL;
  GThread *thread = g_thread_new ("basira-check", check_in_thread, &check);
  reading->scene = bsr_scene_is_draft (reading->draft)
                       ? bsr_scene_new (reading->image, NULL, 0, cancellable, &problem)
                       : bsr_scene_ref (reading->draft);
  g_thread_join (thread);
  if (check.error != NULL)
    g_propagate_error (error, check.error);
  else if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    return TRUE;
  return FALSE;
}

gboolean
bsr_scan_reading_finish (BsrScanReading *reading, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (reading != NULL && reading->draft != NULL, FALSE);

  if (!check_and_build (reading, cancellable, error))
    return FALSE;
  const BsrScan *scan = reading->scan;
  if (reading->store != NULL)
    reading->reference = bsr_station_reference_new (reading->store, reading->flagged, scan->sha256,
                                                    &reading->no_reference);
  if (reading->library != NULL)
    reading->goods = bsr_known_goods_of_snapshot (reading->library, scan->sha256);
  if (reading->store != NULL && bsr_store_may (reading->store, BSR_RIGHT_ANALYSE, NULL))
    {
      g_autofree char *name = bsr_worker_name ();
      reading->job
          = bsr_store_take_job (reading->store, name, scan->id, JOB_LEASE_S, G_MAXINT, NULL);
    }
  return TRUE;
}
