#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-check-row.h"
#include "bsr-guess-list.h"
#include "bsr-range-plot.h"

static BsrCheckResult
mass_result (BsrVerdict verdict)
{
  return (BsrCheckResult){ .check = "mass", .item = 2, .verdict = verdict, .declared = 21400.0,
                           .observed = 18200.0, .observed_low = 16900.0, .observed_high = 19500.0,
                           .unit = "kg", .box = { 1, 2, 3, 4 }, .reason = (char *) "Too heavy" };
}

/* (transfer full) */
static BsrCheckRow *
row_of (const BsrCheckResult *result)
{
  return g_object_ref_sink (BSR_CHECK_ROW (bsr_check_row_new (result, "080510")));
}

static gboolean
is_shown (BsrCheckRow *row, GType type)
{
  GtkWidget *widget = bsr_ui_test_find (GTK_WIDGET (row), type);
  return gtk_widget_get_visible (widget);
}

static gboolean
has_details (BsrCheckRow *row)
{
  GtkWidget *revealer = bsr_ui_test_find (GTK_WIDGET (row), GTK_TYPE_REVEALER);
  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

static void
row_says_what_its_check_says (void **state)
{
  BsrCheckResult result = mass_result (BSR_VERDICT_MISMATCH);
  g_autoptr (BsrCheckRow) row = row_of (&result);
  assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "mismatch"));
  assert_string_equal (bsr_check_row_check (row), "mass");
  assert_int_equal (bsr_check_row_item (row), 2);
  assert_int_equal (bsr_check_row_verdict (row), BSR_VERDICT_MISMATCH);
  assert_int_equal (bsr_check_row_box (row).height, 4);
  assert_true (is_shown (row, BSR_TYPE_RANGE_PLOT));
  assert_false (is_shown (row, BSR_TYPE_GUESS_LIST));
  gtk_test_accessible_assert_property (
      row, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Mass of the load: Does not fit, declared 21\u202f400 kg, seen 18\u202f200 kg, between"
      " 16\u202f900 kg and 19\u202f500 kg");
}

static void
goods_are_listed_and_words_are_not_drawn (void **state)
{
  BsrCheckResult goods = { .check = "commodity", .verdict = BSR_VERDICT_CONSISTENT, .declared = NAN,
                           .observed = NAN, .observed_low = NAN, .observed_high = NAN, .unit = "",
                           .n_guesses = 1, .guesses = { { "0805", 0.6 } }, .reason = (char *) "x" };
  g_autoptr (BsrCheckRow) listed = row_of (&goods);
  assert_true (is_shown (listed, BSR_TYPE_GUESS_LIST));
  assert_false (is_shown (listed, BSR_TYPE_RANGE_PLOT));
  assert_false (is_shown (listed, GTK_TYPE_GRID)); /* declared and seen: nothing to be said */
  gtk_test_accessible_assert_property (listed, GTK_ACCESSIBLE_PROPERTY_LABEL, "Goods: Consistent");
}

static void
what_fits_keeps_its_reason_until_it_is_selected (void **state)
{
  BsrCheckResult fits = mass_result (BSR_VERDICT_CONSISTENT);
  BsrCheckResult open = mass_result (BSR_VERDICT_INCONCLUSIVE);
  g_autoptr (GtkListBox) list = g_object_ref_sink (GTK_LIST_BOX (gtk_list_box_new ()));
  g_autoptr (BsrCheckRow) quiet = row_of (&fits), loud = row_of (&open);
  gtk_list_box_append (list, GTK_WIDGET (quiet));
  gtk_list_box_append (list, GTK_WIDGET (loud));
  assert_true (has_details (loud));
  assert_false (has_details (quiet));
  gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (quiet));
  assert_true (has_details (quiet));
  gtk_list_box_unselect_all (list);
  assert_false (has_details (quiet));
}

static void
contest_is_shown_with_its_reason_and_who (void **state)
{
  BsrCheckResult fits = mass_result (BSR_VERDICT_CONSISTENT);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 15, 0);
  g_autoptr (BsrContest) contest = bsr_contest_new ("mass", 2, "weighed anew", "officer 7", at);
  g_autoptr (BsrCheckRow) row = row_of (&fits);
  GtkWidget *by = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (row), BSR_TYPE_CHECK_ROW, "contest_label"));
  GtkWidget *why = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (row), BSR_TYPE_CHECK_ROW, "contest_reason_label"));
  GtkWidget *box = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (row), BSR_TYPE_CHECK_ROW, "contest_box"));
  assert_false (gtk_widget_get_visible (box));
  bsr_check_row_set_contest (row, contest);
  assert_true (gtk_widget_get_visible (box) && has_details (row));
  assert_string_equal (gtk_label_get_label (GTK_LABEL (why)), "weighed anew");
  assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (by)), "Contested by officer 7, "));
  assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "contested"));
  bsr_check_row_set_contest (row, NULL);
  assert_false (gtk_widget_get_visible (box) || has_details (row));
  assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "contested"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (row_says_what_its_check_says),
    cmocka_unit_test (goods_are_listed_and_words_are_not_drawn),
    cmocka_unit_test (what_fits_keeps_its_reason_until_it_is_selected),
    cmocka_unit_test (contest_is_shown_with_its_reason_and_who),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
