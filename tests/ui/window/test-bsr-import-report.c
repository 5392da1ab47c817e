#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-import-report.h"

/* Collects the text of every label below @root that is shown. */
static void
collect (GtkWidget *root, GString *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root))
    g_string_append_printf (text, "%s\n", gtk_label_get_label (GTK_LABEL (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static gboolean
has_rows (gpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  collect (data, text);
  return strstr (text->str, "plan.edi") != NULL;
}

static GtkWidget *
report_new (int n)
{
  BsrIntakeResult result = { 0 };
  for (int i = 0; i < n; i++)
    {
      BsrManifestRemark *remark = g_new0 (BsrManifestRemark, 1);
      remark->line = i == 0 ? 7 : 0;
      remark->place = g_strdup (i == 0 ? "MEA" : NULL);
      remark->container = g_strdup (i == 0 ? "CSQU3054383" : NULL);
      remark->kept = i == 0;
      remark->reason = g_strdup (i == 0 ? "is more than the box may weigh" : "has no end");
      bsr_intake_result_remark (&result, "plan.edi", remark);
    }
  GtkWidget *report = bsr_import_report_new (result.remarks);
  bsr_intake_result_clear (&result); /* the window has its own hold on them */
  gtk_window_present (GTK_WINDOW (report));
  bsr_ui_test_wait (has_rows, report);
  return report;
}

static void
test_each_place_is_listed (void **state)
{
  GtkWidget *report = report_new (2);
  g_autoptr (GString) text = g_string_new (NULL);
  collect (report, text);
  const char *const expected[] = {
    "2 remarks.", "CSQU3054383\nKept as it is: is more than the box may weigh.\nplan.edi, line 7, MEA\n",
    "No container\nNot taken: has no end.\nplan.edi\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strstr (text->str, expected[i]) == NULL)
      fail_msg ("not shown: %s; but %s", expected[i], text->str);
  gtk_window_destroy (GTK_WINDOW (report));
  bsr_ui_test_settle ();
}

/* Thousands of remarks are no thousands of widgets. */
static void
test_long_list_is_a_view (void **state)
{
  GtkWidget *report = report_new (10000);
  GtkWidget *list = bsr_ui_test_find (report, GTK_TYPE_LIST_VIEW);
  guint n = 0;
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n++;
  assert_true (n > 0 && n < 1000);
  gtk_window_destroy (GTK_WINDOW (report));
  bsr_ui_test_settle ();
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

/* Whether a key of the window's own class closes it. */
static gboolean
is_bound_to_escape (GtkWidget *window)
{
  gboolean bound = FALSE;
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                    ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                    : 0;
      for (guint s = 0; s < n; s++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), s);
          g_autofree char *key = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
          g_autofree char *action = gtk_shortcut_action_to_string (gtk_shortcut_get_action (shortcut));
          bound |= g_str_equal (key, "Escape") && strstr (action, "window.close") != NULL;
        }
    }
  return bound;
}

static void
test_escape_closes_it (void **state)
{
  GtkWidget *report = report_new (1);
  GtkWidget *gone = report;
  assert_true (is_bound_to_escape (report));
  g_object_add_weak_pointer (G_OBJECT (report), (gpointer *) &gone);
  assert_true (gtk_widget_activate_action (report, "window.close", NULL));
  bsr_ui_test_wait (is_gone, &gone);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_each_place_is_listed),
    cmocka_unit_test (test_long_list_is_a_view),
    cmocka_unit_test (test_escape_closes_it),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
