#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Forbids this process, with Landlock (landlock(7)), all that it can forbid: every access to files that
 * are not open yet, TCP, and signals and sockets to others. %FALSE where the kernel has none. */
gboolean bsr_landlock_forbid_all (void);

G_END_DECLS
