#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-vocabulary.h"

static void
test_every_value_has_a_word (void **state)
{
  for (int i = 0; i < BSR_N_CASE_STATES; i++)
    {
      assert_string_not_equal (bsr_vocabulary_state (i), "");
      assert_string_not_equal (bsr_vocabulary_state_style (i), "");
    }
  for (int i = BSR_PRIORITY_ROUTINE; i <= BSR_PRIORITY_URGENT; i++)
    assert_string_not_equal (bsr_vocabulary_priority (i), "");
  for (int i = BSR_VERDICT_CONSISTENT; i <= BSR_VERDICT_INCONCLUSIVE; i++)
    {
      assert_string_not_equal (bsr_vocabulary_verdict (i), "");
      assert_string_not_equal (bsr_vocabulary_verdict_icon (i), "");
      assert_string_not_equal (bsr_vocabulary_verdict_style (i), "");
    }
  for (int i = BSR_MATERIAL_CLASS_UNKNOWN; i <= BSR_MATERIAL_CLASS_DENSE; i++)
    assert_string_not_equal (bsr_vocabulary_material (i), "");
  for (int i = BSR_CATEGORY_SUSPICIOUS; i <= BSR_CATEGORY_NOTE; i++)
    {
      assert_string_not_equal (bsr_vocabulary_category (i), "");
      assert_string_not_equal (bsr_vocabulary_category_style (i), "");
    }
  for (int i = 0; i < BSR_N_DECISION_KINDS; i++)
    {
      assert_string_not_equal (bsr_vocabulary_decision (i), "");
      assert_string_not_equal (bsr_vocabulary_decision_icon (i), "");
    }
  for (int i = BSR_OUTCOME_CONFORMING; i <= BSR_OUTCOME_INCONCLUSIVE; i++)
    assert_string_not_equal (bsr_vocabulary_outcome (i), "");
  for (int i = BSR_EXTENT_DOOR; i <= BSR_EXTENT_FULL; i++)
    assert_string_not_equal (bsr_vocabulary_extent (i), "");
}

static void
test_every_check_has_a_name (void **state)
{
  for (int i = 0; bsr_checks[i] != NULL; i++)
    assert_string_not_equal (bsr_vocabulary_check (bsr_checks[i]->id), bsr_checks[i]->id);
  assert_string_equal (bsr_vocabulary_check ("of-the-future"), "of-the-future");
}

static void
test_members_of_a_case_have_names (void **state)
{
  const struct
  {
    const char *member, *words;
  } members[] = {
    { "gross_kg", "Gross mass" },
    { "transport.imo", "IMO number" },
    { "items[11].hs", "Item 12: Code of the goods" },
    { "items[0].of_the_future", "items[0].of_the_future" },
    { "items[x].hs", "items[x].hs" },
    { "of_the_future", "of_the_future" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *words = bsr_vocabulary_member (members[i].member);
      assert_string_equal (words, members[i].words);
    }
}

static void
test_headings (void **state)
{
  const struct
  {
    const char *hs, *words;
  } headings[] = {
    { "0805", "Citrus fruit (0805)" },
    { "080510", "Citrus fruit (080510)" },
    { "73", "Articles of steel (73)" },
    { "0001", "HS 0001" },
    { "", "None of those known" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      g_autofree char *words = bsr_vocabulary_heading (headings[i].hs);
      assert_string_equal (words, headings[i].words);
    }
}

static void
assert_cut_off (GDateTime *now, GTimeSpan span, const char *expected)
{
  g_autoptr (GDateTime) cut_off = g_date_time_add (now, span);
  g_autofree char *text = bsr_vocabulary_cut_off (cut_off, now);
  assert_string_equal (text, expected);
}

static void
test_cut_off (void **state)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2024, 5, 2, 6, 0, 0);
  assert_cut_off (now, 2 * G_TIME_SPAN_DAY + 4 * G_TIME_SPAN_HOUR, "Cut-off in 2 d 4 h");
  assert_cut_off (now, 23 * G_TIME_SPAN_HOUR + 59 * G_TIME_SPAN_MINUTE, "Cut-off in 23 h 59 min");
  assert_cut_off (now, 5 * G_TIME_SPAN_MINUTE, "Cut-off in 5 min");
  assert_cut_off (now, 0, "Cut-off in 0 min");
  assert_cut_off (now, -5 * G_TIME_SPAN_MINUTE, "Cut-off passed");
}

static void
test_mass (void **state)
{
  g_autofree char *mass = bsr_vocabulary_mass (21400.0);
  g_autofree char *small = bsr_vocabulary_mass (312.5);
  assert_string_equal (small, "312.5 kg");
  g_autofree char *unknown = bsr_vocabulary_mass (NAN);
  assert_string_equal (mass, "21400 kg");
  assert_string_equal (unknown, "not stated");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_every_value_has_a_word),
    cmocka_unit_test (test_every_check_has_a_name),
    cmocka_unit_test (test_members_of_a_case_have_names),
    cmocka_unit_test (test_headings),
    cmocka_unit_test (test_cut_off),
    cmocka_unit_test (test_mass),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
