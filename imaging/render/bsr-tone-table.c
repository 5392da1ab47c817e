#include "bsr-tone-table.h"

#include <math.h>

/* Luminance of linear sRGB, IEC 61966-2-1. */
static const double luminance[3] = { 0.2126, 0.7152, 0.0722 };

void
bsr_tone_bins (const BsrTone *tone, double scale, int n_bins, guint16 *bins)
{
  BsrTone window = *tone;
  window.invert = FALSE;
  /* An empty window is a threshold. */
  window.high = MAX (tone->high, bsr_tone_value_at (&window, 0.0) + 0.5 / scale);

  int sample = 0;
  for (int bin = 0; bin < n_bins; bin++)
    {
      /* Where the next bin begins: half way between the two. */
      double next = bin < n_bins - 1
                        ? ceil (bsr_tone_value_at (&window, (bin + 0.5) / (n_bins - 1)) * scale)
                        : 65536.0;
      int end = (int) CLAMP (next, sample, 65536.0);
      for (; sample < end; sample++)
        bins[sample] = (guint16) bin;
    }
}

void
bsr_tone_table_init (BsrToneTable *table, const BsrTone *tone, double scale)
{
  g_autofree guint16 *bins = g_new (guint16, 65536);
  bsr_tone_bins (tone, scale, 256, bins);
  for (int i = 0; i < 65536; i++)
    table->level[i] = (guint8) (tone->invert ? 255 - bins[i] : bins[i]);
}

static double
to_linear (double encoded)
{
  return encoded <= 0.04045 ? encoded / 12.92 : pow ((encoded + 0.055) / 1.055, 2.4);
}

static double
to_encoded (double linear)
{
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow (linear, 1.0 / 2.4) - 0.055;
}

/* Colour of @hue 0...1 in linear sRGB. The first three are those that the security industry agreed
 * on: orange organic, green inorganic, blue metal; crimson stands for what is heavier. The green is a
 * little blue and the crimson too, so that between yellow and blue, which is all that is left to
 * people without red or green cones, the four and the grey of what cannot be told lie apart. They
 * hold still around their material and change between. */
static void
hue_colour (double hue, double colour[3])
{
  static const double anchors[BSR_N_SUBSTANCES][3]
      = { { 1.0, 0.36, 0.02 }, { 0.07, 0.61, 0.24 }, { 0.04, 0.24, 1.0 }, { 0.80, 0.05, 0.45 } };
  double at = hue * (BSR_N_SUBSTANCES - 1);
  int from = MIN ((int) at, BSR_N_SUBSTANCES - 2);
  double part = CLAMP ((at - from - 0.5) * 2.0 + 0.5, 0.0, 1.0);
  for (int c = 0; c < 3; c++)
    colour[c] = anchors[from][c] + part * (anchors[from + 1][c] - anchors[from][c]);
}

/* @colour scaled to luminance @y, and mixed with grey as far as the display cannot show it. */
static void
with_luminance (const double colour[3], double y, double out[3])
{
  double own = 0.0, grey = 0.0;
  for (int c = 0; c < 3; c++)
    own += luminance[c] * colour[c];
  for (int c = 0; c < 3; c++)
    {
      double full = colour[c] * y / own;
      if (full > 1.0)
        grey = MAX (grey, (full - 1.0) / (full - y));
    }
  for (int c = 0; c < 3; c++)
    out[c] = grey * y + (1.0 - grey) * colour[c] * y / own;
}

void
bsr_material_colours_init (BsrMaterialColours *colours)
{
  for (int hue = 0; hue < BSR_MATERIAL_N_HUES; hue++)
    {
      double colour[3];
      hue_colour (hue / (BSR_MATERIAL_N_HUES - 1.0), colour);
      for (int level = 0; level < 256; level++)
        {
          double shown[3];
          with_luminance (colour, to_linear (level / 255.0), shown);
          for (int c = 0; c < 3; c++)
            colours->rgb[hue][level][c]
                = (guint8) lrint (CLAMP (to_encoded (shown[c]), 0.0, 1.0) * 255.0);
        }
    }
}
