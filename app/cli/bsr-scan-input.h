#pragma once

#include "bsr-scan-file.h"

G_BEGIN_DECLS

/* bsr_scan_load() of a command: shows on a terminal how far it is, and says on standard error what
 * whoever uses the scan must know of how it was read. */
BsrScan *bsr_scan_input_load (const char *file, BsrImage **image, GCancellable *cancellable,
                              GError **error);

/* (transfer full): that @n scans were decoded as bsr_decoding_policy_allows_unconfined() allows. */
char *bsr_scan_input_unconfined_words (int n);

G_END_DECLS
