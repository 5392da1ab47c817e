#pragma once

#include "bsr-case.h"

G_BEGIN_DECLS

/* (transfer full): what a search for @flagged looks through: a blank, then each word with a blank after it.
 * The descriptions of its items, its id and container number, the digits of that alone, and
 * bsr_search_words_origin() of each item. Nothing of persons: neither shipper nor consignee, so that an
 * index need not forget whom the declaration forgets. */
char *bsr_search_words_of_case (const BsrCase *flagged);

/* (transfer full): the word that stands for a country of origin; no text folds to such a word. */
char *bsr_search_words_origin (const char *origin);

G_END_DECLS
