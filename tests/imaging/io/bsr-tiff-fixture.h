#pragma once

#include <tiffio.h>
#include "bsr-image.h"

/**
 * BsrTiffFixture:
 *
 * A TIFF file as some scanner might write it, holding a picture known in closed form. Sizes are
 * those of the upright picture.
 */
typedef struct
{
  int width, height;
  int n_planes;
  gboolean in_one_page; /* one sample a plane, otherwise one page a plane */
  gboolean separate;    /* samples of a page in planes of their own */
  gboolean tiled;
  int chunk_edge; /* rows of a strip, edge of a tile */
  int bits;       /* 8, 12, 16; 32: float */
  guint16 compression, predictor, photometric, orientation;
  gboolean big_endian, big_tiff;
} BsrTiffFixture;

/* 37 x 23, one plane of 16 bits, strips of 5 rows, uncompressed, little-endian, upright. */
BsrTiffFixture bsr_tiff_fixture_plain (void);

/* Largest value of a sample. */
double bsr_tiff_fixture_full_scale (const BsrTiffFixture *fixture);
/* What a reader must find at (@x, @y) of @plane. */
double bsr_tiff_fixture_value (const BsrTiffFixture *fixture, int plane, int x, int y);
/* Writes the file with libtiff. */
void bsr_tiff_fixture_write (const BsrTiffFixture *fixture, const char *path);
/* Fails unless @image is the picture. */
void bsr_tiff_fixture_assert (const BsrTiffFixture *fixture, BsrImage *image);
/* (transfer full): all that is particular about it, for messages. */
char *bsr_tiff_fixture_name (const BsrTiffFixture *fixture);
