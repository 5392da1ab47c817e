#pragma once

#include <glib.h>
#include "bsr-decision.h"

G_BEGIN_DECLS

/* The reasons that officers give most, translated, for each kind of decision.
 * Returns: (transfer full): NULL-terminated */
GStrv bsr_preset_reasons (BsrDecisionKind kind);

/* (transfer full): what is recorded for a chosen preset and free text, either (nullable) or
 * blank; "" when neither says anything. */
char *bsr_preset_reason_join (const char *preset, const char *text);

G_END_DECLS
