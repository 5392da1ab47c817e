#include "bsr-tile-cache.h"

typedef struct
{
  BsrTileKey key;
  gpointer value;
  gsize size;
  GList link; /* in BsrTileCache.used; its data is the entry */
} Entry;

struct _BsrTileCache
{
  GHashTable *entries; /* BsrTileKey in the entry -> Entry */
  GQueue used;         /* latest first */
  gsize budget, size;
  GDestroyNotify free_value;
};

static guint
key_hash (gconstpointer data)
{
  const BsrTileKey *key = data;
  /* Odd factors spread columns and rows over the bits (Knuth, TAOCP 3, 6.4). */
  return (guint) key->picture * 2654435761u + (guint) key->column * 40503u
         + (guint) key->row * 2246822519u;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const BsrTileKey *x = a, *y = b;
  return x->picture == y->picture && x->column == y->column && x->row == y->row;
}

BsrTileCache *
bsr_tile_cache_new (gsize budget, GDestroyNotify free_value)
{
  g_return_val_if_fail (free_value != NULL, NULL);
  BsrTileCache *cache = g_new0 (BsrTileCache, 1);
  cache->entries = g_hash_table_new (key_hash, key_equal);
  g_queue_init (&cache->used);
  cache->budget = budget;
  cache->free_value = free_value;
  return cache;
}

static void
drop (BsrTileCache *cache, Entry *entry)
{
  g_hash_table_remove (cache->entries, &entry->key);
  g_queue_unlink (&cache->used, &entry->link);
  cache->size -= entry->size;
  cache->free_value (entry->value);
  g_free (entry);
}

/* The latest stays. */
static void
keep_to_budget (BsrTileCache *cache)
{
  while (cache->size > cache->budget && cache->used.length > 1)
    drop (cache, g_queue_peek_tail (&cache->used));
}

void
bsr_tile_cache_clear (BsrTileCache *cache)
{
  g_return_if_fail (cache != NULL);
  while (cache->used.length > 0)
    drop (cache, g_queue_peek_tail (&cache->used));
}

void
bsr_tile_cache_free (BsrTileCache *cache)
{
  bsr_tile_cache_clear (cache);
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

gpointer
bsr_tile_cache_get (BsrTileCache *cache, const BsrTileKey *key)
{
  g_return_val_if_fail (cache != NULL && key != NULL, NULL);
  Entry *entry = g_hash_table_lookup (cache->entries, key);
  if (entry == NULL)
    return NULL;
  g_queue_unlink (&cache->used, &entry->link);
  g_queue_push_head_link (&cache->used, &entry->link);
  return entry->value;
}

void
bsr_tile_cache_put (BsrTileCache *cache, const BsrTileKey *key, gpointer value, gsize size)
{
  g_return_if_fail (cache != NULL && key != NULL && value != NULL);
  Entry *old = g_hash_table_lookup (cache->entries, key);
  if (old != NULL)
    drop (cache, old);
  Entry *entry = g_new0 (Entry, 1);
  entry->key = *key;
  entry->value = value;
  entry->size = size;
  entry->link.data = entry;
  g_hash_table_insert (cache->entries, &entry->key, entry);
  g_queue_push_head_link (&cache->used, &entry->link);
  cache->size += size;
  keep_to_budget (cache);
}

void
bsr_tile_cache_set_budget (BsrTileCache *cache, gsize budget)
{
  g_return_if_fail (cache != NULL);
  cache->budget = budget;
  keep_to_budget (cache);
}

gsize
bsr_tile_cache_size (const BsrTileCache *cache)
{
  return cache->size;
}
