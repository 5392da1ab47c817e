#include "bsr-rendition-private.h"

void
bsr_sampling_init (BsrSampling *sampling, const BsrRendition *rendition, const BsrRaster *raster)
{
  const BsrScene *scene = rendition->scene;
  *sampling = (BsrSampling){ .has_filter = rendition->has_filter,
                             .has_material = rendition->has_material };
  bsr_sampler_init (&sampling->samples, rendition->pyramid, 0, raster, scene->width, scene->height,
                    TRUE);
  if (sampling->has_material)
    bsr_sampler_init (&sampling->material, &scene->material, scene->material_level, raster, scene->width, scene->height,
                      FALSE);
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
  bsr_sampler_clear (&sampling->material);
}

void
bsr_sampling_desk_init (BsrSamplingDesk *desk, const BsrSampling *sampling, BsrBox part)
{
  *desk = (BsrSamplingDesk){ .part = part };
  desk->scratch = g_new (guint16, bsr_sampler_scratch (&sampling->samples));
  desk->samples = g_new (guint16, part.width);
  desk->material = sampling->has_material ? g_new (guint16, part.width) : NULL;
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
  g_clear_pointer (&desk->material, g_free);
}

void
bsr_sampling_row (const BsrSampling *sampling, BsrSamplingDesk *desk, int row, guint16 *samples,
                  guint16 *material)
{
  int begin = desk->part.x, end = desk->part.x + desk->part.width;
  bsr_sampler_row (&sampling->samples, &desk->source, row, begin, end, desk->scratch, samples);
  if (sampling->has_material)
    {
      BsrSamples map = bsr_sampler_samples (&sampling->material);
      bsr_sampler_row (&sampling->material, &map, row, begin, end, NULL, material);
    }
}

gboolean
bsr_sampling_repeats (const BsrSampling *sampling, int row)
{
  return bsr_sampler_rows_are_equal (&sampling->samples, row, row - 1)
         && (!sampling->has_material
             || bsr_sampler_rows_are_equal (&sampling->material, row, row - 1));
}
