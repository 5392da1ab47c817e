#include "bsr-read-out.h"

#include <math.h>

#define MM_PER_M 1000.0

static void
read_counts (BsrReadOut *out, BsrImage *image)
{
  for (int i = 0; i < out->n_planes; i++)
    {
      BsrPlane *plane = bsr_image_plane (image, i);
      out->counts[i] = bsr_plane_format (plane) == BSR_FORMAT_F32
                           ? (double) bsr_plane_row_f32 (plane, out->y)[out->x]
                           : bsr_plane_row_u16 (plane, out->y)[out->x];
    }
}

static void
read_physics (BsrReadOut *out, BsrRadiograph *radiograph)
{
  const int hidden = BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE;
  for (int i = 0; i < out->n_planes; i++)
    {
      float attenuation = bsr_radiograph_attenuation_at (radiograph, i, out->x, out->y);
      out->transmission[i] = exp ((double) -attenuation);
    }
  /* Steel is told from plane 0: its flags count. */
  guint8 flags = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 0), out->y)[out->x];
  out->steel_mm = (double) bsr_radiograph_steel_at (radiograph, out->x, out->y);
  out->opaque = (flags & BSR_PIXEL_OPAQUE) != 0;
  out->dead = (flags & hidden) != 0;
}

BsrReadOut
bsr_read_out_at (BsrScene *scene, const BsrPitch *pitch, const BsrBox *container, double x,
                 double y)
{
  BsrReadOut out = { .steel_mm = NAN };
  int width = bsr_scene_width (scene), height = bsr_scene_height (scene);
  if (!(x >= 0.0 && y >= 0.0 && x < width && y < height))
    return out;

  BsrRadiograph *radiograph = bsr_scene_radiograph (scene);
  out.inside = TRUE;
  out.x = (int) x;
  out.y = (int) y;
  out.n_planes = bsr_scene_n_planes (scene);
  if (bsr_scene_is_colour (scene)) /* which has no counts */
    out.n_planes = 0;
  read_counts (&out, bsr_scene_image (scene));
  for (int i = 0; i < out.n_planes; i++)
    out.transmission[i] = NAN;
  if (radiograph != NULL)
    {
      read_physics (&out, radiograph);
      out.has_material = bsr_scene_material_at (scene, out.x, out.y, &out.material);
    }

  int left = container ? container->x : 0;
  int floor_y = container ? container->y + container->height : height;
  out.x_m = (x - left) * pitch->x_mm / MM_PER_M;
  out.y_m = (floor_y - y) * pitch->y_mm / MM_PER_M;
  return out;
}
