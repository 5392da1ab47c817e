/* Writes what the load of each scan of a simulated set looks like, part by part and as a whole: what
 * tests/eval/fit-packing.py fits the classes of packing to.
 *
 *   list-loads DIR OUT.csv [FIRST STEP] */

#include <stdio.h>

#include "bsr-load-lump.h"
#include "bsr-load-outline.h"
#include "bsr-packing-traits.h"
#include "bsr-evidence.h"
#include "scan-set.h"

static void
begin (FILE *out)
{
  fprintf (out, "scan,part,from_mm,to_mm,kg,volume_m3,opaque,pieces,height_mm,packing,confidence,lump-excess,lump-spread,lump-opaque,lump-place,lump-x,lump-y,lump-w,lump-h");
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    fprintf (out, ",%s", bsr_load_measure_names[i]);
  for (int i = 0; i < BSR_N_PACKING_TRAITS; i++)
    fprintf (out, ",trait-%d", i);
  fprintf (out, "\n");
}

static void
list_part (FILE *out, const char *name, const BsrLoadLook *look, int part, const BsrLoadRegion *region,
           const BsrLoadLump *lump, int from, int to)
{
  g_autoptr (BsrLoadOutline) outline = bsr_load_outline_new (look, from, to);
  BsrPackingTraits traits = bsr_packing_traits_measure (look, outline, &region->descriptor);
  const BsrPacking *packing = &region->packing;
  BsrBox space = bsr_load_map_space (look->map);
  double mm = bsr_grid_cell_width_mm (look->grid);
  fprintf (out, "%s,%d,%.0f,%.0f,%.1f,%.3f,%.4f,%d,%.0f,%s,%.3f", name, part, (from - space.x) * mm,
           (to - space.x) * mm, region->mass_kg, region->volume_m3, region->opaque_fraction,
           packing->n_pieces, packing->height_mm, bsr_packing_names[packing->kind], packing->confidence);
  fprintf (out, ",%.3f,%.3f,%.3f,%.3f,%d,%d,%d,%d", lump->excess, lump->spread, lump->opaque, lump->place, lump->box.x, lump->box.y, lump->box.width, lump->box.height);
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    fprintf (out, ",%.4f", (double) region->descriptor.values[i]);
  for (int i = 0; i < BSR_N_PACKING_TRAITS; i++)
    fprintf (out, ",%.4f", (double) traits.values[i]);
  fprintf (out, "\n");
}

static gboolean
list_scan (FILE *out, const char *folder, const char *name, GError **error)
{
  g_autoptr (BsrTruth) truth = NULL;
  BsrBox container;
  g_autoptr (BsrRadiograph) radiograph = scan_set_open (folder, name, &truth, &container, error);
  if (radiograph == NULL)
    return FALSE;
  g_autoptr (BsrEvidence) evidence = bsr_evidence_new (radiograph, container, 1, NULL, error);
  if (evidence == NULL)
    return FALSE;
  const BsrGrid *grid = bsr_evidence_grid (evidence);
  g_autoptr (BsrLoadMap) map
      = bsr_load_map_new (grid, bsr_evidence_inside (evidence), bsr_evidence_structure (evidence), error);
  if (map == NULL)
    return FALSE;
  g_autoptr (BsrLoadPlaces) places = bsr_load_places_new (
      radiograph, grid, map, bsr_inside_wall_mm (bsr_evidence_inside (evidence)), NULL);
  const BsrLoadLook look = { radiograph, grid, map, places,
                             bsr_inside_wall_mm (bsr_evidence_inside (evidence)),
                             bsr_inside_wall_sd_mm (bsr_evidence_inside (evidence)) };
  BsrBox space = bsr_load_map_space (map);
  BsrLoadRegion regions[BSR_LOAD_MOST_REGIONS];
  int n = bsr_load_regions_find (&look, regions);
  BsrLoadLump lump = bsr_load_lump_find (&look);
  BsrBox first = bsr_grid_to_pixels (grid, (BsrBox){ 0, 0, 1, 1 });
  for (int i = 0; i < n; i++)
    {
      int from = (regions[i].box.x - first.x) / first.width;
      list_part (out, name, &look, i, &regions[i], &lump, from, from + (int) (regions[i].length_mm / bsr_grid_cell_width_mm (grid) + 0.5));
    }
  if (n > 0)
    {
      BsrLoadRegion whole = bsr_load_region_measure (&look, space.x, space.x + space.width);
      list_part (out, name, &look, -1, &whole, &lump, space.x, space.x + space.width);
    }
  fflush (out);
  return TRUE;
}

int
main (int argc, char *argv[])
{
  return scan_set_main (argc, argv, begin, list_scan);
}
