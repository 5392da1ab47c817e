#include "bsr-dicos-writer.h"

#include <math.h>
#include <string.h>

#include "bsr-dicos-elements.h"
#include "bsr-dicos-tags.h"
#include "bsr-error.h"
#include "bsr-plane-hash.h"

#define MAX_EDGE 65535
/* A value's length is even and has 32 bits, of which all ones mean another thing. */
#define MAX_PIXEL_BYTES (G_GINT64_CONSTANT (0xfffffffe))
#define KILOVOLT_PER_MEGAVOLT 1000.0

static gboolean
can_hold (BsrImage *image, GError **error)
{
  const char *problem = NULL;
  gint64 bytes = (gint64) bsr_image_width (image) * bsr_image_height (image)
                 * bsr_image_n_planes (image) * (bsr_image_bits (image) > 8 ? 2 : 1);
  if (bsr_image_is_colour (image))
    problem = "a picture in colours cannot be written as DICOS";
  else if (bsr_plane_format (bsr_image_plane (image, 0)) != BSR_FORMAT_U16)
    problem = "floating point samples cannot be written as DICOS without loss; TIFF holds them";
  else if (bsr_image_width (image) > MAX_EDGE || bsr_image_height (image) > MAX_EDGE)
    problem = "DICOS holds at most 65535 pixels along an edge; TIFF holds more";
  else if (bytes > MAX_PIXEL_BYTES)
    problem = "DICOS holds at most 4 GB of pixels; TIFF holds more";
  if (problem != NULL)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, problem);
  return problem == NULL;
}

char *
bsr_dicos_image_uid (BsrImage *image)
{
  g_return_val_if_fail (image != NULL, NULL);

  g_autoptr (GString) content = g_string_new (NULL);
  for (int i = 0; i < bsr_image_n_planes (image); i++)
    {
      g_autofree char *hash = bsr_plane_sha256 (bsr_image_plane (image, i));
      g_string_append_printf (content, "%dx%d %s\n", bsr_image_width (image),
                              bsr_image_height (image), hash);
    }
  return bsr_dicos_uid (content->str, "image");
}

char *
bsr_dicos_moment (const BsrImageNotes *notes)
{
  g_return_val_if_fail (notes != NULL, NULL);

  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (notes->acquired, NULL);
  return moment != NULL ? g_date_time_format (moment, "%Y%m%d%H%M%S%z") : NULL;
}

void
bsr_dicos_put_object (GByteArray *set, const BsrImageNotes *notes)
{
  bsr_dicos_put_text (set, BSR_TAG_OWNER_NAME, "PN", NULL);
  bsr_dicos_put_text (set, BSR_TAG_OOI_ID, "LO", notes->container);
  bsr_dicos_put_text (set, BSR_TAG_OOI_ID_TYPE, "CS", "TEXT");
}

/* Group 0008: what it is, and of when and where. */
static void
put_identity (GByteArray *set, BsrImage *image, const BsrImageNotes *notes, const char *uid)
{
  static const char *const kinds[] = { "INTENSITY", "MULTI ENERGY" };
  g_autofree char *moment = bsr_dicos_moment (notes);
  g_autofree char *date = moment != NULL ? g_strndup (moment, 8) : NULL;
  g_autofree char *time = moment != NULL ? g_strndup (moment + 8, 6) : NULL;
  g_autofree char *type
      = g_strconcat ("ORIGINAL\\PRIMARY\\PROJECTION\\", kinds[bsr_image_n_planes (image) > 1], NULL);

  bsr_dicos_put_text (set, BSR_TAG_CHARACTER_SET, "CS", "ISO_IR 192");
  bsr_dicos_put_text (set, BSR_TAG_IMAGE_TYPE, "CS", type);
  bsr_dicos_put_text (set, BSR_TAG_SOP_CLASS, "UI", BSR_DICOS_DX_FOR_PROCESSING);
  bsr_dicos_put_text (set, BSR_TAG_SOP_INSTANCE, "UI", uid);
  bsr_dicos_put_text (set, BSR_TAG_STUDY_DATE, "DA", date);
  bsr_dicos_put_text (set, BSR_TAG_CONTENT_DATE, "DA", date);
  if (moment != NULL)
    bsr_dicos_put_text (set, BSR_TAG_ACQUISITION_MOMENT, "DT", moment);
  bsr_dicos_put_text (set, BSR_TAG_STUDY_TIME, "TM", time);
  bsr_dicos_put_text (set, BSR_TAG_CONTENT_TIME, "TM", time);
  bsr_dicos_put_text (set, BSR_TAG_ACCESSION, "SH", NULL);
  bsr_dicos_put_text (set, BSR_TAG_MODALITY, "CS", "DX");
  bsr_dicos_put_text (set, BSR_TAG_INTENT, "CS", "FOR PROCESSING");
  bsr_dicos_put_text (set, BSR_TAG_MANUFACTURER, "LO", NULL);
  bsr_dicos_put_text (set, BSR_TAG_INSTITUTION, "LO", notes->site);
  bsr_dicos_put_text (set, BSR_TAG_MODEL, "LO", notes->scanner);
}

/* Groups 0018 and 0020: how it was taken, and which of the scan's objects it is. */
static void
put_acquisition (GByteArray *set, const BsrImageNotes *notes, const char *uid)
{
  const double pitch[] = { notes->pitch_y_mm, notes->pitch_x_mm };
  double kilovolt = notes->energy_mv[0] * KILOVOLT_PER_MEGAVOLT;
  g_autofree char *study = bsr_dicos_uid (uid, "study"), *series = bsr_dicos_uid (uid, "series");

  bsr_dicos_put_decimals (set, BSR_TAG_KVP, &kilovolt, isfinite (kilovolt) ? 1 : 0);
  bsr_dicos_put_text (set, BSR_TAG_SOFTWARE, "LO", "Basira " BSR_VERSION);
  if (isfinite (pitch[0]) && isfinite (pitch[1]))
    bsr_dicos_put_decimals (set, BSR_TAG_IMAGER_SPACING, pitch, 2);
  bsr_dicos_put_text (set, BSR_TAG_STUDY_INSTANCE, "UI", study);
  bsr_dicos_put_text (set, BSR_TAG_SERIES_INSTANCE, "UI", series);
  bsr_dicos_put_text (set, BSR_TAG_STUDY_ID, "SH", NULL);
  bsr_dicos_put_text (set, BSR_TAG_SERIES_NUMBER, "IS", "1");
  bsr_dicos_put_text (set, BSR_TAG_INSTANCE_NUMBER, "IS", "1");
}

static void
put_short (GByteArray *set, guint32 tag, int number)
{
  const guint16 narrow = (guint16) number;
  bsr_dicos_put_shorts (set, tag, "US", &narrow, 1);
}

/* Group 0028: how the pixels lie. */
static void
put_layout (GByteArray *set, BsrImage *image, const BsrImageNotes *notes)
{
  int bits = bsr_image_bits (image), n_planes = bsr_image_n_planes (image);
  const double pitch[] = { notes->pitch_y_mm, notes->pitch_x_mm };
  const guint16 sign = notes->polarity == BSR_POLARITY_ABSORPTION ? G_MAXUINT16 /* -1 */ : 1;
  g_autofree char *frames = g_strdup_printf ("%d", n_planes);

  put_short (set, BSR_TAG_SAMPLES_PER_PIXEL, 1);
  bsr_dicos_put_text (set, BSR_TAG_PHOTOMETRIC, "CS", "MONOCHROME2");
  bsr_dicos_put_text (set, BSR_TAG_N_FRAMES, "IS", frames);
  if (n_planes > 1)
    bsr_dicos_put_tag (set, BSR_TAG_FRAME_POINTER, BSR_TAG_WINDOW_VECTOR);
  put_short (set, BSR_TAG_ROWS, bsr_image_height (image));
  put_short (set, BSR_TAG_COLUMNS, bsr_image_width (image));
  if (isfinite (pitch[0]) && isfinite (pitch[1]))
    bsr_dicos_put_decimals (set, BSR_TAG_PIXEL_SPACING, pitch, 2);
  put_short (set, BSR_TAG_BITS_ALLOCATED, bits > 8 ? 16 : 8);
  put_short (set, BSR_TAG_BITS_STORED, bits);
  put_short (set, BSR_TAG_HIGH_BIT, bits - 1);
  put_short (set, BSR_TAG_PIXEL_REPRESENTATION, 0);
  bsr_dicos_put_text (set, BSR_TAG_INTENSITY_RELATION, "CS", "LIN");
  bsr_dicos_put_shorts (set, BSR_TAG_INTENSITY_SIGN, "SS", &sign, 1);
  bsr_dicos_put_text (set, BSR_TAG_INTERCEPT, "DS", "0");
  bsr_dicos_put_text (set, BSR_TAG_SLOPE, "DS", "1");
  bsr_dicos_put_text (set, BSR_TAG_RESCALE_TYPE, "LO", "US");
  bsr_dicos_put_text (set, BSR_TAG_LOSSY, "CS", "00");
}

/* Group 0054: the energies of several frames. */
static void
put_windows (GByteArray *set, BsrImage *image, const BsrImageNotes *notes)
{
  static const char *const names[BSR_IMAGE_MAX_PLANES] = { "HIGH ENERGY", "LOW ENERGY", "", "" };
  GByteArray *windows[BSR_IMAGE_MAX_PLANES];
  guint16 frames[BSR_IMAGE_MAX_PLANES];
  int n = bsr_image_n_planes (image);

  for (int i = 0; i < n; i++)
    {
      double upper = notes->energy_mv[i] * KILOVOLT_PER_MEGAVOLT;
      GByteArray *range = g_byte_array_new ();
      bsr_dicos_put_decimals (range, BSR_TAG_WINDOW_UPPER, &upper, isfinite (upper) ? 1 : 0);
      windows[i] = g_byte_array_new ();
      bsr_dicos_put_sequence (windows[i], BSR_TAG_WINDOW_RANGES, &range, 1);
      bsr_dicos_put_text (windows[i], BSR_TAG_WINDOW_NAME, "SH", n == 2 ? names[i] : "");
      frames[i] = (guint16) (i + 1);
    }
  bsr_dicos_put_shorts (set, BSR_TAG_WINDOW_VECTOR, "US", frames, n);
  put_short (set, BSR_TAG_N_WINDOWS, n);
  bsr_dicos_put_sequence (set, BSR_TAG_WINDOWS, windows, n);
}

static GByteArray *
make_headers (BsrImage *image, const BsrImageNotes *notes, guint32 pixel_bytes)
{
  g_autofree char *uid = bsr_dicos_image_uid (image);
  GByteArray *set = bsr_dicos_file_begin (BSR_DICOS_DX_FOR_PROCESSING, uid);
  put_identity (set, image, notes, uid);
  bsr_dicos_put_object (set, notes);
  put_acquisition (set, notes, uid);
  put_layout (set, image, notes);
  if (bsr_image_n_planes (image) > 1)
    put_windows (set, image, notes);
  bsr_dicos_put_text (set, BSR_TAG_TIP_TYPE, "CS", "REAL");
  bsr_dicos_put_text (set, BSR_TAG_DICOS_VERSION, "CS", "V02A");
  bsr_dicos_put_text (set, BSR_TAG_OOI_TYPE, "CS", "CARGO");
  bsr_dicos_put_text (set, BSR_TAG_SCAN_TYPE, "CS", "OPERATIONAL");
  bsr_dicos_put_head (set, BSR_TAG_PIXELS, bsr_image_bits (image) > 8 ? "OW" : "OB", pixel_bytes);
  return set;
}

/* A row as it is stored. */
static void
pack_row (const guint16 *row, int width, gboolean narrow, guint8 *packed)
{
  for (int x = 0; x < width; x++)
    {
      guint16 sample = GUINT16_TO_LE (row[x]);
      if (narrow)
        packed[x] = (guint8) row[x];
      else
        memcpy (packed + 2 * (gsize) x, &sample, sizeof sample);
    }
}

gboolean
bsr_dicos_write (BsrImage *image, const BsrImageNotes *notes, BsrNewFile *file, GError **error)
{
  g_return_val_if_fail (image != NULL && notes != NULL && file != NULL, FALSE);

  if (!can_hold (image, error))
    return FALSE;
  int width = bsr_image_width (image), height = bsr_image_height (image);
  gboolean narrow = bsr_image_bits (image) <= 8;
  gsize row_bytes = (gsize) width * (narrow ? 1 : 2);
  gint64 bytes = (gint64) row_bytes * height * bsr_image_n_planes (image);
  g_autoptr (GByteArray) headers = make_headers (image, notes, (guint32) (bytes + bytes % 2));
  g_autofree guint8 *packed = g_malloc0 (row_bytes);
  gint64 offset = headers->len;

  if (!bsr_new_file_write (file, 0, headers->data, headers->len, error))
    return FALSE;
  for (int i = 0; i < bsr_image_n_planes (image); i++)
    for (int y = 0; y < height; y++, offset += (gint64) row_bytes)
      {
        pack_row (bsr_plane_row_u16 (bsr_image_plane (image, i), y), width, narrow, packed);
        if (!bsr_new_file_write (file, offset, packed, row_bytes, error))
          return FALSE;
      }
  return bytes % 2 == 0 || bsr_new_file_write (file, offset, "", 1, error);
}
