#pragma once

#include <png.h>
#include "bsr-image.h"

/**
 * BsrPngFixture:
 *
 * A PNG file holding a picture known in closed form.
 */
typedef struct
{
  int width, height;
  int bits;   /* as stored: 1, 2, 4, 8 or 16 */
  int colour; /* PNG_COLOR_TYPE_… */
  gboolean interlaced;
  int plane; /* another number is another picture */
  gboolean noisy; /* a picture of few values that do not follow each other */
  int filters; /* PNG_FILTER_… that the rows may have; 0: libpng's choice */
} BsrPngFixture;

/* What a reader must find at (@x, @y) of a grey one: fewer than 8 bits are spread to 0...255. */
guint16 bsr_png_fixture_value (const BsrPngFixture *fixture, int x, int y);
/* The same of red, green or blue (@colour 0...2) of one in colours. */
guint16 bsr_png_fixture_colour (const BsrPngFixture *fixture, int colour, int x, int y);
/* Writes the file with libpng. */
void bsr_png_fixture_write (const BsrPngFixture *fixture, const char *path);
/* Fails unless @plane is the picture of a grey one. */
void bsr_png_fixture_assert (const BsrPngFixture *fixture, BsrPlane *plane);

/* Writes the checksum (ISO/IEC 15948, annex D) of the chunk at @offset of @file anew. */
void bsr_png_fixture_seal (GByteArray *file, gsize offset);
/* Where the chunk of @type begins in @file (its length field). */
gsize bsr_png_fixture_chunk (GByteArray *file, const char *type);
