#include "bsr-plane.h"

#include <stdlib.h>
#include <string.h>

#include "bsr-error.h"

/* Cache line and AVX-512 register, bytes. */
#define ROW_ALIGNMENT 64

struct _BsrPlane
{
  gatomicrefcount refs;
  BsrFormat format;
  int width, height;
  gsize sample_size, stride;
  guint8 *data;
};

static gsize
format_size (BsrFormat format)
{
  switch (format)
    {
    case BSR_FORMAT_U8:
      return 1;
    case BSR_FORMAT_U16:
      return 2;
    case BSR_FORMAT_F32:
      return 4;
    default:
      g_assert_not_reached ();
    }
}

BsrPlane *
bsr_plane_new (BsrFormat format, int width, int height, GError **error)
{
  if (width < 1 || height < 1 || width > BSR_PLANE_MAX_EDGE || height > BSR_PLANE_MAX_EDGE)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "a plane of %d x %d pixels is out of range",
                   width, height);
      return NULL;
    }

  gsize sample_size = format_size (format);
  gsize stride = (width * sample_size + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
  gsize size;
  void *data = NULL;
  if (!g_size_checked_mul (&size, stride, height) || posix_memalign (&data, ROW_ALIGNMENT, size) != 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   "not enough memory for a plane of %d x %d pixels", width, height);
      return NULL;
    }
  memset (data, 0, size);

  BsrPlane *plane = g_new0 (BsrPlane, 1);
  g_atomic_ref_count_init (&plane->refs);
  plane->format = format;
  plane->width = width;
  plane->height = height;
  plane->sample_size = sample_size;
  plane->stride = stride;
  plane->data = data;
  return plane;
}

BsrPlane *
bsr_plane_ref (BsrPlane *plane)
{
  g_return_val_if_fail (plane != NULL, NULL);
  g_atomic_ref_count_inc (&plane->refs);
  return plane;
}

void
bsr_plane_unref (BsrPlane *plane)
{
  g_return_if_fail (plane != NULL);
  if (!g_atomic_ref_count_dec (&plane->refs))
    return;
  free (plane->data);
  g_free (plane);
}

BsrFormat
bsr_plane_format (const BsrPlane *plane)
{
  return plane->format;
}

int
bsr_plane_width (const BsrPlane *plane)
{
  return plane->width;
}

int
bsr_plane_height (const BsrPlane *plane)
{
  return plane->height;
}

BsrBox
bsr_plane_bounds (const BsrPlane *plane)
{
  return (BsrBox){ 0, 0, plane->width, plane->height };
}

gsize
bsr_plane_stride (const BsrPlane *plane)
{
  return plane->stride;
}

gsize
bsr_plane_sample_size (const BsrPlane *plane)
{
  return plane->sample_size;
}

gpointer
bsr_plane_row (BsrPlane *plane, int y)
{
  g_assert (y >= 0 && y < plane->height);
  return plane->data + plane->stride * y;
}

guint8 *
bsr_plane_row_u8 (BsrPlane *plane, int y)
{
  g_assert (plane->format == BSR_FORMAT_U8);
  return bsr_plane_row (plane, y);
}

guint16 *
bsr_plane_row_u16 (BsrPlane *plane, int y)
{
  g_assert (plane->format == BSR_FORMAT_U16);
  return bsr_plane_row (plane, y);
}

float *
bsr_plane_row_f32 (BsrPlane *plane, int y)
{
  g_assert (plane->format == BSR_FORMAT_F32);
  return bsr_plane_row (plane, y);
}
