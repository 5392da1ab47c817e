#pragma once

#include "bsr-render.h"
#include "bsr-sampler.h"

G_BEGIN_DECLS

/**
 * BsrRendition:
 *
 * A scene in one look, ready to be drawn at any place and size. Drawing has two halves: what makes
 * samples of the screen's pixels (zoom, place, steps on samples) and what makes colours of them
 * (window, steps on the shade, palette). Whoever keeps the first half's samples draws another
 * window at the cost of the second alone. Immutable: threads share it.
 */
typedef struct _BsrRendition BsrRendition;

/* (transfer full). @scene outlives it. */
BsrRendition *bsr_rendition_new (const BsrScene *scene, const BsrLook *look);
void bsr_rendition_free (BsrRendition *rendition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrRendition, bsr_rendition_free)

/* Both halves at once; as bsr_scene_render(). @n_threads: as bsr_thread_team_size() takes it. */
void bsr_rendition_render (const BsrRendition *rendition, const BsrRaster *raster, int n_threads,
                           guint8 *rgba, gsize stride);

/**
 * BsrTile:
 *
 * The first half's samples of a raster. Reference-counted, immutable.
 */
typedef struct _BsrTile BsrTile;

/* (transfer full) (nullable): %NULL where there is no memory. In the calling thread. */
BsrTile *bsr_tile_new (const BsrRendition *rendition, const BsrRaster *raster);
BsrTile *bsr_tile_ref (BsrTile *tile);
void bsr_tile_unref (BsrTile *tile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTile, bsr_tile_unref)
/* What it occupies, bytes. */
gsize bsr_tile_size (const BsrTile *tile);

/* Whether tiles made in look @a serve look @b of the same scene. */
gboolean bsr_tile_serves (const BsrLook *a, const BsrLook *b);

/* The second half: the tile's raster into @rgba. In the calling thread. */
void bsr_rendition_shade (const BsrRendition *rendition, const BsrTile *tile, guint8 *rgba,
                          gsize stride);

G_END_DECLS
