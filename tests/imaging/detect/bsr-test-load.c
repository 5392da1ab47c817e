#include "bsr-test-load.h"

#include "bsr-container-model.h"
#include "bsr-container.h"
#include "bsr-simulator.h"
#include "bsr-test.h"

#define CELL_MM 15.0

BsrTestLoad *
bsr_test_load_new (BsrImage *image, const BsrAcquisition *acquisition, BsrBox box)
{
  g_autoptr (GError) error = NULL;
  BsrTestLoad *load = g_new0 (BsrTestLoad, 1);
  load->radiograph = bsr_radiograph_new (image, acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  load->grid = bsr_grid_new (load->radiograph, box, CELL_MM, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  load->inside = bsr_inside_new (load->grid);
  load->structure = bsr_structure_new (load->grid, load->inside, NULL, &error);
  bsr_test_assert_no_error (error);
  load->map = bsr_load_map_new (load->grid, load->inside, load->structure, &error);
  bsr_test_assert_no_error (error);
  load->places = bsr_load_places_new (load->radiograph, load->grid, load->map,
                                      bsr_inside_wall_mm (load->inside), &error);
  bsr_test_assert_no_error (error);
  load->look = (BsrLoadLook){ load->radiograph,
                              load->grid,
                              load->map,
                              load->places,
                              bsr_inside_wall_mm (load->inside),
                              bsr_inside_wall_sd_mm (load->inside) };
  return load;
}

void
bsr_test_load_free (BsrTestLoad *load)
{
  g_clear_pointer (&load->places, bsr_load_places_free);
  bsr_load_map_free (load->map);
  bsr_structure_free (load->structure);
  bsr_inside_free (load->inside);
  bsr_grid_free (load->grid);
  bsr_radiograph_unref (load->radiograph);
  g_free (load);
}

BsrTestLoad *
bsr_test_load_of_scan (const BsrTestScan *scan, BsrBox container, guint64 seed)
{
  BsrAcquisition acquisition;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, seed, &acquisition);
  return bsr_test_load_new (image, &acquisition, container);
}

BsrTestLoad *
bsr_test_load_of_model (const BsrSceneModel *model, const BsrScanner *scanner, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrSimulation) simulation = bsr_simulator_run (model, scanner, seed, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrImage *image = bsr_simulation_image (simulation);
  const BsrAcquisition *acquisition = bsr_simulation_acquisition (simulation);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrBox found;
  assert_true (bsr_container_find (radiograph, &found));
  return bsr_test_load_new (image, acquisition, found);
}

BsrLoadRegion
bsr_test_load_whole (const BsrTestLoad *load)
{
  BsrBox space = bsr_load_map_space (load->map);
  return bsr_load_region_measure (&load->look, space.x, space.x + space.width);
}

BsrSceneModel *
bsr_test_load_model_new (guint64 seed)
{
  BsrRandom random = bsr_random_stream (seed, 0, 0);
  return bsr_container_model_new (BSR_CONTAINER_20, &random);
}

double
bsr_test_load_add_block (BsrSceneModel *model, const char *material, double from_mm, double to_mm,
                         double height_mm)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  BsrSolid block = bsr_solid_box (bsr_material_by_id (material), room->inner_x0 + from_mm,
                                  room->inner_x0 + to_mm, room->inner_y1 - height_mm, room->inner_y1,
                                  room->inner_z0 + 50.0, room->inner_z1 - 50.0);
  block.density_g_cm3 = 0.25;
  bsr_scene_model_add (model, &block);
  return bsr_solid_mass (&block);
}
