#include "bsr-test.h"
#include "bsr-session.h"

#include <math.h>

static BsrScene *
scene_of (int width, int height)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  return bsr_scene_new (image, NULL, 1, NULL, NULL);
}

static void
count_cb (int *count)
{
  ++*count;
}

static void
notify_is_told_once_for_a_change (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  int tool = 0, zoom = 0, tone = 0, busy = 0;
  g_signal_connect_swapped (session, "notify::tool", G_CALLBACK (count_cb), &tool);
  g_signal_connect_swapped (session, "notify::zoom", G_CALLBACK (count_cb), &zoom);
  g_signal_connect_swapped (session, "tone-changed", G_CALLBACK (count_cb), &tone);
  g_signal_connect_swapped (session, "notify::busy", G_CALLBACK (count_cb), &busy);
  for (int i = 0; i < 2; i++)
    {
      bsr_session_set_tool (session, BSR_TOOL_POLYGON);
      bsr_session_set_zoom (session, 2.5);
      BsrTone inverted = *bsr_session_tone (session);
      inverted.invert = TRUE;
      bsr_session_set_tone (session, &inverted);
      bsr_session_set_busy (session, TRUE, 0.5, "Reading");
    }
  assert_int_equal (tool, 1);
  assert_int_equal (zoom, 1);
  assert_int_equal (tone, 1);
  assert_int_equal (busy, 1);
}

static void
zoom_keeps_its_limits (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  bsr_session_set_zoom (session, 1000.0);
  bsr_test_assert_close (bsr_session_zoom (session), 32.0, 0.0);
  bsr_session_set_zoom (session, 1e-9);
  bsr_test_assert_close (bsr_session_zoom (session), 0.01, 0.0);
}

static void
one_thing_is_selected_at_a_time (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  bsr_session_select_finding (session, 3);
  bsr_session_select_annotation (session, "a", FALSE);
  assert_int_equal (bsr_session_selected_finding (session), 0);
  assert_string_equal (bsr_session_selected_annotation (session), "a");
  bsr_session_select_finding (session, 2);
  assert_null (bsr_session_selected_annotation (session));
  assert_int_equal (bsr_session_selected_finding (session), 2);
}

static void
another_scan_resets_selection_and_view (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrScene) first = scene_of (20, 10);
  g_autoptr (BsrScene) same_size = scene_of (20, 10);
  g_autoptr (BsrScene) other = scene_of (30, 10);
  int fits = 0;
  g_signal_connect_swapped (session, "fit", G_CALLBACK (count_cb), &fits);

  bsr_session_set_scene (session, first);
  assert_int_equal (fits, 1);
  bsr_session_select_finding (session, 4);
  bsr_session_set_scene (session, same_size);
  assert_int_equal (fits, 1);
  assert_int_equal (bsr_session_selected_finding (session), 4);
  bsr_session_set_scene (session, other);
  assert_int_equal (fits, 2);
  assert_int_equal (bsr_session_selected_finding (session), 0);
  bsr_session_set_scene (session, NULL);
  assert_int_equal (fits, 2);
  assert_null (bsr_session_scene (session));
}

static void
hint_is_told_once_and_ends_with_the_scan (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrScene) scene = scene_of (20, 10);
  const BsrBox *shown = NULL;
  int hints = 0;
  g_signal_connect_swapped (session, "notify::hint-box", G_CALLBACK (count_cb), &hints);
  bsr_session_set_hint_box (session, (BsrBox){ 1, 2, 3, 4 });
  bsr_session_set_hint_box (session, (BsrBox){ 1, 2, 3, 4 });
  assert_int_equal (hints, 1);
  g_object_get (session, "hint-box", &shown, NULL);
  assert_int_equal (shown->height, 4);
  bsr_session_set_scene (session, scene);
  assert_int_equal (hints, 2);
  assert_true (bsr_box_is_empty (bsr_session_hint_box (session)));
}

static void
revealed_cb (BsrSession *session, const BsrBox *box, BsrBox *seen)
{
  *seen = *box;
}

static void
read_cb (BsrSession *session, const BsrReadOut *read_out, double *steel)
{
  *steel = read_out->steel_mm;
}

static void
signals_carry_what_they_say (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  BsrBox seen = { 0 };
  double steel = 0.0;
  g_signal_connect (session, "reveal", G_CALLBACK (revealed_cb), &seen);
  g_signal_connect (session, "read-out", G_CALLBACK (read_cb), &steel);
  bsr_session_reveal (session, (BsrBox){ 1, 2, 3, 4 });
  assert_int_equal (seen.x, 1);
  assert_int_equal (seen.height, 4);
  bsr_session_publish_read_out (session, &(BsrReadOut){ .inside = TRUE, .steel_mm = 42.0 });
  bsr_test_assert_close (steel, 42.0, 0.0);
}

static void
properties_can_be_bound (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrScene) scene = scene_of (4, 4);
  BsrScene *got = NULL;
  int tool, category;
  gboolean findings, annotations;
  char *status;
  double progress;
  g_object_set (session, "tool", BSR_TOOL_ARROW, "category", BSR_CATEGORY_BENIGN, "scene", scene,
                "show-findings", FALSE, "selected-annotation", "x", NULL);
  bsr_session_set_busy (session, TRUE, 7.0, "Analysing");
  g_object_get (session, "tool", &tool, "category", &category, "scene", &got, "show-findings", &findings,
                "show-annotations", &annotations, "status", &status, "progress", &progress, NULL);
  assert_int_equal (tool, BSR_TOOL_ARROW);
  assert_int_equal (category, BSR_CATEGORY_BENIGN);
  assert_ptr_equal (got, scene);
  assert_false (findings);
  assert_true (annotations);
  assert_string_equal (status, "Analysing");
  bsr_test_assert_close (progress, 1.0, 0.0);
  bsr_scene_unref (got);
  g_free (status);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (notify_is_told_once_for_a_change),
    cmocka_unit_test (zoom_keeps_its_limits),
    cmocka_unit_test (one_thing_is_selected_at_a_time),
    cmocka_unit_test (another_scan_resets_selection_and_view),
    cmocka_unit_test (hint_is_told_once_and_ends_with_the_scan),
    cmocka_unit_test (signals_carry_what_they_say),
    cmocka_unit_test (properties_can_be_bound),
  };
  return cmocka_run_group_tests_name ("session", tests, NULL, NULL);
}
