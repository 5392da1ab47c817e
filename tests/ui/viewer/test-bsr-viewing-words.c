#include "bsr-test.h"
#include "bsr-viewing-words.h"

static void
assert_words (char *(*words) (const BsrViewing *), BsrViewing viewing, const char *expected)
{
  g_autofree char *text = words (&viewing);
  assert_string_equal (text, expected);
}

static void
bar_says_it_briefly (void **state)
{
  assert_words (bsr_viewing_words_short, (BsrViewing){ 0.62, 0.08, 100.0, 10.0 },
                "Looked at 62 % · not penetrated 8 %");
  assert_words (bsr_viewing_words_short, (BsrViewing){ 0.62, 0.0, 100.0, 10.0 }, "Looked at 62 %");
}

/* None of what is missing may be hidden by rounding, and all of it together is the whole. */
static void
rounding_hides_nothing (void **state)
{
  const BsrViewing nearly = { 0.8691, 0.1300, 100.0, 10.0 }, all = { 0.8655, 0.1345, 100.0, 10.0 };
  assert_int_equal (bsr_viewing_words_missing_percent (&nearly), 1);
  assert_words (bsr_viewing_words_short, nearly, "Looked at 86 % · not penetrated 13 %");
  assert_int_equal (bsr_viewing_words_missing_percent (&all), 0);
  assert_words (bsr_viewing_words_short, all, "Looked at 87 % · not penetrated 13 %");
  assert_words (bsr_viewing_words_short, (BsrViewing){ 0.0, 1.0, 100.0, 10.0 },
                "Looked at 0 % · not penetrated 100 %");
}

static void
what_is_missing_is_named_with_its_object (void **state)
{
  assert_words (bsr_viewing_words_missing, (BsrViewing){ 0.62, 0.08, 100.0, 10.0 },
                "30 % of the container was not displayed so that an object of 10 cm (as dense as "
                "10 mm of steel) could be seen; 8 % was not penetrated.");
  assert_words (bsr_viewing_words_missing, (BsrViewing){ 1.0, 0.0, 50.0, 5.0 },
                "All that the beam got through was displayed so that an object of 5 cm (as dense as "
                "5 mm of steel) could be seen.");
}

static void
record_names_what_was_displayed (void **state)
{
  assert_words (bsr_viewing_words_record, (BsrViewing){ 0.62, 0.08, 100.0, 10.0 },
                "62 % of the container was displayed so that an object of 10 cm (as dense as 10 mm "
                "of steel) could be seen; 8 % was not penetrated.");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (bar_says_it_briefly),
    cmocka_unit_test (rounding_hides_nothing),
    cmocka_unit_test (what_is_missing_is_named_with_its_object),
    cmocka_unit_test (record_names_what_was_displayed),
  };
  return cmocka_run_group_tests_name ("viewing-words", tests, NULL, NULL);
}
