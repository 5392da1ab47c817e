#include "bsr-test.h"

#include <string.h>

#include "bsr-term.h"

static void
codes_are_one_word_and_stand_once (void **state)
{
  for (BsrTermList list = 0; list < BSR_N_TERM_LISTS; list++)
    {
      guint n;
      const BsrTerm *terms = bsr_terms (list, &n);
      assert_true (n > 0);
      for (guint i = 0; i < n; i++)
        {
          assert_true (strspn (terms[i].code, "abcdefghijklmnopqrstuvwxyz0123456789-")
                       == strlen (terms[i].code));
          assert_ptr_equal (bsr_term_find (list, terms[i].code), &terms[i]);
        }
    }
}

/* Of at least this many letters: a label said again is no definition. */
#define SHORTEST 20

static void
reasons_are_defined_in_sentences (void **state)
{
  const BsrTermList lists[] = { BSR_TERMS_REASON, BSR_TERMS_CAVEAT, BSR_TERMS_DOWNTIME };
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      guint n;
      const BsrTerm *terms = bsr_terms (lists[l], &n);
      for (guint i = 0; i < n; i++)
        {
          const char *definition = bsr_term_definition (&terms[i]);
          assert_true (strlen (definition) >= SHORTEST);
          assert_int_equal (definition[strlen (definition) - 1], '.');
          assert_string_not_equal (bsr_term_label (&terms[i]), "");
        }
    }
}

static void
every_decision_has_reasons (void **state)
{
  guint n;
  const BsrTerm *reasons = bsr_terms (BSR_TERMS_REASON, &n);
  for (BsrDecisionKind kind = 0; kind < BSR_N_DECISION_KINDS; kind++)
    {
      int found = 0;
      for (guint i = 0; i < n; i++)
        found += (reasons[i].scope & BSR_TERM_OF_DECISION (kind)) != 0;
      assert_true (found > 0);
    }
  for (guint i = 0; i < n; i++)
    assert_true (reasons[i].scope != BSR_TERM_OF_ANY);
}

static void
unknown_codes_are_shown_as_they_are (void **state)
{
  assert_null (bsr_term_find (BSR_TERMS_UNIT, "stone"));
  assert_null (bsr_term_find (BSR_TERMS_UNIT, NULL));
  assert_string_equal (bsr_term_word (BSR_TERMS_UNIT, "stone"), "stone");
  assert_string_equal (bsr_term_word (BSR_TERMS_SEIZURE, "narcotics"), "Narcotics");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (codes_are_one_word_and_stand_once),
    cmocka_unit_test (reasons_are_defined_in_sentences),
    cmocka_unit_test (every_decision_has_reasons),
    cmocka_unit_test (unknown_codes_are_shown_as_they_are),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
