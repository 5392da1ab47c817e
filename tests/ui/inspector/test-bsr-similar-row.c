#include "bsr-ui-test.h"

#include "bsr-similar-row.h"

static BsrLoadDescriptor
load_of (float fill)
{
  BsrLoadDescriptor load = bsr_load_descriptor_blank ();
  load.values[BSR_LOAD_MEASURE_FILL_HEIGHT] = fill;
  return load;
}

/* A row of a load of citrus fruit that fills 0.5 of the height; @case_id: (nullable). */
static GtkWidget *
row_new (const char *case_id, const char *declared)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *scan = g_strnfill (64, 'a');
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  BsrLoadDescriptor other = load_of (0.5f), own = load_of (0.75f);
  g_autoptr (BsrLibraryEntry) entry
      = bsr_library_entry_new ("0805", scan, "2024-05-03", &other, &error);
  bsr_test_assert_no_error (error);
  bsr_library_entry_confirm (entry, "supervisor 1", case_id == NULL ? "Tanger" : NULL);
  g_autoptr (BsrContribution) contribution
      = case_id != NULL ? bsr_contribution_new (case_id, "supervisor 1", at) : NULL;
  const BsrSimilarCase similar = { entry, 0.25 * G_SQRT2, contribution };
  return g_object_ref_sink (bsr_similar_row_new (&similar, &own, declared));
}

static GtkWidget *
part (GtkWidget *row, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (row, BSR_TYPE_SIMILAR_ROW, name));
}

static const char *
label (GtkWidget *row, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (part (row, name)));
}

static void
keep_case_cb (GtkWidget *row, const char *case_id, char **kept)
{
  *kept = g_strdup (case_id);
}

static void
a_row_says_what_how_alike_and_whose (void **state)
{
  g_autofree char *opened = NULL;
  g_autoptr (GtkWidget) row = row_new ("T-7", "0805");
  assert_string_equal (label (row, "heading_label"), "Citrus fruit (0805)");
  assert_string_equal (label (row, "likeness_label"), "Very alike");
  assert_string_equal (label (row, "facts_label"), "50 % of the height");
  assert_string_equal (label (row, "origin_label"), "2024-05-03 · case T-7");
  assert_true (gtk_widget_get_visible (part (row, "declared_label")));
  bsr_test_assert_close (gtk_level_bar_get_value (GTK_LEVEL_BAR (part (row, "likeness_bar"))), 0.75,
                         1e-9);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Citrus fruit (0805): Very alike, 50 % of the height");
  gtk_test_accessible_assert_property (part (row, "open_button"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Open case T-7");
  g_signal_connect (row, "open-case", G_CALLBACK (keep_case_cb), &opened);
  g_signal_emit_by_name (part (row, "open_button"), "clicked");
  assert_string_equal (opened, "T-7");
}

static void
a_load_from_elsewhere_has_no_case (void **state)
{
  g_autoptr (GtkWidget) row = row_new (NULL, "0803");
  assert_string_equal (label (row, "origin_label"), "2024-05-03 · Tanger");
  assert_false (gtk_widget_get_visible (part (row, "open_button")));
  assert_false (gtk_widget_get_visible (part (row, "declared_label")));
}

/* Columns: names, that load, this load; lines: titles, then thickness, height, packages. */
static void
selecting_compares_both_in_units (void **state)
{
  g_autoptr (GtkWidget) row = row_new ("T-7", NULL);
  GtkWidget *list = g_object_ref_sink (gtk_list_box_new ());
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  GtkRevealer *revealer = GTK_REVEALER (part (row, "facts_revealer"));
  assert_false (gtk_revealer_get_reveal_child (revealer));
  gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (row));
  assert_true (gtk_revealer_get_reveal_child (revealer));
  const char *expected[3] = { "Fill height", "50 % of the height", "75 % of the height" };
  for (int column = 0; column < 3; column++)
    {
      GtkWidget *cell = gtk_grid_get_child_at (GTK_GRID (part (row, "facts_grid")), column, 2);
      assert_string_equal (gtk_label_get_label (GTK_LABEL (cell)), expected[column]);
    }
  gtk_list_box_unselect_all (GTK_LIST_BOX (list));
  assert_false (gtk_revealer_get_reveal_child (revealer));
  g_object_unref (list);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_row_says_what_how_alike_and_whose),
    cmocka_unit_test (a_load_from_elsewhere_has_no_case),
    cmocka_unit_test (selecting_compares_both_in_units),
  };
  return cmocka_run_group_tests_name ("similar row", tests, bsr_ui_test_init, NULL);
}
