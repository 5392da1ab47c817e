#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-check-group.h"

static void
add_row (GPtrArray *rows, const char *check, BsrVerdict verdict, BsrBox box)
{
  BsrCheckResult result = { .check = check, .verdict = verdict, .declared = NAN, .observed = NAN,
                            .observed_low = NAN, .observed_high = NAN, .unit = "", .box = box,
                            .reason = (char *) "x" };
  g_ptr_array_add (rows, bsr_check_row_new (&result, NULL));
}

/* (transfer full): of three checks, two of them somewhere. */
static BsrCheckGroup *
group_of_three (BsrSession *session)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  add_row (rows, "volume", BSR_VERDICT_CONSISTENT, (BsrBox){ 10, 10, 10, 10 });
  add_row (rows, "mass", BSR_VERDICT_MISMATCH, (BsrBox){ 0 });
  add_row (rows, "packages", BSR_VERDICT_INCONCLUSIVE, (BsrBox){ 30, 10, 10, 20 });
  GtkWidget *group = bsr_check_group_new (session, "Pine", "HS 4407", rows);
  return g_object_ref_sink (BSR_CHECK_GROUP (group));
}

static void
revealed_cb (BsrSession *session, const BsrBox *box, BsrBox *seen)
{
  *seen = *box;
}

static void
count_cb (BsrCheckGroup *group, int *count)
{
  ++*count;
}

static void
worst_fit_comes_first (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrCheckGroup) group = group_of_three (session);
  const char *expected[] = { "mass", "packages", "volume" };
  for (int i = 0; i < 3; i++)
    assert_string_equal (bsr_check_row_check (bsr_check_group_row (group, i)), expected[i]);
  assert_null (bsr_check_group_row (group, 3));
}

static void
heading_shows_where_its_checks_were_seen (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrCheckGroup) group = group_of_three (session);
  BsrBox seen = { 0 };
  g_signal_connect (session, "reveal", G_CALLBACK (revealed_cb), &seen);
  GtkWidget *heading = bsr_ui_test_find (GTK_WIDGET (group), GTK_TYPE_BUTTON);
  gtk_test_accessible_assert_property (heading, GTK_ACCESSIBLE_PROPERTY_LABEL, "Pine, HS 4407");
  g_signal_emit_by_name (heading, "clicked");
  assert_int_equal (seen.x, 10);
  assert_int_equal (seen.width, 30);
  assert_int_equal (seen.height, 20);
}

static void
selecting_reveals_and_tells (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrCheckGroup) group = group_of_three (session);
  BsrBox seen = { 0 };
  int count = 0;
  g_signal_connect (session, "reveal", G_CALLBACK (revealed_cb), &seen);
  g_signal_connect (group, "selected", G_CALLBACK (count_cb), &count);
  GtkWidget *packages = GTK_WIDGET (bsr_check_group_row (group, 1));
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_parent (packages));
  gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (packages));
  assert_int_equal (seen.x, 30);
  assert_int_equal (count, 1);
  bsr_check_group_unselect (group);
  assert_null (gtk_list_box_get_selected_row (list));
  assert_int_equal (count, 1);
}

static void
group_without_checks_says_so_and_points_nowhere (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (BsrCheckGroup) group
      = g_object_ref_sink (BSR_CHECK_GROUP (bsr_check_group_new (session, "Paper", NULL, rows)));
  GtkWidget *label = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (group), BSR_TYPE_CHECK_GROUP, "no_checks_label"));
  assert_true (gtk_widget_get_visible (label));
  assert_true (bsr_box_is_empty (bsr_check_group_box (group)));
  GtkWidget *heading = bsr_ui_test_find (GTK_WIDGET (group), GTK_TYPE_BUTTON);
  assert_false (gtk_widget_get_focusable (heading));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (worst_fit_comes_first),
    cmocka_unit_test (heading_shows_where_its_checks_were_seen),
    cmocka_unit_test (selecting_reveals_and_tells),
    cmocka_unit_test (group_without_checks_says_so_and_points_nowhere),
  };
  return cmocka_run_group_tests_name ("check group", tests, bsr_ui_test_init, NULL);
}
