#include "bsr-plane.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "bsr-error.h"

/* Cache line and AVX-512 register, bytes. */
#define ROW_ALIGNMENT 64
/* Planes of at least this many bytes ask for large pages: a page fault for every 4 KiB costs as
 * much as the work on their pixels. Large pages are of 2 MiB on the processors we know. */
#define LARGE_PLANE (4 << 20)
#define LARGE_PAGE (2 << 20)

/* @size bytes of zeros that begin on a border of @alignment. Fresh from the system they are zero
 * without being touched. */
static void *
allocate_zeros (gsize size, gsize alignment, guint8 **data)
{
  void *block = calloc (1, size + alignment);
  if (block == NULL)
    return NULL;
  uintptr_t past = (uintptr_t) block % alignment;
  *data = (guint8 *) block + (past == 0 ? 0 : alignment - past);
#ifdef MADV_HUGEPAGE
  if (alignment == LARGE_PAGE)
    madvise (*data, size / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE); /* a wish: no matter if not */
#endif
  return block;
}

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

static gsize
stride_of (BsrFormat format, int width)
{
  return (width * format_size (format) + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
}

gsize
bsr_plane_bytes (BsrFormat format, int width, int height)
{
  /* Edges of at most 2^28 and 4 bytes: the product stays below 2^59. */
  if (width < 1 || height < 1 || width > BSR_PLANE_MAX_EDGE || height > BSR_PLANE_MAX_EDGE)
    return 0;
  return stride_of (format, width) * (gsize) height;
}

/* bsr_plane_bytes(), or 0 with @error set. */
static gsize
checked_bytes (BsrFormat format, int width, int height, GError **error)
{
  gsize size = bsr_plane_bytes (format, width, height);
  if (size == 0)
    g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "a plane of %d x %d pixels is out of range",
                 width, height);
  return size;
}

static void
set_no_memory (int width, int height, GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
               "not enough memory for a plane of %d x %d pixels", width, height);
}

static BsrPlane *
plane_new (BsrFormat format, int width, int height, guint8 *data, void *block, gsize mapped)
{
  BsrPlane *plane = g_new0 (BsrPlane, 1);
  g_atomic_ref_count_init (&plane->refs);
  plane->format = format;
  plane->width = width;
  plane->height = height;
  plane->sample_size = format_size (format);
  plane->stride = stride_of (format, width);
  plane->data = data;
  plane->block = block;
  plane->mapped = mapped;
  return plane;
}

BsrPlane *
bsr_plane_new (BsrFormat format, int width, int height, GError **error)
{
  gsize size = checked_bytes (format, width, height, error);
  if (size == 0)
    return NULL;

  guint8 *data = NULL;
  void *block = allocate_zeros (size, size >= LARGE_PLANE ? LARGE_PAGE : ROW_ALIGNMENT, &data);
  if (block == NULL)
    {
      set_no_memory (width, height, error);
      return NULL;
    }
  return plane_new (format, width, height, data, block, 0);
}

BsrPlane *
bsr_plane_new_mapped (BsrFormat format, int width, int height, int fd, gint64 offset,
                      gboolean shared, GError **error)
{
  g_return_val_if_fail (fd >= 0 && offset >= 0, NULL);

  gsize size = checked_bytes (format, width, height, error);
  if (size == 0)
    return NULL;

  /* Private where it is only read: before Linux 6.7 memory that is sealed against writing cannot be
   * mapped shared at all. */
  void *block = mmap (NULL, size, shared ? PROT_READ | PROT_WRITE : PROT_READ,
                      shared ? MAP_SHARED : MAP_PRIVATE, fd, offset);
  if (block == MAP_FAILED)
    {
      set_no_memory (width, height, error);
      return NULL;
    }
  return plane_new (format, width, height, block, block, size);
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
  if (plane->mapped > 0)
    munmap (plane->block, plane->mapped);
  else
    free (plane->block);
  g_free (plane);
}
