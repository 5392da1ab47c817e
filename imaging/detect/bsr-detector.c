#include "bsr-detector.h"

#include "bsr-density.h"

const BsrDetector *const bsr_detectors[] = {
  &bsr_density_detector,
  NULL,
};
