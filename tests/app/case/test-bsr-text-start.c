#include "bsr-test.h"

#include "bsr-text-start.h"

static void
long_texts_are_cut_after_whole_characters (void **state)
{
  const struct
  {
    const char *text;
    glong most;
    const char *start;
  } rows[] = { { "", 0, "" },        { "abc", 3, "abc" },   { "abcd", 3, "abc…" },
               { "été", 3, "été" },  { "étés", 3, "été…" }, { "حاوية", 2, "حا…" },
               { "abc", 0, "…" } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *start = bsr_text_start (rows[i].text, rows[i].most);
      assert_string_equal (start, rows[i].start);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (long_texts_are_cut_after_whole_characters) };
  return cmocka_run_group_tests_name ("text-start", tests, NULL, NULL);
}
