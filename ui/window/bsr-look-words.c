#include "bsr-look-words.h"

#include <glib/gi18n.h>

/* In the order of BsrEnhancement. */
static const char *const hints[BSR_N_ENHANCEMENTS] = {
  [BSR_ENHANCE_DENOISE] = N_ ("Calms the grain and keeps edges: deep inside dense goods"),
  [BSR_ENHANCE_SHARPEN] = N_ ("Makes outlines crisp: wires, tools, seams, edges of packages"),
  [BSR_ENHANCE_EDGES] = N_ ("Draws outlines: shapes that do not belong among regular goods"),
  [BSR_ENHANCE_EMBOSS] = N_ ("Shows a relief: thin sheets, layers and false walls"),
  [BSR_ENHANCE_DARK] = N_ ("Opens what is dark: brings out what lies behind dense goods"),
  [BSR_ENHANCE_LIGHT] = N_ ("Opens what is bright: brings out thin and light goods, and what is in empty space"),
  [BSR_ENHANCE_EQUALISE] = N_ ("Spreads the shades of what is in view evenly: when all of it is the same grey"),
  [BSR_ENHANCE_LOCAL_EQUALISE] = N_ ("Brings out weak contrast everywhere at once: mixed and cluttered loads"),
};

const char *
bsr_look_words_hint (BsrEnhancement enhancement)
{
  g_return_val_if_fail (enhancement < BSR_N_ENHANCEMENTS, NULL);
  return _ (hints[enhancement]);
}

const char *
bsr_look_words_idle (BsrEnhancement enhancement, BsrViewMode mode)
{
  if (enhancement != BSR_ENHANCE_LOCAL_EQUALISE
      || (mode != BSR_VIEW_ORGANIC && mode != BSR_VIEW_METAL))
    return NULL;
  return _ ("Waits in this view: where materials are taken out, no place has the shades that it had");
}

char *
bsr_look_words_amount (BsrEnhancement enhancement, double amount)
{
  switch (bsr_enhancement_kind (enhancement)->unit)
    {
    case BSR_AMOUNT_NOISE:
      /* Translators: standard deviations of the noise. */
      return g_strdup_printf (_ ("%.1f σ"), amount);
    case BSR_AMOUNT_TIMES:
      /* Translators: times. */
      return g_strdup_printf (_ ("%.1f ×"), amount);
    case BSR_AMOUNT_PERCENT:
    default:
      return g_strdup_printf (_ ("%.0f %%"), amount);
    }
}
