#include "bsr-test.h"
#include "bsr-coverage.h"
#include "synthetic-scan.h"

/* 5 mm pixels: cells of 9 x 9. The container is 60 x 20 cells: 30 columns that any window shows, 20
 * that need one of their own, 10 that the beam does not cross. */
#define WIDTH 720
#define HEIGHT 270
#define CELL 9
static const BsrBox container = { 90, 45, 540, 180 };
#define BRIGHT_END 360
#define DARK_END 540

#define MS G_GINT64_CONSTANT (1000)
#define LONG (10000 * MS)

static double
scene_of (int x, int y, int plane)
{
  if (!bsr_box_contains_point (container, x, y))
    return 1.0;
  return x < BRIGHT_END ? 0.4 : x < DARK_END ? 0.012 : 0.0;
}

typedef struct
{
  BsrRadiograph *radiograph;
  BsrCoverage *coverage;
  gint64 now;
} Desk;

static BsrRadiograph *
radiograph_new (double pitch_mm)
{
  g_autoptr (GError) error = NULL;
  SyntheticScan scan = synthetic_scan_default (scene_of);
  scan.width = WIDTH;
  scan.height = HEIGHT;
  scan.n_planes = 1;
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  acquisition.pitch_x_mm = acquisition.pitch_y_mm = pitch_mm;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

static int
setup (void **state)
{
  const BsrSought sought = bsr_sought_default ();
  Desk *desk = g_new0 (Desk, 1);
  desk->radiograph = radiograph_new (5.0);
  desk->coverage = bsr_coverage_new (desk->radiograph, container, &sought);
  *state = desk;
  return 0;
}

static int
teardown (void **state)
{
  Desk *desk = *state;
  bsr_coverage_free (desk->coverage);
  bsr_radiograph_unref (desk->radiograph);
  g_free (desk);
  return 0;
}

/* The whole scan at @scale logical pixels a pixel. */
static BsrDisplayed
all_at (double scale)
{
  return (BsrDisplayed){ 0.0, 0.0, scale, scale, WIDTH * scale, HEIGHT * scale, bsr_look_default (), NULL };
}

static void
look (Desk *desk, const BsrDisplayed *displayed, gint64 us)
{
  bsr_coverage_show (desk->coverage, BSR_PICTURE_VIEW, displayed, desk->now);
  desk->now += us;
  bsr_coverage_pass (desk->coverage, desk->now);
}

static void
assert_shares (Desk *desk, double displayed)
{
  BsrCoverageShares shares = bsr_coverage_shares (desk->coverage);
  bsr_test_assert_close (shares.displayed, displayed, 1e-6);
  bsr_test_assert_close (shares.not_penetrated, 1.0 / 6.0, 1e-6);
}

static void
container_is_laid_in_cells (void **state)
{
  Desk *desk = *state;
  BsrBox box = bsr_coverage_box (desk->coverage);
  assert_int_equal (bsr_coverage_width (desk->coverage), 60);
  assert_int_equal (bsr_coverage_height (desk->coverage), 20);
  assert_memory_equal (&box, &container, sizeof box);
  assert_int_equal (bsr_coverage_state (desk->coverage, 0, 0), BSR_COVERAGE_OPEN);
  assert_int_equal (bsr_coverage_state (desk->coverage, 49, 19), BSR_COVERAGE_OPEN);
  assert_int_equal (bsr_coverage_state (desk->coverage, 50, 0), BSR_COVERAGE_BLIND);
  assert_shares (desk, 0.0);
}

static void
open_beam_is_nothing_to_look_at (void **state)
{
  Desk *desk = *state;
  const BsrSought sought = bsr_sought_default ();
  g_autoptr (BsrCoverage) whole = bsr_coverage_new (desk->radiograph, (BsrBox){ 0 }, &sought);
  assert_int_equal (bsr_coverage_width (whole), WIDTH / CELL);
  assert_int_equal (bsr_coverage_state (whole, 0, 0), BSR_COVERAGE_NOTHING);
  bsr_test_assert_close (bsr_coverage_shares (whole).not_penetrated, 1.0 / 6.0, 1e-6);
}

static void
what_stands_still_long_enough_counts_where_it_is_not_black (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = all_at (1.0);
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.5);
  assert_int_equal (bsr_coverage_state (desk->coverage, 29, 10), BSR_COVERAGE_SEEN);
  assert_int_equal (bsr_coverage_state (desk->coverage, 30, 10), BSR_COVERAGE_OPEN);
  assert_int_equal (bsr_coverage_state (desk->coverage, 50, 10), BSR_COVERAGE_BLIND);
}

static void
windows_add_up (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = all_at (1.0);
  look (desk, &displayed, LONG);
  displayed.look.tone.high = 0.03; /* all else is white now */
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.5 + 1.0 / 3.0);
  assert_false (bsr_coverage_pass (desk->coverage, desk->now + LONG));
}

static void
logarithmic_window_shows_both_at_once (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = all_at (1.0);
  displayed.look.tone.logarithmic = TRUE;
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.5 + 1.0 / 3.0);
}

/* 100 mm are 20 pixels: 8 logical ones at 0.4. */
static void
too_small_a_picture_never_counts (void **state)
{
  Desk *desk = *state;
  bsr_test_assert_close (bsr_coverage_least_scale (desk->coverage), 0.4, 1e-9);
  BsrDisplayed displayed = all_at (0.399);
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.0);
  assert_false (bsr_coverage_pass (desk->coverage, desk->now));
  displayed = all_at (0.4);
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.5);
}

static void
too_coarse_a_scan_never_counts (void **state)
{
  const BsrSought sought = bsr_sought_default ();
  g_autoptr (BsrRadiograph) radiograph = radiograph_new (51.0);
  g_autoptr (BsrCoverage) coverage = bsr_coverage_new (radiograph, container, &sought);
  BsrDisplayed displayed = all_at (10.0);
  bsr_coverage_show (coverage, BSR_PICTURE_VIEW, &displayed, 0);
  bsr_coverage_pass (coverage, 1000 * LONG);
  bsr_test_assert_close (bsr_coverage_shares (coverage).displayed, 0.0, 0.0);
}

/* A part of 12 x 12 cells at 1:1 is smaller than what the eye takes in at once. */
static BsrDisplayed
part_at (double x, double y)
{
  return (BsrDisplayed){ x, y, 1.0, 1.0, 12 * CELL, 12 * CELL, bsr_look_default (), NULL };
}

static void
one_fixation_is_needed (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = part_at (container.x, container.y);
  look (desk, &displayed, 274 * MS);
  assert_shares (desk, 0.0);
  desk->now += 2 * MS;
  assert_false (bsr_coverage_pass (desk->coverage, desk->now));
  assert_shares (desk, 12.0 * 12.0 / 1200.0);
}

static void
panning_past_does_not_count_however_often (void **state)
{
  Desk *desk = *state;
  for (int turn = 0; turn < 20; turn++)
    for (int x = container.x; x < BRIGHT_END; x += CELL)
      {
        BsrDisplayed displayed = part_at (x, container.y);
        look (desk, &displayed, 200 * MS);
      }
  assert_shares (desk, 0.0);
}

static void
halts_along_the_way_count (void **state)
{
  Desk *desk = *state;
  for (int column = 0; column <= 18; column += 6)
    {
      BsrDisplayed displayed = part_at (container.x + column * CELL, container.y);
      look (desk, &displayed, 300 * MS);
    }
  assert_shares (desk, 30.0 * 12.0 / 1200.0);
}

static void
larger_pictures_take_longer (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = all_at (2.0);
  /* 270 x 180 pixels at 2:1 are 194,400 logical ones, 4.5 fields: 1.24 s. */
  look (desk, &displayed, 1200 * MS);
  assert_shares (desk, 0.0);
  look (desk, &displayed, 50 * MS);
  assert_shares (desk, 0.5);
}

static void
looks_add_up_and_looking_away_does_not (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = all_at (2.0);
  look (desk, &displayed, 700 * MS);
  look (desk, NULL, LONG);
  assert_shares (desk, 0.0);
  look (desk, &displayed, 600 * MS);
  assert_shares (desk, 0.5);
}

static void
cells_that_are_cut_off_do_not_count (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = part_at (container.x + 1, container.y + 1);
  look (desk, &displayed, LONG);
  assert_shares (desk, 11.0 * 11.0 / 1200.0);
  assert_int_equal (bsr_coverage_state (desk->coverage, 0, 1), BSR_COVERAGE_OPEN);
  assert_int_equal (bsr_coverage_state (desk->coverage, 1, 1), BSR_COVERAGE_SEEN);
  assert_int_equal (bsr_coverage_state (desk->coverage, 12, 1), BSR_COVERAGE_OPEN);
}

static void
loupe_counts_beside_the_view (void **state)
{
  Desk *desk = *state;
  BsrDisplayed all = all_at (0.2), glass = part_at (container.x, container.y);
  bsr_coverage_show (desk->coverage, BSR_PICTURE_LOUPE, &glass, 0);
  look (desk, &all, LONG);
  assert_shares (desk, 144.0 / 1200.0);
}

static void
most_of_what_is_open_is_found (void **state)
{
  Desk *desk = *state;
  BsrBox box;
  BsrDisplayed displayed = all_at (1.0);
  look (desk, &displayed, LONG);
  /* 300 x 100 logical pixels at 0.4 are 83 x 27 cells: all that is dark. */
  assert_true (bsr_coverage_find_open (desk->coverage, 300.0, 100.0, &box));
  const BsrBox dark = { BRIGHT_END, container.y, DARK_END - BRIGHT_END, container.height };
  assert_memory_equal (&box, &dark, sizeof box);
  /* 40 x 40 are 11 x 11 cells of it. */
  assert_true (bsr_coverage_find_open (desk->coverage, 40.0, 40.0, &box));
  assert_int_equal (box.width, 11 * CELL);
  assert_int_equal (box.height, 11 * CELL);
  assert_true (box.x >= BRIGHT_END && box.x + box.width <= DARK_END);

  displayed.look.tone.high = 0.03;
  look (desk, &displayed, LONG);
  assert_false (bsr_coverage_find_open (desk->coverage, 300.0, 100.0, &box));
}

static void
a_window_is_found_that_shows_it (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = all_at (1.0);
  BsrTone tone = bsr_tone_default ();
  BsrBox box;
  /* The bright part shows already. */
  assert_false (bsr_coverage_open_tone (desk->coverage, container, &tone));
  look (desk, &displayed, LONG);
  assert_true (bsr_coverage_find_open (desk->coverage, 300.0, 100.0, &box));
  assert_true (bsr_coverage_open_tone (desk->coverage, box, &tone));
  assert_true (tone.low < 0.012 && tone.high > 0.0115 && tone.high < 0.02);
  displayed.look.tone = tone;
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.5 + 1.0 / 3.0);
}

static void
steel_view_counts_too (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = all_at (1.0);
  displayed.look.tone.mode = BSR_VIEW_STEEL;
  displayed.look.tone.low = 0.0;
  displayed.look.tone.high = 300.0;
  displayed.look.tone.invert = TRUE;
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.5 + 1.0 / 3.0);
}

/* Dark areas that are opened show the dark end, too; and without the scan nobody knows. */
static void
steps_on_the_shade_count_as_they_show (void **state)
{
  Desk *desk = *state;
  g_autoptr (BsrScene) scene
      = bsr_scene_new (bsr_radiograph_image (desk->radiograph), desk->radiograph, 1, NULL, NULL);
  BsrDisplayed displayed = all_at (1.0);
  bsr_look_add (&displayed.look, BSR_ENHANCE_DARK, 100.0);
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.0);
  displayed.scene = scene;
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.5 + 1.0 / 3.0);
}

/* Equalised by the shades of air alone, all that is darker is squeezed into black; around each place
 * the contrast that is taken away is limited as well. */
static void
equalising_can_hide_as_well (void **state)
{
  Desk *desk = *state;
  g_autoptr (BsrScene) scene
      = bsr_scene_new (bsr_radiograph_image (desk->radiograph), desk->radiograph, 1, NULL, NULL);
  BsrDisplayed displayed = all_at (1.0);
  displayed.scene = scene;
  displayed.look.tone.high = 1.2; /* air lies within the window */
  displayed.look.region = (BsrBox){ 0, 0, WIDTH, container.y };
  bsr_look_add (&displayed.look, BSR_ENHANCE_EQUALISE, 100.0);
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.0);
  displayed.look.n_steps = 0;
  bsr_look_add (&displayed.look, BSR_ENHANCE_LOCAL_EQUALISE, 10.0);
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.5);
}

/* What was taken out may be what is sought. */
static void
strips_never_count (void **state)
{
  Desk *desk = *state;
  BsrDisplayed displayed = all_at (1.0);
  displayed.look.tone.mode = BSR_VIEW_ORGANIC;
  look (desk, &displayed, LONG);
  displayed.look.tone.mode = BSR_VIEW_METAL;
  look (desk, &displayed, LONG);
  assert_shares (desk, 0.0);
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, setup, teardown)
  const struct CMUnitTest tests[] = {
    TEST (container_is_laid_in_cells),
    TEST (open_beam_is_nothing_to_look_at),
    TEST (what_stands_still_long_enough_counts_where_it_is_not_black),
    TEST (windows_add_up),
    TEST (steps_on_the_shade_count_as_they_show),
    TEST (equalising_can_hide_as_well),
    TEST (strips_never_count),
    TEST (logarithmic_window_shows_both_at_once),
    TEST (too_small_a_picture_never_counts),
    cmocka_unit_test (too_coarse_a_scan_never_counts),
    TEST (one_fixation_is_needed),
    TEST (panning_past_does_not_count_however_often),
    TEST (halts_along_the_way_count),
    TEST (larger_pictures_take_longer),
    TEST (looks_add_up_and_looking_away_does_not),
    TEST (cells_that_are_cut_off_do_not_count),
    TEST (loupe_counts_beside_the_view),
    TEST (most_of_what_is_open_is_found),
    TEST (a_window_is_found_that_shows_it),
    TEST (steel_view_counts_too),
  };
  return cmocka_run_group_tests_name ("coverage", tests, NULL, NULL);
}
