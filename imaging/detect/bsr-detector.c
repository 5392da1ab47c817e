#include "bsr-detector.h"

#include "bsr-appearance-detector.h"
#include "bsr-density.h"
#include "bsr-material-detector.h"
#include "bsr-reference-detector.h"
#include "bsr-similarity-detector.h"
#include "bsr-structure-detector.h"

const BsrDetector *const bsr_detectors[] = {
  &bsr_density_detector,
  &bsr_similarity_detector,
  &bsr_material_detector,
  &bsr_structure_detector,
  &bsr_reference_detector,
  &bsr_appearance_detector,
  NULL,
};
