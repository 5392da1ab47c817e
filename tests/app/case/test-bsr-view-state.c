#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-render.h"
#include "bsr-view-state.h"

#define WIDTH 64
#define HEIGHT 32

/* One with something in every member, and numbers that have no short decimal. */
static BsrViewState *
full_state (void)
{
  BsrLook look = bsr_look_default ();
  look.tone = (BsrTone){ BSR_VIEW_PLANE, 1, 1.0 / 3.0, 0.7, TRUE, TRUE, 1.1, bsr_palette_by_id ("amber") };
  look.region = (BsrBox){ 3, 4, 20, 10 };
  bsr_look_add (&look, BSR_ENHANCE_SHARPEN, 100.0 / 3.0);
  bsr_look_add (&look, BSR_ENHANCE_DENOISE, 2.5);
  bsr_look_add (&look, BSR_ENHANCE_LOCAL_EQUALISE, 3.0);
  look.steps[1].enabled = FALSE;
  const BsrViewPlace place = { 31.4, -2.0 / 3.0, sqrt (2.0), 0.8, 800, 601 };
  return bsr_view_state_new ("abcd", &look, &place, BSR_OVERLAY_MARKS);
}

static BsrViewState *
through_json (const BsrViewState *state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = bsr_view_state_to_json (state);
  BsrViewState *read = bsr_view_state_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  return read;
}

static void
comes_back_to_the_last_bit (void **state)
{
  g_autoptr (BsrViewState) full = full_state ();
  g_autoptr (BsrViewState) read = through_json (full);
  g_autoptr (BsrViewState) copy = bsr_view_state_copy (full);
  assert_true (bsr_view_state_equal (full, read));
  assert_true (bsr_view_state_equal (full, copy));
  assert_ptr_equal (read->look.tone.palette, full->look.tone.palette);
}

static void
any_difference_counts (void **state)
{
  g_autoptr (BsrViewState) full = full_state ();
  BsrViewState *others[9];
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = bsr_view_state_copy (full);
  others[0]->look.steps[0].amount += 1e-9;
  others[1]->look.region.width++;
  others[2]->place.x += 1e-9;
  others[3]->place.y += 1e-9;
  others[4]->place.zoom += 1e-9;
  others[5]->place.width++;
  others[6]->overlays = BSR_OVERLAY_NONE;
  others[7]->scan[0] = 'b';
  others[8]->place.aspect += 1e-9;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      assert_false (bsr_view_state_equal (full, others[i]));
      bsr_view_state_free (others[i]);
    }
}

/* The stored form is a promise: what older programs wrote must be read as long as there are files. */
static void
form_is_stable (void **state)
{
  static const char form[]
      = "{\"format\": \"basira-view/1\", \"scan\": \"abcd\", \"look\": {\"mode\": \"steel\","
        " \"plane\": 0, \"window\": [10, 250], \"logarithmic\": false, \"invert\": true, \"gamma\": 2,"
        " \"palette\": \"cubehelix\", \"steps\": [{\"kind\": \"denoise\", \"amount\": 2, \"enabled\":"
        " true}, {\"kind\": \"sharpen\", \"amount\": 50, \"enabled\": false}, {\"kind\": \"edges\","
        " \"amount\": 50, \"enabled\": true}, {\"kind\": \"emboss\", \"amount\": 50, \"enabled\": true},"
        " {\"kind\": \"dark\", \"amount\": 50, \"enabled\": true}, {\"kind\": \"light\", \"amount\": 50,"
        " \"enabled\": true}, {\"kind\": \"equalise\", \"amount\": 50, \"enabled\": true},"
        " {\"kind\": \"local-equalise\", \"amount\": 4, \"enabled\": true}]},"
        " \"view\": {\"centre\": [1.5, 2], \"zoom\": 0.25, \"aspect\": 1, \"width\": 640,"
        " \"height\": 480}, \"overlays\": [\"findings\", \"marks\", \"grid\", \"of-a-later-program\"],"
        " \"of-a-later-program\": 1}";
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrViewState) read = bsr_view_state_from_json (form, -1, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (read->scan, "abcd");
  assert_int_equal (read->look.tone.mode, BSR_VIEW_STEEL);
  bsr_test_assert_close (read->look.tone.low, 10.0, 0.0);
  bsr_test_assert_close (read->look.tone.high, 250.0, 0.0);
  bsr_test_assert_close (read->look.tone.gamma, 2.0, 0.0);
  assert_true (read->look.tone.invert && !read->look.tone.logarithmic);
  assert_true (bsr_box_is_empty (read->look.region));
  assert_int_equal (read->look.n_steps, BSR_LOOK_MAX_STEPS);
  assert_int_equal (read->look.steps[1].kind, BSR_ENHANCE_SHARPEN);
  assert_false (read->look.steps[1].enabled);
  assert_int_equal (read->overlays, BSR_OVERLAY_FINDINGS | BSR_OVERLAY_MARKS | BSR_OVERLAY_GRID);
  bsr_test_assert_close (read->place.zoom, 0.25, 0.0);
  assert_int_equal (read->place.height, 480);
}

/* What cannot be shown exactly is not shown nearly. */
static void
what_is_not_known_is_refused (void **state)
{
  static const struct
  {
    const char *from, *to, *part;
  } edits[] = {
    { "basira-view/1", "basira-view/2", "format" },
    { "\"plane\"", "\"x-ray\"", "look.mode" },
    { "\"amber\"", "\"rainbow\"", "look.palette: 'rainbow' is no palette that is known" },
    { "\"denoise\"", "\"dream\"", "look.steps[1].kind: 'dream' is no enhancement that is known" },
    { "\"denoise\"", "\"sharpen\"", "look.steps[1].kind: is there twice" },
    { "\"sharpen\"", "\"equalise\"", "look.steps[1].kind: is there twice, or works before" },
    { "\"amount\": 2.5", "\"amount\": 99", "look.steps[1].amount" },
    { "\"gamma\": 1.1", "\"gamma\": 0", "look.gamma" },
    { "0.7", "0.2", "look.window: must be [LOW, HIGH]" },
    { "\"zoom\"", "\"zoomed\"", "view.zoom" },
    { "\"width\": 800", "\"width\": 0", "view.width" },
    { "\"view\"", "\"views\"", "view: is missing" },
    { "\"look\"", "\"looks\"", "look: is missing" },
    { "\"scan\"", "\"scans\"", "scan" },
  };
  g_autoptr (BsrViewState) full = full_state ();
  g_autofree char *json = bsr_view_state_to_json (full);
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GError) error = NULL;
      char *at = strstr (json, edits[i].from);
      assert_non_null (at);
      /* The first "plane" is a member's name in no document: mode comes before it. */
      g_autofree char *head = g_strndup (json, (gsize) (at - json));
      g_autofree char *edited = g_strconcat (head, edits[i].to, at + strlen (edits[i].from), NULL);
      assert_null (bsr_view_state_from_json (edited, -1, &error));
      if (error == NULL || strstr (error->message, edits[i].part) == NULL)
        fail_msg ("%s: %s", edits[i].to, error != NULL ? error->message : "no error");
    }
}

static BsrScene *
scene_new (void)
{
  g_autoptr (GError) error = NULL;
  BsrPlane *planes[2];
  for (int p = 0; p < 2; p++)
    {
      planes[p] = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          bsr_plane_row_u16 (planes[p], y)[x] = (guint16) (60000 - x * 800 - (x * y * 37) % 4000);
    }
  g_autoptr (BsrImage) image = bsr_image_new (planes, 2, 16, NULL);
  bsr_plane_unref (planes[0]);
  bsr_plane_unref (planes[1]);
  BsrScene *scene = bsr_scene_new (image, NULL, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return scene;
}

static guint8 *
picture (const BsrScene *scene, const BsrViewState *state)
{
  const BsrViewPlace *place = &state->place;
  guint8 *pixels = g_malloc ((gsize) place->width * place->height * 4);
  double scale_x = place->zoom * place->aspect;
  bsr_scene_render (scene, &state->look, place->x - place->width / 2.0 / scale_x,
                    place->y - place->height / 2.0 / place->zoom, scale_x, place->zoom, pixels,
                    place->width, place->height, (gsize) place->width * 4);
  return pixels;
}

/* Both of them whole: what was stored and read draws the same picture, to the last byte. */
static void
draws_the_same_picture (void **state)
{
  g_autoptr (BsrScene) scene = scene_new ();
  for (int kind = -1; kind < BSR_N_ENHANCEMENTS; kind++)
    {
      g_autoptr (BsrViewState) seen = full_state ();
      seen->place = (BsrViewPlace){ 31.4, 15.0 + 1.0 / 3.0, 3.7, 0.9, 200, 100 };
      seen->look.n_steps = 0;
      if (kind >= 0)
        bsr_look_add (&seen->look, (BsrEnhancement) kind,
                      bsr_enhancement_kind ((BsrEnhancement) kind)->usual / 3.0
                          + bsr_enhancement_kind ((BsrEnhancement) kind)->least);
      g_autoptr (BsrViewState) read = through_json (seen);
      g_autofree guint8 *before = picture (scene, seen), *after = picture (scene, read);
      assert_memory_equal (before, after, 200 * 100 * 4);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (comes_back_to_the_last_bit),
    cmocka_unit_test (any_difference_counts),
    cmocka_unit_test (form_is_stable),
    cmocka_unit_test (what_is_not_known_is_refused),
    cmocka_unit_test (draws_the_same_picture),
  };
  return cmocka_run_group_tests_name ("view-state", tests, NULL, NULL);
}
