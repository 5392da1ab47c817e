#define BSR_RENDER_KERNELS bsr_render_kernels_sse4
#include "bsr-render-kernels-body.h"
