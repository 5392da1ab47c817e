#include "bsr-test.h"

#include "bsr-metre-grid.h"

/* Pixels of 8 by 4 mm on a screen of 1,600 x 900. */
static BsrMetreGrid
grid_of (BsrViewTransform *transform, double zoom)
{
  *transform = (BsrViewTransform){ .zoom = zoom,
                                   .aspect = 2.0,
                                   .x = 700.0,
                                   .y = 300.0,
                                   .view_width = 1600,
                                   .view_height = 900,
                                   .scan_width = 1442,
                                   .scan_height = 675 };
  return (BsrMetreGrid){ transform, 1, { BSR_PITCH_STATED, 8.0, 4.0, 0.0, 0.0 }, 100.0, 600.0 };
}

static void
the_step_follows_the_zoom (void **state)
{
  const struct
  {
    double zoom, step;
  } cases[] = {
    { 1.0, 0.5 },   /* 250 pixels a metre: 0.2 m would be 50, 0.5 m is 125 */
    { 0.25, 1.0 },  /* 62 pixels a metre */
    { 0.1, 5.0 },   /* 25: 2 m would be 50 */
    { 0.01, 50.0 }, /* 2.5 */
    { 32.0, 0.01 }, /* 8,000: 1 cm is 80 */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BsrViewTransform transform;
      BsrMetreGrid grid = grid_of (&transform, cases[i].zoom);
      for (int is_up = FALSE; is_up <= TRUE; is_up++)
        bsr_test_assert_close (bsr_metre_grid_step (&grid, is_up), cases[i].step, 1e-12);
    }
}

static void
a_screen_of_two_device_pixels_has_half_the_room (void **state)
{
  BsrViewTransform transform;
  BsrMetreGrid grid = grid_of (&transform, 0.25);
  grid.scale_factor = 2;
  bsr_test_assert_close (bsr_metre_grid_step (&grid, FALSE), 2.0, 1e-12);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_step_follows_the_zoom),
    cmocka_unit_test (a_screen_of_two_device_pixels_has_half_the_room),
  };
  return cmocka_run_group_tests_name ("metre-grid", tests, NULL, NULL);
}
