#include "bsr-transfer.h"

#include <math.h>
#include <string.h>

#include "bsr-shade-curve.h"

#define BYTES_PER_PIXEL 4

/* What is drawn for each index, 0...65535, of @levels. */
static void
set_colours (BsrTransfer *transfer, const BsrTone *tone)
{
  const BsrPalette *palette = tone->palette ? tone->palette : bsr_palettes ();
  guint32 colours[256];
  for (int i = 0; i < 256; i++)
    {
      const guint8 rgba[BYTES_PER_PIXEL]
          = { palette->rgb[i][0], palette->rgb[i][1], palette->rgb[i][2], 255 };
      memcpy (&colours[i], rgba, sizeof rgba);
    }
  transfer->colours = g_new (guint32, 65536);
  for (int i = 0; i < 65536; i++)
    transfer->colours[i] = colours[transfer->levels[i]];
  g_clear_pointer (&transfer->levels, g_free);
}

void
bsr_transfer_init (BsrTransfer *transfer, const BsrScene *scene, const BsrLook *look,
                   gboolean with_material)
{
  *transfer = (BsrTransfer){ .kernels = bsr_render_kernels (bsr_simd_level ()) };
  transfer->levels = g_new (guint8, 65536);
  BsrLook evened = *look;
  int local = bsr_look_find (look, BSR_ENHANCE_LOCAL_EQUALISE);
  /* Where materials are taken out of the picture, no place has the shades that it had. */
  if (with_material && look->tone.mode != BSR_VIEW_MATERIAL && local >= 0)
    bsr_look_remove (&evened, local);
  transfer->is_colour = scene->is_colour;
  if (bsr_shade_curve_is_needed (&evened) && !scene->is_colour)
    {
      BsrShadeCurve *curve = bsr_shade_curve_new (scene, &evened);
      transfer->is_local = bsr_shade_curve_finish (curve, transfer->levels, &transfer->bins,
                                                   &transfer->local);
    }
  else
    {
      double scale;
      g_autofree BsrToneTable *table = g_new (BsrToneTable, 1);
      bsr_scene_pyramid (scene, &look->tone, &scale);
      bsr_tone_table_init (table, &look->tone, scale);
      memcpy (transfer->levels, table->level, sizeof table->level);
    }
  if (scene->is_colour)
    return;
  if (with_material)
    bsr_material_paint_init (&transfer->paint, look->tone.mode, transfer->levels, scene->strip);
  else
    set_colours (transfer, &look->tone);
}

void
bsr_transfer_clear (BsrTransfer *transfer)
{
  g_clear_pointer (&transfer->colours, g_free);
  g_clear_pointer (&transfer->levels, g_free);
  g_clear_pointer (&transfer->bins, g_free);
  bsr_material_paint_clear (&transfer->paint);
  bsr_local_shades_clear (&transfer->local);
}

void
bsr_transfer_desk_init (BsrTransferDesk *desk, const BsrTransfer *transfer,
                        const BsrRaster *raster, int begin, int end)
{
  int n = MAX (end - begin, 1);
  *desk = (BsrTransferDesk){ .begin = begin, .end = end };
  if (!transfer->is_local)
    return;
  desk->bins = g_new (guint16, n);
  desk->shades = g_new (guint16, n);
  desk->column = g_new0 (guint16, n);
  desk->part = g_new0 (guint16, n);
  int first = G_MAXINT, last = 0;
  for (int i = begin; i < end; i++)
    {
      int part;
      double x = bsr_raster_place (raster->x, raster->scale_x, i + 0.5);
      int column = bsr_local_shades_column (&transfer->local, x, &part);
      desk->column[i - begin] = (guint16) column;
      desk->part[i - begin] = (guint16) part;
      first = MIN (first, column);
      last = MAX (last, column);
    }
  desk->first_column = MIN (first, last);
  desk->last_column = MIN (last + 1, transfer->local.n_columns - 1);
  int n_cells = desk->last_column - desk->first_column + 1;
  desk->blended = g_new (guint16, (gsize) (n_cells + 1) * BSR_LOCAL_BINS);
  for (int i = 0; i < end - begin; i++)
    desk->column[i] = (guint16) ((desk->column[i] - desk->first_column) * BSR_LOCAL_BINS);
}

void
bsr_transfer_desk_clear (BsrTransferDesk *desk)
{
  g_free (desk->bins);
  g_free (desk->shades);
  g_free (desk->column);
  g_free (desk->part);
  g_free (desk->blended);
}

/* The shades that @samples have at their places. */
static const guint16 *
equalise_row (const BsrTransfer *transfer, BsrTransferDesk *desk, const BsrRaster *raster, int row,
              const guint16 *samples)
{
  int part, n = desk->end - desk->begin;
  double y = bsr_raster_place (raster->y, raster->scale_y, row + 0.5);
  int cell_row = bsr_local_shades_row (&transfer->local, y, &part);
  bsr_local_shades_blend (&transfer->local, cell_row, part, desk->first_column, desk->last_column,
                          desk->blended);
  /* The last column of all has no next, and no part of it. */
  gsize n_blended = (gsize) (desk->last_column - desk->first_column + 1) * BSR_LOCAL_BINS;
  memset (desk->blended + n_blended, 0, sizeof (guint16) * BSR_LOCAL_BINS);
  for (int i = 0; i < n; i++)
    desk->bins[i] = transfer->bins[samples[i]];
  BsrLocalRow cells = { desk->blended, BSR_LOCAL_BINS, desk->column, desk->part };
  transfer->kernels->local (desk->bins, &cells, n, desk->shades);
  return desk->shades;
}

/* Outputs from the scan's edge to the raster's: hatching moves with the scan. */
static gint64
place_of (double source, double scale)
{
  return (gint64) floor (source * scale + 0.5);
}

gboolean
bsr_transfer_is_even (const BsrTransfer *transfer)
{
  gboolean is_hatched = transfer->colours == NULL && !transfer->is_colour
                        && transfer->paint.mode != BSR_VIEW_MATERIAL;
  return !transfer->is_local && !is_hatched;
}

/* @beside: @n samples of green, then of blue. */
static void
mix_row (const guint8 *levels, const guint16 *red, const guint16 *beside, int n, guint8 *rgba)
{
  for (int i = 0; i < n; i++, rgba += BYTES_PER_PIXEL)
    {
      rgba[0] = levels[red[i]];
      rgba[1] = levels[beside[i]];
      rgba[2] = levels[beside[n + i]];
      rgba[3] = 255;
    }
}

void
bsr_transfer_row (const BsrTransfer *transfer, BsrTransferDesk *desk, const BsrRaster *raster,
                  int row, const guint16 *samples, const guint16 *beside, guint8 *rgba)
{
  int n = desk->end - desk->begin;
  if (transfer->is_local)
    samples = equalise_row (transfer, desk, raster, row, samples);
  if (transfer->is_colour)
    mix_row (transfer->levels, samples, beside, n, rgba);
  else if (beside != NULL)
    bsr_material_paint_row (&transfer->paint, samples, beside, 0, n,
                            place_of (raster->x, raster->scale_x) + desk->begin,
                            place_of (raster->y, raster->scale_y) + row, rgba);
  else
    transfer->kernels->colour (samples, transfer->colours, n, (guint32 *) (gpointer) rgba);
}
