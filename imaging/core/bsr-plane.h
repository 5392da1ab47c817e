#pragma once

#include <glib.h>
#include "bsr-box.h"

G_BEGIN_DECLS

/**
 * BsrPlane:
 *
 * A reference-counted rectangle of samples. Whoever made a plane may write it until it is
 * shared; from then on it is read only, so threads need no lock. Rows begin on 64-byte
 * borders; the padding is zero and means nothing.
 */
typedef struct _BsrPlane BsrPlane;

typedef enum
{
  BSR_FORMAT_U8,  /* flags and masks */
  BSR_FORMAT_U16, /* counts as read */
  BSR_FORMAT_F32, /* physical quantities */
} BsrFormat;

/* Largest edge of a plane, pixels: the sum of two coordinates must fit an int. */
#define BSR_PLANE_MAX_EDGE (1 << 28)

/**
 * bsr_plane_new:
 *
 * Returns: (transfer full): a plane of zeros, or %NULL with %BSR_ERROR_LIMIT (edge out of
 * 1...BSR_PLANE_MAX_EDGE) or %BSR_ERROR_ENVIRONMENT (memory).
 */
BsrPlane *bsr_plane_new (BsrFormat format, int width, int height, GError **error);
BsrPlane *bsr_plane_ref (BsrPlane *plane);
void bsr_plane_unref (BsrPlane *plane);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrPlane, bsr_plane_unref)

BsrFormat bsr_plane_format (const BsrPlane *plane);
int bsr_plane_width (const BsrPlane *plane);
int bsr_plane_height (const BsrPlane *plane);
BsrBox bsr_plane_bounds (const BsrPlane *plane);
/* Bytes from one row to the next. */
gsize bsr_plane_stride (const BsrPlane *plane);
/* Bytes of one sample. */
gsize bsr_plane_sample_size (const BsrPlane *plane);

/* Row @y; asserts the format and 0 <= y < height. The row belongs to @plane. */
guint8 *bsr_plane_row_u8 (BsrPlane *plane, int y);
guint16 *bsr_plane_row_u16 (BsrPlane *plane, int y);
float *bsr_plane_row_f32 (BsrPlane *plane, int y);
/* The same, whatever the format. */
gpointer bsr_plane_row (BsrPlane *plane, int y);

G_END_DECLS
