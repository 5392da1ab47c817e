#include "bsr-tiff-handle.h"

#include <stdio.h>
#include <string.h>

#include "bsr-error.h"

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

struct _BsrTiffHandle
{
  BsrFileSource *source;
  gint64 position;
  Complaint complaint;
  TIFF *tiff;
};

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

/* (transfer full): the complaint as the end of a sentence of ours: printable, no final stop.
 * @reason: (nullable): where libtiff gave none. */
static char *
complaint_text (const Complaint *complaint, const char *reason)
{
  const char *given = complaint->text[0] != '\0' ? complaint->text : reason;
  char *text = g_utf8_make_valid (given != NULL ? given : "no reason given", -1);

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
  BsrTiffHandle *self = handle;
  gsize done = bsr_file_source_read (self->source, self->position, buffer, (gsize) MAX (size, 0));
  self->position += (gint64) done;
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
  BsrTiffHandle *self = handle;
  gint64 from = whence == SEEK_CUR   ? self->position
                : whence == SEEK_END ? bsr_file_source_size (self->source)
                                     : 0;
  gint64 position;

  /* Offsets are unsigned, but libtiff seeks back with them, too. */
  if (__builtin_add_overflow (from, (gint64) offset, &position) || position < 0)
    return (toff_t) -1;
  self->position = position;
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
  BsrTiffHandle *self = handle;
  return (toff_t) bsr_file_source_size (self->source);
}

gboolean
bsr_tiff_handle_fail (BsrTiffHandle *handle, const char *what, int page, const char *reason,
                      GError **error)
{
  g_return_val_if_fail (handle != NULL && what != NULL, FALSE);

  if (bsr_file_source_failed (handle->source, error))
    return FALSE;
  g_autofree char *text = complaint_text (&handle->complaint, reason);
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "%s of page %d cannot be read (%s)", what, page,
               text);
  return FALSE;
}

BsrTiffHandle *
bsr_tiff_handle_open (BsrFileSource *source, GError **error)
{
  g_return_val_if_fail (source != NULL, NULL);

  g_autoptr (BsrTiffHandle) handle = g_new0 (BsrTiffHandle, 1);
  handle->source = source;
  gint64 most
      = MAX (LIBTIFF_SCRATCH_BYTES, bsr_file_source_size (source) * LIBTIFF_BYTES_PER_FILE_BYTE);
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFFOpenOptionsSetMaxSingleMemAlloc (options, most);
  TIFFOpenOptionsSetErrorHandlerExtR (options, complain_cb, &handle->complaint);
  TIFFOpenOptionsSetWarningHandlerExtR (options, ignore_cb, NULL);
  /* m: no mapping, a file cut while it is read must not end in a bus error. */
  handle->tiff = TIFFClientOpenExt ("TIFF", "rm", handle, read_cb, write_cb, seek_cb, close_cb,
                                    size_cb, NULL, NULL, options);
  TIFFOpenOptionsFree (options);
  if (handle->tiff != NULL)
    return g_steal_pointer (&handle);
  bsr_tiff_handle_fail (handle, "the header", 1, NULL, error);
  return NULL;
}

void
bsr_tiff_handle_close (BsrTiffHandle *handle)
{
  g_return_if_fail (handle != NULL);
  if (handle->tiff != NULL)
    TIFFClose (handle->tiff);
  g_free (handle);
}

TIFF *
bsr_tiff_handle_tiff (const BsrTiffHandle *handle)
{
  return handle->tiff;
}

BsrFileSource *
bsr_tiff_handle_source (const BsrTiffHandle *handle)
{
  return handle->source;
}

void
bsr_tiff_handle_forget (BsrTiffHandle *handle)
{
  handle->complaint.text[0] = '\0';
}

gboolean
bsr_tiff_handle_go (BsrTiffHandle *handle, int page, GError **error)
{
  g_return_val_if_fail (handle != NULL && page >= 1, FALSE);

  bsr_tiff_handle_forget (handle);
  return TIFFSetDirectory (handle->tiff, (tdir_t) (page - 1))
         || bsr_tiff_handle_fail (handle, "the header", page, NULL, error);
}
