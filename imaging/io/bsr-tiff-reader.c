#include "bsr-tiff-reader.h"

#include <stdio.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-tiff-chain.h"
#include "bsr-tiff-layout.h"
#include "bsr-tiff-pixels.h"

/* The largest block that libtiff itself may ask for: the raw bytes of a strip or the list of all
 * strips, both of which lie in the file (the list as 2-byte numbers widened to 8), or scratch for
 * a row. */
#define LIBTIFF_BYTES_PER_FILE_BYTE 4
#define LIBTIFF_SCRATCH_BYTES (G_GINT64_CONSTANT (64) << 20)

/* libtiff's first complaint since it was last forgotten: later ones are consequences. */
typedef struct
{
  char text[256];
} Complaint;

typedef struct
{
  BsrFileSource *source;
  gint64 position;
  Complaint complaint;
  TIFF *tiff;
  const BsrReadLimits *limits;
  int n_planes;
  BsrTiffLayout layouts[BSR_IMAGE_MAX_PLANES]; /* of the pages that hold planes */
  int n_layouts;
} TiffReader;

static int
complain_cb (TIFF *tiff, void *data, const char *module, const char *format, va_list arguments)
{
  Complaint *complaint = data;

  if (complaint->text[0] == '\0')
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      vsnprintf (complaint->text, sizeof complaint->text, format, arguments);
#pragma GCC diagnostic pop
    }
  return 1;
}

static int
ignore_cb (TIFF *tiff, void *data, const char *module, const char *format, va_list arguments)
{
  return 1;
}

/* (transfer full): the complaint as the end of a sentence of ours: printable, no final stop. */
static char *
complaint_text (const Complaint *complaint)
{
  char *text = g_utf8_make_valid (complaint->text[0] ? complaint->text : "no reason given", -1);

  for (char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_strchomp (text);
  if (g_str_has_suffix (text, "."))
    text[strlen (text) - 1] = '\0';
  return text;
}

static tmsize_t
read_cb (thandle_t handle, void *buffer, tmsize_t size)
{
  TiffReader *reader = handle;
  gsize done
      = bsr_file_source_read (reader->source, reader->position, buffer, (gsize) MAX (size, 0));
  reader->position += (gint64) done;
  return (tmsize_t) done;
}

static tmsize_t
write_cb (thandle_t handle, void *buffer, tmsize_t size)
{
  return -1;
}

static toff_t
seek_cb (thandle_t handle, toff_t offset, int whence)
{
  TiffReader *reader = handle;
  gint64 from = whence == SEEK_CUR   ? reader->position
                : whence == SEEK_END ? bsr_file_source_size (reader->source)
                                     : 0;
  gint64 position;

  /* Offsets are unsigned, but libtiff seeks back with them, too. */
  if (__builtin_add_overflow (from, (gint64) offset, &position) || position < 0)
    return (toff_t) -1;
  reader->position = position;
  return (toff_t) position;
}

static int
close_cb (thandle_t handle)
{
  return 0;
}

static toff_t
size_cb (thandle_t handle)
{
  TiffReader *reader = handle;
  return (toff_t) bsr_file_source_size (reader->source);
}

/* Says that @what (with @page) failed, with libtiff's reason unless the disk was it. */
static gboolean
fail (TiffReader *reader, const char *what, int page, GError **error)
{
  if (bsr_file_source_failed (reader->source, error))
    return FALSE;
  g_autofree char *reason = complaint_text (&reader->complaint);
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "%s of page %d cannot be read (%s)", what, page,
               reason);
  return FALSE;
}

static void
fail_chunk_cb (int page, const char *chunk, guint32 number, gpointer data, GError **error)
{
  TiffReader *reader = data;
  g_autofree char *what = g_strdup_printf ("%s %u", chunk, number);

  if (reader->complaint.text[0] == '\0')
    g_strlcpy (reader->complaint.text, "its byte count is wrong", sizeof reader->complaint.text);
  fail (reader, what, page, error);
}

static gboolean
open_tiff (TiffReader *reader, GError **error)
{
  gint64 most = MAX (LIBTIFF_SCRATCH_BYTES,
                     bsr_file_source_size (reader->source) * LIBTIFF_BYTES_PER_FILE_BYTE);
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFFOpenOptionsSetMaxSingleMemAlloc (options, most);
  TIFFOpenOptionsSetErrorHandlerExtR (options, complain_cb, &reader->complaint);
  TIFFOpenOptionsSetWarningHandlerExtR (options, ignore_cb, NULL);
  /* m: no mapping, a file cut while it is read must not end in a bus error. */
  reader->tiff = TIFFClientOpenExt ("TIFF", "rm", reader, read_cb, write_cb, seek_cb, close_cb,
                                    size_cb, NULL, NULL, options);
  TIFFOpenOptionsFree (options);
  return reader->tiff != NULL || fail (reader, "the header", 1, error);
}

/* Takes the current page in: a plane or several, or none when it is a thumbnail or a mask. */
static gboolean
add_page (TiffReader *reader, int page, GError **error)
{
  if (bsr_tiff_layout_is_extra (reader->tiff))
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
  if (!bsr_tiff_layout_read (reader->tiff, page, reader->limits, layout, error))
    return FALSE;
  reader->n_layouts++;
  reader->n_planes += layout->n_samples;
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
survey_pages (TiffReader *reader, GCancellable *cancellable, GError **error)
{
  for (int page = 1;; page++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !add_page (reader, page, error))
        return FALSE;
      if (TIFFLastDirectory (reader->tiff))
        break;
      reader->complaint.text[0] = '\0';
      if (!TIFFReadDirectory (reader->tiff))
        return fail (reader, "the header", page + 1, error);
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
  gint64 file_size = bsr_file_source_size (reader->source), needed = 0;

  if (!bsr_read_limits_check (reader->limits, bsr_tiff_layout_upright_width (first),
                              bsr_tiff_layout_upright_height (first), reader->n_planes,
                              first->is_float ? 4 : 2, error))
    return FALSE;
  gint64 pixels = (gint64) bsr_tiff_layout_upright_width (first) * bsr_tiff_layout_upright_height (first);
  gint64 decoded = pixels * reader->n_planes * (first->is_float ? 4 : 2);
  if (!bsr_read_limits_check_shrinkage (reader->limits, decoded, file_size, error))
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
  return TRUE;
}

static gboolean
read_page (TiffReader *reader, const BsrTiffLayout *layout, BsrPlane *const *planes,
           GCancellable *cancellable, GError **error)
{
  BsrTiffLayout now;

  reader->complaint.text[0] = '\0';
  if (!TIFFSetDirectory (reader->tiff, (tdir_t) (layout->page - 1)))
    return fail (reader, "the header", layout->page, error);
  if (!bsr_tiff_layout_read (reader->tiff, layout->page, reader->limits, &now, error))
    return FALSE;
  if (memcmp (&now, layout, sizeof now) != 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "page %d changed while it was read",
                   layout->page);
      return FALSE;
    }
  reader->complaint.text[0] = '\0';
  return bsr_tiff_pixels_read (reader->tiff, layout, planes, fail_chunk_cb, reader, cancellable,
                               error);
}

static BsrImage *
read_planes (TiffReader *reader, GCancellable *cancellable, GError **error)
{
  const BsrTiffLayout *first = &reader->layouts[0];
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES] = { NULL };
  BsrImage *image = NULL;
  int n = 0;

  for (int i = 0; i < reader->n_layouts; i++)
    {
      int begin = n;
      for (int s = 0; s < reader->layouts[i].n_samples; s++)
        {
          planes[n] = bsr_plane_new (first->is_float ? BSR_FORMAT_F32 : BSR_FORMAT_U16,
                                     (int) bsr_tiff_layout_upright_width (first),
                                     (int) bsr_tiff_layout_upright_height (first), error);
          if (planes[n++] == NULL)
            goto out;
        }
      if (!read_page (reader, &reader->layouts[i], planes + begin, cancellable, error))
        goto out;
    }
  image = bsr_image_new (planes, n, first->bits, error);

out:
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
read_tiff (BsrFileSource *source, const char *path, const BsrReadLimits *limits,
           GCancellable *cancellable, GError **error)
{
  TiffReader reader = { .source = source, .limits = limits };
  BsrImage *image = NULL;

  if (!bsr_tiff_chain_check (source, error) || !open_tiff (&reader, error))
    return NULL;
  if (survey_pages (&reader, cancellable, error) && check_claims (&reader, error))
    image = read_planes (&reader, cancellable, error);
  TIFFClose (reader.tiff);
  return image;
}

const BsrImageKind bsr_tiff_kind = { "tiff", matches, read_tiff };
