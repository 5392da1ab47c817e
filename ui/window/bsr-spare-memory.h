#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives memory that is free within the program back to the system, in a worker. An analysis takes and
 * frees hundreds of megabytes in pieces; what is left of them between pieces in use would stay with the
 * program for the rest of the shift. */
void bsr_spare_memory_give_back (void);

G_END_DECLS
