#include "bsr-scan.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (BsrScan, bsr_scan, bsr_scan_ref, bsr_scan_unref)

BsrScan *
bsr_scan_new (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  BsrScan *scan = g_new0 (BsrScan, 1);
  g_atomic_ref_count_init (&scan->refs);
  scan->path = g_strdup (path);
  scan->name = g_path_get_basename (path);
  scan->container_confidence = NAN;
  scan->acquisition = bsr_acquisition_assumed (1);
  return scan;
}

BsrScan *
bsr_scan_ref (BsrScan *scan)
{
  g_return_val_if_fail (scan != NULL, NULL);
  g_atomic_ref_count_inc (&scan->refs);
  return scan;
}

void
bsr_scan_unref (BsrScan *scan)
{
  g_return_if_fail (scan != NULL);
  if (!g_atomic_ref_count_dec (&scan->refs))
    return;

  g_free (scan->path);
  g_free (scan->name);
  g_free (scan->sha256);
  g_free (scan->low_sha256);
  g_free (scan->container);
  g_clear_pointer (&scan->acquired, g_date_time_unref);
  g_free (scan->site);
  g_free (scan->scanner);
  g_free (scan);
}
