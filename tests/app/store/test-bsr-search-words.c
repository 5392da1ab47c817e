#include "bsr-test.h"

#include "bsr-search-words.h"

static void
line_of_a_case_has_what_it_is_sought_by (void **state)
{
  g_autoptr (BsrCase) flagged = bsr_case_new ("MA-7/x", "CSQU3054383");
  bsr_case_add_item (flagged, "0803")->description = g_strdup ("Fresh bananas");
  BsrManifestItem *item = bsr_case_add_item (flagged, "4407");
  item->origin = g_strdup ("FI");
  /* Of persons nothing is kept beyond the declaration itself. */
  flagged->shipper = g_strdup ("Jeanne Martin");
  flagged->consignee = g_strdup ("Idris Alami");
  flagged->notify_party = g_strdup ("Salma Tazi");
  g_autofree char *line = bsr_search_words_of_case (flagged);
  assert_string_equal (line, " fresh bananas origin_fi ma 7 x csqu3054383 3054383 ");
  g_autoptr (BsrCase) bare = bsr_case_new ("--", "");
  g_autofree char *nothing = bsr_search_words_of_case (bare);
  assert_string_equal (nothing, " ");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (line_of_a_case_has_what_it_is_sought_by),
  };
  return cmocka_run_group_tests_name ("search words", tests, NULL, NULL);
}
