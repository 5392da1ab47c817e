#include "bsr-decoder-answer.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "bsr-error.h"
#include "bsr-thread-team.h"

/* Rows of one item of work. */
#define BAND_ROWS 64

static BsrImage *
refuse_nonsense (const char *what, GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               "the file made the decoder give an answer that makes no sense (%s)", what);
  return NULL;
}

/* (transfer full): one line of text, whatever is in @answer. */
static char *
sentence (const BsrDecoderAnswer *answer)
{
  if (answer->text[0] == '\0')
    return g_strdup ("the decoder gave no reason");
  g_autofree char *bytes = g_strndup (answer->text, sizeof answer->text);
  char *text = g_utf8_make_valid (bytes, -1);
  for (char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  return text;
}

/* Hands on the error that the decoder met; only those that reading a file can end with. */
static void
take_error (const BsrDecoderAnswer *answer, GError **error)
{
  g_autofree char *text = sentence (answer);
  if (answer->domain == BSR_DECODER_DOMAIN_FILE && answer->code >= 0
      && answer->code <= G_FILE_ERROR_FAILED)
    g_set_error_literal (error, G_FILE_ERROR, answer->code, text);
  else if (answer->domain == BSR_DECODER_DOMAIN_BSR
           && (answer->code == BSR_ERROR_DAMAGED || answer->code == BSR_ERROR_UNSUPPORTED
               || answer->code == BSR_ERROR_LIMIT || answer->code == BSR_ERROR_ENVIRONMENT))
    g_set_error_literal (error, BSR_ERROR, answer->code, text);
  else
    refuse_nonsense ("an unknown error", error);
}

static gboolean
check_numbers (const BsrDecoderAnswer *answer, const BsrDecoderOrder *order, GError **error)
{
  gboolean bits_fit = answer->is_float != 0
                          ? answer->bits == 32
                          : answer->bits == 8 || answer->bits == 12 || answer->bits == 16;
  if (answer->n_planes < 1 || answer->n_planes > BSR_IMAGE_MAX_PLANES || !bits_fit
      || (answer->is_colour != 0 && (answer->n_planes != 3 || answer->is_float != 0)))
    {
      refuse_nonsense ("number of planes or type of samples", error);
      return FALSE;
    }
  if (answer->width < 1 || answer->height < 1)
    {
      refuse_nonsense ("size", error);
      return FALSE;
    }
  return bsr_read_limits_check (&order->limits, (guint32) answer->width, (guint32) answer->height,
                                answer->n_planes, answer->is_float != 0 ? 4 : 2, error);
}

/* Whether plane @index lies inside the memory of @size bytes, behind the page and all planes before
 * it. Sizes are within the limits: no sum here leaves 63 bits. */
static gboolean
check_place (const BsrDecoderAnswer *answer, int index, gint64 bytes, gint64 size, GError **error)
{
  gint64 offset = answer->offset[index];
  gint64 first = index == 0 ? BSR_DECODER_PAGE_BYTES : answer->offset[index - 1] + bytes;
  if (offset >= first && offset % BSR_DECODER_PAGE_BYTES == 0 && offset <= size
      && size - offset >= bytes)
    return TRUE;
  refuse_nonsense ("place of a plane", error);
  return FALSE;
}

typedef struct
{
  BsrPlane *plane;
  guint16 most; /* of U16 */
  gint n_wrong; /* atomic */
} SampleCheck;

static void
check_band_cb (int item, int thread, gpointer data)
{
  SampleCheck *check = data;
  int width = bsr_plane_width (check->plane);
  int end = MIN ((item + 1) * BAND_ROWS, bsr_plane_height (check->plane));
  gboolean wrong = FALSE;

  for (int y = item * BAND_ROWS; y < end; y++)
    if (bsr_plane_format (check->plane) == BSR_FORMAT_F32)
      {
        const float *row = bsr_plane_row_f32 (check->plane, y);
        for (int x = 0; x < width; x++)
          wrong |= !isfinite (row[x]);
      }
    else
      {
        const guint16 *row = bsr_plane_row_u16 (check->plane, y);
        for (int x = 0; x < width; x++)
          wrong |= row[x] > check->most;
      }
  if (wrong)
    g_atomic_int_inc (&check->n_wrong);
}

/* Whoever uses an image relies on finite floats and on counts that its bits can hold. */
static gboolean
check_samples (BsrPlane *plane, int bits, GError **error)
{
  if (bits == 16)
    return TRUE;
  SampleCheck check = { .plane = plane, .most = (guint16) ((1u << (bits & 15)) - 1) };
  bsr_thread_team_run ((bsr_plane_height (plane) + BAND_ROWS - 1) / BAND_ROWS, 0, check_band_cb,
                       &check, NULL, NULL);
  if (check.n_wrong == 0)
    return TRUE;
  refuse_nonsense ("samples out of their range", error);
  return FALSE;
}

static BsrImage *
take_image (const BsrDecoderAnswer *answer, int memory_fd, GError **error)
{
  BsrFormat format = answer->is_float != 0 ? BSR_FORMAT_F32 : BSR_FORMAT_U16;
  gint64 bytes = (gint64) bsr_plane_bytes (format, answer->width, answer->height);
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES] = { NULL };
  BsrImage *image = NULL;
  gboolean good = TRUE;
  struct stat status;

  if (fstat (memory_fd, &status) != 0)
    return refuse_nonsense ("no memory", error);
  for (int i = 0; good && i < answer->n_planes; i++)
    {
      good = check_place (answer, i, bytes, status.st_size, error);
      if (good)
        planes[i] = bsr_plane_new_mapped (format, answer->width, answer->height, memory_fd,
                                          answer->offset[i], FALSE, error);
      good = planes[i] != NULL && check_samples (planes[i], answer->bits, error);
    }
  if (good)
    image = answer->is_colour != 0 ? bsr_image_new_colour (planes, answer->bits, error)
                                   : bsr_image_new (planes, answer->n_planes, answer->bits, error);
  for (int i = 0; i < answer->n_planes; i++)
    g_clear_pointer (&planes[i], bsr_plane_unref);
  return image;
}

/* Says why there is no result. */
static void
take_failure (const BsrDecoderAnswer *answer, GError **error)
{
  if (answer->state == BSR_DECODER_REFUSED)
    take_error (answer, error);
  else if (answer->state == BSR_DECODER_NOT_CONFINED)
    {
      g_autofree char *reason = sentence (answer);
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   "the decoder cannot be shut off from the rest of this computer (%s), and files "
                   "are not opened without that unless the computer's administrator allows it",
                   reason);
    }
  else if (answer->state == BSR_DECODER_SILENT)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                 "the file made the decoder end without an answer");
  else
    refuse_nonsense ("of an unknown sort", error);
}

BsrImage *
bsr_decoder_answer_take (const BsrDecoderAnswer *answer, const BsrDecoderOrder *order,
                         int memory_fd, GError **error)
{
  g_return_val_if_fail (answer != NULL && order != NULL && memory_fd >= 0, NULL);

  if (answer->state == BSR_DECODER_READ && order->wants_report == 0)
    return check_numbers (answer, order, error) ? take_image (answer, memory_fd, error) : NULL;
  take_failure (answer, error);
  return NULL;
}

gboolean
bsr_decoder_answer_take_report (const BsrDecoderAnswer *answer, BsrDicosReport *report,
                                GError **error)
{
  g_return_val_if_fail (answer != NULL && report != NULL, FALSE);

  if (answer->state != BSR_DECODER_REPORTED)
    {
      take_failure (answer, error);
      return FALSE;
    }
  *report = answer->report;
  if (!bsr_dicos_report_distrust (report))
    refuse_nonsense ("what it found", error);
  else
    return TRUE;
  return FALSE;
}
