#pragma once

#include <gtk/gtk.h>
#include "bsr-annotation.h"

G_BEGIN_DECLS

/* How a category of marks looks: colours are M. Okabe's and K. Ito's ("Color Universal Design",
 * 2008), which people with any kind of colour vision tell apart; the dashes differ too. */
typedef struct
{
  GdkRGBA colour;
  double dashes[4]; /* logical pixels, on and off */
  int n_dashes;     /* 0: a solid line */
} BsrAnnotationStyle;

const BsrAnnotationStyle *bsr_annotation_style (BsrCategory category);

G_END_DECLS
