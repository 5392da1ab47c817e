#include "bsr-rendition-private.h"

void
bsr_sampling_init (BsrSampling *sampling, const BsrRendition *rendition, const BsrRaster *raster)
{
  const BsrScene *scene = rendition->scene;
  *sampling = (BsrSampling){ .has_filter = rendition->has_filter };
  bsr_sampler_init (&sampling->samples, rendition->pyramid, scene->n_left_out, raster, scene->width,
                    scene->height, TRUE);
  if (rendition->has_material)
    bsr_sampler_init (&sampling->beside[sampling->n_beside++], &scene->material,
                      scene->material_level, raster, scene->width, scene->height, FALSE);
  for (int i = 1; scene->is_colour && i < scene->n_pyramids; i++)
    bsr_sampler_init (&sampling->beside[sampling->n_beside++], &scene->planes[i],
                      scene->n_left_out, raster, scene->width, scene->height, TRUE);
  if (sampling->has_filter)
    bsr_filter_init (&sampling->filter, &rendition->look, &rendition->noise,
                     sampling->samples.level);
  const BsrSamplerAxis *x = &sampling->samples.x, *y = &sampling->samples.y;
  sampling->inside = (BsrBox){ x->begin, y->begin, x->end - x->begin, y->end - y->begin };
}

void
bsr_sampling_clear (BsrSampling *sampling)
{
  bsr_sampler_clear (&sampling->samples);
  for (int i = 0; i < sampling->n_beside; i++)
    bsr_sampler_clear (&sampling->beside[i]);
}

void
bsr_sampling_desk_init (BsrSamplingDesk *desk, const BsrSampling *sampling, BsrBox part)
{
  *desk = (BsrSamplingDesk){ .part = part };
  desk->scratch = g_new (guint16, bsr_sampler_scratch (&sampling->samples));
  desk->samples = g_new (guint16, part.width);
  if (sampling->n_beside > 0)
    desk->beside = g_new (guint16, part.width * sampling->n_beside);
  if (sampling->has_filter)
    {
      BsrBox wanted = bsr_sampler_footprint (&sampling->samples, part);
      bsr_filter_desk_init (&desk->filter, &sampling->filter, wanted.width, wanted.height);
      desk->source
          = bsr_filter_run (&sampling->filter, sampling->samples.plane, wanted, &desk->filter);
    }
  else
    desk->source = bsr_sampler_samples (&sampling->samples);
}

void
bsr_sampling_desk_clear (BsrSamplingDesk *desk)
{
  bsr_filter_desk_clear (&desk->filter);
  g_clear_pointer (&desk->scratch, g_free);
  g_clear_pointer (&desk->samples, g_free);
  g_clear_pointer (&desk->beside, g_free);
}

void
bsr_sampling_row (const BsrSampling *sampling, BsrSamplingDesk *desk, int row, guint16 *samples,
                  guint16 *beside)
{
  int begin = desk->part.x, end = desk->part.x + desk->part.width;
  bsr_sampler_row (&sampling->samples, &desk->source, row, begin, end, desk->scratch, samples);
  for (int i = 0; i < sampling->n_beside; i++)
    {
      BsrSamples source = bsr_sampler_samples (&sampling->beside[i]);
      bsr_sampler_row (&sampling->beside[i], &source, row, begin, end, desk->scratch,
                       beside + (gsize) i * (gsize) desk->part.width);
    }
}

gboolean
bsr_sampling_repeats (const BsrSampling *sampling, int row)
{
  gboolean equal = bsr_sampler_rows_are_equal (&sampling->samples, row, row - 1);
  for (int i = 0; i < sampling->n_beside; i++)
    equal = equal && bsr_sampler_rows_are_equal (&sampling->beside[i], row, row - 1);
  return equal;
}
