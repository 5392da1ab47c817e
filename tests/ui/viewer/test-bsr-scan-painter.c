#include "bsr-test.h"
#include "bsr-scan-painter.h"

/* Seconds after which nothing will come any more. */
#define PATIENCE_S 60

static BsrScene *
scene_of (int width, int height, guint16 sample)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_u16 (plane, y)[x] = sample;
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  return bsr_scene_new (image, NULL, 1, NULL, NULL);
}

static BsrViewTransform
transform_of (int width, int height, double zoom)
{
  return (BsrViewTransform){ .zoom = zoom, .aspect = 1.0, .x = width / 2.0, .y = height / 2.0,
                             .view_width = 64, .view_height = 32,
                             .scan_width = width, .scan_height = height };
}

static gboolean
give_up_cb (gpointer data)
{
  fail_msg ("nothing was painted in %d s", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

static void
wait_for (BsrScanPainter *painter)
{
  guint patience = g_timeout_add_seconds (PATIENCE_S, give_up_cb, NULL);
  while (!bsr_scan_painter_is_current (painter))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

static void
count_cb (int *count)
{
  ++*count;
}

static void
what_is_asked_for_is_painted (void **state)
{
  g_autoptr (BsrScanPainter) painter = bsr_scan_painter_new ();
  g_autoptr (BsrScene) scene = scene_of (100, 50, 1000);
  BsrLook look = bsr_look_default ();
  BsrViewTransform transform = transform_of (100, 50, 0.5);
  int painted = 0;
  g_signal_connect_swapped (painter, "painted", G_CALLBACK (count_cb), &painted);
  bsr_scan_painter_request (painter, scene, &look, &transform);
  assert_false (bsr_scan_painter_is_current (painter));
  wait_for (painter);
  assert_int_equal (painted, 1);
  /* The same again is no work. */
  bsr_scan_painter_request (painter, scene, &look, &transform);
  assert_true (bsr_scan_painter_is_current (painter));
}

/* Of many requests that come while one is drawn only the last is drawn. */
static void
the_latest_wins (void **state)
{
  g_autoptr (BsrScanPainter) painter = bsr_scan_painter_new ();
  g_autoptr (BsrScene) scene = scene_of (100, 50, 1000);
  BsrLook look = bsr_look_default ();
  int painted = 0;
  g_signal_connect_swapped (painter, "painted", G_CALLBACK (count_cb), &painted);
  for (int i = 0; i < 100; i++)
    {
      BsrViewTransform transform = transform_of (100, 50, 0.5 + i);
      bsr_scan_painter_request (painter, scene, &look, &transform);
    }
  wait_for (painter);
  assert_int_equal (painted, 2);
}

/* What was drawn is not drawn again: within its tiles, at a zoom or in a look of before. */
static void
what_is_drawn_is_kept (void **state)
{
  g_autoptr (BsrScanPainter) painter = bsr_scan_painter_new ();
  g_autoptr (BsrScene) scene = scene_of (3000, 2000, 1000);
  BsrLook look = bsr_look_default (), other = look;
  BsrViewTransform transform = transform_of (3000, 2000, 1.0), moved = transform, zoomed = transform;
  int painted = 0;
  other.tone.invert = TRUE;
  g_signal_connect_swapped (painter, "painted", G_CALLBACK (count_cb), &painted);
  bsr_scan_painter_request (painter, scene, &look, &transform);
  wait_for (painter);
  moved.x -= 20.0; /* within its tile */
  bsr_scan_painter_request (painter, scene, &look, &moved);
  assert_true (bsr_scan_painter_is_current (painter));
  zoomed.zoom = 0.5;
  bsr_scan_painter_request (painter, scene, &look, &zoomed);
  assert_false (bsr_scan_painter_is_current (painter));
  wait_for (painter);
  bsr_scan_painter_request (painter, scene, &look, &transform);
  assert_true (bsr_scan_painter_is_current (painter));
  bsr_scan_painter_request (painter, scene, &other, &transform);
  assert_false (bsr_scan_painter_is_current (painter));
  wait_for (painter);
  bsr_scan_painter_request (painter, scene, &look, &transform);
  assert_true (bsr_scan_painter_is_current (painter));
  assert_int_equal (painted, 3);
  moved.x += 1200.0;
  bsr_scan_painter_request (painter, scene, &look, &moved);
  assert_false (bsr_scan_painter_is_current (painter));
  wait_for (painter);
}

/* A large view comes in pieces where it was moved, and at once where its look changed. */
static void
looks_change_at_once (void **state)
{
  g_autoptr (BsrScanPainter) painter = bsr_scan_painter_new ();
  g_autoptr (BsrScene) scene = scene_of (12000, 3000, 1000);
  BsrLook look = bsr_look_default ();
  BsrViewTransform transform = transform_of (12000, 3000, 1.0);
  int painted = 0;
  transform.view_width = 3000;
  transform.view_height = 2500;
  transform.x = 1600.0;
  g_signal_connect_swapped (painter, "painted", G_CALLBACK (count_cb), &painted);
  bsr_scan_painter_request (painter, scene, &look, &transform);
  wait_for (painter);
  assert_int_equal (painted, 1);
  transform.x = 9000.0;
  bsr_scan_painter_request (painter, scene, &look, &transform);
  wait_for (painter);
  assert_true (painted > 3);
  painted = 0;
  bsr_look_add (&look, BSR_ENHANCE_DARK, 50.0);
  bsr_scan_painter_request (painter, scene, &look, &transform);
  wait_for (painter);
  assert_int_equal (painted, 1);
}

static void
a_scan_that_was_taken_away_is_not_painted (void **state)
{
  g_autoptr (BsrScanPainter) painter = bsr_scan_painter_new ();
  g_autoptr (BsrScene) scene = scene_of (100, 50, 1000);
  g_autoptr (BsrScene) other = scene_of (30, 70, 1000);
  BsrLook look = bsr_look_default ();
  BsrViewTransform transform = transform_of (100, 50, 0.5), other_transform = transform_of (30, 70, 1.0);
  int painted = 0;
  g_signal_connect_swapped (painter, "painted", G_CALLBACK (count_cb), &painted);
  bsr_scan_painter_request (painter, scene, &look, &transform);
  bsr_scan_painter_request (painter, NULL, NULL, NULL);
  bsr_scan_painter_request (painter, other, &look, &other_transform);
  wait_for (painter);
  assert_int_equal (painted, 1);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
it_may_go_while_it_works (void **state)
{
  BsrScanPainter *painter = bsr_scan_painter_new ();
  g_autoptr (BsrScene) scene = scene_of (100, 50, 1000);
  BsrLook look = bsr_look_default ();
  BsrViewTransform transform = transform_of (100, 50, 0.5);
  gpointer watch = painter;
  g_object_add_weak_pointer (G_OBJECT (painter), &watch);
  bsr_scan_painter_request (painter, scene, &look, &transform);
  g_object_unref (painter);
  guint patience = g_timeout_add_seconds (PATIENCE_S, give_up_cb, NULL);
  /* The last reference may go on the worker, which wakes nobody. */
  guint wake = g_timeout_add (10, wake_cb, NULL);
  while (g_atomic_pointer_get (&watch) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
  g_source_remove (wake);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_is_asked_for_is_painted),
    cmocka_unit_test (the_latest_wins),
    cmocka_unit_test (what_is_drawn_is_kept),
    cmocka_unit_test (looks_change_at_once),
    cmocka_unit_test (a_scan_that_was_taken_away_is_not_painted),
    cmocka_unit_test (it_may_go_while_it_works),
  };
  return cmocka_run_group_tests_name ("scan-painter", tests, NULL, NULL);
}
