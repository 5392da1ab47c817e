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
describe_unlike (const BsrFinding *finding, const char *size)
{
  if (finding->steel_mm < 0.0)
    return g_strdup_printf (
        _ ("%s hold %.0f mm of steel where the %d most alike places of this load hold %.0f mm: "
           "less than any peer explains, %.1f times their spread"),
        size, finding->around_mm + finding->steel_mm, finding->n_peers, finding->around_mm,
        fabs (finding->contrast));
  return g_strdup_printf (
      _ ("%s hold %.0f mm of steel where the %d most alike places of this load hold %.0f mm: more "
         "than any peer explains, %.1f times their spread, about %.1f kg"),
      size, finding->around_mm + finding->steel_mm, finding->n_peers, finding->around_mm,
      fabs (finding->contrast), finding->mass_kg);
}

/* (transfer full) */
static char *
describe_material (const BsrFinding *finding, const char *size)
{
  if (finding->contrast > 0.0)
    return g_strdup_printf (_ ("%s let less of the lower energy through than the load around does: "
                               "lighter matter, %.1f times the noise, behind %.0f mm of steel"),
                            size, finding->contrast, finding->around_mm);
  return g_strdup_printf (_ ("%s let more of the lower energy through than the load around does: "
                             "heavier matter, %.1f times the noise, behind %.0f mm of steel"),
                          size, fabs (finding->contrast), finding->around_mm);
}

/* (transfer full) */
static char *
describe_structure (const BsrFinding *finding, const char *size)
{
  if (finding->steel_mm < 0.0)
    return g_strdup_printf (_ ("%s of the container's structure hold %.0f mm of steel less than "
                               "the %.0f mm that it shows elsewhere, %.1f times the noise"),
                            size, fabs (finding->steel_mm), finding->around_mm,
                            fabs (finding->contrast));
  return g_strdup_printf (_ ("%s of the container's structure hold %.0f mm of steel more than the "
                             "%.0f mm that it shows elsewhere, %.1f times the noise"),
                          size, finding->steel_mm, finding->around_mm, fabs (finding->contrast));
}

/* (transfer full) */
static char *
describe_appearance (const BsrFinding *finding, const char *size)
{
  if (finding->steel_mm < 0.0)
    return g_strdup_printf (_ ("%s look like what was concealed in the simulated scans that were "
                               "learned from, and hold %.0f mm of steel less than the %.0f mm "
                               "around"),
                            size, fabs (finding->steel_mm), finding->around_mm);
  return g_strdup_printf (_ ("%s look like what was concealed in the simulated scans that were "
                             "learned from, and hold %.0f mm of steel more than the %.0f mm around, "
                             "about %.1f kg"),
                          size, finding->steel_mm, finding->around_mm, finding->mass_kg);
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
    case BSR_REASON_UNLIKE:
      return describe_unlike (finding, size);
    case BSR_REASON_MATERIAL:
      return describe_material (finding, size);
    case BSR_REASON_STRUCTURE:
      return describe_structure (finding, size);
    case BSR_REASON_SHORT:
      return g_strdup_printf (_ ("The inside ends %.2f m before this type's does, %.1f times the "
                                 "error of that measure: a false wall, floor or roof may stand "
                                 "there"),
                              finding->width_mm / 1000.0, fabs (finding->contrast));
    case BSR_REASON_REFERENCE:
      return g_strdup_printf (_ ("%s show %.0f mm of steel where earlier loads of this heading "
                                 "show %.0f mm, %.1f times their spread"),
                              size, finding->around_mm + finding->steel_mm, finding->around_mm,
                              fabs (finding->contrast));
    case BSR_REASON_APPEARANCE:
      return describe_appearance (finding, size);
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
