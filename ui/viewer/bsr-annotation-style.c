#include "bsr-annotation-style.h"

/* Okabe and Ito's blue is too dark on a scan and left out; vermillion and green are theirs. */
static const BsrAnnotationStyle styles[] = {
  [BSR_CATEGORY_SUSPICIOUS] = { { 0.90f, 0.62f, 0.00f, 1.0f }, { 0 }, 0 },
  [BSR_CATEGORY_CONTRABAND] = { { 0.95f, 0.42f, 0.10f, 1.0f }, { 12.0, 4.0 }, 2 },
  [BSR_CATEGORY_WEAPON] = { { 0.90f, 0.52f, 0.72f, 1.0f }, { 12.0, 3.0, 3.0, 3.0 }, 4 },
  [BSR_CATEGORY_STRUCTURE] = { { 0.34f, 0.71f, 0.91f, 1.0f }, { 6.0, 4.0 }, 2 },
  [BSR_CATEGORY_BENIGN] = { { 0.00f, 0.68f, 0.51f, 1.0f }, { 2.0, 4.0 }, 2 },
  [BSR_CATEGORY_NOTE] = { { 0.94f, 0.89f, 0.26f, 1.0f }, { 2.0, 3.0, 8.0, 3.0 }, 4 },
};

const BsrAnnotationStyle *
bsr_annotation_style (BsrCategory category)
{
  g_return_val_if_fail (category >= 0 && category < (int) G_N_ELEMENTS (styles), &styles[0]);
  return &styles[category];
}
