#include "bsr-image-writer.h"

#include "bsr-dicos-writer.h"
#include "bsr-new-file.h"
#include "bsr-png-writer.h"
#include "bsr-tiff-writer.h"

typedef struct
{
  const guint8 *rgba;
  gsize stride;
} RgbaRows;

typedef struct
{
  BsrPlane *plane;
  guint8 *narrow; /* one row of 8-bit samples, or NULL */
} PlaneRows;

gboolean
bsr_image_write_tiff_noted (BsrImage *image, const BsrImageNotes *notes, const char *path,
                            GError **error)
{
  g_return_val_if_fail (image != NULL && path != NULL, FALSE);

  g_autoptr (BsrNewFile) file = bsr_new_file_open (path, error);
  return file != NULL && bsr_tiff_write (image, notes, file, error)
         && bsr_new_file_commit (file, error);
}

gboolean
bsr_image_write_tiff (BsrImage *image, const char *path, GError **error)
{
  return bsr_image_write_tiff_noted (image, NULL, path, error);
}

gboolean
bsr_image_write_dicos (BsrImage *image, const BsrImageNotes *notes, const char *path,
                       GError **error)
{
  g_return_val_if_fail (image != NULL && notes != NULL && path != NULL, FALSE);

  g_autoptr (BsrNewFile) file = bsr_new_file_open (path, error);
  return file != NULL && bsr_dicos_write (image, notes, file, error)
         && bsr_new_file_commit (file, error);
}

static gboolean
write_png (const BsrPngPixels *pixels, const char *path, GError **error)
{
  g_autoptr (BsrNewFile) file = bsr_new_file_open (path, error);
  return file != NULL && bsr_png_write (pixels, file, error) && bsr_new_file_commit (file, error);
}

static const guint8 *
rgba_row_cb (int y, gpointer data)
{
  const RgbaRows *rows = data;
  return rows->rgba + (gsize) y * rows->stride;
}

gboolean
bsr_rgba_write_png (const guint8 *rgba, int width, int height, gsize stride, const char *path,
                    GError **error)
{
  g_return_val_if_fail (rgba != NULL && path != NULL, FALSE);
  g_return_val_if_fail (width > 0 && height > 0 && stride >= (gsize) width * 4, FALSE);

  RgbaRows rows = { rgba, stride };
  BsrPngPixels pixels = { BSR_PNG_RGBX, width, height, rgba_row_cb, &rows };
  return write_png (&pixels, path, error);
}

static const guint8 *
plane_row_cb (int y, gpointer data)
{
  PlaneRows *rows = data;
  const guint16 *row = bsr_plane_row_u16 (rows->plane, y);

  if (rows->narrow == NULL)
    return (const guint8 *) row;
  for (int x = 0; x < bsr_plane_width (rows->plane); x++)
    rows->narrow[x] = (guint8) row[x];
  return rows->narrow;
}

gboolean
bsr_plane_write_png (BsrPlane *plane, int bits, const char *path, GError **error)
{
  g_return_val_if_fail (plane != NULL && bsr_plane_format (plane) == BSR_FORMAT_U16, FALSE);
  g_return_val_if_fail ((bits == 8 || bits == 16) && path != NULL, FALSE);

  g_autofree guint8 *narrow = bits == 8 ? g_malloc ((gsize) bsr_plane_width (plane)) : NULL;
  PlaneRows rows = { plane, narrow };
  BsrPngPixels pixels = { bits == 8 ? BSR_PNG_GREY_8 : BSR_PNG_GREY_16, bsr_plane_width (plane),
                          bsr_plane_height (plane), plane_row_cb, &rows };
  return write_png (&pixels, path, error);
}
