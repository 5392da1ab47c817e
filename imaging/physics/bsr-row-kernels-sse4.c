#define BSR_ROW_KERNELS bsr_row_kernels_sse4
#include "bsr-row-kernels-body.h"
