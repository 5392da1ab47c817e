#include "bsr-test.h"

#include "bsr-search-words.h"

static void
assert_folds (const char *text, const char *expected)
{
  g_auto (GStrv) words = bsr_search_words_fold (text);
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
    cmocka_unit_test (letters_lose_case_and_accents),
    cmocka_unit_test (arabic_has_one_form),
    cmocka_unit_test (broken_text_is_taken_as_it_can_be),
    cmocka_unit_test (line_of_a_case_has_what_it_is_sought_by),
  };
  return cmocka_run_group_tests_name ("search words", tests, NULL, NULL);
}
