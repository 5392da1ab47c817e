#include "bsr-dicos-source.h"

#include <math.h>
#include <string.h>

#include "bsr-dicos-kind.h"
#include "bsr-dicos-tags.h"
#include "bsr-error.h"
#include "bsr-image.h"

/* Of a word of code (CS: PS3.5, 6.2). */
#define MAX_WORD_BYTES 16

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, what);
  return FALSE;
}

/* A whole number that stands in an attribute. */
static gboolean
take_number (BsrDicosSource *source, BsrDicosTag tag, const char *name, int least, int most, int *number,
             GError **error)
{
  double value;
  if (!bsr_dicos_item_number (source->root, tag, 0, &value))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "%s (%04x,%04x) is missing", name,
                   tag >> 16, tag & 0xffff);
      return FALSE;
    }
  if (value >= (double) least && value <= (double) most && value == floor (value))
    {
      *number = (int) value;
      return TRUE;
    }
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "%s (%04x,%04x) is %g", name, tag >> 16,
               tag & 0xffff, value);
  return FALSE;
}

static double
number_or (BsrDicosSource *source, BsrDicosTag tag, double otherwise)
{
  double value;
  return bsr_dicos_item_number (source->root, tag, 0, &value) ? value : otherwise;
}

/* Only pixels that are one grey number are read. */
static gboolean
take_colours (BsrDicosSource *source, GError **error)
{
  g_autofree char *colours = bsr_dicos_item_text (source->root, BSR_TAG_PHOTOMETRIC, 0);
  gboolean first_is_white = g_strcmp0 (colours, "MONOCHROME1") == 0;

  if (colours == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "the photometric interpretation (0028,0004) is missing");
      return FALSE;
    }
  if ((!first_is_white && g_strcmp0 (colours, "MONOCHROME2") != 0)
      || number_or (source, BSR_TAG_SAMPLES_PER_PIXEL, 1.0) != 1.0)
    {
      g_autofree char *shown
          = g_utf8_make_valid (colours, (gssize) MIN (strlen (colours), MAX_WORD_BYTES));
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "its pixels are colours (%s), and only grey ones are read from DICOM", shown);
      return FALSE;
    }
  source->samples.inverted = first_is_white;
  return TRUE;
}

static gboolean
take_samples (BsrDicosSource *source, GError **error)
{
  BsrDicosSamples *samples = &source->samples;
  int is_signed;

  if (!take_number (source, BSR_TAG_BITS_ALLOCATED, "bits allocated", 1, 64, &samples->allocated,
                    error)
      || !take_number (source, BSR_TAG_BITS_STORED, "bits stored", 1, 64, &samples->stored, error)
      || !take_number (source, BSR_TAG_PIXEL_REPRESENTATION, "the pixel representation", 0, 1,
                       &is_signed, error))
    return FALSE;
  samples->is_signed = is_signed != 0;
  samples->high_bit = samples->stored - 1;
  if (bsr_dicos_item_has (source->root, BSR_TAG_HIGH_BIT)
      && !take_number (source, BSR_TAG_HIGH_BIT, "the high bit", 0, 63, &samples->high_bit, error))
    return FALSE;
  samples->slope = number_or (source, BSR_TAG_SLOPE, 1.0);
  samples->intercept = number_or (source, BSR_TAG_INTERCEPT, 0.0);
  if (bsr_dicos_item_has (source->root, BSR_TAG_MODALITY_TABLE))
    return refuse ("its values go through a table (modality LUT), which is not read", error);
  return take_colours (source, error) && bsr_dicos_samples_check (samples, error);
}

/* Whether there are pixels, in a way that can be read. */
static gboolean
check_storage (BsrDicosSource *source, GError **error)
{
  g_autofree char *class = bsr_dicos_item_text (source->root, BSR_TAG_SOP_CLASS, 0);
  if (g_strcmp0 (class, BSR_DICOS_REPORT) == 0)
    return refuse ("it is a threat detection report, which holds findings and no pixels", error);
  if (bsr_dicos_item_has (source->root, BSR_TAG_FLOAT_PIXELS)
      || bsr_dicos_item_has (source->root, BSR_TAG_DOUBLE_PIXELS))
    return refuse ("its pixels are floating point numbers, which are not read from DICOM", error);
  switch (bsr_dicos_set_storage (source->set))
    {
    case BSR_DICOS_NO_PIXELS:
      return refuse ("it is a DICOM file without pixels", error);
    case BSR_DICOS_UNKNOWN_COMPRESSION:
      {
        g_autofree char *name = bsr_dicos_set_syntax (source->set);
        g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                     "its pixels are compressed by a way that is not read (%s)", name);
        return FALSE;
      }
    case BSR_DICOS_PLAIN:
    case BSR_DICOS_RUN_LENGTHS:
    case BSR_DICOS_COMPRESSED:
    default:
      return TRUE;
    }
}

gsize
bsr_dicos_source_frame_bytes (const BsrDicosSource *source)
{
  return (gsize) source->width * (gsize) source->height * (gsize) (source->samples.allocated / 8);
}

static gboolean
check_limits (BsrDicosSource *source, const BsrReadLimits *limits, GError **error)
{
  gint64 bytes = (gint64) bsr_dicos_source_frame_bytes (source) * source->n_frames;
  if (source->n_frames > BSR_IMAGE_MAX_PLANES)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "it has %d frames, and a scan has at most %d planes", source->n_frames,
                   BSR_IMAGE_MAX_PLANES);
      return FALSE;
    }
  gboolean counts = bsr_dicos_samples_are_counts (&source->samples);
  if (!bsr_read_limits_check (limits, (guint32) source->width, (guint32) source->height,
                              source->n_frames, counts ? 2 : 4, error))
    return FALSE;
  if (bsr_dicos_source_frame_bytes (source) > G_MAXUINT32 - 1) /* an element's length has 32 bits */
    return refuse ("a frame of more than 4 GB is not read from DICOM", error);
  if (bsr_dicos_set_storage (source->set) != BSR_DICOS_PLAIN)
    return bsr_read_limits_check_shrinkage (limits, bytes, source->file_bytes, error);
  gint64 stored = bsr_dicos_set_plain_bytes (source->set);
  if (bytes <= stored)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               "%d frames of %d x %d pixels are described but only %" G_GINT64_FORMAT
               " bytes of pixels are there",
               source->n_frames, source->width, source->height, stored);
  return FALSE;
}

gboolean
bsr_dicos_source_open (BsrDicosSource *source, BsrFileSource *file, const BsrReadLimits *limits, GError **error)
{
  guint8 preamble[BSR_DICOS_PREAMBLE_BYTES + 4] = { 0 };
  bsr_file_source_read (file, 0, preamble, sizeof preamble);
  const char *other = bsr_dicos_preamble_is (preamble);
  if (other != NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "it begins like %s, so it may be more than a scan and is not opened", other);
      return FALSE;
    }
  source->file_bytes = bsr_file_source_size (file);
  source->set = bsr_dicos_set_read (file, limits, error);
  if (source->set == NULL)
    return FALSE;
  source->root = bsr_dicos_set_root (source->set);
  source->n_frames = 1;
  return check_storage (source, error)
         && take_number (source, BSR_TAG_ROWS, "the number of rows", 1, 65535, &source->height,
                         error)
         && take_number (source, BSR_TAG_COLUMNS, "the number of columns", 1, 65535,
                         &source->width, error)
         && (!bsr_dicos_item_has (source->root, BSR_TAG_N_FRAMES)
             || take_number (source, BSR_TAG_N_FRAMES, "the number of frames", 1, G_MAXINT32,
                             &source->n_frames, error))
         && take_samples (source, error) && check_limits (source, limits, error);
}
