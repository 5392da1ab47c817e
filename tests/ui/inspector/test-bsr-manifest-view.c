#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-check-group.h"
#include "bsr-doubt-list.h"
#include "bsr-inspector.h"
#include "bsr-manifest-view.h"
#include "bsr-part-list.h"

/* The panel of an open case with three declared items, in a window of its own. */
typedef struct
{
  char *folder;
  BsrStore *store;
  BsrDossier *dossier;
  BsrSession *session;
  BsrAnalysis *analysis;
  GtkWidget *window, *inspector, *view;
} Desk;

#define CHECK(check, item, verdict, score, more)                                                   \
  "{\"check\": \"" check "\", \"item\": " #item ", \"verdict\": \"" verdict "\", \"score\": "      \
  score ", \"reason\": \"because\"" more "}"

static BsrAnalysis *
analysis_of_three_items (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = g_strnfill (64, '0');
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\", \"sha256\": \"%s\","
      " \"width\": 96, \"height\": 48, \"planes\": 2}, \"load\": {\"penetrated\": true,"
      " \"regions\": [{\"box\": [3, 4, 5, 6], \"length_mm\": 2000, \"mass_kg\": 900, \"mass_kg_low\": 800,"
      " \"mass_kg_high\": 1000, \"packing\": {\"kind\": \"drums\", \"confidence\": 0.8, \"pieces\": 3,"
      " \"piece_mm\": 600, \"height_mm\": 2700}}]},"
      " \"anomalies\": [], \"manifest\": {\"score\": 0.93, \"verdict\": \"mismatch\", \"checks\": ["
      "{\"check\": \"mass\", \"verdict\": \"inconclusive\", \"score\": 0.4, \"declared\": 1000,"
      " \"observed_low\": 800, \"unit\": \"kg\", \"reason\": \"opaque\"},"
      CHECK ("volume", 0, "consistent", "0.1", "") ","
      CHECK ("material", 1, "mismatch", "0.9", ", \"box\": [5, 6, 7, 8]") ","
      CHECK ("homogeneity", 1, "consistent", "0.1", ", \"box\": [20, 6, 7, 8]") ","
      CHECK ("volume", 9, "consistent", "0.1", "")
      "]}, \"engine\": {\"version\": \"1\", \"elapsed_ms\": 5}}",
      sha256);
  BsrAnalysis *analysis = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  return analysis;
}

static void
put_items (BsrStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_new ("7", "CSQU3054383");
  const char *names[] = { "Oranges", "Sawn pine", "Paper" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    bsr_case_add_item (flagged, "440710")->description = g_strdup (names[i]);
  assert_true (bsr_store_put_case (store, &bsr_ui_test_actor, flagged, &error));
  bsr_test_assert_no_error (error);
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  put_items (desk->store);
  desk->dossier = bsr_ui_test_open (desk->store, "7");
  desk->session = bsr_session_new ();
  desk->analysis = analysis_of_three_items ();
  desk->inspector = g_object_new (BSR_TYPE_INSPECTOR, NULL);
  bsr_inspector_set_session (BSR_INSPECTOR (desk->inspector), desk->session);
  bsr_session_set_dossier (desk->session, desk->dossier);
  bsr_dossier_set_analysis (desk->dossier, desk->analysis);
  bsr_inspector_show_analysis (BSR_INSPECTOR (desk->inspector), desk->analysis, FALSE);
  bsr_inspector_show_page (BSR_INSPECTOR (desk->inspector), "manifest");
  desk->view = bsr_ui_test_find (desk->inspector, BSR_TYPE_MANIFEST_VIEW);
  desk->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->inspector);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 320, 740);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_ui_test_settle ();
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_flush (desk->dossier);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_unref (desk->session);
  g_object_unref (desk->dossier);
  bsr_ui_test_settle ();
  g_object_unref (desk->store);
  bsr_analysis_unref (desk->analysis);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static BsrCheckGroup *
group_at (Desk *desk, int index)
{
  GtkWidget *group = bsr_ui_test_find (desk->view, BSR_TYPE_CHECK_GROUP);
  for (int i = 0; i < index && group != NULL; i++)
    group = gtk_widget_get_next_sibling (group);
  return group != NULL ? BSR_CHECK_GROUP (group) : NULL;
}

static const char *
label_of (gpointer widget, GType type, const char *name)
{
  GObject *label = gtk_widget_get_template_child (GTK_WIDGET (widget), type, name);
  return gtk_label_get_label (GTK_LABEL (label));
}

static gboolean
is_visible (gpointer widget, GType type, const char *name)
{
  return gtk_widget_get_visible (
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (widget), type, name)));
}

static void
whole_comes_first_then_items_with_misfits (void **state)
{
  Desk *desk = *state;
  const struct
  {
    const char *title;
    int n_checks;
  } expected[] = {
    { "The whole declaration", 2 }, /* and the check of an item that is not declared */
    { "2. Sawn pine", 2 },
    { "1. Oranges", 1 },
    { "3. Paper", 0 },
  };
  for (int i = 0; i < (int) G_N_ELEMENTS (expected); i++)
    {
      BsrCheckGroup *group = group_at (desk, i);
      assert_string_equal (label_of (group, BSR_TYPE_CHECK_GROUP, "title_label"),
                           expected[i].title);
      int n = 0;
      while (bsr_check_group_row (group, n) != NULL)
        n++;
      assert_int_equal (n, expected[i].n_checks);
    }
  assert_null (group_at (desk, (int) G_N_ELEMENTS (expected)));
}

static void
summary_is_the_engines_verdict (void **state)
{
  Desk *desk = *state;
  assert_string_equal (label_of (desk->view, BSR_TYPE_MANIFEST_VIEW, "verdict_label"),
                       "Does not fit");
  assert_string_equal (label_of (desk->view, BSR_TYPE_MANIFEST_VIEW, "score_label"), "score 0.93");
  assert_string_equal (label_of (desk->view, BSR_TYPE_MANIFEST_VIEW, "counts_label"),
                       "Does not fit: 1 · Inconclusive: 1 · Consistent: 3");
  bsr_inspector_show_analysis (BSR_INSPECTOR (desk->inspector), NULL, FALSE);
  assert_string_equal (label_of (desk->view, BSR_TYPE_MANIFEST_VIEW, "verdict_label"),
                       "Not checked");
  assert_false (is_visible (desk->view, BSR_TYPE_MANIFEST_VIEW, "score_label"));
  assert_string_equal (label_of (group_at (desk, 0), BSR_TYPE_CHECK_GROUP, "title_label"),
                       "1. Oranges");
}

/* Each part of the load says how it is packed, and lights up under the focus. */
static void
parts_say_how_they_are_packed (void **state)
{
  Desk *desk = *state;
  GtkWidget *list = bsr_ui_test_find (desk->view, BSR_TYPE_PART_LIST);
  assert_true (gtk_widget_get_visible (list));
  GtkWidget *button = gtk_widget_get_first_child (gtk_widget_get_last_child (list));
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));
  assert_string_equal (gtk_label_get_label (GTK_LABEL (label)),
                       "Drums or other standing cylinders (80 % sure): about 900 kg over 2.0 m, in 3 pieces "
                       "of some 0.6 m between gaps");
  assert_true (gtk_widget_grab_focus (button));
  bsr_ui_test_settle ();
  BsrBox lit = bsr_session_hint_box (desk->session);
  assert_int_equal (lit.x, 3);
  bsr_inspector_show_analysis (BSR_INSPECTOR (desk->inspector), NULL, FALSE);
  assert_false (gtk_widget_get_visible (list));
}

/* Beside what the image says of it. */
static void
doubts_of_the_declaration_are_shown (void **state)
{
  Desk *desk = *state;
  GtkWidget *list = bsr_ui_test_find (desk->view, BSR_TYPE_DOUBT_LIST);
  assert_true (gtk_widget_get_visible (list));
  GtkWidget *line = gtk_widget_get_first_child (gtk_widget_get_last_child (list));
  gtk_test_accessible_assert_property (line, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "No seal is declared of a container with goods");
  assert_null (gtk_widget_get_next_sibling (line));
}

/* The station's list says more of a code than our own headings do, and is taken away again. */
static void
codes_are_described_by_the_stations_list (void **state)
{
  Desk *desk = *state;
  static const char text[] = "code,en\n440710,Coniferous wood sawn lengthwise\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCodeList) codes = bsr_code_list_parse (text, sizeof text - 1, &error);
  bsr_test_assert_no_error (error);
  bsr_inspector_set_codes (BSR_INSPECTOR (desk->inspector), codes);
  bsr_inspector_show_analysis (BSR_INSPECTOR (desk->inspector), desk->analysis, FALSE);
  assert_non_null (strstr (label_of (group_at (desk, 1), BSR_TYPE_CHECK_GROUP, "facts_label"),
                           "440710: Coniferous wood sawn lengthwise"));
  bsr_inspector_set_codes (BSR_INSPECTOR (desk->inspector), NULL);
  bsr_inspector_show_analysis (BSR_INSPECTOR (desk->inspector), desk->analysis, FALSE);
  assert_null (strstr (label_of (group_at (desk, 1), BSR_TYPE_CHECK_GROUP, "facts_label"),
                       "Coniferous"));
}

static void
one_check_is_selected_at_a_time (void **state)
{
  Desk *desk = *state;
  GtkListBoxRow *mass = GTK_LIST_BOX_ROW (bsr_check_group_row (group_at (desk, 0), 0));
  GtkListBoxRow *material = GTK_LIST_BOX_ROW (bsr_check_group_row (group_at (desk, 1), 0));
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (mass))), mass);
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (material))), material);
  assert_false (gtk_list_box_row_is_selected (mass));
  assert_true (gtk_list_box_row_is_selected (material));
}

static GtkWidget *
focus_of (Desk *desk)
{
  return gtk_window_get_focus (GTK_WINDOW (desk->window));
}

static void
assert_lit (Desk *desk, BsrBox expected)
{
  BsrBox lit = bsr_session_hint_box (desk->session);
  assert_memory_equal (&lit, &expected, sizeof lit);
}

static gboolean
is_in_entry (gpointer desk)
{
  GtkWidget *focus = focus_of (desk);
  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY) != NULL;
}

static gboolean
is_uncontested (gpointer desk)
{
  return bsr_dossier_contest (((Desk *) desk)->dossier, "material", 1) == NULL;
}

/* By keys alone: to the check, which lights up; into its form; a reason; and back. */
static void
keyboard_can_contest_and_undo (void **state)
{
  Desk *desk = *state;
  BsrCheckRow *row = bsr_check_group_row (group_at (desk, 1), 0);
  assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  bsr_ui_test_settle ();
  assert_lit (desk, (BsrBox){ 5, 6, 7, 8 });
  assert_true (gtk_widget_child_focus (desk->window, GTK_DIR_TAB_FORWARD));
  GtkWidget *button = focus_of (desk);
  assert_true (GTK_IS_BUTTON (button));
  assert_string_equal (gtk_button_get_label (GTK_BUTTON (button)), "Contest…");
  assert_true (gtk_widget_activate (button)); /* clicked a moment later */
  bsr_ui_test_wait (is_in_entry, desk);
  GtkWidget *entry = gtk_widget_get_ancestor (focus_of (desk), GTK_TYPE_ENTRY);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Why this check is wrong");

  g_signal_emit_by_name (entry, "activate"); /* without words: nothing happens */
  assert_null (bsr_dossier_contest (desk->dossier, "material", 1));
  gtk_editable_set_text (GTK_EDITABLE (entry), "  steel racks ");
  g_signal_emit_by_name (entry, "activate");
  assert_string_equal (bsr_dossier_contest (desk->dossier, "material", 1)->reason, "steel racks");
  assert_ptr_equal (focus_of (desk), row); /* Ctrl+Z is the window's again */
  assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "contested"));
  assert_string_equal (label_of (desk->view, BSR_TYPE_MANIFEST_VIEW, "contested_label"),
                       "1 check contested");
  assert_string_equal (label_of (desk->view, BSR_TYPE_MANIFEST_VIEW, "verdict_label"),
                       "Does not fit");

  bsr_dossier_undo (desk->dossier);
  assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "contested"));
  assert_false (is_visible (desk->view, BSR_TYPE_MANIFEST_VIEW, "contested_label"));
  bsr_dossier_redo (desk->dossier);
  assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "contested"));
  assert_true (gtk_widget_child_focus (desk->window, GTK_DIR_TAB_FORWARD));
  assert_string_equal (gtk_button_get_label (GTK_BUTTON (focus_of (desk))), "Withdraw");
  assert_true (gtk_widget_activate (focus_of (desk)));
  bsr_ui_test_wait (is_uncontested, desk);
  assert_ptr_equal (focus_of (desk), row);
}

static void
contests_survive_reopening (void **state)
{
  Desk *desk = *state;
  bsr_dossier_contest_check (desk->dossier, "material", 1, "steel racks");
  bsr_ui_test_flush (desk->dossier);
  g_autoptr (BsrDossier) again = bsr_ui_test_open (desk->store, "7");
  bsr_session_set_dossier (desk->session, again);
  bsr_inspector_show_analysis (BSR_INSPECTOR (desk->inspector), bsr_dossier_analysis (again),
                               FALSE);
  BsrCheckRow *row = bsr_check_group_row (group_at (desk, 1), 0);
  assert_string_equal (label_of (row, BSR_TYPE_CHECK_ROW, "contest_reason_label"), "steel racks");
  assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "contested"));
}

static void
what_is_no_longer_shown_is_not_lit (void **state)
{
  Desk *desk = *state;
  bsr_session_set_hint_box (desk->session, (BsrBox){ 5, 6, 7, 8 }); /* a pointer over a check */
  bsr_inspector_show_analysis (BSR_INSPECTOR (desk->inspector), NULL, FALSE);
  assert_lit (desk, (BsrBox){ 0 });
}

/* The narrowest that the window gives, in both directions of writing. */
static void
nothing_is_wider_than_the_inspector (void **state)
{
  Desk *desk = *state;
  const GtkTextDirection directions[] = { GTK_TEXT_DIR_LTR, GTK_TEXT_DIR_RTL };
  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      int least;
      gtk_widget_set_direction (desk->view, directions[i]);
      gtk_widget_measure (desk->view, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      assert_true (least <= 320);
    }
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (whole_comes_first_then_items_with_misfits),
    TEST (summary_is_the_engines_verdict),
    TEST (parts_say_how_they_are_packed),
    TEST (doubts_of_the_declaration_are_shown),
    TEST (codes_are_described_by_the_stations_list),
    TEST (one_check_is_selected_at_a_time),
    TEST (keyboard_can_contest_and_undo),
    TEST (contests_survive_reopening),
    TEST (what_is_no_longer_shown_is_not_lit),
    TEST (nothing_is_wider_than_the_inspector),
  };
#undef TEST
  return cmocka_run_group_tests_name ("manifest view", tests, bsr_ui_test_init, NULL);
}
