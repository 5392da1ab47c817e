#include "bsr-remark.h"

#include <glib/gi18n-lib.h>

static void
take (GStrvBuilder *remarks, char *remark)
{
  g_strv_builder_add (remarks, remark);
  g_free (remark);
}

static void
remark_opaque (GStrvBuilder *remarks, const BsrLoad *load)
{
  /* Less than half a tenth of a percent would be said to be 0.0 %. */
  if (!load->penetrated && load->opaque_fraction >= 0.0005)
    take (remarks, g_strdup_printf (_ ("The beam did not get through %.1f %% of the container: "
                                       "nothing can be said of what lies there"),
                                    100.0 * load->opaque_fraction));
  else if (!load->penetrated)
    g_strv_builder_add (remarks, _ ("The beam did not get through the load in places: nothing can "
                                    "be said of what lies there"));
}

static void
remark_air (GStrvBuilder *remarks, BsrRadiograph *radiograph)
{
  for (int i = 0; i < bsr_radiograph_n_planes (radiograph); i++)
    if (bsr_radiograph_air_is_estimated (radiograph, i))
      take (remarks, g_strdup_printf (_ ("The open beam of plane %d was estimated from the image "
                                         "(%.0f counts): the scanner did not state it"),
                                      i + 1, bsr_radiograph_air (radiograph, i)));
}

/* Gains and doses are taken off every scan; what moves pixels is worth a word. */
static void
remark_corrections (GStrvBuilder *remarks, BsrRadiograph *radiograph)
{
  const BsrCorrections *corrections = bsr_radiograph_corrections (radiograph);
  if (corrections->wobble > 0.0)
    take (remarks, g_strdup_printf (_ ("The image swung up and down by %.1f pixels during the scan: "
                                       "its columns were moved back into place"),
                                    corrections->wobble));
  if (corrections->dx != 0.0 || corrections->dy != 0.0)
    take (remarks, g_strdup_printf (_ ("The second energy lay %.1f pixels across and %.1f pixels "
                                       "down from the first: it was moved into place"),
                                    corrections->dx, corrections->dy));
}

static void
remark_accelerator (GStrvBuilder *remarks, BsrRadiograph *radiograph)
{
  const char *problem = bsr_radiograph_acceleration (radiograph)->problem;
  if (problem != NULL)
    take (remarks, g_strdup_printf (_ ("The graphics processor was given up (%s): the scan was "
                                       "computed without it, with the same result"),
                                    problem));
}

static void
remark_detectors (GStrvBuilder *remarks, int n_planes)
{
  for (int i = 0; bsr_detectors[i] != NULL; i++)
    if (bsr_detectors[i]->min_planes > n_planes)
      take (remarks, g_strdup_printf (_ ("The detector \"%s\" was passed over: it needs %d energies "
                                         "and the scan has %d"),
                                      bsr_detectors[i]->id, bsr_detectors[i]->min_planes, n_planes));
}

GStrv
bsr_remarks_of_inspection (const BsrScan *scan, const BsrInspection *inspection)
{
  g_return_val_if_fail (scan != NULL && inspection != NULL, NULL);

  g_autoptr (GStrvBuilder) remarks = g_strv_builder_new ();
  BsrRadiograph *radiograph = bsr_inspection_radiograph (inspection);
  BsrBox box;
  if (!bsr_inspection_container (inspection, &box))
    g_strv_builder_add (remarks, _ ("The container's outline was not found: the whole image was "
                                    "examined"));
  BsrBox both[2];
  if (bsr_inspection_containers (inspection, both) == 2)
    g_strv_builder_add (remarks, _ ("The image shows two containers: each was examined by itself, "
                                    "mass and load are of both together"));
  remark_opaque (remarks, bsr_inspection_load (inspection));
  if (!scan->described)
    take (remarks, g_strdup_printf (_ ("No description lies beside the scan: a pixel of %.0f mm is "
                                       "assumed, so lengths and masses are nominal"),
                                    BSR_ACQUISITION_DEFAULT_PITCH_MM));
  remark_air (remarks, radiograph);
  if (bsr_radiograph_steel_source (radiograph) == BSR_STEEL_ASSUMED_SPECTRUM)
    g_strv_builder_add (remarks, _ ("The scanner did not state its energy: 6 MV is assumed for "
                                    "thickness and mass"));
  remark_corrections (remarks, radiograph);
  remark_detectors (remarks, bsr_radiograph_n_planes (radiograph));
  remark_accelerator (remarks, radiograph);
  return g_strv_builder_end (remarks);
}
