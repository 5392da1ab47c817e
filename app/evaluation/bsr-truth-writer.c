#include <math.h>
#include <string.h>

#include "bsr-json-writer.h"
#include "bsr-new-file.h"
#include "bsr-png-writer.h"
#include "bsr-truth.h"

static const guint8 *
mask_row (int y, gpointer data)
{
  return bsr_plane_row_u8 (data, y);
}

static gboolean
write_mask (BsrPlane *mask, const char *path, GError **error)
{
  const BsrPngPixels pixels = { .format = BSR_PNG_GREY_8,
                                .width = bsr_plane_width (mask),
                                .height = bsr_plane_height (mask),
                                .row = mask_row,
                                .data = mask };
  g_autoptr (BsrNewFile) file = bsr_new_file_open (path, error);
  return file != NULL && bsr_png_write (&pixels, file, error) && bsr_new_file_commit (file, error);
}

static void
put_box (BsrJsonWriter *writer, const char *member, BsrBox box)
{
  const double numbers[] = { box.x, box.y, box.width, box.height };
  bsr_json_writer_numbers (writer, member, numbers, G_N_ELEMENTS (numbers));
}

static void
put_object (BsrJsonWriter *writer, const BsrTruthObject *object, const char *mask_file)
{
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "kind", object->kind);
  bsr_json_writer_string (writer, "zone", object->zone);
  put_box (writer, "box", object->box);
  if (object->mask != NULL)
    bsr_json_writer_string (writer, "mask", mask_file);
  put_box (writer, "mask_box", object->mask_box);
  bsr_json_writer_number (writer, "cnr", object->cnr);
  bsr_json_writer_number (writer, "steel_mm", object->steel_mm);
  bsr_json_writer_number (writer, "mass_kg", object->mass_kg);
  bsr_json_writer_end_object (writer);
}

static void
put_commodity (BsrJsonWriter *writer, const BsrTruthCommodity *commodity)
{
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "id", commodity->id);
  bsr_json_writer_string (writer, "hs", commodity->hs);
  bsr_json_writer_number (writer, "from_mm", commodity->from_mm);
  bsr_json_writer_number (writer, "to_mm", commodity->to_mm);
  bsr_json_writer_number (writer, "mass_kg", commodity->mass_kg);
  if (commodity->packages >= 0)
    bsr_json_writer_integer (writer, "packages", commodity->packages);
  bsr_json_writer_end_object (writer);
}

static void
put_declaration (BsrJsonWriter *writer, const BsrTruth *truth)
{
  if (truth->declared_items < 0)
    return;
  bsr_json_writer_begin_object (writer, "declaration");
  bsr_json_writer_integer (writer, "items", truth->declared_items);
  bsr_json_writer_number (writer, "mass_kg", truth->declared_kg);
  bsr_json_writer_string (writer, "vague", truth->vague);
  bsr_json_writer_end_object (writer);
}

static void
put_scan (BsrJsonWriter *writer, const BsrTruth *truth)
{
  if (truth->is_declared)
    {
      bsr_json_writer_boolean (writer, "honest", truth->honest);
      if (truth->lie == NULL)
        bsr_json_writer_null (writer, "lie");
    }
  bsr_json_writer_string (writer, "lie", truth->lie);
  bsr_json_writer_number (writer, "mass_kg", truth->mass_kg);
  bsr_json_writer_boolean (writer, "empty", truth->empty);
  bsr_json_writer_string (writer, "scanner", truth->scanner);
  bsr_json_writer_string (writer, "container_type", truth->container_type);
  if (!bsr_box_is_empty (truth->container))
    put_box (writer, "container_box", truth->container);
  bsr_json_writer_string (writer, "split", truth->split);
  if (truth->set == NULL)
    return;
  bsr_json_writer_string (writer, "set", truth->set);
  bsr_json_writer_integer (writer, "seed", (gint64) truth->seed);
}

/* (transfer full): what stands before ".json" in @path. */
static char *
stem_of (const char *path)
{
  const char *ending = ".json";
  return g_strndup (path, strlen (path) - (g_str_has_suffix (path, ending) ? strlen (ending) : 0));
}

/* The masks come first: whoever sees a truth sees its masks too. */
gboolean
bsr_truth_write (const BsrTruth *truth, const char *path, GError **error)
{
  g_return_val_if_fail (truth != NULL && path != NULL, FALSE);

  g_autofree char *stem = stem_of (path);
  g_autofree char *name = g_path_get_basename (stem);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  gboolean done = TRUE;
  bsr_json_writer_string (writer, "format", "basira-truth/1");
  bsr_json_writer_begin_array (writer, "objects");
  for (guint i = 0; i < truth->objects->len; i++)
    {
      const BsrTruthObject *object = g_ptr_array_index (truth->objects, i);
      g_autofree char *mask_path = g_strdup_printf ("%s.object%u.png", stem, i + 1);
      g_autofree char *mask_file = g_strdup_printf ("%s.object%u.png", name, i + 1);
      if (done && object->mask != NULL)
        done = write_mask (object->mask, mask_path, error);
      put_object (writer, object, mask_file);
    }
  bsr_json_writer_end_array (writer);
  bsr_json_writer_begin_array (writer, "commodities");
  for (guint i = 0; i < truth->commodities->len; i++)
    put_commodity (writer, g_ptr_array_index (truth->commodities, i));
  bsr_json_writer_end_array (writer);
  put_scan (writer, truth);
  put_declaration (writer, truth);
  g_autofree char *json = bsr_json_writer_finish (writer);
  if (!done)
    return FALSE;
  g_autoptr (BsrNewFile) file = bsr_new_file_open (path, error);
  return file != NULL && bsr_new_file_write (file, 0, json, strlen (json), error)
         && bsr_new_file_commit (file, error);
}
