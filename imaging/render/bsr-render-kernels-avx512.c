#define BSR_RENDER_KERNELS bsr_render_kernels_avx512
#include "bsr-render-kernels-body.h"
