#include "bsr-material-paint.h"

#include <math.h>

#include "bsr-material-map.h"
#include "bsr-scene-private.h"

/* Steps of attenuation to a neper: a step of transmission at the bright end is 32 of 65,535, an
 * eighth of what a screen shows. */
#define STEPS 2048
/* A sample of 0 counts as half of one: 11.8 nepers. */
#define MOST_ATTENUATION (12 * STEPS)

/* What a strip cannot tell lies between all and nothing of what attenuates there: half of it is
 * drawn, with stripes that go so far towards all of it, so many outputs wide in each period. What is
 * thin, where it does not matter, is hardly striped. */
#define STRIPE_SHARE 0.35
#define STRIPE 3
#define STRIPE_PERIOD 10

struct _BsrStripTable
{
  guint16 attenuation[65536];
  guint16 sample[MOST_ATTENUATION + 1];
};

BsrStripTable *
bsr_strip_table_new (void)
{
  BsrStripTable *table = g_new (BsrStripTable, 1);
  for (int i = 0; i < 65536; i++)
    {
      double transmission = MAX (i, 0.5) / BSR_SCENE_TRANSMISSION_SCALE;
      table->attenuation[i] = (guint16) MIN (lrint (-log (transmission) * STEPS), MOST_ATTENUATION);
    }
  for (int i = 0; i <= MOST_ATTENUATION; i++)
    table->sample[i]
        = (guint16) lrint (exp (-(double) i / STEPS) * BSR_SCENE_TRANSMISSION_SCALE);
  return table;
}

void
bsr_strip_table_free (BsrStripTable *table)
{
  g_free (table);
}

guint16
bsr_strip_table_look_up (const BsrStripTable *table, guint16 sample, int part)
{
  if (part == BSR_MATERIAL_MOST)
    return sample;
  return table->sample[table->attenuation[sample] * part / BSR_MATERIAL_MOST];
}

void
bsr_material_paint_init (BsrMaterialPaint *paint, BsrViewMode mode, const guint8 *level,
                         const BsrStripTable *strip)
{
  *paint = (BsrMaterialPaint){ .mode = mode, .level = level, .strip = strip };
  if (mode != BSR_VIEW_MATERIAL)
    return;
  paint->colours = g_new (BsrMaterialColours, 1);
  bsr_material_colours_init (paint->colours);
}

void
bsr_material_paint_clear (BsrMaterialPaint *paint)
{
  g_clear_pointer (&paint->colours, g_free);
}

static void
paint_hues (const BsrMaterialPaint *paint, const guint16 *samples, const guint16 *material,
            int begin, int end, guint8 *rgba)
{
  for (int i = begin; i < end; i++)
    {
      int grey = paint->level[samples[i]], sureness = BSR_MATERIAL_SURENESS (material[i]);
      const guint8 *colour = paint->colours->rgb[BSR_MATERIAL_HUE (material[i])][grey];
      for (int c = 0; c < 3; c++)
        rgba[4 * i + c] = (guint8) (grey + (colour[c] - grey) * sureness / BSR_MATERIAL_MOST);
      rgba[4 * i + 3] = 255;
    }
}

/* Level of what cannot be told, at a place of the hatching. */
static int
open_level (const BsrMaterialPaint *paint, guint16 sample, gint64 place)
{
  const guint8 *level = paint->level;
  int half = level[bsr_strip_table_look_up (paint->strip, sample, (BSR_MATERIAL_MOST + 1) / 2)];
  gint64 phase = place % STRIPE_PERIOD;
  return phase < 0 || phase >= STRIPE ? half
                                      : half + (int) (STRIPE_SHARE * (level[sample] - half));
}

static void
paint_strip (const BsrMaterialPaint *paint, const guint16 *samples, const guint16 *material,
             int begin, int end, gint64 x, gint64 y, guint8 *rgba)
{
  for (int i = begin; i < end; i++)
    {
      int level = paint->level[samples[i]], sureness = BSR_MATERIAL_SURENESS (material[i]);
      if (material[i] != BSR_MATERIAL_NOTHING)
        {
          int share = BSR_MATERIAL_SHARE (material[i]);
          int part = paint->mode == BSR_VIEW_METAL ? share : BSR_MATERIAL_MOST - share;
          int left = paint->level[bsr_strip_table_look_up (paint->strip, samples[i], part)];
          int between = open_level (paint, samples[i], x + i + y);
          level = between + (left - between) * sureness / BSR_MATERIAL_MOST;
        }
      rgba[4 * i] = rgba[4 * i + 1] = rgba[4 * i + 2] = (guint8) level;
      rgba[4 * i + 3] = 255;
    }
}

void
bsr_material_paint_row (const BsrMaterialPaint *paint, const guint16 *samples,
                        const guint16 *material, int begin, int end, gint64 x, gint64 y,
                        guint8 *rgba)
{
  if (paint->mode == BSR_VIEW_MATERIAL)
    paint_hues (paint, samples, material, begin, end, rgba);
  else
    paint_strip (paint, samples, material, begin, end, x, y, rgba);
}
