#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-similar-list.h"
#include "bsr-similar-row.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrStationLibrary *library;
  GtkWidget *list;
  BsrAnalysis *analysis;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  desk->library = bsr_station_library_new (desk->store);
  desk->list = g_object_ref_sink (g_object_new (BSR_TYPE_SIMILAR_LIST, NULL));
  desk->analysis = bsr_ui_test_analysis ();
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->list);
  bsr_ui_test_settle ();
  g_object_unref (desk->library);
  g_object_unref (desk->store);
  bsr_analysis_unref (desk->analysis);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

/* A case whose load, as the analysis has it, stands in the library. */
static void
contribute (Desk *desk, const char *id)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_FULL, "", NAN, "officer 9", now);
  bsr_ui_test_put_case (desk->store, desk->folder, id, TRUE);
  g_autoptr (BsrDossier) dossier = bsr_ui_test_open (desk->store, id);
  bsr_dossier_set_analysis (dossier, desk->analysis);
  bsr_dossier_decide (dossier, BSR_DECISION_EXAMINE, "dense");
  bsr_dossier_record_outcome (dossier, outcome);
  bsr_dossier_contribute_load (dossier, "supervisor 1");
  bsr_ui_test_flush (dossier);
}

static gboolean
has_snapshot (gpointer library)
{
  return bsr_station_library_snapshot (library) != NULL;
}

static GtkListBoxRow *
first_row (Desk *desk)
{
  GObject *box
      = gtk_widget_get_template_child (desk->list, BSR_TYPE_SIMILAR_LIST, "list_box");
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), 0);
}

static gboolean
has_row (gpointer desk)
{
  return first_row (desk) != NULL;
}

static gboolean
has_no_row (gpointer desk)
{
  return first_row (desk) == NULL;
}

static const char *
label (Desk *desk, const char *name)
{
  GObject *object = gtk_widget_get_template_child (desk->list, BSR_TYPE_SIMILAR_LIST, name);
  return gtk_label_get_label (GTK_LABEL (object));
}

static void
an_empty_library_says_how_it_fills (void **state)
{
  Desk *desk = *state;
  assert_string_equal (label (desk, "message_label"), "The library is being read");
  bsr_similar_list_set_library (BSR_SIMILAR_LIST (desk->list), desk->library);
  bsr_station_library_refresh (desk->library);
  bsr_ui_test_wait (has_snapshot, desk->library);
  assert_string_equal (label (desk, "message_label"),
                       "No reference loads yet: a load enters the library when a supervisor confirms "
                       "a conforming outcome.");
  bsr_similar_list_show (BSR_SIMILAR_LIST (desk->list), NULL, desk->analysis);
  assert_string_equal (label (desk, "own_label"), "This load: 20 g/cm² · 80 % of the height");
  assert_null (first_row (desk));
}

static void
keep_case_cb (GtkWidget *list, const char *case_id, char **kept)
{
  *kept = g_strdup (case_id);
}

static void
loads_come_and_go_with_the_library (void **state)
{
  Desk *desk = *state;
  g_autofree char *opened = NULL;
  contribute (desk, "7");
  g_autoptr (BsrDossier) dossier = bsr_ui_test_open (desk->store, "7");
  bsr_similar_list_set_library (BSR_SIMILAR_LIST (desk->list), desk->library);
  bsr_station_library_refresh (desk->library);
  bsr_ui_test_wait (has_snapshot, desk->library);
  assert_string_equal (label (desk, "message_label"), "The load has not been analysed yet");
  bsr_similar_list_show (BSR_SIMILAR_LIST (desk->list), bsr_dossier_case (dossier), desk->analysis);
  bsr_ui_test_wait (has_row, desk);
  GtkWidget *row = GTK_WIDGET (first_row (desk));
  GObject *declared = gtk_widget_get_template_child (row, BSR_TYPE_SIMILAR_ROW, "declared_label");
  assert_true (gtk_widget_get_visible (GTK_WIDGET (declared)));
  g_signal_connect (desk->list, "open-case", G_CALLBACK (keep_case_cb), &opened);
  g_signal_emit_by_name (gtk_widget_get_template_child (row, BSR_TYPE_SIMILAR_ROW, "open_button"),
                         "clicked");
  assert_string_equal (opened, "7");

  bsr_dossier_withdraw_load (dossier, "other goods");
  bsr_ui_test_flush (dossier);
  bsr_station_library_refresh (desk->library);
  bsr_ui_test_wait (has_no_row, desk);
}

/* An answer that comes after the question has changed is not shown. */
static void
another_load_drops_what_is_looked_for (void **state)
{
  Desk *desk = *state;
  contribute (desk, "7");
  bsr_station_library_refresh (desk->library);
  bsr_ui_test_wait (has_snapshot, desk->library);
  bsr_similar_list_set_library (BSR_SIMILAR_LIST (desk->list), desk->library);
  bsr_similar_list_show (BSR_SIMILAR_LIST (desk->list), NULL, desk->analysis);
  bsr_similar_list_show (BSR_SIMILAR_LIST (desk->list), NULL, NULL);
  g_usleep (50000); /* long enough for the worker, as a rule; else nothing is shown anyway */
  bsr_ui_test_settle ();
  assert_null (first_row (desk));
  assert_string_equal (label (desk, "message_label"), "The load has not been analysed yet");
  bsr_similar_list_show (BSR_SIMILAR_LIST (desk->list), NULL, desk->analysis);
  bsr_ui_test_wait (has_row, desk);
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (an_empty_library_says_how_it_fills),
    TEST (loads_come_and_go_with_the_library),
    TEST (another_load_drops_what_is_looked_for),
  };
#undef TEST
  return cmocka_run_group_tests_name ("similar list", tests, bsr_ui_test_init, NULL);
}
