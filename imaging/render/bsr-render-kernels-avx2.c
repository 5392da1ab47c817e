#define BSR_RENDER_KERNELS bsr_render_kernels_avx2
#include "bsr-render-kernels-body.h"
