#pragma once

#include "bsr-exposure.h"

G_BEGIN_DECLS

/* Flags detector modules that answer nothing as dead in plane @index of @exposures: patches of
 * pixels without signal that another energy sees through, or that stand in a row at one spacing.
 * A patch without signal that nothing proves dead stays: it may be cargo. Rules in the .c.
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED */
gboolean bsr_dead_modules_flag (BsrExposure *exposures, int n_exposures, int index,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
