#pragma once

#include "bsr-case.h"

G_BEGIN_DECLS

/**
 * bsr_search_words_fold:
 * @text: (nullable)
 *
 * The words of a text as searches compare them: small letters without accents, ligatures and other
 * forms taken apart (Unicode NFKD; and the letters that it leaves whole, "œ" as "oe"), digits of all
 * scripts as 0 to 9. Of Arabic: without vowel marks and tatweel, alef, yeh, kaf and teh marbuta in one
 * form each, and words without their article. What is neither letter nor digit parts words.
 *
 * Returns: (transfer full): the words, none empty
 */
GStrv bsr_search_words_fold (const char *text);

/* (transfer full): what a search for @flagged looks through: a blank, then each word with a blank after it.
 * The descriptions of its items, its id and container number, the digits of that alone, and
 * bsr_search_words_origin() of each item. Nothing of persons: neither shipper nor consignee, so that an
 * index need not forget whom the declaration forgets. */
char *bsr_search_words_of_case (const BsrCase *flagged);

/* (transfer full): the word that stands for a country of origin; no text folds to such a word. */
char *bsr_search_words_origin (const char *origin);

G_END_DECLS
