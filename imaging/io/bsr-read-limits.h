#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a reader may spend; checked against the header before memory is asked for. */
typedef struct
{
  gint64 max_pixels; /* of one plane */
  gint64 max_bytes;  /* of all planes together, decoded */
  /* Decoded bytes above which a file may not shrink more than @max_shrinkage times: counting
   * noise does not compress, so what does is no scan but a bomb. */
  gint64 trusted_bytes;
  gint64 max_shrinkage;
} BsrReadLimits;

/* 1,000 megapixels a plane (a 20 m portal scan at 1 mm is 80 MP), 8 GiB in all; above 256 MiB at
 * most 200 times the file's size (the real scans at hand shrink 1.3 times). */
extern const BsrReadLimits bsr_read_limits_default;

/**
 * bsr_read_limits_check:
 * @width, @height: pixels of one plane, as a header claims them
 * @sample_size: bytes of one decoded sample
 *
 * Returns: %FALSE with %BSR_ERROR_DAMAGED (an edge of 0) or %BSR_ERROR_LIMIT
 */
gboolean bsr_read_limits_check (const BsrReadLimits *limits, guint32 width, guint32 height,
                                int n_planes, int sample_size, GError **error);

/* Whether a file of @file_size bytes may decode to @decoded ones; %BSR_ERROR_LIMIT otherwise. */
gboolean bsr_read_limits_check_shrinkage (const BsrReadLimits *limits, gint64 decoded,
                                          gint64 file_size, GError **error);

G_END_DECLS
