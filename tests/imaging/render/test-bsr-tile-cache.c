#include "bsr-test.h"
#include "bsr-tile-cache.h"

static int n_freed;

static void
free_cb (gpointer value)
{
  n_freed++;
  g_free (value);
}

static void
put (BsrTileCache *cache, guint64 picture, int column, int row, gsize size)
{
  BsrTileKey key = { picture, column, row };
  bsr_tile_cache_put (cache, &key, g_strdup_printf ("%d,%d", column, row), size);
}

static const char *
get (BsrTileCache *cache, guint64 picture, int column, int row)
{
  BsrTileKey key = { picture, column, row };
  return bsr_tile_cache_get (cache, &key);
}

static void
tiles_are_found_by_all_of_their_key (void **state)
{
  g_autoptr (BsrTileCache) cache = bsr_tile_cache_new (1000, free_cb);
  put (cache, 1, 2, 3, 10);
  assert_string_equal (get (cache, 1, 2, 3), "2,3");
  assert_null (get (cache, 2, 2, 3));
  assert_null (get (cache, 1, 3, 3));
  assert_null (get (cache, 1, 2, 2));
  put (cache, G_GUINT64_CONSTANT (1) << 40 | 1, 2, 3, 10); /* beyond the hash's bits */
  assert_int_equal (bsr_tile_cache_size (cache), 20);
  put (cache, 1, 2, 3, 30); /* in its own place */
  assert_int_equal (bsr_tile_cache_size (cache), 40);
}

static void
those_used_longest_ago_go (void **state)
{
  n_freed = 0;
  BsrTileCache *cache = bsr_tile_cache_new (100, free_cb);
  for (int i = 0; i < 4; i++)
    put (cache, 1, i, 0, 25);
  assert_int_equal (n_freed, 0);
  get (cache, 1, 0, 0);
  put (cache, 1, 4, 0, 25);
  assert_int_equal (n_freed, 1);
  assert_null (get (cache, 1, 1, 0));
  assert_non_null (get (cache, 1, 0, 0));
  put (cache, 1, 5, 0, 500); /* larger than all: alone */
  assert_int_equal (bsr_tile_cache_size (cache), 500);
  assert_non_null (get (cache, 1, 5, 0));
  put (cache, 1, 6, 0, 60);
  bsr_tile_cache_set_budget (cache, 10);
  assert_int_equal (bsr_tile_cache_size (cache), 60);
  bsr_tile_cache_clear (cache);
  assert_int_equal (bsr_tile_cache_size (cache), 0);
  assert_int_equal (n_freed, 7);
  bsr_tile_cache_free (cache);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (tiles_are_found_by_all_of_their_key),
    cmocka_unit_test (those_used_longest_ago_go),
  };
  return cmocka_run_group_tests_name ("tile-cache", tests, NULL, NULL);
}
