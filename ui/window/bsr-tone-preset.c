#include "bsr-tone-preset.h"

/* Transmission that light cargo stays above: one half-value layer. And what dense cargo stays
 * below: a little over two. */
#define LIGHT_TRANSMISSION 0.5
#define DENSE_TRANSMISSION 0.2
/* The same borders in steel, mm: its tenth-value layer at 6 MV is 100 mm (NCRP Report 151,
 * table B.2), so T = 10^(-mm/100). */
#define LIGHT_STEEL_MM 30.0
#define DENSE_STEEL_MM 70.0

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

void
bsr_tone_preset_apply (BsrTonePreset preset, const BsrScene *scene, BsrTone *tone)
{
  g_return_if_fail (scene != NULL && tone != NULL);
  tone->logarithmic = FALSE;
  if (preset == BSR_TONE_PRESET_AUTO)
    bsr_scene_auto_window (scene, tone, (BsrBox){ 0 }, &tone->low, &tone->high);
  else if (tone->mode == BSR_VIEW_STEEL)
    apply_to_steel (preset, scene, tone);
  else
    apply_to_transmission (preset, tone);
}
