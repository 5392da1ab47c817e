#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-outcome-form.h"

static void
found_cb (BsrOutcomeForm *form, const BsrOutcome *outcome, BsrOutcome **found)
{
  bsr_outcome_free (*found);
  *found = bsr_outcome_copy (outcome);
}

static void
test_quantity (void **state)
{
  static const struct
  {
    const char *text;
    gboolean good;
    double kg;
  } samples[] = {
    { "", TRUE, NAN },      { "  ", TRUE, NAN },   { "12", TRUE, 12.0 }, { " 12,5 ", TRUE, 12.5 },
    { "0.25", TRUE, 0.25 }, { "12 kg", FALSE, 0 }, { "-3", FALSE, 0 },   { "1e9", FALSE, 0 },
    { "1.2.3", FALSE, 0 },  { "nan", FALSE, 0 },   { ".", FALSE, 0 },    { "1,000,0", FALSE, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      double kg;
      assert_int_equal (bsr_outcome_form_parse_quantity (samples[i].text, &kg), samples[i].good);
      if (samples[i].good && !isnan (samples[i].kg))
        bsr_test_assert_close (kg, samples[i].kg, 0.0);
      else if (samples[i].good)
        assert_true (isnan (kg));
    }
}

static void
test_completeness (void **state)
{
  g_autoptr (BsrOutcomeForm) form = g_object_ref_sink (g_object_new (BSR_TYPE_OUTCOME_FORM, NULL));
  BsrOutcome *found = NULL;
  g_signal_connect (form, "found", G_CALLBACK (found_cb), &found);
  bsr_outcome_form_set_officer (form, "officer 7");
  assert_false (bsr_outcome_form_is_complete (form));
  bsr_outcome_form_submit (form);
  assert_null (found);

  bsr_outcome_form_fill (form, BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "  ", "");
  assert_false (bsr_outcome_form_is_complete (form));
  bsr_outcome_form_fill (form, BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, " cigarettes ", "12 boxes");
  assert_false (bsr_outcome_form_is_complete (form));
  bsr_outcome_form_fill (form, BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, " cigarettes ", "312,5");
  assert_true (bsr_outcome_form_is_complete (form));
  bsr_outcome_form_submit (form);
  assert_non_null (found);
  assert_int_equal (found->result, BSR_OUTCOME_PROHIBITED);
  assert_int_equal (found->extent, BSR_EXTENT_FULL);
  assert_string_equal (found->found, "cigarettes");
  assert_string_equal (found->officer, "officer 7");
  bsr_test_assert_close (found->quantity_kg, 312.5, 0.0);
  bsr_outcome_free (found);

  /* All as declared needs no words. */
  bsr_outcome_form_fill (form, BSR_OUTCOME_CONFORMING, BSR_EXTENT_DOOR, "", "");
  assert_true (bsr_outcome_form_is_complete (form));
  bsr_outcome_form_clear (form);
  assert_false (bsr_outcome_form_is_complete (form));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_quantity),
    cmocka_unit_test (test_completeness),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
