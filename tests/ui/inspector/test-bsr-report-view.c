#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-case-header.h"
#include "bsr-report-view.h"
#include "bsr-reported.h"
#include "bsr-session.h"
#include "bsr-store-arrivals.h"

static void
add (BsrStore *store, BsrCaseReportKind kind, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, json, -1);
  g_autoptr (BsrCaseReport) report = bsr_case_report_new (kind, "a file", sha256, json);
  bsr_store_add_report (store, &bsr_ui_test_actor, "A", report, &error);
  bsr_test_assert_no_error (error);
}

static gboolean
says (GtkWidget *root, const char *part)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_visible (root)
      && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;
  return FALSE;
}

static void
unfold (GtkWidget *root)
{
  if (GTK_IS_EXPANDER (root))
    gtk_expander_set_expanded (GTK_EXPANDER (root), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    unfold (child);
}

static void
add_all (BsrStore *store)
{
  g_autoptr (BsrRadiation) radiation = bsr_radiation_new ();
  radiation->instrument = g_strdup ("RPM 7");
  radiation->alarm = 1;
  radiation->gamma = 1200;
  g_autoptr (BsrStowage) older = bsr_stowage_new ("CSQU3054383");
  g_autoptr (BsrStowage) newer = bsr_stowage_new ("CSQU3054383");
  older->position = g_strdup ("0010101");
  newer->position = g_strdup ("0340708");
  g_autoptr (BsrManifest) manifest = bsr_manifest_new (BSR_MANIFEST_CSV, "CSV");
  for (int i = 0; i < 20; i++)
    bsr_manifest_remark (manifest, i + 1, "Gross kg", NULL, TRUE, "is no number");
  g_autofree char *alarm = bsr_radiation_to_json (radiation);
  g_autofree char *first = bsr_stowage_to_json (older), *last = bsr_stowage_to_json (newer);
  g_autofree char *remarks = bsr_manifest_remarks_to_json (manifest->remarks);
  add (store, BSR_CASE_REPORT_RADIATION, alarm);
  add (store, BSR_CASE_REPORT_STOWAGE, first);
  add (store, BSR_CASE_REPORT_STOWAGE, last);
  add (store, BSR_CASE_REPORT_MANIFEST, remarks);
}

static void
what_was_reported_is_shown (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (BsrStore) store = bsr_ui_test_store (folder);
  bsr_ui_test_put_case (store, folder, "A", FALSE);
  bsr_ui_test_put_case (store, folder, "B", FALSE);
  add_all (store);
  g_autoptr (BsrSession) session = bsr_session_new ();
  GtkWidget *view = g_object_ref_sink (g_object_new (BSR_TYPE_REPORT_VIEW, NULL));
  GtkWidget *header = g_object_ref_sink (g_object_new (BSR_TYPE_CASE_HEADER, NULL));
  bsr_case_header_set_session (BSR_CASE_HEADER (header), session);
  assert_false (gtk_widget_get_visible (view));

  g_autoptr (BsrDossier) dossier = bsr_ui_test_open (store, "A");
  bsr_session_set_dossier (session, dossier);
  bsr_report_view_show (BSR_REPORT_VIEW (view), bsr_dossier_reports (dossier));
  assert_true (gtk_widget_get_visible (view));
  assert_true (says (view, "Radiation alarm reported by RPM 7"));
  assert_true (says (view, "bay 034, row 07, tier 08"));
  assert_false (says (view, "bay 001"));
  assert_true (says (view, "line 12, Gross kg"));
  assert_false (says (view, "line 13, Gross kg"));
  assert_true (says (view, "and 8 more remarks"));
  unfold (view);
  assert_true (says (view, "line 13, Gross kg"));
  assert_true (says (view, "line 20, Gross kg"));
  assert_true (says (header, "Radiation alarm of an instrument"));

  g_autoptr (BsrDossier) quiet = bsr_ui_test_open (store, "B");
  bsr_session_set_dossier (session, quiet);
  bsr_report_view_show (BSR_REPORT_VIEW (view), bsr_dossier_reports (quiet));
  assert_false (gtk_widget_get_visible (view));
  assert_false (says (header, "Radiation"));

  bsr_session_set_dossier (session, NULL);
  bsr_dossier_leave (dossier, TRUE);
  bsr_dossier_leave (quiet, TRUE);
  bsr_ui_test_flush (dossier);
  bsr_ui_test_flush (quiet);
  g_object_unref (view);
  g_object_unref (header);
  g_clear_object (&dossier);
  g_clear_object (&quiet);
  bsr_ui_test_settle ();
  g_clear_object (&store);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_was_reported_is_shown),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
