#include "bsr-scan-pitch.h"

#include "bsr-size-type.h"

BsrPitch
bsr_scan_pitch (const BsrScan *scan, const BsrCase *flagged, const BsrAnalysis *analysis)
{
  g_return_val_if_fail (scan != NULL, bsr_pitch_nominal ());

  BsrBox container;
  BsrPitch pitch;
  double length_mm, height_mm;
  if (scan->described)
    return bsr_pitch_stated (&scan->acquisition);
  if (flagged != NULL && analysis != NULL && bsr_analysis_container (analysis, &container)
      && bsr_size_type_outside (flagged->size_type, &length_mm, &height_mm)
      && bsr_pitch_of_container (container, length_mm, height_mm, &pitch))
    return pitch;
  return bsr_pitch_nominal ();
}
