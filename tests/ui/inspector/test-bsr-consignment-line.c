#include "bsr-ui-test.h"

#include "bsr-consignment-line.h"

#define BILL "EXB000001"

typedef struct
{
  char *folder;
  BsrStore *store;
  GtkWidget *line;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  desk->line = g_object_ref_sink (g_object_new (BSR_TYPE_CONSIGNMENT_LINE, NULL));
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->line);
  g_object_unref (desk->store);
  bsr_ui_test_settle ();
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static BsrAnalysis *
analysis_of (int kg)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\", \"sha256\": \"%064d\","
      " \"width\": 8, \"height\": 4, \"planes\": 1}, \"anomalies\": [], \"load\": {"
      "\"mass_kg\": %d, \"mass_kg_low\": %d, \"mass_kg_high\": %d},"
      " \"engine\": {\"version\": \"1\", \"elapsed_ms\": 1}}",
      0, kg, kg, kg);
  BsrAnalysis *analysis = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  return analysis;
}

/* (transfer full): a box of the bill of lading, whose load weighs @kg. */
static BsrCase *
put_box (Desk *desk, const char *id, const char *container, int kg)
{
  g_autoptr (GError) error = NULL;
  BsrCase *flagged = bsr_case_new (id, container);
  flagged->bill_of_lading = g_strdup (BILL);
  bsr_case_add_item (flagged, "440710");
  bsr_ui_test_put_case (desk->store, desk->folder, id, TRUE);
  assert_true (bsr_store_put_case (desk->store, &bsr_ui_test_actor, flagged, &error));
  g_autoptr (BsrDossier) dossier = bsr_ui_test_open (desk->store, id);
  g_autoptr (BsrAnalysis) analysis = analysis_of (kg);
  bsr_dossier_set_analysis (dossier, analysis);
  bsr_ui_test_flush (dossier);
  return flagged;
}

static gboolean
is_visible (gpointer line)
{
  return gtk_widget_get_visible (line);
}

static void
the_odd_box_is_named_in_sight (void **state)
{
  Desk *desk = *state;
  g_autoptr (BsrCase) own = put_box (desk, "1", "CSQU3054383", 18000);
  g_autoptr (BsrCase) second = put_box (desk, "2", "MSKU1234565", 18100);
  g_autoptr (BsrCase) third = put_box (desk, "3", "TGHU7654323", 9000);
  g_autoptr (BsrAnalysis) analysis = analysis_of (18000);
  assert_false (is_visible (desk->line));
  bsr_consignment_line_show (BSR_CONSIGNMENT_LINE (desk->line), desk->store, own, analysis);
  bsr_ui_test_wait (is_visible, desk->line);
  GtkWidget *label = bsr_ui_test_find (desk->line, GTK_TYPE_LABEL);
  assert_string_equal (gtk_label_get_label (GTK_LABEL (label)),
                       "TGHU7654323 is unlike the other boxes of its bill of lading: its load weighs "
                       "9\u202f000 kg, theirs about 18\u202f050 kg.");
  assert_string_equal (gtk_widget_get_tooltip_text (desk->line),
                       "3 boxes of the consignment were compared");
  bsr_consignment_line_show (BSR_CONSIGNMENT_LINE (desk->line), desk->store, own, NULL);
  assert_false (is_visible (desk->line));
}

static void
every_measure_has_its_sentence (void **state)
{
  const struct
  {
    BsrConsignmentMeasure measure;
    double value, median;
    const char *end;
  } cases[] = {
    { BSR_CONSIGNMENT_MASS, 9000.0, 18000.0, "weighs 9\u202f000 kg, theirs about 18\u202f000 kg." },
    { BSR_CONSIGNMENT_MASS_THICKNESS, 12.0, 40.0,
      "the beam goes through 12 g/cm² of its load, through about 40 g/cm² of theirs." },
    { BSR_CONSIGNMENT_FILL_HEIGHT, 0.5, 0.8,
      "it is filled to 50 % of its height, they to about 80 %." },
    { BSR_CONSIGNMENT_MATERIAL, 0.6, 0.125, "its load is at 0.60, theirs at about 0.12." },
  };
  assert_int_equal (G_N_ELEMENTS (cases), BSR_CONSIGNMENT_N_MEASURES);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BsrOddBox odd = { (char *) "CSQU3054383", FALSE, cases[i].measure, cases[i].value,
                              cases[i].median, 4 };
      g_autofree char *words = bsr_consignment_line_words (&odd);
      assert_true (g_str_has_prefix (words, "CSQU3054383 is unlike the other boxes"));
      if (!g_str_has_suffix (words, cases[i].end))
        fail_msg ("'%s' does not end with '%s'", words, cases[i].end);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (the_odd_box_is_named_in_sight, set_up, tear_down),
    cmocka_unit_test (every_measure_has_its_sentence),
  };
  return cmocka_run_group_tests_name ("consignment line", tests, bsr_ui_test_init, NULL);
}
