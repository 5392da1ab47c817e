#define BSR_LANES_MEDIAN bsr_lanes_median_plain
#include "bsr-lanes-body.h"
