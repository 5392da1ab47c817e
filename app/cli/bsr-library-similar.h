#pragma once

#include <gio/gio.h>
#include "bsr-signed-store.h"
#include "bsr-status.h"

G_BEGIN_DECLS

/* Prints the loads of a store's library that are most like that of a scan, the nearest first.
 * @case_file: (nullable): the scan's declaration, whose heading is
 * marked among them */
BsrStatus bsr_library_similar (BsrSignature *signature, const char *file, const char *case_file,
                               gboolean json, GCancellable *cancellable);

G_END_DECLS
