#include "bsr-tiff-reader.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-tiff-chain.h"
#include "bsr-tiff-layout.h"
#include "bsr-tiff-pixels.h"

typedef struct
{
  BsrTiffHandle *handle;
  const BsrReading *reading;
  int n_planes;
  BsrTiffLayout layouts[BSR_IMAGE_MAX_PLANES]; /* of the pages that hold planes */
  int n_layouts;
} TiffReader;

/* Takes the current page in: a plane or several, or none when it is a thumbnail or a mask. */
static gboolean
add_page (TiffReader *reader, int page, GError **error)
{
  if (bsr_tiff_layout_is_extra (bsr_tiff_handle_tiff (reader->handle)))
    return TRUE;
  if (reader->n_layouts == BSR_IMAGE_MAX_PLANES)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "page %d is one plane more than the %d that are read", page,
                   BSR_IMAGE_MAX_PLANES);
      return FALSE;
    }

  BsrTiffLayout *layout = &reader->layouts[reader->n_layouts];
  const BsrTiffLayout *first = &reader->layouts[0];
  if (!bsr_tiff_layout_read (bsr_tiff_handle_tiff (reader->handle), page, reader->reading->limits,
                             layout, error))
    return FALSE;
  reader->n_layouts++;
  reader->n_planes += layout->n_planes;
  if (reader->n_layouts > 1 && (layout->is_colour || first->is_colour))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "page %d is in colours, and there are other pages",
                   first->is_colour ? first->page : page);
      return FALSE;
    }
  if (reader->n_layouts > 1 && reader->n_planes > reader->n_layouts)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "page %d follows other pages, and there are pages of several samples: one page "
                   "a plane or one page with all planes is read",
                   page);
      return FALSE;
    }
  if (bsr_tiff_layout_upright_width (layout) != bsr_tiff_layout_upright_width (first)
      || bsr_tiff_layout_upright_height (layout) != bsr_tiff_layout_upright_height (first))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "page %d is %u x %u pixels but page %d is %u x %u", page,
                   bsr_tiff_layout_upright_width (layout), bsr_tiff_layout_upright_height (layout),
                   first->page, bsr_tiff_layout_upright_width (first),
                   bsr_tiff_layout_upright_height (first));
      return FALSE;
    }
  if (layout->bits != first->bits)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "page %d has %d-bit samples but page %d has %d-bit ones", page, layout->bits,
                   first->page, first->bits);
      return FALSE;
    }
  return TRUE;
}

/* Looks at all pages before any pixel is decoded or memory for pixels asked for. */
static gboolean
survey_pages (TiffReader *reader, GError **error)
{
  TIFF *tiff = bsr_tiff_handle_tiff (reader->handle);

  for (int page = 1;; page++)
    {
      if (g_cancellable_set_error_if_cancelled (reader->reading->cancellable, error)
          || !add_page (reader, page, error))
        return FALSE;
      if (TIFFLastDirectory (tiff))
        break;
      bsr_tiff_handle_forget (reader->handle);
      if (!TIFFReadDirectory (tiff))
        return bsr_tiff_handle_fail (reader->handle, "the header", page + 1, NULL, error);
    }
  if (reader->n_layouts > 0)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               "the file holds only thumbnails or masks, no full image");
  return FALSE;
}

static gboolean
check_claims (TiffReader *reader, GError **error)
{
  const BsrTiffLayout *first = &reader->layouts[0];
  gint64 file_size = bsr_file_source_size (bsr_tiff_handle_source (reader->handle)), needed = 0;

  if (!bsr_read_limits_check (reader->reading->limits, bsr_tiff_layout_upright_width (first),
                              bsr_tiff_layout_upright_height (first), reader->n_planes,
                              first->is_float ? 4 : 2, error))
    return FALSE;
  for (int i = 0; i < reader->n_layouts; i++)
    {
      needed += reader->layouts[i].least_file_bytes;
      if (needed > file_size)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       "the file is too short for page %d: %" G_GINT64_FORMAT
                       " bytes where at least %" G_GINT64_FORMAT " are needed",
                       reader->layouts[i].page, file_size, needed);
          return FALSE;
        }
    }

  gint64 pixels = (gint64) bsr_tiff_layout_upright_width (first)
                  * bsr_tiff_layout_upright_height (first);
  return bsr_read_limits_check_shrinkage (reader->reading->limits,
                                          pixels * reader->n_planes * (first->is_float ? 4 : 2),
                                          file_size, error);
}

/* Makes the planes of page @index and reads them. @n: planes made so far. */
static gboolean
read_page (TiffReader *reader, int index, BsrPlane **planes, int *n, GError **error)
{
  const BsrTiffLayout *layout = &reader->layouts[index];
  int begin = *n;

  for (int i = 0; i < layout->n_planes; i++)
    {
      planes[*n] = bsr_reading_new_plane (reader->reading,
                                          layout->is_float ? BSR_FORMAT_F32 : BSR_FORMAT_U16,
                                          (int) bsr_tiff_layout_upright_width (layout),
                                          (int) bsr_tiff_layout_upright_height (layout), error);
      if (planes[*n] == NULL)
        return FALSE;
      ++*n;
    }
  const BsrTiffShare share = { index, reader->n_layouts };
  return bsr_tiff_pixels_read (reader->handle, layout, planes + begin, reader->reading, share,
                               error);
}

static BsrImage *
read_planes (TiffReader *reader, GError **error)
{
  const BsrTiffLayout *first = &reader->layouts[0];
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES] = { NULL };
  BsrImage *image = NULL;
  gboolean good = TRUE;
  int n = 0;

  for (int i = 0; good && i < reader->n_layouts; i++)
    good = read_page (reader, i, planes, &n, error);
  if (good)
    image = first->is_colour ? bsr_image_new_colour (planes, first->bits, error)
                             : bsr_image_new (planes, n, first->bits, error);
  for (int i = 0; i < n; i++)
    g_clear_pointer (&planes[i], bsr_plane_unref);
  return image;
}

static gboolean
matches (const guint8 *magic, gsize size)
{
  static const char *const starts[] = { "II*\0", "MM\0*", "II+\0", "MM\0+" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (size >= 4 && memcmp (magic, starts[i], 4) == 0)
      return TRUE;
  return FALSE;
}

static BsrImage *
read_tiff (const BsrImageSources *sources, const BsrReading *reading, GError **error)
{
  BsrFileSource *source = sources->files[0];
  if (!bsr_tiff_chain_check (source, error))
    return NULL;
  g_autoptr (BsrTiffHandle) handle = bsr_tiff_handle_open (source, error);
  if (handle == NULL)
    return NULL;
  TiffReader reader = { .handle = handle, .reading = reading };
  if (!survey_pages (&reader, error) || !check_claims (&reader, error))
    return NULL;
  return read_planes (&reader, error);
}

const BsrImageKind bsr_tiff_kind = { .id = "tiff", .matches = matches, .read = read_tiff };
