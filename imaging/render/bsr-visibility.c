#include "bsr-visibility.h"

#include <math.h>

#include "bsr-shade-curve.h"

/* IEC 61966-2-1: luminance of white, cd/m2, and of linear red, green and blue within it. */
#define WHITE 80.0
static const double luminance[3] = { 0.2126, 0.7152, 0.0722 };
/* Share of white that lies over everything: see the header. */
#define STRAY 0.01

static double
to_linear (guint8 encoded)
{
  double value = encoded / 255.0;
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* Index of the just noticeable difference at @cd_m2 (0.05...4,000): DICOM PS3.14, 7.1. */
static double
noticeable_index (double cd_m2)
{
  static const double terms[] = { 71.498068,  94.593053,   41.912053,  9.8247004,   0.28175407,
                                  -1.1878455, -0.18014349, 0.14710899, -0.017046845 };
  double tens = log10 (cd_m2), index = 0.0;
  for (int i = G_N_ELEMENTS (terms) - 1; i >= 0; i--)
    index = index * tens + terms[i];
  return index;
}

void
bsr_visibility_init (BsrVisibility *visibility, const BsrTone *tone, double scale)
{
  g_return_if_fail (visibility != NULL && tone != NULL && scale > 0.0);

  visibility->is_local = FALSE;
  visibility->bins = NULL;
  bsr_tone_table_init (&visibility->table, tone, scale);
  /* The material view's colours have the lightness of the grey of their brightness. */
  const BsrPalette *grey = bsr_palette_by_id ("grey");
  const BsrPalette *palette
      = tone->mode == BSR_VIEW_MATERIAL || tone->palette == NULL ? grey : tone->palette;
  for (int level = 0; level < 256; level++)
    {
      double y = STRAY;
      for (int c = 0; c < 3; c++)
        y += luminance[c] * to_linear (palette->rgb[level][c]);
      visibility->noticeable[level] = noticeable_index (WHITE * y);
    }
}

void
bsr_visibility_init_look (BsrVisibility *visibility, const BsrScene *scene, const BsrLook *look)
{
  g_return_if_fail (visibility != NULL && scene != NULL && look != NULL);

  double scale;
  bsr_scene_pyramid (scene, &look->tone, &scale);
  bsr_visibility_init (visibility, &look->tone, scale);
  if (bsr_shade_curve_is_needed (look))
    visibility->is_local
        = bsr_shade_curve_finish (bsr_shade_curve_new (scene, look), visibility->table.level,
                                  &visibility->bins, &visibility->local);
}

void
bsr_visibility_clear (BsrVisibility *visibility)
{
  if (visibility->is_local)
    bsr_local_shades_clear (&visibility->local);
  g_clear_pointer (&visibility->bins, g_free);
}

double
bsr_visibility_difference_at (const BsrVisibility *visibility, double x, double y, guint16 a,
                              guint16 b)
{
  if (!visibility->is_local)
    return bsr_visibility_difference (visibility, a, b);
  const guint16 *bins = visibility->bins;
  int shade_a = bsr_local_shades_at (&visibility->local, x, y, bins[a]);
  int shade_b = bsr_local_shades_at (&visibility->local, x, y, bins[b]);
  return fabs (visibility->noticeable[visibility->table.level[shade_a]]
               - visibility->noticeable[visibility->table.level[shade_b]]);
}

double
bsr_visibility_difference (const BsrVisibility *visibility, guint16 a, guint16 b)
{
  return fabs (visibility->noticeable[visibility->table.level[a]]
               - visibility->noticeable[visibility->table.level[b]]);
}
