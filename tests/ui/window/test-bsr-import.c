#include "bsr-test.h"

#include "bsr-import.h"

static void
says (BsrIntakeResult *result, const char *wanted)
{
  BsrImport import = { .result = *result };
  g_autofree char *said = bsr_import_sentence (&import);
  if (wanted == NULL)
    assert_null (said);
  else
    assert_string_equal (said, wanted);
}

static void
sentence_says_what_was_linked_besides (void **state)
{
  BsrIntakeResult result = { .n_cases = 1 };
  says (&result, NULL);
  bsr_intake_result_linked_cb ("a.tiff", "linked to case T-1", &result);
  says (&result, "a.tiff: linked to case T-1.");
  result.n_cases = 3;
  says (&result, "Brought in: 3 cases, 0 scans. a.tiff: linked to case T-1.");
  bsr_intake_result_linked_cb ("b.tiff", "linked to case T-2", &result);
  result.n_cases = 2;
  says (&result, "2 scans from the tray were linked.");
  bsr_intake_result_clear (&result);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (sentence_says_what_was_linked_besides),
  };
  return cmocka_run_group_tests_name ("import", tests, NULL, NULL);
}
