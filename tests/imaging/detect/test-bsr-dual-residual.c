#include "bsr-test.h"

#include <math.h>

#include "bsr-dual-residual.h"
#include "bsr-two-energies.h"

#define SEED 20261126
#define CELL_MM 15.0

static const BsrBox all = { 0, 0, BSR_TWO_ENERGIES_WIDTH, BSR_TWO_ENERGIES_HEIGHT };
static const BsrBox place = { 500, 140, 50, 45 }; /* 300 mm x 270 mm */

typedef struct
{
  BsrRadiograph *radiograph;
  BsrGrid *grid;
  BsrBox space;
  BsrDualCurve curve;
} Scene;

static Scene *
scene_new (const BsrTestThing *things, int n_things, double bent, guint64 seed)
{
  Scene *scene = g_new0 (Scene, 1);
  g_autoptr (GError) error = NULL;
  scene->radiograph = bsr_two_energies_new (things, n_things, bent, seed);
  scene->grid = bsr_grid_new (scene->radiograph, all, CELL_MM, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  scene->space = (BsrBox){ 0, 0, bsr_grid_width (scene->grid), bsr_grid_height (scene->grid) };
  scene->curve = bsr_dual_curve_fit (scene->grid, scene->space);
  return scene;
}

static void
scene_free (Scene *scene)
{
  bsr_grid_free (scene->grid);
  bsr_radiograph_unref (scene->radiograph);
  g_free (scene);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static BsrDualResidual *
residual_of (const Scene *scene, double scale_mm, int n_threads)
{
  g_autoptr (GError) error = NULL;
  BsrDualResidual *residual = bsr_dual_residual_new (scene->grid, scene->space, &scene->curve,
                                                     scale_mm, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  return residual;
}

/* Strongest sigmas of @sign in or outside the place. */
static double
strongest (const Scene *scene, const BsrDualResidual *residual, gboolean inside, double sign)
{
  double found = 0.0;
  for (int y = 0; y < bsr_grid_height (scene->grid); y++)
    for (int x = 0; x < bsr_grid_width (scene->grid); x++)
      {
        BsrBox pixels = bsr_grid_to_pixels (scene->grid, (BsrBox){ x, y, 1, 1 });
        BsrBox near = bsr_box_grow (place, 30, all);
        gboolean is_inside = !bsr_box_is_empty (bsr_box_intersect (pixels, inside ? place : near));
        if (is_inside == inside)
          found = MAX (
              found, sign * (double)bsr_plane_row_f32 (bsr_dual_residual_sigmas (residual), y)[x]);
      }
  return found;
}

static void
the_curve_is_the_loads_own (void **state)
{
  for (int bent = 0; bent < 2; bent++)
    {
      g_autoptr (Scene) scene = scene_new (NULL, 0, 0.05 * bent, SEED);
      for (double high = 0.2; high < 1.0; high += 0.1)
        bsr_test_assert_close (bsr_dual_curve_low (&scene->curve, high),
                               bsr_two_energies_low (high) * (1.0 + 0.05 * bent), 0.004);
    }
}

static void
nothing_else_is_nothing (void **state)
{
  g_autoptr (Scene) scene = scene_new (NULL, 0, 0.03, SEED + 1);
  for (double scale_mm = 100.0; scale_mm < 700.0; scale_mm *= 1.8)
    {
      g_autoptr (BsrDualResidual) residual = residual_of (scene, scale_mm, 1);
      assert_true (strongest (scene, residual, FALSE, 1.0) < 5.5);
      assert_true (strongest (scene, residual, FALSE, -1.0) < 5.5);
    }
}

static void
metal_is_below_and_more_of_the_same_is_silent (void **state)
{
  const BsrTestThing metal = { place, 0.8, 0.96 }, same = { place, 0.8, 1.0 };
  g_autoptr (Scene) with_metal = scene_new (&metal, 1, 0.0, SEED + 2);
  g_autoptr (BsrDualResidual) found = residual_of (with_metal, 180.0, 1);
  double sigmas = strongest (with_metal, found, TRUE, -1.0);
  print_message ("metal of 0.8 in cartons of 0.9: %.1f sigmas\n", sigmas);
  assert_true (sigmas > 6.0);
  assert_true (strongest (with_metal, found, FALSE, 1.0) < 6.0);
  BsrBox middle = { (place.x + place.width / 2) / 3, (place.y + place.height / 2) / 3, 1, 1 };
  double residual
      = (double)bsr_plane_row_f32 (bsr_dual_residual_residual (found), middle.y)[middle.x];
  bsr_test_assert_close (residual, -0.04 * 0.8 * 1.17, 0.01);

  g_autoptr (Scene) with_same = scene_new (&same, 1, 0.0, SEED + 3);
  g_autoptr (BsrDualResidual) silent = residual_of (with_same, 180.0, 1);
  assert_true (strongest (with_same, silent, TRUE, -1.0) < 5.0);
  assert_true (strongest (with_same, silent, TRUE, 1.0) < 5.0);
}

static void
light_elements_are_above (void **state)
{
  const BsrTestThing light = { place, 0.8, 1.04 };
  g_autoptr (Scene) scene = scene_new (&light, 1, 0.0, SEED + 4);
  g_autoptr (BsrDualResidual) residual = residual_of (scene, 180.0, 1);
  assert_true (strongest (scene, residual, TRUE, 1.0) > 6.0);
}

static void
what_is_opaque_says_nothing (void **state)
{
  const BsrTestThing block = { place, 12.0, 0.9 };
  g_autoptr (Scene) scene = scene_new (&block, 1, 0.0, SEED + 5);
  g_autoptr (BsrDualResidual) residual = residual_of (scene, 100.0, 1);
  BsrBox middle = { (place.x + place.width / 2) / 3, (place.y + place.height / 2) / 3, 1, 1 };
  bsr_test_assert_close (
      (double)bsr_plane_row_f32 (bsr_dual_residual_sigmas (residual), middle.y)[middle.x], 0.0,
      0.0);
  assert_true (strongest (scene, residual, FALSE, -1.0) < 6.0);
}

static void
threads_change_nothing (void **state)
{
  const BsrTestThing metal = { place, 0.8, 0.96 };
  g_autoptr (Scene) scene = scene_new (&metal, 1, 0.0, SEED + 6);
  g_autoptr (BsrDualResidual) one = residual_of (scene, 100.0, 1);
  g_autoptr (BsrDualResidual) five = residual_of (scene, 100.0, 5);
  for (int y = 0; y < bsr_grid_height (scene->grid); y++)
    assert_memory_equal (bsr_plane_row_f32 (bsr_dual_residual_sigmas (one), y),
                         bsr_plane_row_f32 (bsr_dual_residual_sigmas (five), y),
                         sizeof (float) * (gsize)bsr_grid_width (scene->grid));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_curve_is_the_loads_own),
    cmocka_unit_test (nothing_else_is_nothing),
    cmocka_unit_test (metal_is_below_and_more_of_the_same_is_silent),
    cmocka_unit_test (light_elements_are_above),
    cmocka_unit_test (what_is_opaque_says_nothing),
    cmocka_unit_test (threads_change_nothing),
  };
  return cmocka_run_group_tests_name ("dual-residual", tests, NULL, NULL);
}
