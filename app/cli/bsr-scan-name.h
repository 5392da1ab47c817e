#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Endings of what can be the pixels of a scan, the exchange contract's, the usual ones first;
 * NULL at the end. Lower case; names may have any. */
extern const char *const bsr_scan_name_endings[];

/* Index of the ending of @name in bsr_scan_name_endings; -1 when it has none of them, is hidden,
 * or is NAME.low.png, the second plane of NAME.png (see bsr-low-file.h), or a report of findings. */
int bsr_scan_name_rank (const char *name);

G_END_DECLS
