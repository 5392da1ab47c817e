#pragma once

#include "bsr-viewing.h"

G_BEGIN_DECLS

/* What a viewing is in words, translated; (transfer full) all. Shares are whole per cent that add
 * up: what is missing is rounded up, so that none of it is hidden. */

/* For a bar: "Looked at 62 % · not penetrated 8 %". */
char *bsr_viewing_words_short (const BsrViewing *viewing);
/* Before a release: how much was not displayed, and for what. */
char *bsr_viewing_words_missing (const BsrViewing *viewing);
/* For the record: how much was displayed, and for what. */
char *bsr_viewing_words_record (const BsrViewing *viewing);
/* What it means, at length. */
char *bsr_viewing_words_meaning (const BsrViewing *viewing);

/* Whole per cent that could have been seen and were not displayed. */
int bsr_viewing_words_missing_percent (const BsrViewing *viewing);

G_END_DECLS
