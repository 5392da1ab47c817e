#include "bsr-ui-test.h"
#include "bsr-loupe.h"

#include <math.h>

#define WIDTH 1200
#define HEIGHT 400
#define AIR 60000

/* Even and bright on the left, from 1 to 3 % of it on the right. */
static BsrScene *
scene_new (void)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      bsr_plane_row_u16 (plane, y)[x] = (guint16) (x < 600 ? AIR : 600 + 2 * (x - 600));
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  return bsr_scene_new (image, NULL, 1, NULL, NULL);
}

static const BsrViewTransform view = { .zoom = 1.0, .aspect = 1.0, .x = 600.0, .y = 200.0,
                                       .view_width = 800, .view_height = 400,
                                       .scan_width = WIDTH, .scan_height = HEIGHT };

typedef struct
{
  BsrSession *session;
  GtkWidget *loupe;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  g_autoptr (BsrScene) scene = scene_new ();
  desk->session = bsr_session_new ();
  bsr_session_set_scene (desk->session, scene);
  desk->loupe = g_object_ref_sink (bsr_loupe_new ());
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->loupe);
  g_object_unref (desk->session);
  bsr_ui_test_settle ();
  g_free (desk);
  return 0;
}

static void
it_shows_the_place_three_times_as_large (void **state)
{
  Desk *desk = *state;
  bsr_loupe_look_at (BSR_LOUPE (desk->loupe), desk->session, &view, 900.0, 200.0);
  const BsrViewTransform *shown = bsr_loupe_transform (BSR_LOUPE (desk->loupe));
  bsr_test_assert_close (shown->zoom, 3.0, 0.0);
  bsr_test_assert_close (shown->x, 900.0, 0.0);
  bsr_test_assert_close (shown->y, 200.0, 0.0);
  assert_int_equal (shown->view_width, BSR_LOUPE_EDGE);
  BsrViewTransform near = view;
  near.zoom = BSR_ZOOM_MAX;
  bsr_loupe_look_at (BSR_LOUPE (desk->loupe), desk->session, &near, 900.0, 200.0);
  bsr_test_assert_close (bsr_loupe_transform (BSR_LOUPE (desk->loupe))->zoom, BSR_ZOOM_MAX, 0.0);
}

static void
a_dark_place_opens (void **state)
{
  Desk *desk = *state;
  bsr_loupe_look_at (BSR_LOUPE (desk->loupe), desk->session, &view, 900.0, 200.0);
  const BsrTone *tone = bsr_loupe_tone (BSR_LOUPE (desk->loupe));
  /* 280 / 3 pixels about 1,200 counts: 1,107...1,293. */
  assert_true (tone->logarithmic);
  assert_true (tone->low > 0.012 && tone->low < 0.0185);
  assert_true (tone->high < 0.028 && tone->high > 0.0215);
  /* The officer's own window stays. */
  bsr_test_assert_close (bsr_session_tone (desk->session)->high, 1.0, 0.0);
}

static void
noise_of_an_even_place_does_not_fill_it (void **state)
{
  Desk *desk = *state;
  bsr_loupe_look_at (BSR_LOUPE (desk->loupe), desk->session, &view, 300.0, 200.0);
  const BsrTone *tone = bsr_loupe_tone (BSR_LOUPE (desk->loupe));
  assert_true (log (tone->high / tone->low) > 0.49);
  BsrTone steel = *bsr_session_tone (desk->session);
  steel.mode = BSR_VIEW_STEEL;
  bsr_session_set_tone (desk->session, &steel);
  bsr_loupe_look_at (BSR_LOUPE (desk->loupe), desk->session, &view, 300.0, 200.0);
  tone = bsr_loupe_tone (BSR_LOUPE (desk->loupe));
  assert_true (tone->high - tone->low > 7.0);
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (it_shows_the_place_three_times_as_large),
    TEST (a_dark_place_opens),
    TEST (noise_of_an_even_place_does_not_fill_it),
  };
  return cmocka_run_group_tests_name ("loupe", tests, bsr_ui_test_init, NULL);
}
