#pragma once

#include <gio/gio.h>
#include "bsr-image-notes.h"
#include "bsr-plane.h"
#include "bsr-read-limits.h"

G_BEGIN_DECLS

/**
 * BsrReading:
 * @limits: what may be spent
 * @n_threads: as bsr_thread_team_size() takes it
 * @new_plane: (nullable): makes the planes instead of bsr_plane_new(), with its errors
 * @put_rows: (nullable): puts the finished rows @y...@y + @n - 1 of a plane that @new_plane made, which lie
 *   @rows on, as far apart as the plane's own: where a plane lies in memory that others see, that costs half
 *   of writing there. Any thread. %BSR_ERROR_ENVIRONMENT
 * @progress: (nullable): told how far reading is, 0...1, rising; by any thread, one at a time
 * @notes: (nullable): where to put what the file says of its scan; nothing is stated so far
 *
 * How a reader is to go about it. A plain value.
 */
typedef struct
{
  const BsrReadLimits *limits;
  int n_threads;
  BsrPlane *(*new_plane) (BsrFormat format, int width, int height, gpointer data, GError **error);
  gboolean (*put_rows) (BsrPlane *plane, int y, int n, gconstpointer rows, gpointer data, GError **error);
  gpointer plane_data;
  void (*progress) (double fraction, gpointer data);
  gpointer progress_data;
  BsrImageNotes *notes;
  GCancellable *cancellable;
} BsrReading;

/* (transfer full): as bsr_plane_new(), of where @reading wants its planes. */
BsrPlane *bsr_reading_new_plane (const BsrReading *reading, BsrFormat format, int width, int height,
                                 GError **error);

G_END_DECLS
