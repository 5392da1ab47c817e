#include "bsr-ui-test.h"

#include "bsr-doubt-list.h"

static BsrCase *
doubtful_case (int n_items)
{
  BsrCase *flagged = bsr_case_new ("7", "CSQU3054384");
  for (int i = 0; i < n_items; i++)
    bsr_case_add_item (flagged, "5201")->description = g_strdup ("FAK");
  return flagged;
}

/* The lines of @list, the first of them. */
static GtkWidget *
first_line (GtkWidget *list)
{
  return gtk_widget_get_first_child (gtk_widget_get_last_child (list));
}

static const char *
words_of (GtkWidget *line)
{
  GtkWidget *label = GTK_IS_LABEL (line) ? line : gtk_widget_get_last_child (line);
  return gtk_label_get_label (GTK_LABEL (label));
}

static void
each_doubt_has_a_line (void **state)
{
  GtkWidget *list = g_object_ref_sink (g_object_new (BSR_TYPE_DOUBT_LIST, NULL));
  g_autoptr (BsrCase) flagged = doubtful_case (1);
  bsr_doubt_list_show (BSR_DOUBT_LIST (list), flagged, NULL);
  assert_true (gtk_widget_get_visible (list));
  GtkWidget *line = first_line (list);
  const char *const expected[] = { "The check digit of CSQU3054384 is wrong: it would be 3",
                                   "No seal is declared of a container with goods",
                                   "\"FAK\" does not say what the goods are" };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      assert_string_equal (words_of (line), expected[i]);
      gtk_test_accessible_assert_property (line, GTK_ACCESSIBLE_PROPERTY_LABEL, expected[i]);
      gtk_test_accessible_assert_role (line, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      line = gtk_widget_get_next_sibling (line);
    }
  assert_null (line);
  gtk_test_accessible_assert_property (gtk_widget_get_last_child (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Doubtful in the declaration");
  g_object_unref (list);
}

static void
nothing_doubtful_is_out_of_sight (void **state)
{
  GtkWidget *list = g_object_ref_sink (g_object_new (BSR_TYPE_DOUBT_LIST, NULL));
  g_autoptr (BsrCase) flagged = doubtful_case (1), sound = bsr_case_new ("8", "CSQU3054383");
  bsr_doubt_list_show (BSR_DOUBT_LIST (list), flagged, NULL);
  bsr_doubt_list_show (BSR_DOUBT_LIST (list), sound, NULL);
  assert_false (gtk_widget_get_visible (list));
  assert_null (first_line (list));
  bsr_doubt_list_show (BSR_DOUBT_LIST (list), flagged, NULL);
  bsr_doubt_list_show (BSR_DOUBT_LIST (list), NULL, NULL);
  assert_false (gtk_widget_get_visible (list));
  g_object_unref (list);
}

static void
goods_of_another_bill_are_told_first (void **state)
{
  GtkWidget *list = g_object_ref_sink (g_object_new (BSR_TYPE_DOUBT_LIST, NULL));
  g_autoptr (BsrCase) sound = bsr_case_new ("8", "CSQU3054383");
  bsr_doubt_list_show (BSR_DOUBT_LIST (list), sound, "B-77");
  assert_true (gtk_widget_get_visible (list));
  assert_true (g_str_has_prefix (words_of (first_line (list)), "Bill B-77 also has goods in this container"));
  g_object_unref (list);
}

static void
long_lists_are_cut_and_counted (void **state)
{
  GtkWidget *list = g_object_ref_sink (g_object_new (BSR_TYPE_DOUBT_LIST, NULL));
  g_autoptr (BsrCase) flagged = doubtful_case (40);
  bsr_doubt_list_show (BSR_DOUBT_LIST (list), flagged, NULL);
  int n = 0;
  GtkWidget *last = NULL;
  for (GtkWidget *line = first_line (list); line != NULL; line = gtk_widget_get_next_sibling (line), n++)
    last = line;
  assert_int_equal (n, BSR_DOUBT_LIST_MOST + 1);
  assert_string_equal (words_of (last), "30 more doubts"); /* of 42 */
  g_object_unref (list);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_doubt_has_a_line),
    cmocka_unit_test (nothing_doubtful_is_out_of_sight),
    cmocka_unit_test (goods_of_another_bill_are_told_first),
    cmocka_unit_test (long_lists_are_cut_and_counted),
  };
  return cmocka_run_group_tests_name ("doubt list", tests, bsr_ui_test_init, NULL);
}
