#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of an analysis document, NULL-terminated. */

/* In the order of BsrReason. */
extern const char *const bsr_finding_kinds[];
/* All that analysis.schema.json knows, those of later versions of ours among them. */
extern const char *const bsr_check_names[];
/* Units that a check may count in; "" for none. */
extern const char *const bsr_check_units[];

G_END_DECLS
