#pragma once

#include <glib-object.h>
#include "bsr-acquisition.h"

G_BEGIN_DECLS

/**
 * BsrScan:
 *
 * One scan: where its pixels are and what the scanner said of it. Read only once shared.
 */
typedef struct
{
  gatomicrefcount refs;
  gint64 id;         /* in the store; 0: not stored */
  char *path;        /* never NULL: of the pixels */
  char *name;        /* never NULL: the file's base name as received */
  char *sha256;      /* (nullable): of the file */
  char *low_sha256;  /* (nullable): of NAME.low.png beside it, the second energy */
  gboolean described; /* FALSE: no sidecar; the acquisition is assumed */
  char *container;   /* (nullable): as read at the gate */
  double container_confidence; /* 0...1; NAN: not stated */
  GDateTime *acquired; /* (nullable) */
  char *site;        /* (nullable): UN/LOCODE */
  char *scanner;     /* (nullable) */
  BsrAcquisition acquisition;
  /* Of one whose pixels have been loaded: */
  const char *kind;    /* (nullable): of the files, see BsrPixelsOrigin */
  gboolean unconfined; /* they were decoded without being shut off, as the administrator allows */
} BsrScan;

#define BSR_TYPE_SCAN (bsr_scan_get_type ())
GType bsr_scan_get_type (void);

BsrScan *bsr_scan_new (const char *path);
BsrScan *bsr_scan_ref (BsrScan *scan);
void bsr_scan_unref (BsrScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrScan, bsr_scan_unref)

G_END_DECLS
