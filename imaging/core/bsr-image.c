#include "bsr-image.h"

#include "bsr-error.h"

struct _BsrImage
{
  gatomicrefcount refs;
  int n_planes, bits;
  gboolean is_colour;
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
};

static gboolean
planes_fit (BsrPlane *const *planes, int n_planes, GError **error)
{
  for (int i = 0; i < n_planes; i++)
    {
      if (bsr_plane_format (planes[i]) == BSR_FORMAT_U8
          || bsr_plane_format (planes[i]) != bsr_plane_format (planes[0]))
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       "plane %d has another sample type than plane 1", i + 1);
          return FALSE;
        }
      if (bsr_plane_width (planes[i]) != bsr_plane_width (planes[0])
          || bsr_plane_height (planes[i]) != bsr_plane_height (planes[0]))
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       "plane %d is %d x %d pixels but plane 1 is %d x %d", i + 1,
                       bsr_plane_width (planes[i]), bsr_plane_height (planes[i]),
                       bsr_plane_width (planes[0]), bsr_plane_height (planes[0]));
          return FALSE;
        }
    }
  return TRUE;
}

BsrImage *
bsr_image_new (BsrPlane *const *planes, int n_planes, int bits, GError **error)
{
  g_return_val_if_fail (planes != NULL, NULL);
  g_return_val_if_fail (bits >= 1 && bits <= 32, NULL);

  if (n_planes < 1 || n_planes > BSR_IMAGE_MAX_PLANES)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "%d planes where 1 to %d are possible",
                   n_planes, BSR_IMAGE_MAX_PLANES);
      return NULL;
    }
  if (!planes_fit (planes, n_planes, error))
    return NULL;

  BsrImage *image = g_new0 (BsrImage, 1);
  g_atomic_ref_count_init (&image->refs);
  image->n_planes = n_planes;
  image->bits = bits;
  for (int i = 0; i < n_planes; i++)
    image->planes[i] = bsr_plane_ref (planes[i]);
  return image;
}

BsrImage *
bsr_image_new_colour (BsrPlane *const rgb[3], int bits, GError **error)
{
  BsrImage *image = bsr_image_new (rgb, 3, bits, error);
  if (image != NULL)
    image->is_colour = TRUE;
  return image;
}

BsrImage *
bsr_image_ref (BsrImage *image)
{
  g_return_val_if_fail (image != NULL, NULL);
  g_atomic_ref_count_inc (&image->refs);
  return image;
}

void
bsr_image_unref (BsrImage *image)
{
  g_return_if_fail (image != NULL);
  if (!g_atomic_ref_count_dec (&image->refs))
    return;
  for (int i = 0; i < image->n_planes; i++)
    bsr_plane_unref (image->planes[i]);
  g_free (image);
}

gboolean
bsr_image_is_colour (const BsrImage *image)
{
  return image->is_colour;
}

int
bsr_image_n_planes (const BsrImage *image)
{
  return image->n_planes;
}

int
bsr_image_n_energies (const BsrImage *image)
{
  return image->is_colour ? 1 : image->n_planes;
}

int
bsr_image_width (const BsrImage *image)
{
  return bsr_plane_width (image->planes[0]);
}

int
bsr_image_height (const BsrImage *image)
{
  return bsr_plane_height (image->planes[0]);
}

int
bsr_image_bits (const BsrImage *image)
{
  return image->bits;
}

double
bsr_image_full_scale (const BsrImage *image)
{
  if (bsr_plane_format (image->planes[0]) == BSR_FORMAT_F32)
    return 1.0;
  return (double) ((G_GUINT64_CONSTANT (1) << image->bits) - 1);
}

BsrPlane *
bsr_image_plane (const BsrImage *image, int index)
{
  g_return_val_if_fail (index >= 0 && index < image->n_planes, NULL);
  return image->planes[index];
}

gboolean
bsr_image_has_counts (const BsrImage *image, GError **error)
{
  g_return_val_if_fail (image != NULL, FALSE);

  if (!image->is_colour)
    return TRUE;
  g_set_error (
      error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
      "it is a picture in colours: its colours took the place of the scanner's counts, so "
      "that it can be looked at, but no density, material or mass can be computed from it");
  return FALSE;
}
