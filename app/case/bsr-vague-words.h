#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bsr_vague_words:
 * @description: (nullable): of declared goods, in English, French or Arabic, however it is written
 *
 * Words are compared as bsr_folded_words() has them, and only the whole counts: "general cargo" and
 * "1 x 40' container said to contain: FAK" are vague, "general cargo handling equipment" and "said to
 * contain oranges" are not. What is vague stands in data/manifest/vague.def, with its sources.
 *
 * Returns: whether it has words and none of them says what the goods are
 */
gboolean bsr_vague_words (const char *description);

G_END_DECLS
