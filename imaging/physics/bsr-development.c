/* A pass over all pixels as a thing that can be copied, compared and run on a device. */

#include "bsr-development.h"

#include <string.h>

#include "bsr-row-kernels.h"

G_STATIC_ASSERT (sizeof (BsrCell) == sizeof (BsrClCell));

static gboolean
new_flags (const BsrDevelopment *development, BsrPlane *developed[], GError **error)
{
  for (int i = 0; i < development->n_exposures; i++)
    {
      const BsrPlane *flags = development->exposures[i].flags;
      developed[i] = bsr_plane_new (BSR_FORMAT_U8, bsr_plane_width (flags),
                                    bsr_plane_height (flags), error);
      if (developed[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_pass (const BsrDevelopment *development, BsrPlane *const developed[], BsrClDevice *device,
          GCancellable *cancellable, GError **error)
{
  BsrCells *cells = development->cells;
  BsrClExposure exposures[BSR_IMAGE_MAX_PLANES];
  for (int i = 0; i < development->n_exposures; i++)
    {
      const BsrExposure *exposure = &development->exposures[i];
      exposures[i] = (BsrClExposure){ .samples = exposure->samples,
                                      .flags = exposure->flags,
                                      .codes = exposure->codes,
                                      .developed = developed[i],
                                      .codes_of = development->codes_of[i],
                                      .row_offsets = exposure->row_offsets,
                                      .column_offsets = exposure->column_offsets,
                                      .most = exposure->most,
                                      .full = (guint16) exposure->full,
                                      .air = exposure->air_code };
    }
  BsrClPass pass = { .exposures = exposures,
                     .n_exposures = development->n_exposures,
                     .bias = BSR_CODE_BIAS,
                     .saturated_flag = BSR_PIXEL_SATURATED,
                     .opaque_flag = BSR_PIXEL_OPAQUE,
                     .air_flag = BSR_PIXEL_AIR,
                     .bad = BSR_DEVELOP_BAD,
                     .mute = BSR_DEVELOP_MUTE,
                     .across = cells->across,
                     .down = cells->down,
                     .cells_width = cells->width,
                     .cells_height = cells->height,
                     .cells = (BsrClCell *) cells->cells };
  return bsr_cl_develop (device, &pass, cancellable, error);
}

gboolean
bsr_development_run_on_device (const BsrDevelopment *development, BsrClDevice *device,
                               GCancellable *cancellable, GError **error)
{
  BsrPlane *developed[BSR_IMAGE_MAX_PLANES] = { NULL };
  gboolean done = new_flags (development, developed, error)
                  && run_pass (development, developed, device, cancellable, error);
  for (int i = 0; i < development->n_exposures; i++)
    {
      BsrPlane **flags = done ? &development->exposures[i].flags : &developed[i];
      g_clear_pointer (flags, bsr_plane_unref);
      if (done)
        *flags = developed[i];
    }
  return done;
}

static gboolean
planes_equal (BsrPlane *a, BsrPlane *b)
{
  gsize size = bsr_plane_sample_size (a) * (gsize) bsr_plane_width (a);
  for (int y = 0; y < bsr_plane_height (a); y++)
    if (memcmp (bsr_plane_row (a, y), bsr_plane_row (b, y), size) != 0)
      return FALSE;
  return TRUE;
}

gboolean
bsr_developments_equal (const BsrDevelopment *a, const BsrDevelopment *b)
{
  for (int i = 0; i < a->n_exposures; i++)
    if (!planes_equal (a->exposures[i].codes, b->exposures[i].codes)
        || !planes_equal (a->exposures[i].flags, b->exposures[i].flags))
      return FALSE;
  gsize n_cells = (gsize) a->cells->width * a->cells->height;
  return memcmp (a->cells->cells, b->cells->cells, n_cells * sizeof (BsrCell)) == 0;
}

static BsrPlane *
copy_plane (BsrPlane *plane, int from, int n_rows, GError **error)
{
  BsrPlane *copy = bsr_plane_new (bsr_plane_format (plane), bsr_plane_width (plane), n_rows, error);
  gsize size = bsr_plane_sample_size (plane) * (gsize) bsr_plane_width (plane);
  for (int y = 0; copy != NULL && y < n_rows; y++)
    memcpy (bsr_plane_row (copy, y), bsr_plane_row (plane, from + y), size);
  return copy;
}

BsrDevelopment *
bsr_development_copy_rows (const BsrDevelopment *development, int from, int n_rows, GError **error)
{
  g_autoptr (BsrDevelopment) copy = g_new0 (BsrDevelopment, 1);
  *copy = *development;
  copy->exposures = g_new0 (BsrExposure, development->n_exposures);
  copy->cells = g_new (BsrCells, 1);
  *copy->cells = *development->cells;
  copy->cells->height = (n_rows + copy->cells->down - 1) / copy->cells->down;
  copy->cells->cells = g_new0 (BsrCell, (gsize) copy->cells->width * copy->cells->height);
  for (int i = 0; i < copy->n_exposures; i++)
    {
      const BsrExposure *source = &development->exposures[i];
      BsrExposure *exposure = &copy->exposures[i];
      exposure->most = source->most;
      exposure->full = source->full;
      exposure->air_code = source->air_code;
      exposure->column_offsets = source->column_offsets;
      exposure->row_offsets = source->row_offsets != NULL ? source->row_offsets + from : NULL;
      exposure->samples = copy_plane (source->samples, from, n_rows, error);
      exposure->flags = copy_plane (source->flags, from, n_rows, error);
      exposure->codes = bsr_plane_new (BSR_FORMAT_U16, bsr_plane_width (source->samples), n_rows,
                                       error);
      if (exposure->samples == NULL || exposure->flags == NULL || exposure->codes == NULL)
        return NULL;
    }
  return g_steal_pointer (&copy);
}

void
bsr_development_free (BsrDevelopment *copy)
{
  if (copy == NULL)
    return;
  for (int i = 0; i < copy->n_exposures; i++)
    {
      g_clear_pointer (&copy->exposures[i].samples, bsr_plane_unref);
      g_clear_pointer (&copy->exposures[i].flags, bsr_plane_unref);
      g_clear_pointer (&copy->exposures[i].codes, bsr_plane_unref);
    }
  bsr_cells_clear (copy->cells);
  g_free (copy->cells);
  g_free (copy->exposures);
  g_free (copy);
}
