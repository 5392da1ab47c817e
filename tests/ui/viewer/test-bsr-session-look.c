#include "bsr-ui-test.h"
#include "bsr-session.h"

/* The look, its undo and what is kept of it, without a view. */

#define WIDTH 96
#define HEIGHT 48

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrDossier *dossier;
  BsrSession *session;
  BsrViewPlace wanted; /* what a view was asked to show */
  gboolean exactly;
} Desk;

static BsrScene *
scene_of (int width, int height)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_u16 (plane, y)[x] = (guint16) (500 * x + y);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  return bsr_scene_new (image, NULL, 1, NULL, NULL);
}

static void
place_wanted_cb (BsrSession *session, const BsrViewPlace *place, gboolean exactly, Desk *desk)
{
  desk->wanted = *place;
  desk->exactly = exactly;
}

static void
show_scan (Desk *desk)
{
  g_autoptr (BsrScene) scene = scene_of (WIDTH, HEIGHT);
  bsr_session_set_dossier (desk->session, desk->dossier);
  bsr_session_set_scene (desk->session, scene);
}

static void
open_case (Desk *desk)
{
  g_clear_object (&desk->dossier);
  desk->dossier = bsr_ui_test_open (desk->store, "7");
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  open_case (desk);
  desk->session = bsr_session_new ();
  g_signal_connect (desk->session, "place-wanted", G_CALLBACK (place_wanted_cb), desk);
  show_scan (desk);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_flush (desk->dossier);
  g_object_unref (desk->session);
  g_object_unref (desk->dossier);
  bsr_ui_test_settle ();
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static int
n_steps (Desk *desk)
{
  return bsr_session_look (desk->session)->n_steps;
}

static void
place (Desk *desk, double x, double zoom)
{
  const BsrViewPlace there = { x, HEIGHT / 2.0, zoom, 1.0, 48, 24 };
  bsr_session_set_place (desk->session, &there, FALSE);
}

static void
keys_switch_enhancements_and_undo_takes_them_back (void **state)
{
  Desk *desk = *state;
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_SHARPEN);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_LOCAL_EQUALISE);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_SHARPEN);
  assert_int_equal (n_steps (desk), 1);
  assert_int_equal (bsr_session_look (desk->session)->steps[0].kind, BSR_ENHANCE_LOCAL_EQUALISE);
  bsr_dossier_undo (desk->dossier);
  assert_int_equal (n_steps (desk), 2);
  bsr_dossier_undo (desk->dossier);
  bsr_dossier_undo (desk->dossier);
  assert_int_equal (n_steps (desk), 0);
  bsr_dossier_redo (desk->dossier);
  assert_int_equal (bsr_session_look (desk->session)->steps[0].kind, BSR_ENHANCE_SHARPEN);
}

static void
the_amount_that_was_chosen_comes_back (void **state)
{
  Desk *desk = *state;
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_DARK);
  bsr_test_assert_close (bsr_session_look (desk->session)->steps[0].amount,
                         bsr_enhancement_kind (BSR_ENHANCE_DARK)->usual, 0.0);
  BsrLook look = *bsr_session_look (desk->session);
  look.steps[0].amount = 80.0;
  bsr_session_change_look (desk->session, &look);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_DARK);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_DARK);
  bsr_test_assert_close (bsr_session_look (desk->session)->steps[0].amount, 80.0, 0.0);
}

static void
turning_on_is_one_step_until_another_press (void **state)
{
  Desk *desk = *state;
  BsrTone tone = *bsr_session_tone (desk->session);
  for (int i = 1; i <= 6; i++)
    {
      tone.low = 0.1 * i;
      if (i == 4)
        bsr_session_begin_change (desk->session);
      bsr_session_change_tone (desk->session, &tone);
    }
  bsr_dossier_undo (desk->dossier);
  bsr_test_assert_close (bsr_session_tone (desk->session)->low, 0.3, 1e-9);
  bsr_dossier_undo (desk->dossier);
  bsr_test_assert_close (bsr_session_tone (desk->session)->low, 0.0, 0.0);
  assert_false (bsr_session_is_changing (desk->session));
}

static void
what_the_program_sets_is_no_step (void **state)
{
  Desk *desk = *state;
  gboolean can_undo;
  BsrTone tone = *bsr_session_tone (desk->session);
  tone.low = 0.25;
  bsr_session_set_tone (desk->session, &tone);
  g_object_get (desk->dossier, "can-undo", &can_undo, NULL);
  assert_false (can_undo);
}

static void
equalising_goes_by_what_is_in_view (void **state)
{
  Desk *desk = *state;
  place (desk, 48.0, 1.0); /* 48 x 24 of 96 x 48 */
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_EQUALISE);
  assert_int_equal (bsr_session_look (desk->session)->region.x, 24);
  assert_int_equal (bsr_session_look (desk->session)->region.width, 48);
  place (desk, 30.0, 1.0);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_LOCAL_EQUALISE); /* that one's stays */
  assert_int_equal (bsr_session_look (desk->session)->region.x, 24);
  bsr_session_fit_look_to_view (desk->session);
  assert_int_equal (bsr_session_look (desk->session)->region.x, 6);
  assert_true (bsr_session_tone (desk->session)->high < 1.0);
  bsr_dossier_undo (desk->dossier); /* window and region at once */
  assert_int_equal (bsr_session_look (desk->session)->region.x, 24);
  bsr_test_assert_close (bsr_session_tone (desk->session)->high, 1.0, 0.0);

  BsrLook plain = bsr_look_default ();
  bsr_session_change_look (desk->session, &plain);
  place (desk, 48.0, 0.5); /* all of it */
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_EQUALISE);
  assert_true (bsr_box_is_empty (bsr_session_look (desk->session)->region));
}

static void
the_last_look_comes_back_with_the_case (void **state)
{
  Desk *desk = *state;
  place (desk, 30.0, 4.0);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_SHARPEN);
  g_object_set (desk->session, "show-findings", FALSE, NULL);
  const BsrLook left = *bsr_session_look (desk->session);
  bsr_session_set_scene (desk->session, NULL); /* as another case is opened */
  bsr_ui_test_flush (desk->dossier);
  bsr_session_set_dossier (desk->session, NULL);
  BsrLook plain = bsr_look_default ();
  bsr_session_set_look (desk->session, &plain);
  g_object_set (desk->session, "show-findings", TRUE, NULL);

  open_case (desk);
  show_scan (desk);
  gboolean findings, can_undo;
  assert_true (bsr_look_equal (bsr_session_look (desk->session), &left));
  bsr_test_assert_close (desk->wanted.x, 30.0, 0.0);
  bsr_test_assert_close (desk->wanted.zoom, 4.0, 0.0);
  assert_false (desk->exactly);
  g_object_get (desk->session, "show-findings", &findings, NULL);
  assert_false (findings);
  g_object_get (desk->dossier, "can-undo", &can_undo, NULL);
  assert_false (can_undo);
}

/* A case that was only looked into leaves no view behind. */
static void
a_scan_that_nothing_was_done_to_is_not_kept (void **state)
{
  Desk *desk = *state;
  const BsrViewPlace whole = { 48.0, 24.0, 0.5, 1.0, 48, 24 };
  bsr_session_set_place (desk->session, &whole, TRUE);
  bsr_session_set_scene (desk->session, NULL);
  assert_int_equal (bsr_dossier_views (desk->dossier)->len, 0);
}

static void
what_was_seen_is_shown_exactly_and_can_be_undone (void **state)
{
  Desk *desk = *state;
  place (desk, 30.0, 4.0);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_EMBOSS);
  g_autoptr (BsrViewState) seen = bsr_session_view_state (desk->session);
  assert_true (bsr_session_save_view (desk->session, "  Doors "));
  assert_false (bsr_session_save_view (desk->session, "  "));
  const BsrKeptView *kept = bsr_dossier_views (desk->dossier)->pdata[0];
  assert_string_equal (kept->name, "Doors");

  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_EMBOSS);
  place (desk, 60.0, 1.0);
  assert_true (bsr_session_show_view (desk->session, kept->state, kept->officer));
  assert_true (bsr_look_equal (bsr_session_look (desk->session), &seen->look));
  bsr_test_assert_close (desk->wanted.x, 30.0, 0.0);
  assert_true (desk->exactly);
  bsr_dossier_undo (desk->dossier);
  assert_int_equal (n_steps (desk), 0);

  g_autoptr (BsrViewState) foreign = bsr_view_state_copy (seen);
  foreign->scan[0] = 'x';
  assert_false (bsr_session_show_view (desk->session, foreign, NULL));
}

static const char *
officer_of_replay (Desk *desk)
{
  const char *officer = NULL;
  return bsr_session_replay (desk->session, &officer) != NULL ? officer : NULL;
}

/* What another saw is said to be his, until the look or the place is another; and one's own view is
 * there to go back to. */
static void
what_another_saw_is_named_until_one_goes_on (void **state)
{
  Desk *desk = *state;
  place (desk, 30.0, 4.0);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_EMBOSS);
  g_autoptr (BsrViewState) seen = bsr_session_view_state (desk->session);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_EMBOSS);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_DARK);
  place (desk, 60.0, 1.0);
  const BsrLook own = *bsr_session_look (desk->session);
  assert_null (officer_of_replay (desk));
  assert_false (bsr_session_show_own (desk->session));

  assert_true (bsr_session_show_view (desk->session, seen, "officer 3"));
  assert_string_equal (officer_of_replay (desk), "officer 3");
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_DARK);
  assert_null (officer_of_replay (desk));

  assert_true (bsr_session_show_own (desk->session));
  assert_true (bsr_look_equal (bsr_session_look (desk->session), &own));
  bsr_test_assert_close (desk->wanted.x, 60.0, 0.0);
  assert_null (officer_of_replay (desk));

  /* From one replay to another the way back is still to one's own. */
  assert_true (bsr_session_show_view (desk->session, seen, "officer 3"));
  assert_true (bsr_session_show_view (desk->session, seen, "officer 4"));
  assert_string_equal (officer_of_replay (desk), "officer 4");
  bsr_session_move_on (desk->session);
  assert_null (officer_of_replay (desk));
  assert_true (bsr_session_show_own (desk->session));
  assert_true (bsr_look_equal (bsr_session_look (desk->session), &own));
}

/* Who leaves a case while he looks at another's view finds his own again. */
static void
anothers_view_is_not_kept_as_ones_own (void **state)
{
  Desk *desk = *state;
  place (desk, 30.0, 4.0);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_EMBOSS);
  g_autoptr (BsrViewState) seen = bsr_session_view_state (desk->session);
  bsr_session_toggle_enhancement (desk->session, BSR_ENHANCE_EMBOSS);
  place (desk, 60.0, 1.0);
  bsr_session_show_view (desk->session, seen, "officer 3");
  place (desk, 30.0, 4.0);
  bsr_session_leave_scene (desk->session);
  const BsrViewState *left = bsr_dossier_left_view (desk->dossier, seen->scan);
  bsr_test_assert_close (left->place.x, 60.0, 0.0);
  assert_int_equal (left->look.n_steps, 0);
}

static gboolean
is_raw (Desk *desk)
{
  return bsr_view_share_raw_pixels (bsr_session_share (desk->session));
}

/* Who looked at raw pixels saw other shapes: they come back with what he saw, and go with it. */
static void
raw_pixels_come_back (void **state)
{
  Desk *desk = *state;
  const BsrViewPlace true_shape = { 30.0, HEIGHT / 2.0, 4.0, 2.0, 48, 24 };
  g_autoptr (BsrScene) scene = bsr_ui_test_wide_scene ();
  bsr_session_set_scene (desk->session, scene);
  bsr_test_assert_close (bsr_session_pixel_aspect (desk->session), 2.0, 0.0);
  place (desk, 30.0, 4.0); /* of pixels as wide as high */
  g_autoptr (BsrViewState) seen = bsr_session_view_state (desk->session);
  bsr_session_set_place (desk->session, &true_shape, FALSE);

  assert_false (is_raw (desk));
  assert_true (bsr_session_show_view (desk->session, seen, "officer 3"));
  assert_true (is_raw (desk));
  assert_string_equal (officer_of_replay (desk), "officer 3");
  assert_true (bsr_session_show_own (desk->session));
  assert_false (is_raw (desk));
}

/* Steel cannot be shown before the physics is there: it waits. */
static void
a_look_that_the_scene_cannot_show_waits (void **state)
{
  Desk *desk = *state;
  place (desk, 30.0, 4.0);
  g_autoptr (BsrViewState) seen = bsr_session_view_state (desk->session);
  seen->look.tone.mode = BSR_VIEW_STEEL;
  assert_true (bsr_session_show_view (desk->session, seen, "officer 3"));
  assert_int_equal (bsr_session_tone (desk->session)->mode, BSR_VIEW_PLANE);
  bsr_session_leave_scene (desk->session); /* with one's own look, not that which was waited for */
  assert_int_equal (bsr_dossier_left_view (desk->dossier, seen->scan)->look.tone.mode, BSR_VIEW_PLANE);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (keys_switch_enhancements_and_undo_takes_them_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (the_amount_that_was_chosen_comes_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (turning_on_is_one_step_until_another_press, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_the_program_sets_is_no_step, set_up, tear_down),
    cmocka_unit_test_setup_teardown (equalising_goes_by_what_is_in_view, set_up, tear_down),
    cmocka_unit_test_setup_teardown (the_last_look_comes_back_with_the_case, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_scan_that_nothing_was_done_to_is_not_kept, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_was_seen_is_shown_exactly_and_can_be_undone, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_another_saw_is_named_until_one_goes_on, set_up, tear_down),
    cmocka_unit_test_setup_teardown (anothers_view_is_not_kept_as_ones_own, set_up, tear_down),
    cmocka_unit_test_setup_teardown (raw_pixels_come_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_look_that_the_scene_cannot_show_waits, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("session-look", tests, NULL, NULL);
}
