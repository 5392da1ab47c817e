#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which tile of which picture. */
typedef struct
{
  guint64 picture;
  int column, row;
} BsrTileKey;

/**
 * BsrTileCache:
 *
 * Values by tile within a budget of bytes: where it is over, those that were used longest ago go.
 * For one thread.
 */
typedef struct _BsrTileCache BsrTileCache;

BsrTileCache *bsr_tile_cache_new (gsize budget, GDestroyNotify free_value);
void bsr_tile_cache_free (BsrTileCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrTileCache, bsr_tile_cache_free)

/* (transfer none) (nullable): and counts as used now. */
gpointer bsr_tile_cache_get (BsrTileCache *cache, const BsrTileKey *key);
/* Takes @value, which occupies @size bytes, in the place of another under that key. It is kept
 * even where it is larger than the budget by itself. */
void bsr_tile_cache_put (BsrTileCache *cache, const BsrTileKey *key, gpointer value, gsize size);
void bsr_tile_cache_set_budget (BsrTileCache *cache, gsize budget);
/* Drops everything. */
void bsr_tile_cache_clear (BsrTileCache *cache);
/* Bytes that are kept. */
gsize bsr_tile_cache_size (const BsrTileCache *cache);

G_END_DECLS
