#include "bsr-test.h"

#include <math.h>

#include "bsr-tracer.h"

static const BsrSceneRoom room = { 1000.0, 800.0, 600.0, 0.0, 1000.0, 0.0, 800.0, 0.0, 600.0 };

static BsrScanner
scanner_of (double distance)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.pitch_x_mm = scanner.pitch_y_mm = 5.0;
  scanner.source_distance_mm = distance;
  scanner.source_height_mm = 400.0;
  return scanner;
}

/* kg by adding up g/cm2 over all rays; on a fan a pixel is as large as it is in the mid plane. */
static double
mass_seen (const BsrTracer *tracer, const BsrProjection *projection)
{
  int n_materials;
  bsr_tracer_materials (tracer, &n_materials);
  g_autofree float *column = g_new (float, (gsize)projection->height *n_materials);
  double sum = 0.0;
  for (int x = 0; x < projection->width; x++)
    {
      bsr_tracer_column (tracer, projection->left_mm + (x + 0.5) * projection->pitch_x_mm, column);
      for (int i = 0; i < projection->height * n_materials; i++)
        sum += (double)column[i];
    }
  return sum * 0.5 * 0.5 / 1000.0;
}

static void
rays_see_the_mass_of_the_scene (void **state)
{
  g_autoptr (BsrSceneModel) model = bsr_scene_model_new (&room);
  BsrSolid ball
      = bsr_solid_box (bsr_material_by_id ("sugar"), 100.0, 500.0, 200.0, 500.0, 200.0, 400.0);
  ball.shape = BSR_SOLID_ELLIPSOID;
  BsrSolid block
      = bsr_solid_box (bsr_material_by_id ("steel"), 600.0, 800.0, 300.0, 500.0, 150.0, 450.0);
  bsr_scene_model_add (model, &ball);
  bsr_scene_model_add (model, &block);

  static const double distances[] = { INFINITY, 9000.0, 3000.0 };
  for (gsize i = 0; i < G_N_ELEMENTS (distances); i++)
    {
      BsrScanner scanner = scanner_of (distances[i]);
      BsrProjection projection = bsr_projection_new (&scanner, &room);
      g_autoptr (BsrTracer) tracer = bsr_tracer_new (model, &projection);
      /* Bodies about the mid plane: what a fan enlarges before it shrinks behind. */
      bsr_test_assert_close (mass_seen (tracer, &projection) / bsr_scene_model_load_mass (model),
                             1.0, 0.01);
    }
}

static void
negative_density_never_shows_below_nothing (void **state)
{
  g_autoptr (BsrSceneModel) model = bsr_scene_model_new (&room);
  BsrSolid wall
      = bsr_solid_box (bsr_material_by_id ("steel"), 100.0, 400.0, 100.0, 400.0, 0.0, 100.0);
  BsrSolid hole
      = bsr_solid_box (bsr_material_by_id ("steel"), 200.0, 300.0, 200.0, 300.0, 0.0, 130.0);
  hole.density_g_cm3 = -7.87;
  bsr_scene_model_add (model, &wall);
  bsr_scene_model_add (model, &hole);
  BsrScanner scanner = scanner_of (INFINITY);
  BsrProjection projection = bsr_projection_new (&scanner, &room);
  g_autoptr (BsrTracer) tracer = bsr_tracer_new (model, &projection);
  g_autofree float *column = g_new (float, projection.height);
  bsr_tracer_column (tracer, 250.0, column);
  int row = (int) ((250.0 - projection.top_mm) / 5.0);
  assert_true (column[row] == 0.0f);
  bsr_test_assert_close ((double)column[row - 20], 78.7, 1e-4);
}

static void
mask_is_where_the_object_is (void **state)
{
  g_autoptr (BsrSceneModel) model = bsr_scene_model_new (&room);
  int object = bsr_scene_model_add_object (model, "dense-shield", "load");
  BsrSolid block
      = bsr_solid_box (bsr_material_by_id ("lead"), 300.0, 400.0, 200.0, 260.0, 290.0, 310.0);
  block.role = BSR_ROLE_CONCEALED;
  block.object = object;
  bsr_scene_model_add (model, &block);
  BsrScanner scanner = scanner_of (INFINITY);
  BsrProjection projection = bsr_projection_new (&scanner, &room);
  g_autoptr (BsrTracer) tracer = bsr_tracer_new (model, &projection);
  g_autoptr (BsrPlane) mask
      = bsr_plane_new (BSR_FORMAT_U8, projection.width, projection.height, NULL);
  BsrMotion motion = bsr_motion_new (&scanner, &projection, 1);
  BsrBox box = bsr_tracer_mark (tracer, &motion, object, mask);

  int n = 0;
  for (int y = 0; y < projection.height; y++)
    for (int x = 0; x < projection.width; x++)
      if (bsr_plane_row_u8 (mask, y)[x] != 0)
        {
          assert_true (bsr_box_contains_point (box, x, y));
          n++;
        }
  assert_int_equal (n, 20 * 12);
  assert_int_equal (bsr_box_area (box), n);
  assert_int_equal (box.x, (int) ((300.0 - projection.left_mm) / 5.0));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (rays_see_the_mass_of_the_scene),
    cmocka_unit_test (negative_density_never_shows_below_nothing),
    cmocka_unit_test (mask_is_where_the_object_is),
  };
  return cmocka_run_group_tests_name ("tracer", tests, NULL, NULL);
}
