/* Writes what the network of imaging/detect/bsr-appearance.h looks at in each scan of a simulated
 * set, and where things are concealed: what tests/eval/fit-network.py fits it to.
 *
 *   list-cells DIR OUT.cells [FIRST STEP]
 *
 * OUT.cells is for this machine alone; a record a scan: "cell", width, height, number of maps, number
 * of objects (int32); of each object kind and zone (32 and 16 bytes) and cnr (float); a byte a cell:
 * 0 nothing, n + 1 object n, 255 an object's edge; the maps in units of 1/2048 (int16). */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bsr-appearance-input.h"
#include "scan-set.h"

#define UNIT 2048.0F
/* Share of a cell that an object covers: from the first it is the object's, below the second not. */
#define OF_OBJECT 0.3F
#define BESIDE_OBJECT 0.02F
#define EDGE 255

static void
add_mask (const BsrTruthObject *object, BsrBox first_cell, int width, int height, float *share)
{
  float pixel = 1.0F / (float) (first_cell.width * first_cell.height);
  BsrBox box = object->mask_box;
  for (int y = 0; y < box.height; y++)
    for (int x = 0; x < box.width; x++)
      {
        int u = (box.x + x - first_cell.x), v = (box.y + y - first_cell.y);
        if (u < 0 || v < 0 || u / first_cell.width >= width || v / first_cell.height >= height)
          continue;
        if (object->mask == NULL || bsr_plane_row_u8 (object->mask, y)[x] != 0)
          share[v / first_cell.height * width + u / first_cell.width] += pixel;
      }
}

static guint8 *
label (const BsrTruth *truth, const BsrGrid *grid, int width, int height)
{
  guint8 *labels = g_new0 (guint8, (gsize) width * height);
  BsrBox cell = bsr_grid_to_pixels (grid, (BsrBox){ 0, 0, BSR_APPEARANCE_STEP, BSR_APPEARANCE_STEP });
  for (guint i = 0; i < truth->objects->len; i++)
    {
      g_autofree float *share = g_new0 (float, (gsize) width * height);
      add_mask (g_ptr_array_index (truth->objects, i), cell, width, height, share);
      for (int at = 0; at < width * height; at++)
        if (share[at] >= OF_OBJECT)
          labels[at] = (guint8) (i + 1);
        else if (share[at] >= BESIDE_OBJECT && labels[at] == 0)
          labels[at] = EDGE;
    }
  return labels;
}

static void
write_objects (FILE *out, const BsrTruth *truth)
{
  for (guint i = 0; i < truth->objects->len; i++)
    {
      const BsrTruthObject *object = g_ptr_array_index (truth->objects, i);
      char kind[32] = "", zone[16] = "";
      float cnr = (float) object->cnr;
      g_strlcpy (kind, object->kind, sizeof kind);
      g_strlcpy (zone, object->zone != NULL ? object->zone : "", sizeof zone);
      fwrite (kind, sizeof kind, 1, out);
      fwrite (zone, sizeof zone, 1, out);
      fwrite (&cnr, sizeof cnr, 1, out);
    }
}

static gboolean
list_scan (FILE *out, const char *folder, const char *name, GError **error)
{
  g_autoptr (BsrTruth) truth = NULL;
  BsrBox container;
  g_autoptr (BsrRadiograph) radiograph
      = scan_set_open (folder, name, &truth, &container, error);
  if (radiograph == NULL)
    return FALSE;
  g_autoptr (BsrEvidence) evidence = bsr_evidence_new (radiograph, container, 1, NULL, error);
  if (evidence == NULL)
    return FALSE;

  int width = bsr_appearance_input_width (evidence), height = bsr_appearance_input_height (evidence);
  gsize n = (gsize) BSR_APPEARANCE_N_INPUTS * width * height;
  g_autofree float *maps = bsr_appearance_input_new (evidence);
  g_autofree guint8 *labels = label (truth, bsr_evidence_wide (evidence), width, height);
  g_autofree gint16 *units = g_new (gint16, n);
  for (gsize i = 0; i < n; i++)
    units[i] = (gint16) CLAMP (lrintf (maps[i] * UNIT), G_MININT16, G_MAXINT16);

  const gint32 head[4] = { width, height, BSR_APPEARANCE_N_INPUTS, (gint32) truth->objects->len };
  fwrite ("cell", 4, 1, out);
  fwrite (head, sizeof head, 1, out);
  write_objects (out, truth);
  fwrite (labels, 1, (gsize) width * height, out);
  fwrite (units, sizeof *units, n, out);
  return TRUE;
}

int
main (int argc, char *argv[])
{
  return scan_set_main (argc, argv, NULL, list_scan);
}
