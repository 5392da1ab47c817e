#include "bsr-ui-test.h"

#include "bsr-folder-page.h"

static void
the_page_follows_the_settings (void **state)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.basira.Basira");
  GtkWidget *page = g_object_ref_sink (g_object_new (BSR_TYPE_FOLDER_PAGE, NULL));
  g_settings_reset (settings, "drop-folder");
  g_settings_reset (settings, "drop-folder-watched");
  bsr_folder_page_set_settings (BSR_FOLDER_PAGE (page), settings);
  GtkWidget *watch = bsr_ui_test_find (page, GTK_TYPE_SWITCH);
  assert_false (gtk_widget_get_sensitive (watch));
  assert_false (gtk_switch_get_active (GTK_SWITCH (watch)));
  g_settings_set_string (settings, "drop-folder", "/scans/lane & 2");
  assert_true (gtk_widget_get_sensitive (watch));
  gtk_switch_set_active (GTK_SWITCH (watch), TRUE);
  assert_true (g_settings_get_boolean (settings, "drop-folder-watched"));
  g_object_unref (page);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_page_follows_the_settings),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
