#include "bsr-ui-test.h"

#include "bsr-form.h"

static void
blanks_around_what_was_written_are_none_of_it (void **state)
{
  g_autoptr (GtkEntry) entry = g_object_ref_sink (GTK_ENTRY (gtk_entry_new ()));
  static const char *const texts[][2] = { { "", "" }, { "  ", "" }, { "\t two words ", "two words" } };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), texts[i][0]);
      g_autofree char *written = bsr_form_written (GTK_EDITABLE (entry));
      assert_string_equal (written, texts[i][1]);
    }
}

static void
a_refusal_is_there_as_long_as_it_stands (void **state)
{
  g_autoptr (GtkLabel) label = g_object_ref_sink (GTK_LABEL (gtk_label_new ("before")));
  bsr_form_refuse (label, "the case is closed");
  assert_true (gtk_widget_get_visible (GTK_WIDGET (label)));
  assert_string_equal (gtk_label_get_label (label), "Not possible: the case is closed.");
  bsr_form_refuse (label, NULL);
  assert_false (gtk_widget_get_visible (GTK_WIDGET (label)));
  assert_string_equal (gtk_label_get_label (label), "");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (blanks_around_what_was_written_are_none_of_it),
    cmocka_unit_test (a_refusal_is_there_as_long_as_it_stands),
  };
  return cmocka_run_group_tests_name ("form", tests, bsr_ui_test_init, NULL);
}
