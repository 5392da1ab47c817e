#include "bsr-shared-planes.h"

#include <errno.h>
#include <unistd.h>

#include "bsr-decoder-page.h"
#include "bsr-error.h"

BsrPlane *
bsr_shared_planes_new_plane (BsrFormat format, int width, int height, gpointer data, GError **error)
{
  BsrSharedPlanes *self = data;
  gint64 bytes = (gint64) bsr_plane_bytes (format, width, height);
  gint64 offset = self->end;

  if (bytes == 0 || bytes > self->most - offset || self->n == (int) G_N_ELEMENTS (self->planes))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                   "a plane of %d x %d pixels is more than such a file may hold", width, height);
      return NULL;
    }
  gint64 end = (offset + bytes + BSR_DECODER_PAGE_BYTES - 1) / BSR_DECODER_PAGE_BYTES
               * BSR_DECODER_PAGE_BYTES;
  BsrPlane *plane = NULL;
  if (ftruncate (self->fd, end) == 0)
    plane = bsr_plane_new_mapped (format, width, height, self->fd, offset, TRUE, NULL);
  if (plane == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   "not enough memory for a plane of %d x %d pixels", width, height);
      return NULL;
    }
  self->end = end;
  self->planes[self->n].rows = bsr_plane_row (plane, 0);
  self->planes[self->n++].offset = offset;
  return plane;
}

gint64
bsr_shared_planes_offset (const BsrSharedPlanes *self, BsrPlane *plane)
{
  for (int i = 0; i < self->n; i++)
    if (self->planes[i].rows == bsr_plane_row (plane, 0))
      return self->planes[i].offset;
  return -1;
}

gboolean
bsr_shared_planes_put_rows (BsrPlane *plane, int y, int n, gconstpointer rows, gpointer data,
                            GError **error)
{
  const BsrSharedPlanes *self = data;
  const guint8 *from = rows;
  gint64 stride = (gint64) bsr_plane_stride (plane), left = stride * n;
  gint64 offset = bsr_shared_planes_offset (self, plane);
  g_return_val_if_fail (offset >= 0, FALSE);

  offset += stride * y;
  while (left > 0)
    {
      ssize_t done = pwrite (self->fd, from, (gsize) left, offset);
      if (done < 0 && errno == EINTR)
        continue;
      if (done <= 0)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "not enough memory for the planes");
          return FALSE;
        }
      from += done;
      offset += done;
      left -= done;
    }
  return TRUE;
}
