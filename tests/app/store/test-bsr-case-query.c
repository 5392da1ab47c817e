#include "bsr-test.h"

#include "bsr-case-query.h"

static void
typed_text_is_a_number_or_words (void **state)
{
  const struct
  {
    const char *text, *container, *words;
  } samples[] = {
    { NULL, NULL, NULL },
    { "  ", NULL, NULL },
    { "csqu 305-438", "CSQU305438", NULL },
    { "MSCU1", "MSCU1", NULL },
    { "MSCU", NULL, "MSCU" }, /* may be a word */
    { "wire", NULL, "wire" },
    { "abc12", NULL, "abc12" },
    { "CSQU30543831", NULL, "CSQU30543831" }, /* a digit too many */
    { " fresh bananas ", NULL, "fresh bananas" },
  };
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      bsr_case_query_set_search (query, samples[i].text);
      g_autoptr (BsrCaseQuery) copy = bsr_case_query_copy (query);
      assert_true (g_strcmp0 (copy->container, samples[i].container) == 0);
      assert_true (g_strcmp0 (copy->words, samples[i].words) == 0);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (typed_text_is_a_number_or_words),
  };
  return cmocka_run_group_tests_name ("case query", tests, NULL, NULL);
}
