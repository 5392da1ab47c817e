#define BSR_LANES_MEDIAN bsr_lanes_median_avx2
#include "bsr-lanes-body.h"
