#include "bsr-ui-test.h"

#include <string.h>
#include <glib/gstdio.h>

#include "bsr-folder-bar.h"
#include "bsr-own-folder.h"
#include "bsr-store-arrivals.h"

/* Nothing is waited for. */
static const BsrDropHabits hasty = { .look_s = 1, .first_wait_s = 1 };

typedef struct
{
  char *folder, *drop, *said;
  BsrStore *store;
  BsrOwnFolder *own;
} Desk;

static void
say_cb (Desk *desk, const char *sentence)
{
  g_free (desk->said);
  desk->said = g_strdup (sentence);
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->drop = g_build_filename (desk->folder, "drop", NULL);
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "A", FALSE);
  desk->own = bsr_own_folder_new (&hasty);
  g_signal_connect_swapped (desk->own, "say", G_CALLBACK (say_cb), desk);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->own);
  bsr_ui_test_settle ();
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk->drop);
  g_free (desk->said);
  g_free (desk);
  return 0;
}

static gboolean
has_said (gpointer desk)
{
  return ((Desk *) desk)->said != NULL;
}

static gboolean
has_trouble (gpointer own)
{
  return bsr_own_folder_trouble (own) != NULL;
}

/* Only with somebody at the desk, and a folder. */
static void
nobody_watches_for_nobody (void **state)
{
  Desk *desk = *state;
  assert_int_equal (g_mkdir (desk->drop, 0700), 0);
  bsr_own_folder_set_path (desk->own, desk->drop);
  assert_false (bsr_own_folder_watches (desk->own));
  bsr_own_folder_set_desk (desk->own, desk->store, &bsr_ui_test_actor);
  assert_true (bsr_own_folder_watches (desk->own));
  bsr_own_folder_set_path (desk->own, NULL);
  assert_false (bsr_own_folder_watches (desk->own));
  bsr_own_folder_set_path (desk->own, desk->drop);
  bsr_own_folder_set_desk (desk->own, NULL, NULL);
  assert_false (bsr_own_folder_watches (desk->own));
}

static void
what_is_dropped_is_told (void **state)
{
  Desk *desk = *state;
  assert_int_equal (g_mkdir (desk->drop, 0700), 0);
  g_autofree char *path = g_build_filename (desk->drop, "note.tiff", NULL);
  assert_true (g_file_set_contents (path, "no picture", -1, NULL));
  bsr_own_folder_set_path (desk->own, desk->drop);
  bsr_own_folder_set_desk (desk->own, desk->store, &bsr_ui_test_actor);
  bsr_ui_test_wait (has_said, desk);
  assert_true (g_str_has_prefix (desk->said, "From the folder: 1 file not taken (note"));
  assert_null (bsr_own_folder_trouble (desk->own));
}

static void
trouble_stands_until_it_is_tried_again (void **state)
{
  Desk *desk = *state;
  GtkWidget *bar = g_object_ref_sink (g_object_new (BSR_TYPE_FOLDER_BAR, NULL));
  bsr_folder_bar_set_folder (BSR_FOLDER_BAR (bar), desk->own);
  assert_false (gtk_widget_get_visible (bar));
  bsr_own_folder_set_path (desk->own, desk->drop);
  bsr_own_folder_set_desk (desk->own, desk->store, &bsr_ui_test_actor);
  bsr_ui_test_wait (has_trouble, desk->own);
  assert_true (gtk_widget_get_visible (bar));
  assert_non_null (strstr (bsr_own_folder_trouble (desk->own), "is not a folder"));
  assert_int_equal (g_mkdir (desk->drop, 0700), 0);
  g_signal_emit_by_name (bsr_ui_test_find (bar, GTK_TYPE_BUTTON), "clicked");
  assert_null (bsr_own_folder_trouble (desk->own));
  assert_false (gtk_widget_get_visible (bar));
  g_object_unref (bar);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (nobody_watches_for_nobody, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_is_dropped_is_told, set_up, tear_down),
    cmocka_unit_test_setup_teardown (trouble_stands_until_it_is_tried_again, set_up, tear_down),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
