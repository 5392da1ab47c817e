#define BSR_NETWORK_KERNEL bsr_network_kernel_avx2
#include "bsr-network-kernel-body.h"
