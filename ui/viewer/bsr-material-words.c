#include "bsr-material-words.h"

#include <glib/gi18n.h>
#include <math.h>

const char *
bsr_material_words_of_set (guint substances)
{
  enum
  {
    O = 1 << BSR_SUBSTANCE_ORGANIC,
    I = 1 << BSR_SUBSTANCE_INORGANIC,
    M = 1 << BSR_SUBSTANCE_METAL,
    H = 1 << BSR_SUBSTANCE_HEAVY,
  };
  /* Translators: what something may be made of, as far as two X-ray energies tell. */
  static const char *const words[BSR_SUBSTANCE_ANY + 1] = {
    [0] = NULL,
    [O] = N_ ("water, plastics, food"),
    [I] = N_ ("aluminium, glass, stone"),
    [M] = N_ ("iron, copper"),
    [H] = N_ ("tin, tungsten, lead"),
    [O | I] = N_ ("organic or aluminium"),
    [O | M] = N_ ("organic or iron"),
    [O | H] = N_ ("organic or lead"),
    [I | M] = N_ ("aluminium or iron"),
    [I | H] = N_ ("aluminium or lead"),
    [M | H] = N_ ("iron or lead"),
    [O | I | M] = N_ ("organic, aluminium or iron"),
    [O | I | H] = N_ ("organic, aluminium or lead"),
    [O | M | H] = N_ ("organic, iron or lead"),
    [I | M | H] = N_ ("aluminium, iron or lead"),
    [O | I | M | H] = N_ ("cannot be told"),
  };
  const char *found = words[substances & BSR_SUBSTANCE_ANY];
  return found != NULL ? _ (found) : "";
}

static char *
with_mass (const BsrMaterialEstimate *estimate, const char *words)
{
  int low = (int) lrint (estimate->g_cm2_low), high = (int) lrint (estimate->g_cm2_high);
  if (estimate->state == BSR_MATERIAL_OPEN)
    /* Translators: "cannot be told, 31 to 57 g/cm²". */
    return g_strdup_printf (_ ("%s, %d to %d g/cm²"), words, low, high);
  /* Translators: "iron or lead, Z 24 to 82, 74 to 91 g/cm²": Z is the atomic number. */
  return g_strdup_printf (_ ("%s, Z %.0f to %.0f, %d to %d g/cm²"), words, estimate->z_low,
                          estimate->z_high, low, high);
}

char *
bsr_material_words_line (const BsrMaterialEstimate *estimate)
{
  g_return_val_if_fail (estimate != NULL, NULL);
  switch (estimate->state)
    {
    case BSR_MATERIAL_TOLD:
    case BSR_MATERIAL_OPEN:
      return with_mass (estimate, bsr_material_words_of_set (estimate->substances));
    case BSR_MATERIAL_THIN:
      return g_strdup (_ ("next to nothing"));
    case BSR_MATERIAL_OPAQUE:
      return g_strdup (_ ("not penetrated"));
    case BSR_MATERIAL_FLAWED:
      return g_strdup (_ ("dead detector"));
    case BSR_MATERIAL_NONE:
      /* Translators: the two energies fit no material: an edge, or two things beside each other. */
      return g_strdup (_ ("fits no material"));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}
