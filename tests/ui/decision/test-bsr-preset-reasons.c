#include "bsr-test.h"

#include "bsr-preset-reasons.h"

static void
assert_joined (const char *preset, const char *text, const char *expected)
{
  g_autofree char *joined = bsr_preset_reason_join (preset, text);
  assert_string_equal (joined, expected);
}

static void
test_join (void **state)
{
  assert_joined (NULL, NULL, "");
  assert_joined ("", " \t ", "");
  assert_joined (NULL, " seen before ", "seen before");
  assert_joined ("Finding is not clear", "", "Finding is not clear");
  assert_joined ("Finding is not clear", " behind doors", "Finding is not clear: behind doors");
}

static void
test_each_kind_has_reasons (void **state)
{
  for (int kind = BSR_DECISION_RELEASE; kind <= BSR_DECISION_SECOND_OPINION; kind++)
    {
      g_auto (GStrv) reasons = bsr_preset_reasons (kind);
      assert_true (g_strv_length (reasons) >= 3);
      for (char **reason = reasons; *reason != NULL; reason++)
        assert_string_not_equal (*reason, "");
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_join),
    cmocka_unit_test (test_each_kind_has_reasons),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
