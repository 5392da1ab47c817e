#include "bsr-ui-test.h"

#include "bsr-case-header.h"
#include "bsr-intake.h"

/* Pixels that the header has beside the cases and the findings on a screen of 1366. */
#define NARROW 620

#define MAKER "Example Detection Systems"
#define MODEL "Gatekeeper Spectroscopic Portal 4400 North Lane"
#define WORDS "Radiation alarm reported by " MAKER " " MODEL

/* What a portal measured of the case's container. */
static const char alarm_file[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<RadInstrumentData xmlns=\"http://physics.nist.gov/N42/2011/N42\"><RadInstrumentInformation id=\"i\">"
      "<RadInstrumentManufacturerName>" MAKER "</RadInstrumentManufacturerName>"
      "<RadInstrumentModelName>" MODEL "</RadInstrumentModelName></RadInstrumentInformation>"
      "<RadDetectorInformation id=\"A\"><RadDetectorCategoryCode>Gamma</RadDetectorCategoryCode></RadDetectorInformation>"
      "<RadMeasurement id=\"f\"><MeasurementClassCode>Foreground</MeasurementClassCode>"
      "<StartDateTime>2024-05-03T08:15:30Z</StartDateTime><RealTimeDuration>PT1S</RealTimeDuration>"
      "<Spectrum id=\"s\" radDetectorInformationReference=\"A\"><ChannelData>2000 10 20</ChannelData></Spectrum>"
      "<OccupancyIndicator>true</OccupancyIndicator></RadMeasurement>"
      "<AnalysisResults><RadAlarm><RadAlarmCategoryCode>Gamma</RadAlarmCategoryCode></RadAlarm></AnalysisResults>"
      "</RadInstrumentData>";

static void
bring_in (BsrStore *store, const char *folder)
{
  g_autoptr (GError) error = NULL;
  BsrIntakeResult result = { 0 };
  g_autofree char *path = g_build_filename (folder, "CSQU3054383.n42", NULL);
  assert_true (g_file_set_contents (path, alarm_file, -1, NULL));
  bsr_intake_import (store, &bsr_ui_test_actor, path, &result, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (result.n_reports, 1);
  bsr_intake_result_clear (&result);
}

/* However long its maker's and model's names are, the alarm is read whole, and whose it is on request. */
static void
an_alarm_is_not_cut (void **state)
{
  char *folder = bsr_test_folder_new ();
  BsrStore *store = bsr_ui_test_store (folder);
  bsr_ui_test_put_case (store, folder, "7", FALSE);
  bring_in (store, folder);
  g_autoptr (BsrDossier) dossier = bsr_ui_test_open (store, "7");
  g_autoptr (BsrSession) session = bsr_session_new ();
  GtkWidget *header = g_object_new (BSR_TYPE_CASE_HEADER, NULL), *window = gtk_window_new ();
  bsr_case_header_set_session (BSR_CASE_HEADER (header), session);
  bsr_session_set_dossier (session, dossier);
  gtk_window_set_default_size (GTK_WINDOW (window), NARROW, 100);
  gtk_window_set_child (GTK_WINDOW (window), header);
  gtk_window_present (GTK_WINDOW (window));
  bsr_ui_test_settle ();

  GtkWidget *label = bsr_ui_test_find_named (header, "alarm", GTK_TYPE_LABEL);
  assert_true (gtk_widget_get_visible (label));
  assert_int_equal (gtk_widget_get_width (window), NARROW);
  assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  assert_string_equal (gtk_widget_get_tooltip_text (label), WORDS);
  g_autofree char *problem = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, WORDS);
  assert_null (problem);
  gtk_window_destroy (GTK_WINDOW (window));
  bsr_ui_test_settle ();
  g_object_unref (store);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (an_alarm_is_not_cut),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
