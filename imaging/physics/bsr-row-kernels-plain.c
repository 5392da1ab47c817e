#define BSR_ROW_KERNELS bsr_row_kernels_plain
#include "bsr-row-kernels-body.h"
