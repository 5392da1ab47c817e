#pragma once

#include "bsr-look.h"

G_BEGIN_DECLS

/* (transfer none): when it helps, translated: "Brings out what lies behind dense goods". */
const char *bsr_look_words_hint (BsrEnhancement enhancement);
/* (nullable) (transfer none): why it does nothing in this view of the scan, translated; %NULL: it does. */
const char *bsr_look_words_idle (BsrEnhancement enhancement, BsrViewMode mode);
/* (transfer full): an amount in the enhancement's unit: "50 %", "3.0 σ", "3.0 ×". */
char *bsr_look_words_amount (BsrEnhancement enhancement, double amount);

G_END_DECLS
