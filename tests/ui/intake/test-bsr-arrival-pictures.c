#include "bsr-ui-test.h"

#include "bsr-arrival-pictures.h"
#include "bsr-station-tray.h"

static gboolean
is_made (gpointer item)
{
  return bsr_arrival_item_picture (item) != NULL || bsr_arrival_item_problem (item) != NULL;
}

/* Both are asked for at once; the file of one was changed since it came. */
static void
a_picture_is_made_or_why_not_is_said (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = bsr_ui_test_store (folder);
  bsr_ui_test_take_arrival (store, folder, "one", NULL, "no number was read");
  bsr_ui_test_take_arrival (store, folder, "two", NULL, "no number was read");
  g_autoptr (GPtrArray) arrivals
      = bsr_store_list_arrivals (store, BSR_ARRIVAL_WAITING, 2, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrArrivalItem) good = bsr_arrival_item_new (g_steal_pointer (&arrivals->pdata[0]));
  g_autoptr (BsrArrivalItem) bad = bsr_arrival_item_new (g_steal_pointer (&arrivals->pdata[1]));
  g_ptr_array_set_free_func (arrivals, NULL);
  BsrScan *changed = bsr_arrival_item_arrival (bad)->scan;
  g_free (changed->sha256);
  changed->sha256 = g_strnfill (64, '0');

  g_autoptr (BsrArrivalPictures) pictures = bsr_arrival_pictures_new ();
  bsr_arrival_pictures_ask (pictures, bad);
  bsr_arrival_pictures_ask (pictures, good);
  bsr_ui_test_wait (is_made, good);
  bsr_ui_test_wait (is_made, bad);
  assert_null (bsr_arrival_item_problem (good));
  assert_int_equal (gdk_texture_get_width (bsr_arrival_item_picture (good)), 96);
  assert_null (bsr_arrival_item_picture (bad));
  assert_string_equal (bsr_arrival_item_problem (bad), "its file was changed since the scan was stored");
  bsr_arrival_pictures_cancel (pictures);
  bsr_ui_test_settle ();
  g_clear_object (&store);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_picture_is_made_or_why_not_is_said),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
