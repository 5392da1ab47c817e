#include "bsr-tone-preset.h"

#include <stdlib.h>

/* Transmission that light cargo stays above: one half-value layer. And what dense cargo stays
 * below: a little over two. */
#define LIGHT_TRANSMISSION 0.5
#define DENSE_TRANSMISSION 0.2
/* The same borders in steel, mm: its tenth-value layer at 6 MV is 100 mm (NCRP Report 151,
 * table B.2), so T = 10^(-mm/100). */
#define LIGHT_STEEL_MM 30.0
#define DENSE_STEEL_MM 70.0

/* Edge of the small drawing that the automatic window looks at, pixels. */
#define SAMPLES 48

static void
set_window (BsrTone *tone, double low, double high)
{
  tone->low = low;
  tone->high = high;
}

static void
apply_to_steel (BsrTonePreset preset, const BsrScene *scene, BsrTone *tone)
{
  BsrRadiograph *radiograph = bsr_scene_radiograph (scene);
  if (radiograph == NULL) /* no steel is shown without physics */
    return;
  double penetration_mm = bsr_radiograph_penetration_mm (radiograph);
  if (preset == BSR_TONE_PRESET_DENSE)
    set_window (tone, DENSE_STEEL_MM, MAX (penetration_mm, 2.0 * DENSE_STEEL_MM));
  else if (preset == BSR_TONE_PRESET_LIGHT)
    set_window (tone, 0.0, LIGHT_STEEL_MM);
  else
    set_window (tone, 0.0, penetration_mm);
}

static void
apply_to_transmission (BsrTonePreset preset, BsrTone *tone)
{
  if (preset == BSR_TONE_PRESET_DENSE)
    set_window (tone, 0.0, DENSE_TRANSMISSION);
  else if (preset == BSR_TONE_PRESET_LIGHT)
    set_window (tone, LIGHT_TRANSMISSION, 1.0);
  else
    set_window (tone, 0.0, 1.0);
  tone->logarithmic = preset == BSR_TONE_PRESET_LOGARITHMIC;
}

static int
compare_bytes (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint8 *) a - (int) *(const guint8 *) b;
}

/* Whether half of the scan lets less through than DENSE_TRANSMISSION: drawn small, in grey, over
 * the full range, its median says so. */
static gboolean
is_mostly_dense (const BsrScene *scene, const BsrTone *tone)
{
  guint8 rgba[SAMPLES * SAMPLES * 4], grey[SAMPLES * SAMPLES];
  BsrLook full = bsr_look_default ();
  full.tone.plane = tone->plane;
  bsr_scene_render (scene, &full, 0.0, 0.0, (double) SAMPLES / bsr_scene_width (scene),
                    (double) SAMPLES / bsr_scene_height (scene), rgba, SAMPLES, SAMPLES,
                    SAMPLES * 4);
  for (int i = 0; i < SAMPLES * SAMPLES; i++)
    grey[i] = rgba[4 * i];
  qsort (grey, SAMPLES * SAMPLES, 1, compare_bytes);
  return grey[SAMPLES * SAMPLES / 2] < DENSE_TRANSMISSION * 255.0;
}

/* The window that the scan spans; laid over the attenuation where most of it is dense, which
 * would be black otherwise. */
static void
apply_auto (const BsrScene *scene, BsrTone *tone)
{
  if (tone->mode != BSR_VIEW_STEEL)
    tone->logarithmic = is_mostly_dense (scene, tone);
  bsr_scene_auto_window (scene, tone, (BsrBox){ 0 }, &tone->low, &tone->high);
}

void
bsr_tone_preset_apply (BsrTonePreset preset, const BsrScene *scene, BsrTone *tone)
{
  g_return_if_fail (scene != NULL && tone != NULL);
  tone->logarithmic = FALSE;
  if (preset == BSR_TONE_PRESET_AUTO)
    apply_auto (scene, tone);
  else if (tone->mode == BSR_VIEW_STEEL)
    apply_to_steel (preset, scene, tone);
  else
    apply_to_transmission (preset, tone);
}
