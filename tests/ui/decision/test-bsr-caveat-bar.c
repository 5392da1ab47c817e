#include "bsr-ui-test.h"

#include "bsr-caveat-bar.h"

static void
test_caveats_are_in_sight_until_they_are_lifted (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (BsrStore) store = bsr_ui_test_store (folder);
  bsr_ui_test_put_case (store, folder, "7", TRUE);
  g_autoptr (BsrDossier) dossier = bsr_ui_test_open (store, "7");
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (GtkWidget) bar = g_object_ref_sink (g_object_new (BSR_TYPE_CAVEAT_BAR, NULL));
  bsr_caveat_bar_set_session (BSR_CAVEAT_BAR (bar), session);
  bsr_caveat_bar_toggle_form (BSR_CAVEAT_BAR (bar)); /* there is no case */
  assert_false (gtk_widget_get_visible (bar));
  bsr_session_set_dossier (session, dossier);
  assert_false (gtk_widget_get_visible (bar));
  bsr_caveat_bar_toggle_form (BSR_CAVEAT_BAR (bar));
  assert_true (gtk_widget_get_visible (bar));
  bsr_caveat_bar_toggle_form (BSR_CAVEAT_BAR (bar));
  assert_false (gtk_widget_get_visible (bar));

  bsr_caveat_bar_submit (BSR_CAVEAT_BAR (bar), "third-party-rule", "of the partner");
  assert_true (gtk_widget_get_visible (bar));
  GtkLabel *label = GTK_LABEL (bsr_ui_test_find (bar, GTK_TYPE_LABEL));
  assert_string_equal (gtk_label_get_label (label), "Third-party rule: of the partner");
  g_signal_emit_by_name (bsr_ui_test_find (bar, GTK_TYPE_BUTTON), "clicked");
  assert_false (gtk_widget_get_visible (bar));
  assert_int_equal (bsr_dossier_caveats (dossier)->len, 2);
  bsr_ui_test_flush (dossier);
  bsr_session_set_dossier (session, NULL);
  g_clear_pointer (&bar, g_object_unref);
  g_clear_object (&dossier);
  g_clear_object (&store);
  bsr_ui_test_settle ();
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_caveats_are_in_sight_until_they_are_lifted),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
