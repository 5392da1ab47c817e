#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a reader may spend; checked against the header before memory is asked for. */
typedef struct
{
  gint64 max_pixels; /* of one plane */
  gint64 max_bytes;  /* of all planes together, decoded */
} BsrReadLimits;

/* 1,000 megapixels a plane (a 20 m portal scan at 1 mm is 80 MP), 8 GiB in all. */
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

G_END_DECLS
