#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): @seed changed in a few places: bits, bytes, numbers at their borders, pieces
 * left out, said twice, or taken from @other. The same @state gives the same. */
GByteArray *bsr_fuzz_mutation_new (GBytes *seed, GBytes *other, guint64 *state);

G_END_DECLS
