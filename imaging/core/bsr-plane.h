#pragma once

#include <glib.h>
#include "bsr-box.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_FORMAT_U8,  /* flags and masks */
  BSR_FORMAT_U16, /* counts as read */
  BSR_FORMAT_F32, /* physical quantities */
} BsrFormat;

/**
 * BsrPlane:
 *
 * A reference-counted rectangle of samples. Whoever made a plane may write it until it is
 * shared; from then on it is read only, so threads need no lock. Rows begin on 64-byte
 * borders; the padding is zero and means nothing. Read it by the functions below, which inner
 * loops want inline.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount refs;
  BsrFormat format;
  int width, height;
  gsize sample_size, stride;
  guint8 *data;
  void *block;  /* what @data lies in */
  gsize mapped; /* bytes of @block that are mapped from a file; 0: allocated */
} BsrPlane;

/* Largest edge of a plane, pixels: the sum of two coordinates must fit an int. */
#define BSR_PLANE_MAX_EDGE (1 << 28)

/**
 * bsr_plane_new:
 *
 * Returns: (transfer full): a plane of zeros, or %NULL with %BSR_ERROR_LIMIT (edge out of
 * 1...BSR_PLANE_MAX_EDGE) or %BSR_ERROR_ENVIRONMENT (memory).
 */
BsrPlane *bsr_plane_new (BsrFormat format, int width, int height, GError **error);

/* Bytes that the rows of such a plane take; 0 when an edge is out of 1...BSR_PLANE_MAX_EDGE. */
gsize bsr_plane_bytes (BsrFormat format, int width, int height);

/**
 * bsr_plane_new_mapped:
 * @fd: holds bsr_plane_bytes() from @offset on, and keeps them as long as the plane lives; may be
 *   closed afterwards
 * @offset: on a border of pages, bytes
 * @shared: what is written shows in @fd; otherwise the plane may only be read
 *
 * A plane whose rows lie in a file or in memory shared between processes: nothing is copied.
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_LIMIT or %BSR_ERROR_ENVIRONMENT
 */
BsrPlane *bsr_plane_new_mapped (BsrFormat format, int width, int height, int fd, gint64 offset,
                                gboolean shared, GError **error);
BsrPlane *bsr_plane_ref (BsrPlane *plane);
void bsr_plane_unref (BsrPlane *plane);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrPlane, bsr_plane_unref)

static inline BsrFormat
bsr_plane_format (const BsrPlane *plane)
{
  return plane->format;
}

static inline int
bsr_plane_width (const BsrPlane *plane)
{
  return plane->width;
}

static inline int
bsr_plane_height (const BsrPlane *plane)
{
  return plane->height;
}

static inline BsrBox
bsr_plane_bounds (const BsrPlane *plane)
{
  return (BsrBox){ 0, 0, plane->width, plane->height };
}

/* Bytes from one row to the next. */
static inline gsize
bsr_plane_stride (const BsrPlane *plane)
{
  return plane->stride;
}

/* Bytes of one sample. */
static inline gsize
bsr_plane_sample_size (const BsrPlane *plane)
{
  return plane->sample_size;
}

/* Row @y, whatever the format; asserts 0 <= y < height. The row belongs to @plane. */
static inline gpointer
bsr_plane_row (BsrPlane *plane, int y)
{
  g_assert (y >= 0 && y < plane->height);
  return plane->data + plane->stride * (gsize) y;
}

/* The same; asserts the format, too. */
static inline guint8 *
bsr_plane_row_u8 (BsrPlane *plane, int y)
{
  g_assert (plane->format == BSR_FORMAT_U8);
  return (guint8 *) bsr_plane_row (plane, y);
}

static inline guint16 *
bsr_plane_row_u16 (BsrPlane *plane, int y)
{
  g_assert (plane->format == BSR_FORMAT_U16);
  return (guint16 *) bsr_plane_row (plane, y);
}

static inline float *
bsr_plane_row_f32 (BsrPlane *plane, int y)
{
  g_assert (plane->format == BSR_FORMAT_F32);
  return (float *) bsr_plane_row (plane, y);
}

G_END_DECLS
