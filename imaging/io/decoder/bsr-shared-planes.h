#pragma once

#include "bsr-image.h"

G_BEGIN_DECLS

/**
 * BsrSharedPlanes:
 *
 * Planes made in memory that is shared with another process, one behind the other. Zero it, and set
 * @fd, @end (bytes that are taken already) and @most (that it may grow to).
 */
typedef struct
{
  int fd;
  gint64 end, most;
  int n;
  struct
  {
    gconstpointer rows;
    gint64 offset;
  } planes[2 * BSR_IMAGE_MAX_PLANES]; /* some readers make one that they do not use */
} BsrSharedPlanes;

/* (transfer full): a BsrReading's new_plane; @data: a BsrSharedPlanes. %BSR_ERROR_LIMIT when there is
 * no more room. */
BsrPlane *bsr_shared_planes_new_plane (BsrFormat format, int width, int height, gpointer data,
                                       GError **error);

/* A BsrReading's put_rows: writing to the memory's descriptor spares a fault for each page of it. */
gboolean bsr_shared_planes_put_rows (BsrPlane *plane, int y, int n, gconstpointer rows, gpointer data,
                                     GError **error);

/* Where the rows of @plane lie in the shared memory; -1: not there. */
gint64 bsr_shared_planes_offset (const BsrSharedPlanes *self, BsrPlane *plane);

G_END_DECLS
