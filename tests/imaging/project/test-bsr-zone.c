#include "bsr-test.h"

#include "bsr-zone.h"

static void
each_zone_has_a_name_of_its_own (void **state)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (int zone = 0; zone < BSR_N_ZONES; zone++)
    {
      const char *name = bsr_zone_name ((BsrZone)zone);
      assert_true (g_regex_match_simple ("^[a-z]+(-[a-z]+)*$", name, 0, 0));
      assert_true (g_hash_table_add (seen, (gpointer)name));
    }
  assert_string_equal (bsr_zone_name (BSR_ZONE_LOAD), "load");
  assert_string_equal (bsr_zone_name (BSR_ZONE_FRONT_WALL), "front-wall");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_zone_has_a_name_of_its_own),
  };
  return cmocka_run_group_tests_name ("zone", tests, NULL, NULL);
}
