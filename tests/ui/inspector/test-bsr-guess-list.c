#include "bsr-ui-test.h"

#include "bsr-guess-list.h"

/* All labels of the list, in their order. */
static void
append_labels (GtkWidget *root, GString *text)
{
  if (GTK_IS_LABEL (root))
    g_string_append_printf (text, "%s|", gtk_label_get_label (GTK_LABEL (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_labels (child, text);
}

static void
assert_shown (const char *declared_hs, const char *expected)
{
  BsrCheckResult result = { .check = "commodity", .unit = "", .reason = (char *) "x",
                            .n_guesses = 3,
                            .guesses = { { "0805", 0.62 }, { "", 0.25 }, { "73", 0.125 } } };
  g_autoptr (BsrGuessList) list = g_object_ref_sink (g_object_new (BSR_TYPE_GUESS_LIST, NULL));
  g_autoptr (GString) text = g_string_new (NULL);
  bsr_guess_list_show (list, &result, NULL);
  bsr_guess_list_show (list, &result, declared_hs); /* in its stead */
  append_labels (GTK_WIDGET (list), text);
  assert_string_equal (text->str, expected);
}

#define CITRUS "Citrus fruit (0805)|"
#define NONE "None of those known|"
#define STEEL "Articles of steel (73)|"

static void
declared_goods_are_marked_or_said_to_be_missing (void **state)
{
  assert_shown ("080510", CITRUS "declared|62 %|" NONE "25 %|" STEEL "12 %|");
  assert_shown ("7308", CITRUS "62 %|" NONE "25 %|" STEEL "declared|12 %|");
  assert_shown ("4407", CITRUS "62 %|" NONE "25 %|" STEEL "12 %|"
                        "Declared: Sawn timber (4407), not among the likeliest|");
  assert_shown ("", CITRUS "62 %|" NONE "25 %|" STEEL "12 %|");
  assert_shown (NULL, CITRUS "62 %|" NONE "25 %|" STEEL "12 %|");
}

static void
bars_say_whose_they_are (void **state)
{
  BsrCheckResult result = { .check = "commodity", .unit = "", .reason = (char *) "x",
                            .n_guesses = 1,
                            .guesses = { { "0805", 0.62 } } };
  g_autoptr (BsrGuessList) list = g_object_ref_sink (g_object_new (BSR_TYPE_GUESS_LIST, NULL));
  bsr_guess_list_show (list, &result, NULL);
  GtkWidget *bar = bsr_ui_test_find (GTK_WIDGET (list), GTK_TYPE_LEVEL_BAR);
  bsr_test_assert_close (gtk_level_bar_get_value (GTK_LEVEL_BAR (bar)), 0.62, 1e-12);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, "Citrus fruit (0805): 62 %");
  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "What the load looks like");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (declared_goods_are_marked_or_said_to_be_missing),
    cmocka_unit_test (bars_say_whose_they_are),
  };
  return cmocka_run_group_tests_name ("guess list", tests, bsr_ui_test_init, NULL);
}
