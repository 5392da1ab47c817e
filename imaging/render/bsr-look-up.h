#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Colour tables: "grey" and perceptually uniform ones that colour-blind officers can read. */
typedef struct
{
  const char *id;
  const guint8 (*rgb)[3]; /* 256 entries, dark to bright */
} BsrPalette;

/* By id, or %NULL; the list ends with an id of %NULL. */
const BsrPalette *bsr_palette_by_id (const char *id);
const BsrPalette *bsr_palettes (void);

G_END_DECLS
