#include "bsr-detector.h"

#include "bsr-density.h"
#include "bsr-reference-detector.h"

const BsrDetector *const bsr_detectors[] = {
  &bsr_density_detector,
  &bsr_reference_detector,
  NULL,
};
