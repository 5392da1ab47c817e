#define BSR_NETWORK_KERNEL bsr_network_kernel_plain
#include "bsr-network-kernel-body.h"
