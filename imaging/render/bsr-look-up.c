#include "bsr-look-up.h"

#include <string.h>

#include "bsr-look-up-tables.h"

static const BsrPalette palettes[] = {
  { "grey", grey }, { "cubehelix", cubehelix }, { "blue-yellow", blue_yellow }, { "amber", amber },
  { NULL, NULL },
};

const BsrPalette *
bsr_palettes (void)
{
  return palettes;
}

const BsrPalette *
bsr_palette_by_id (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  for (const BsrPalette *palette = palettes; palette->id != NULL; palette++)
    if (strcmp (palette->id, id) == 0)
      return palette;
  return NULL;
}
