#define BSR_ROW_KERNELS bsr_row_kernels_avx2
#include "bsr-row-kernels-body.h"
