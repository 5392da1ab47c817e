#include "bsr-rendition-private.h"

#include <string.h>

struct _BsrTile
{
  gatomicrefcount refs;
  BsrRaster raster;
  BsrBox inside;
  guint16 *samples; /* of the outputs inside, row by row */
  guint16 *beside;  /* (nullable): n_beside rows for each of those */
  int n_beside;
};

BsrTile *
bsr_tile_new (const BsrRendition *rendition, const BsrRaster *raster)
{
  g_return_val_if_fail (rendition != NULL && raster != NULL, NULL);

  BsrSampling sampling;
  bsr_sampling_init (&sampling, rendition, raster);
  BsrTile *tile = g_new0 (BsrTile, 1);
  g_atomic_ref_count_init (&tile->refs);
  tile->raster = *raster;
  tile->inside = sampling.inside;
  gsize n = (gsize) MAX (bsr_box_area (tile->inside), 1);
  tile->samples = g_try_new (guint16, n);
  tile->n_beside = sampling.n_beside;
  tile->beside = sampling.n_beside > 0 ? g_try_new (guint16, n * (gsize) sampling.n_beside) : NULL;
  if (tile->samples == NULL || (sampling.n_beside > 0 && tile->beside == NULL))
    g_clear_pointer (&tile, bsr_tile_unref);
  else if (!bsr_box_is_empty (tile->inside))
    {
      BsrSamplingDesk desk;
      bsr_sampling_desk_init (&desk, &sampling, tile->inside);
      for (int i = 0; i < tile->inside.height; i++)
        {
          gsize at = (gsize) i * (gsize) tile->inside.width;
          bsr_sampling_row (&sampling, &desk, tile->inside.y + i, tile->samples + at,
                            tile->beside != NULL ? tile->beside + at * (gsize) tile->n_beside
                                                 : NULL);
        }
      bsr_sampling_desk_clear (&desk);
    }
  bsr_sampling_clear (&sampling);
  return tile;
}

BsrTile *
bsr_tile_ref (BsrTile *tile)
{
  g_atomic_ref_count_inc (&tile->refs);
  return tile;
}

void
bsr_tile_unref (BsrTile *tile)
{
  if (!g_atomic_ref_count_dec (&tile->refs))
    return;
  g_free (tile->samples);
  g_free (tile->beside);
  g_free (tile);
}

gsize
bsr_tile_size (const BsrTile *tile)
{
  gsize n = (gsize) MAX (bsr_box_area (tile->inside), 1);
  return sizeof *tile + n * sizeof (guint16) * (gsize) (1 + tile->n_beside);
}

/* The next enabled step on samples from @from on, or -1. */
static int
next_filter_step (const BsrLook *look, int from)
{
  for (int i = from; i < look->n_steps; i++)
    if (look->steps[i].enabled
        && bsr_enhancement_kind (look->steps[i].kind)->stage == BSR_STAGE_SAMPLES)
      return i;
  return -1;
}

gboolean
bsr_tile_serves (const BsrLook *a, const BsrLook *b)
{
  int i = next_filter_step (a, 0), k = next_filter_step (b, 0);
  if (a->tone.mode != b->tone.mode || a->tone.plane != b->tone.plane)
    return FALSE;
  /* Relief is lit as it is displayed. */
  if (i >= 0 && !a->tone.invert != !b->tone.invert)
    return FALSE;
  for (; i >= 0 && k >= 0; i = next_filter_step (a, i + 1), k = next_filter_step (b, k + 1))
    if (a->steps[i].kind != b->steps[k].kind || a->steps[i].amount != b->steps[k].amount)
      return FALSE;
  return i < 0 && k < 0;
}

void
bsr_rendition_shade (const BsrRendition *rendition, const BsrTile *tile, guint8 *rgba, gsize stride)
{
  g_return_if_fail (rendition != NULL && tile != NULL && rgba != NULL);
  g_return_if_fail ((rendition->has_material || rendition->scene->is_colour)
                    == (tile->beside != NULL));

  const BsrBox *inside = &tile->inside;
  BsrTransferDesk desk;
  bsr_transfer_desk_init (&desk, &rendition->transfer, &tile->raster, inside->x,
                          inside->x + inside->width);
  for (int row = 0; row < tile->raster.height; row++)
    {
      guint8 *out = rgba + stride * (gsize) row;
      gboolean is_inside
          = row >= inside->y && row < inside->y + inside->height && inside->width > 0;
      bsr_fill_background (out, 0, is_inside ? inside->x : tile->raster.width);
      if (!is_inside)
        continue;
      bsr_fill_background (out, inside->x + inside->width, tile->raster.width);
      gsize at = (gsize) (row - inside->y) * (gsize) inside->width;
      bsr_transfer_row (&rendition->transfer, &desk, &tile->raster, row, tile->samples + at,
                        tile->beside != NULL ? tile->beside + at * (gsize) tile->n_beside : NULL,
                        out + (gsize) inside->x * BSR_BYTES_PER_PIXEL);
    }
  bsr_transfer_desk_clear (&desk);
}
