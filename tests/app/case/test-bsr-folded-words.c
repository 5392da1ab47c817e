#include "bsr-test.h"

#include "bsr-folded-words.h"

static void
assert_folds (const char *text, const char *expected)
{
  g_auto (GStrv) words = bsr_folded_words (text);
  g_autofree char *joined = g_strjoinv ("|", words);
  assert_string_equal (joined, expected);
}

static void
letters_lose_case_and_accents (void **state)
{
  assert_folds (NULL, "");
  assert_folds (" ,;-- ", "");
  assert_folds ("Éléments d'ÉLEVAGE", "elements|d|elevage");
  assert_folds ("Œuf cœur Straße ﬁlet Łódź", "oeuf|coeur|strasse|filet|lodz");
  assert_folds ("İstanbul ½ m²", "istanbul|1|2|m2");
  assert_folds ("100%_x", "100|x");
}

static void
arabic_has_one_form (void **state)
{
  assert_folds ("أُرْزٌ إلى آلة", "ارز|الي|اله");
  assert_folds ("المــوز الطازَج", "موز|طازج");
  assert_folds ("الم ال", "الم|ال"); /* too short for an article */
  assert_folds ("١٢٣ ۴۵", "123|45");
  assert_folds ("مكتب، کتاب یک", "مكتب|كتاب|يك");
}

static void
broken_text_is_taken_as_it_can_be (void **state)
{
  assert_folds ("a\xff"
                "b",
                "a|b");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (letters_lose_case_and_accents),
    cmocka_unit_test (arabic_has_one_form),
    cmocka_unit_test (broken_text_is_taken_as_it_can_be),
  };
  return cmocka_run_group_tests_name ("folded words", tests, NULL, NULL);
}
