#pragma once

#include <tiffio.h>
#include "bsr-file-source.h"
#include "bsr-read-limits.h"

G_BEGIN_DECLS

/* A strip or tile of more decoded bytes is not decoded in one piece: strips then go row by row,
 * tiles are refused. Tiles of 1024 x 1024 pixels of 4 bytes, large ones, have 4 MiB. */
#define BSR_TIFF_MAX_CHUNK_BYTES (G_GINT64_CONSTANT (256) << 20)
/* Strips go row by row, too, when one would need more than this part of the byte limit. */
#define BSR_TIFF_STRIP_PART_OF_LIMIT 4

/**
 * BsrTiffLayout:
 *
 * How the samples of one page lie in the file, checked: every number is in range and every
 * product of sizes fits 63 bits. A chunk is a strip or a tile.
 */
typedef struct
{
  int page;              /* 1-based, all pages of the file counted */
  guint32 width, height; /* as stored, before orientation */
  int n_samples;         /* of a pixel, 1...4 */
  int n_planes;          /* that are made of this page, 1...4 */
  int bits;              /* 8, 12 (packed, high bits first), 16 or 32 */
  gboolean is_float;     /* 32-bit IEEE floats, otherwise unsigned */
  gboolean white_is_zero;
  gboolean is_colour;    /* three planes, red, green and blue; samples beyond are left out */
  gboolean is_palette;   /* of samples that are numbers of colours */
  int orientation; /* 1...8, TIFF 6.0 tag 274 */
  gboolean separate; /* a chunk holds one sample's plane, not all interleaved */
  gboolean tiled;
  gboolean by_rows; /* strips too large to be decoded at once */
  guint32 chunk_width, chunk_height; /* the last strip may hold fewer rows */
  gint64 row_bytes;                  /* of a chunk, decoded */
  gint64 chunk_bytes;                /* decoded */
  gint64 decoded_bytes;              /* of all chunks, the padding of tiles counted */
  gint64 least_file_bytes;           /* the fewest bytes that the codec can need for that */
} BsrTiffLayout;

/* Width and height after orientation. */
guint32 bsr_tiff_layout_upright_width (const BsrTiffLayout *layout);
guint32 bsr_tiff_layout_upright_height (const BsrTiffLayout *layout);

/* Whether the current page of @tiff is no plane but a smaller copy of one or a mask. */
gboolean bsr_tiff_layout_is_extra (TIFF *tiff);

/**
 * bsr_tiff_layout_read:
 * @layout: (out): of the current page of @tiff; every byte is set, so that two can be compared
 *
 * Returns: %FALSE with %BSR_ERROR_UNSUPPORTED, %BSR_ERROR_DAMAGED or %BSR_ERROR_LIMIT
 */
gboolean bsr_tiff_layout_read (TIFF *tiff, int page, const BsrReadLimits *limits,
                               BsrTiffLayout *layout, GError **error);

G_END_DECLS
