#pragma once

#include "bsr-image-decoder.h"
#include "bsr-job-return.h"
#include "bsr-known-goods.h"
#include "bsr-library-snapshot.h"
#include "bsr-reference.h"
#include "bsr-render.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrScanReading:
 *
 * One scan on its way from the store into the window, in two steps that block and belong in a worker:
 * what is needed to see it, and then what is needed to judge it. Reference-counted; between the steps the
 * main thread may look at what the first has left.
 */
typedef struct
{
  BsrScan *scan;               /* as the store knows it */
  BsrStore *store;             /* (nullable) */
  BsrCase *flagged;
  BsrLibrarySnapshot *library; /* (nullable) */

  /* After bsr_scan_reading_show(): */
  BsrScan *loaded;
  BsrImage *image;
  BsrScene *draft; /* the scan's first picture */

  /* After bsr_scan_reading_finish(): */
  BsrScene *scene;
  BsrReference *reference; /* (nullable) */
  BsrKnownGoods *goods;    /* (nullable) */
  BsrJob *job;             /* (nullable): that waited for whoever analyses the scan */
  GError *no_reference;    /* (nullable): why what the station has seen cannot be read */

  gint percent; /* atomic: decoded so far */
} BsrScanReading;

BsrScanReading *bsr_scan_reading_new (BsrScan *scan, BsrCase *flagged, BsrStore *store,
                                      BsrLibrarySnapshot *library);
BsrScanReading *bsr_scan_reading_ref (BsrScanReading *reading);
void bsr_scan_reading_unref (BsrScanReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrScanReading, bsr_scan_reading_unref)

/* Decodes the scan and makes its draft. Errors of bsr_scan_load_with() and bsr_scene_new_draft(). */
gboolean bsr_scan_reading_show (BsrScanReading *reading, const BsrDecoding *decoding,
                                GCancellable *cancellable, GError **error);

/* Makes all of the scene, and meanwhile checks that the file still is what the store was given: with
 * %BSR_ERROR_DAMAGED the picture that is shown is not of it. Then takes from the store what the
 * analysis needs. */
gboolean bsr_scan_reading_finish (BsrScanReading *reading, GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
