#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bsr_folded_words:
 * @text: (nullable)
 *
 * The words of a text as they are compared: small letters without accents, ligatures and other
 * forms taken apart (Unicode NFKD; and the letters that it leaves whole, "œ" as "oe"), digits of all
 * scripts as 0 to 9. Of Arabic: without vowel marks and tatweel, alef, yeh, kaf and teh marbuta in one
 * form each, and words without their article. What is neither letter nor digit parts words.
 *
 * Returns: (transfer full): the words, none empty
 */
GStrv bsr_folded_words (const char *text);

G_END_DECLS
