#include "bsr-hit.h"

static gint64
mask_pixels (BsrPlane *mask, BsrBox part)
{
  gint64 n = 0;
  for (int y = part.y; y < part.y + part.height; y++)
    {
      const guint8 *row = bsr_plane_row_u8 (mask, y);
      for (int x = part.x; x < part.x + part.width; x++)
        n += row[x] != 0;
    }
  return n;
}

double
bsr_hit_covered (BsrBox found, const BsrTruthObject *object)
{
  g_return_val_if_fail (object != NULL, 0.0);

  BsrBox common = bsr_box_intersect (found, object->mask_box);
  if (bsr_box_is_empty (common))
    return 0.0;
  if (object->mask == NULL)
    return (double) bsr_box_area (common) / (double) bsr_box_area (object->mask_box);
  BsrBox part = { common.x - object->mask_box.x, common.y - object->mask_box.y, common.width,
                  common.height };
  gint64 all = mask_pixels (object->mask, bsr_plane_bounds (object->mask));
  return all > 0 ? (double) mask_pixels (object->mask, part) / (double) all : 0.0;
}

gboolean
bsr_hit (BsrBox found, const BsrTruthObject *object)
{
  g_return_val_if_fail (object != NULL, FALSE);

  if (bsr_box_iou (found, object->box) >= BSR_HIT_LEAST_IOU)
    return TRUE;
  return bsr_box_area (found) <= BSR_HIT_MOST_AREA * bsr_box_area (object->box)
         && bsr_hit_covered (found, object) >= BSR_HIT_LEAST_COVERED;
}
