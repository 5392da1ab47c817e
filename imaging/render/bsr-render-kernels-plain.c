#define BSR_RENDER_KERNELS bsr_render_kernels_plain
#include "bsr-render-kernels-body.h"
