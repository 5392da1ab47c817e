#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-outcome-form.h"
#include "bsr-seizure-line.h"

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

/* The first button below @root whose label is @label. */
static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
press (BsrOutcomeForm *form, const char *label)
{
  GtkWidget *button = find_button (GTK_WIDGET (form), label);
  if (button == NULL)
    fail_msg ("no button '%s'", label);
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  else
    g_signal_emit_by_name (button, "clicked");
}

static void
test_seizures_seals_and_methods (void **state)
{
  static const char *const declared[] = { "ML-1", NULL };
  g_autoptr (BsrOutcomeForm) form = g_object_ref_sink (BSR_OUTCOME_FORM (bsr_outcome_form_new ()));
  BsrOutcome *found = NULL;
  g_signal_connect (form, "found", G_CALLBACK (found_cb), &found);
  bsr_outcome_form_set_officer (form, "officer 7");
  bsr_outcome_form_set_declared_seals (form, declared);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (window, GTK_WIDGET (form));
  assert_true (bsr_outcome_form_is_blank (form));
  bsr_outcome_form_fill (form, BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "parcels", "");
  press (form, "Dog");
  press (form, "Add a seizure");
  BsrSeizureLine *line
      = BSR_SEIZURE_LINE (bsr_ui_test_find (GTK_WIDGET (form), BSR_TYPE_SEIZURE_LINE));
  assert_true (bsr_outcome_form_is_complete (form)); /* the line is blank */
  g_autoptr (BsrSeizure) nothing = bsr_seizure_new ("narcotics", 0.0, "g");
  bsr_seizure_line_fill (line, nothing);
  assert_false (bsr_outcome_form_is_complete (form));
  g_autoptr (BsrSeizure) seizure = bsr_seizure_new ("narcotics", 250.0, "g");
  bsr_seizure_line_fill (line, seizure);
  press (form, "Declared ML-1 found");
  press (form, "Seal put on");
  assert_true (bsr_outcome_form_is_complete (form));
  bsr_outcome_form_submit (form);
  assert_non_null (found);
  bsr_test_assert_close (found->quantity_kg, 0.25, 1e-12);
  const BsrPhysicalExamination *examination = found->examination;
  assert_string_equal (examination->methods[0], "canine");
  assert_null (examination->methods[1]);
  assert_int_equal (examination->seizures->len, 1);
  assert_int_equal (examination->seals->len, 1); /* the new one has no number yet */
  const BsrSeal *seal = examination->seals->pdata[0];
  assert_string_equal (seal->number, "ML-1");
  assert_false (seal->after);
  assert_string_equal (seal->officer, "officer 7");
  bsr_outcome_free (found);
  bsr_outcome_form_clear (form);
  assert_true (bsr_outcome_form_is_blank (form));
  gtk_window_destroy (window);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_quantity),
    cmocka_unit_test (test_completeness),
    cmocka_unit_test (test_seizures_seals_and_methods),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
