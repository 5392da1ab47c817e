#include "bsr-test.h"

#include "bsr-view-share.h"

static void
count_cb (int *n)
{
  ++*n;
}

static void
a_place_is_told_once (void **state)
{
  g_autoptr (BsrViewShare) share = bsr_view_share_new ();
  int n = 0;
  g_signal_connect_swapped (share, "place-changed", G_CALLBACK (count_cb), &n);
  const BsrPlace place = { 10.0, 20.0, 2.0, FALSE };
  bsr_view_share_set_place (share, &place, &n);
  bsr_view_share_set_place (share, &place, &n);
  assert_int_equal (n, 1);
  assert_true (bsr_view_share_place (share).x == 10.0);
}

/* Who shows all does so at a zoom of his own: another zoom is no other place. */
static void
fitted_is_fitted (void **state)
{
  g_autoptr (BsrViewShare) share = bsr_view_share_new ();
  int n = 0;
  const BsrPlace one = { 1.0, 1.0, 1.0, TRUE }, other = { 2.0, 2.0, 2.0, TRUE };
  bsr_view_share_set_place (share, &one, &one);
  g_signal_connect_swapped (share, "place-changed", G_CALLBACK (count_cb), &n);
  bsr_view_share_set_place (share, &other, &one);
  assert_int_equal (n, 0);
  assert_true (bsr_view_share_place (share).zoom == 2.0);
  /* Another view shows all of it too: that is no news. */
  assert_false (bsr_view_share_set_place (share, &one, &other));
  assert_true (bsr_view_share_place (share).zoom == 2.0);
  bsr_view_share_forget (share, &one);
  assert_true (bsr_view_share_set_place (share, &one, &other));
}

static void
what_is_held_is_told (void **state)
{
  g_autoptr (BsrViewShare) share = bsr_view_share_new ();
  int n = 0;
  g_signal_connect_swapped (share, "notify::panning", G_CALLBACK (count_cb), &n);
  bsr_view_share_set_panning (share, TRUE);
  bsr_view_share_set_panning (share, TRUE);
  bsr_view_share_set_holding (share, TRUE);
  assert_int_equal (n, 1);
  assert_true (bsr_view_share_panning (share) && bsr_view_share_holding (share));
  assert_false (bsr_view_share_raw_pixels (share));
}

static void
the_next_tool_is_taken_once (void **state)
{
  g_autoptr (BsrViewShare) share = bsr_view_share_new ();
  bsr_view_share_set_next_tool (share, 4);
  assert_int_equal (bsr_view_share_take_next_tool (share), 4);
  assert_int_equal (bsr_view_share_take_next_tool (share), 0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_place_is_told_once),
    cmocka_unit_test (fitted_is_fitted),
    cmocka_unit_test (what_is_held_is_told),
    cmocka_unit_test (the_next_tool_is_taken_once),
  };
  return cmocka_run_group_tests_name ("view-share", tests, NULL, NULL);
}
