#include "bsr-idle-watch.h"

#include "bsr-ui-test.h"

typedef struct
{
  gint64 now;
  int n_told;
  BsrIdleWatch *watch;
} Desk;

static gint64
clock_of (gpointer data)
{
  return ((Desk *) data)->now;
}

static void
idle_cb (Desk *desk)
{
  desk->n_told++;
}

static void
look_at (Desk *desk, gint64 now)
{
  desk->now = now;
  bsr_idle_watch_look (desk->watch);
}

static void
test_says_so_once_until_it_is_touched (void **state)
{
  Desk desk = { .now = 1000 };
  g_autoptr (BsrIdleWatch) watch = bsr_idle_watch_new (clock_of, &desk);
  desk.watch = watch;
  g_signal_connect_swapped (watch, "idle", G_CALLBACK (idle_cb), &desk);
  look_at (&desk, 100000);
  assert_int_equal (desk.n_told, 0); /* never, unless a limit is set */
  bsr_idle_watch_set_limit (watch, 900);
  bsr_idle_watch_touch (watch);
  look_at (&desk, 100899);
  assert_int_equal (desk.n_told, 0);
  look_at (&desk, 100900);
  look_at (&desk, 200000);
  assert_int_equal (desk.n_told, 1);
  bsr_idle_watch_touch (watch);
  look_at (&desk, 200899);
  assert_int_equal (desk.n_told, 1);
  look_at (&desk, 200900);
  assert_int_equal (desk.n_told, 2);
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_says_so_once_until_it_is_touched) };
  return cmocka_run_group_tests_name ("idle watch", tests, bsr_ui_test_init, NULL);
}
