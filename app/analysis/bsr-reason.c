#include "bsr-reason.h"

#include <glib/gi18n-lib.h>
#include <math.h>

const char *const bsr_material_class_names[] = { "unknown", "organic", "inorganic",
                                                 "metal",   "dense",   NULL };

const char *
bsr_material_class_to_string (BsrMaterialClass material)
{
  return bsr_material_class_names[material];
}

/* (transfer full): "0.40 m by 0.30 m" */
static char *
describe_size (const BsrFinding *finding)
{
  /* TRANSLATORS: width and height of a strange place, in metres */
  return g_strdup_printf (_ ("%.2f m by %.2f m"), finding->width_mm / 1000.0,
                          finding->height_mm / 1000.0);
}

/* (transfer full) */
static char *
describe_strangeness (const BsrFinding *finding)
{
  g_autofree char *size = describe_size (finding);
  switch (finding->reason)
    {
    case BSR_REASON_LACK:
      return g_strdup_printf (
          _ ("%s hold %.0f mm of steel less than the %.0f mm around, %.1f times the noise"), size,
          fabs (finding->steel_mm), finding->around_mm, fabs (finding->contrast));
    case BSR_REASON_OPAQUE:
      return g_strdup_printf (_ ("The beam did not get through %s: at least %.0f mm of steel more "
                                 "than the %.0f mm around"),
                              size, finding->steel_mm, finding->around_mm);
    case BSR_REASON_EXCESS:
    default:
      return g_strdup_printf (_ ("%s hold %.0f mm of steel more than the %.0f mm around, %.1f times "
                                 "the noise, about %.1f kg"),
                              size, finding->steel_mm, finding->around_mm, finding->contrast,
                              finding->mass_kg);
    }
}

char *
bsr_reason_of_finding (const BsrFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  g_autofree char *strange = describe_strangeness (finding);
  switch (finding->material)
    {
    case BSR_MATERIAL_CLASS_ORGANIC:
      return g_strdup_printf (_ ("%s; the energies speak of organic matter"), strange);
    case BSR_MATERIAL_CLASS_INORGANIC:
      return g_strdup_printf (_ ("%s; the energies speak of mineral or light metal"), strange);
    case BSR_MATERIAL_CLASS_METAL:
      return g_strdup_printf (_ ("%s; the energies speak of metal"), strange);
    case BSR_MATERIAL_CLASS_DENSE:
      return g_strdup_printf (_ ("%s; the energies speak of heavy metal"), strange);
    case BSR_MATERIAL_CLASS_UNKNOWN:
    default:
      return g_steal_pointer (&strange);
    }
}
