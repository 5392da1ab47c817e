#include "bsr-test.h"

#include <math.h>

#include "bsr-container-raster.h"
#include "bsr-test-pair.h"

/* The usual take's radiograph in one cell of ten pixels after the other. */
static BsrContainerRaster
fill (BsrComparedScan *scan, const BsrRasterPlace *place, const BsrScanLink *link)
{
  g_autoptr (GError) error = NULL;
  BsrContainerRaster raster;
  assert_true (bsr_container_raster_init (&raster, scan->radiograph, place, link, 0, NULL, &error));
  bsr_test_assert_no_error (error);
  return raster;
}

static void
cells_are_as_fine_as_the_coarser_scan_allows (void **state)
{
  BsrContainerPlace fine = { { 10, 20, 1000, 500 }, 3.0, 4.0 }, coarse = { { 0, 0, 1, 1 }, 8.0, 5.0 };
  BsrRasterPlace place = bsr_raster_place_of (&fine, &coarse);
  bsr_test_assert_close (place.edge_x_mm, 16.0, 1e-12);
  bsr_test_assert_close (place.edge_y_mm, 10.0, 1e-12);
  bsr_test_assert_close (place.cell_x, 16.0 / 3.0, 1e-12);
  assert_int_equal (place.width, (int) ceil (1000.0 * 3.0 / 16.0));
  assert_int_equal (place.height, 200);
}

static void
what_is_in_a_cell_is_averaged_and_its_noise_told (void **state)
{
  BsrComparedScan scan = bsr_test_pair_take (&bsr_test_pair_usual);
  BsrRasterPlace place = { 2.0, 2.0, 2.0, 2.0, 20.0, 22.0, 5, 3 };
  BsrContainerRaster raster = fill (&scan, &place, NULL);
  /* Air: nothing attenuates it. A tent over 4 x 4 pixels weighs as 9 of them: 3/8 and 1/8 each way. */
  double pixel = bsr_radiograph_noise (scan.radiograph, 0, 0.0)
                 * bsr_radiograph_steel_slope (scan.radiograph, 0.0);
  double weights = 2.0 * (3.0 / 8.0 * 3.0 / 8.0 + 1.0 / 8.0 * 1.0 / 8.0);
  for (int j = 0; j < place.height; j++)
    for (int i = 0; i < place.width; i++)
      {
        bsr_test_assert_close ((double) bsr_plane_row_f32 (raster.steel, j)[i], 0.0, 5.0 * pixel);
        bsr_test_assert_close (
            sqrt ((double) bsr_plane_row_f32 (raster.variance, j)[i]) / (pixel * weights), 1.0, 0.15);
        assert_int_equal (bsr_plane_row_u8 (raster.flags, j)[i], 0);
      }
  bsr_container_raster_clear (&raster);
  bsr_test_pair_clear (&scan);
}

static void
beside_the_scan_it_is_blind (void **state)
{
  BsrComparedScan scan = bsr_test_pair_take (&bsr_test_pair_usual);
  BsrRasterPlace place = { -8.0, 2.0, 2.0, 2.0, 20.0, 22.0, 8, 1 };
  BsrContainerRaster raster = fill (&scan, &place, NULL);
  for (int i = 0; i < 8; i++)
    assert_int_equal (bsr_plane_row_u8 (raster.flags, 0)[i], i < 4 ? BSR_PIXEL_DEAD : 0);
  bsr_container_raster_clear (&raster);
  bsr_test_pair_clear (&scan);
}

static void
a_mirrored_link_reads_from_the_other_end (void **state)
{
  BsrComparedScan scan = bsr_test_pair_take (&bsr_test_pair_usual);
  BsrBox box = scan.container;
  BsrRasterPlace place = { box.x, box.y + box.height / 2, 2.0, 2.0, 20.0, 22.0, box.width / 2, 4 };
  BsrScanLink turned = { -1.0, 2.0 * box.x + place.width * 2.0, 1.0, 0.0 };
  BsrContainerRaster as_is = fill (&scan, &place, NULL), other = fill (&scan, &place, &turned);
  for (int i = 0; i < place.width; i++)
    bsr_test_assert_close ((double) bsr_plane_row_f32 (as_is.steel, 1)[i],
                           (double) bsr_plane_row_f32 (other.steel, 1)[place.width - 1 - i], 1e-3);
  bsr_container_raster_clear (&as_is);
  bsr_container_raster_clear (&other);
  bsr_test_pair_clear (&scan);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (cells_are_as_fine_as_the_coarser_scan_allows),
    cmocka_unit_test (what_is_in_a_cell_is_averaged_and_its_noise_told),
    cmocka_unit_test (beside_the_scan_it_is_blind),
    cmocka_unit_test (a_mirrored_link_reads_from_the_other_end),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
