#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-scan-pixels.h"
#include "bsr-json-reader.h"
#include "bsr-truth.h"

/* From here on a sample of a mask means that the object is there. */
#define MASK_IS_SET 128

/* Pixels of a scan; edges of a box fit an int with room to spare. */
static const BsrJsonRange pixels = { -BSR_PLANE_MAX_EDGE, BSR_PLANE_MAX_EDGE, FALSE };

typedef struct
{
  BsrJsonReader *reader;
  BsrTruth *truth;
  const char *folder; /* of the masks */
  GCancellable *cancellable;
  GError *cancelled;
} Reading;

/* What @member says; NULL and null alike: nothing. (transfer full) */
static char *
read_words (BsrJsonReader *reader, const char *member, gboolean needed)
{
  if (!needed && bsr_json_reader_is_null (reader, member))
    return NULL;
  return bsr_json_reader_string (reader, member, needed);
}

static double
read_number (BsrJsonReader *reader, const char *member)
{
  if (bsr_json_reader_is_null (reader, member))
    return NAN;
  return bsr_json_reader_number (reader, member, FALSE, bsr_json_any);
}

/* A box of at least one pixel. */
static BsrBox
read_box (BsrJsonReader *reader, const char *member)
{
  double numbers[4] = { 0.0 };
  if (!bsr_json_reader_tuple (reader, member, -1, pixels, numbers, G_N_ELEMENTS (numbers)))
    return (BsrBox){ 0 };
  gboolean whole = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    whole = whole && numbers[i] == floor (numbers[i]);
  if (!whole || numbers[2] < 1.0 || numbers[3] < 1.0)
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, member,
                          _ ("must be whole numbers, width and height at least 1"));
  return (BsrBox){ (int) numbers[0], (int) numbers[1], (int) numbers[2], (int) numbers[3] };
}

/* (transfer full) (nullable): the mask's samples as 0 and 255. */
static BsrPlane *
threshold (BsrImage *image, GError **error)
{
  int width = bsr_image_width (image), height = bsr_image_height (image);
  BsrPlane *read = bsr_image_plane (image, 0);
  if (bsr_plane_format (read) != BSR_FORMAT_U16 || bsr_image_bits (image) != 8)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the mask is not 8-bit grey"));
      return NULL;
    }
  BsrPlane *mask = bsr_plane_new (BSR_FORMAT_U8, width, height, error);
  for (int y = 0; mask != NULL && y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_u8 (mask, y)[x] = bsr_plane_row_u16 (read, y)[x] >= MASK_IS_SET ? 255 : 0;
  return mask;
}

static gboolean
is_blank (BsrPlane *mask)
{
  for (int y = 0; y < bsr_plane_height (mask); y++)
    for (int x = 0; x < bsr_plane_width (mask); x++)
      if (bsr_plane_row_u8 (mask, y)[x] != 0)
        return FALSE;
  return TRUE;
}

static BsrPlane *
load_mask (const Reading *reading, const char *file, BsrBox box, GError **error)
{
  g_autofree char *path = g_build_filename (reading->folder, file, NULL);
  g_autoptr (BsrImage) image = bsr_scan_pixels_load (path, NULL, NULL, reading->cancellable, error);
  if (image == NULL)
    return NULL;
  if (bsr_image_width (image) != box.width || bsr_image_height (image) != box.height)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("the mask has %d x %d pixels where its box has %d x %d"),
                   bsr_image_width (image), bsr_image_height (image), box.width, box.height);
      return NULL;
    }
  g_autoptr (BsrPlane) mask = threshold (image, error);
  if (mask != NULL && is_blank (mask))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the mask is blank"));
      return NULL;
    }
  return g_steal_pointer (&mask);
}

static void
read_mask (Reading *reading, BsrTruthObject *object)
{
  BsrJsonReader *reader = reading->reader;
  g_autofree char *file = read_words (reader, "mask", FALSE);
  if (file == NULL || !bsr_json_reader_ok (reader))
    return;
  if (strchr (file, '/') != NULL || file[0] == '.' || file[0] == '\0')
    {
      bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, "mask",
                            _ ("must be the name of a file beside the truth"));
      return;
    }
  g_autoptr (GError) error = NULL;
  object->mask = load_mask (reading, file, object->mask_box, &error);
  if (object->mask != NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      reading->cancelled = g_steal_pointer (&error);
      return;
    }
  g_autofree char *problem = g_strdup_printf ("%s: %s", file, error->message);
  gboolean ours = error->domain == BSR_ERROR;
  bsr_json_reader_fail (reader, ours ? error->code : BSR_ERROR_DAMAGED, "mask", problem);
}

static void
read_object (Reading *reading, int index)
{
  BsrJsonReader *reader = reading->reader;
  if (!bsr_json_reader_enter_element (reader, "objects", index))
    return;
  g_autofree char *kind = bsr_json_reader_string (reader, "kind", TRUE);
  BsrTruthObject *object = bsr_truth_add_object (reading->truth, kind != NULL ? kind : "");
  object->zone = read_words (reader, "zone", FALSE);
  object->box = read_box (reader, "box");
  object->mask_box
      = bsr_json_reader_has (reader, "mask_box") ? read_box (reader, "mask_box") : object->box;
  object->cnr = read_number (reader, "cnr");
  object->steel_mm = read_number (reader, "steel_mm");
  object->mass_kg = read_number (reader, "mass_kg");
  read_mask (reading, object);
  bsr_json_reader_leave (reader);
}

static void
read_commodity (Reading *reading, int index)
{
  BsrJsonReader *reader = reading->reader;
  if (!bsr_json_reader_enter_element (reader, "commodities", index))
    return;
  g_autofree char *id = bsr_json_reader_string (reader, "id", TRUE);
  BsrTruthCommodity *commodity = bsr_truth_add_commodity (reading->truth, id != NULL ? id : "");
  commodity->hs = read_words (reader, "hs", FALSE);
  commodity->from_mm = read_number (reader, "from_mm");
  commodity->to_mm = read_number (reader, "to_mm");
  commodity->mass_kg = read_number (reader, "mass_kg");
  commodity->packages = bsr_json_reader_integer (reader, "packages", FALSE, 0, G_MAXINT, -1);
  bsr_json_reader_leave (reader);
}

static void
read_declaration (BsrJsonReader *reader, BsrTruth *truth)
{
  if (!bsr_json_reader_enter (reader, "declaration"))
    return;
  truth->declared_items = (int) bsr_json_reader_integer (reader, "items", FALSE, 0, G_MAXINT, -1);
  truth->declared_kg = read_number (reader, "mass_kg");
  truth->vague = read_words (reader, "vague", FALSE);
  bsr_json_reader_leave (reader);
}

static void
read_scan (BsrJsonReader *reader, BsrTruth *truth)
{
  truth->is_declared = bsr_json_reader_has (reader, "honest");
  truth->honest = bsr_json_reader_boolean (reader, "honest", FALSE);
  truth->lie = read_words (reader, "lie", FALSE);
  truth->mass_kg = read_number (reader, "mass_kg");
  truth->empty = bsr_json_reader_boolean (reader, "empty", FALSE);
  truth->scanner = read_words (reader, "scanner", FALSE);
  truth->container_type = read_words (reader, "container_type", FALSE);
  truth->split = read_words (reader, "split", FALSE);
  truth->set = read_words (reader, "set", FALSE);
  truth->is_simulated = truth->set != NULL || bsr_json_reader_has (reader, "seed");
  if (bsr_json_reader_has (reader, "container_box"))
    truth->container = read_box (reader, "container_box");
}

BsrTruth *
bsr_truth_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  gsize length;
  g_autofree char *json = bsr_json_load_file (path, &length, error);
  if (json == NULL)
    return NULL;
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, (gssize) length, error);
  if (reader == NULL)
    return NULL;
  g_autoptr (BsrTruth) truth = bsr_truth_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  Reading reading = { reader, truth, folder, cancellable, NULL };

  bsr_json_reader_expect_format (reader, "basira-truth", 1);
  int n = bsr_json_reader_array_size (reader, "objects", TRUE, 0, G_MAXINT);
  for (int i = 0; i < n && reading.cancelled == NULL && bsr_json_reader_ok (reader); i++)
    read_object (&reading, i);
  n = bsr_json_reader_array_size (reader, "commodities", FALSE, 0, G_MAXINT);
  for (int i = 0; i < n && bsr_json_reader_ok (reader); i++)
    read_commodity (&reading, i);
  read_scan (reader, truth);
  read_declaration (reader, truth);
  if (reading.cancelled != NULL)
    {
      g_propagate_error (error, reading.cancelled);
      return NULL;
    }
  return bsr_json_reader_finish (reader, error) ? g_steal_pointer (&truth) : NULL;
}
