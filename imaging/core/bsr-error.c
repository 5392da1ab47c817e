#include "bsr-error.h"

G_DEFINE_QUARK (bsr-error-quark, bsr_error)
