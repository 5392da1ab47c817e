#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Colour tables, lightness rising from dark to bright: "grey"; "cubehelix" (Green 2011, lightness
 * from black to white on a helix of hues); "blue-yellow" and "amber" (CIE lightness linear; the
 * first two-hued and the same to colour-blind officers, the second single-hued and warm). They
 * are made by generate-look-up.c, which names the formulae. */
typedef struct
{
  const char *id;
  const guint8 (*rgb)[3]; /* 256 entries, dark to bright */
} BsrPalette;

/* By id, or %NULL; the list ends with an id of %NULL. */
const BsrPalette *bsr_palette_by_id (const char *id);
const BsrPalette *bsr_palettes (void);

G_END_DECLS
