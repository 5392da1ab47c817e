#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-radiograph.h"
#include "bsr-spectrum.h"
#include "radiograph-reading.h"
#include "synthetic-scan.h"

#include <math.h>
#include <string.h>

#define STEEL_MM 0.787 /* g/cm2 of one mm */

static BsrRadiograph *
develop (BsrImage *image, const BsrAcquisition *acquisition, int n_threads)
{
  g_autoptr (GError) error = NULL;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, acquisition, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (radiograph);
  return radiograph;
}

static void
assert_all_finite (const BsrRadiograph *radiograph)
{
  for (int i = 0; i < bsr_radiograph_n_planes (radiograph); i++)
    {
      assert_true (isfinite (bsr_radiograph_air (radiograph, i)));
      for (double a = -1.0; a < 20.0; a += 0.5)
        {
          double noise = bsr_radiograph_noise (radiograph, i, a);
          assert_true (isfinite (noise) && noise > 0.0);
        }
      for (int y = 0; y < bsr_radiograph_height (radiograph); y++)
        for (int x = 0; x < bsr_radiograph_width (radiograph); x++)
          {
            float a = bsr_radiograph_attenuation_at (radiograph, i, x, y);
            float mm = bsr_radiograph_steel_at (radiograph, x, y);
            assert_true (isfinite (a) && a >= 0.0f && isfinite (mm) && mm >= 0.0f);
          }
    }
  assert_true (isfinite (bsr_radiograph_penetration_mm (radiograph)));
  assert_true (bsr_radiograph_penetration_mm (radiograph) > 0.0);
}

static double
share_of (BsrPlane *flags, guint8 bits, BsrBox box)
{
  int n = 0;
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      n += (bsr_plane_row_u8 (flags, y)[x] & bits) != 0;
  return (double) n / (box.width * box.height);
}

/* A steel wedge in steps of 32 columns and 20 mm below 20 rows of air, at 6 and 4 MV. */
static double
wedge_scene (int x, int y, int plane)
{
  static double table[2][8];
  if (table[plane][0] == 0.0)
    {
      BsrSpectrum beam = bsr_spectrum_bremsstrahlung (plane == 0 ? 6.0 : 4.0);
      for (int i = 0; i < 8; i++)
        table[plane][i] = bsr_spectrum_transmission (&beam, bsr_material_by_id ("steel"),
                                                     i * 20.0 * STEEL_MM);
    }
  return y < 20 ? 1.0 : table[plane][x / 32 % 8];
}

static void
wedge_is_recovered (void **state)
{
  SyntheticScan scan = synthetic_scan_default (wedge_scene);
  scan.dark = 300.0;
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
  for (int i = 0; i < 8; i++)
    {
      BsrBox box = { i * 32 + 4, 40, 24, 140 };
      double mm = radiograph_mean (radiograph, READ_STEEL, box);
      print_message ("%d mm: %.2f\n", i * 20, mm);
      bsr_test_assert_close (mm, i * 20.0, 0.35 + 0.01 * i * 20.0);
      bsr_test_assert_close (
          radiograph_mean (radiograph, READ_LOW, box),
          -log (wedge_scene (i * 32, 50, 1)), 0.03);
    }
  bsr_test_assert_close (bsr_radiograph_dark (radiograph, 0), 300.0, 0.0);
  assert_int_equal (bsr_radiograph_steel_source (radiograph), BSR_STEEL_FROM_SPECTRUM);
  assert_all_finite (radiograph);
}

static void
air_is_found_where_unstated (void **state)
{
  const double airs[] = { 3800.0, 41000.0, 62000.0 };
  for (gsize i = 0; i < G_N_ELEMENTS (airs); i++)
    {
      SyntheticScan scan = synthetic_scan_default (wedge_scene);
      scan.air = airs[i];
      scan.gain = airs[i] * 1.7e-4; /* 1.3 % of the open beam, as in real portals */
      g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
      BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
      acquisition.planes[0].air = acquisition.planes[1].air = (double) NAN;
      g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
      bsr_test_assert_close (bsr_radiograph_air (radiograph, 0) / airs[i], 1.0, 0.003);
      assert_true (bsr_radiograph_air_is_estimated (radiograph, 0));
      assert_true (bsr_radiograph_air_is_seen (radiograph, 0));
      assert_true (share_of (bsr_radiograph_flags (radiograph, 0), BSR_PIXEL_AIR,
                             (BsrBox){ 0, 0, 256, 20 }) > 0.98);
      assert_true (share_of (bsr_radiograph_flags (radiograph, 0), BSR_PIXEL_AIR,
                             (BsrBox){ 32, 20, 224, 172 }) < 0.001);

      acquisition.planes[0].air = airs[i] * 0.98;
      g_autoptr (BsrRadiograph) stated = develop (image, &acquisition, 1);
      bsr_test_assert_close (bsr_radiograph_air (stated, 0), airs[i] * 0.98, 0.0);
      assert_false (bsr_radiograph_air_is_estimated (stated, 0));
    }
}

/* A smooth slope of cargo, brightest at 60 %: nothing peaks. */
static double
closed_scene (int x, int y, int plane)
{
  return 0.05 + 0.55 * x / 255.0;
}

static void
air_that_is_not_there_is_not_seen (void **state)
{
  SyntheticScan scan = synthetic_scan_default (closed_scene);
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
  assert_false (bsr_radiograph_air_is_seen (radiograph, 0));
  assert_true (bsr_radiograph_air (radiograph, 0) > 0.57 * scan.air);
  assert_int_equal (bsr_radiograph_steel_source (radiograph), BSR_STEEL_ASSUMED_SPECTRUM);
  assert_all_finite (radiograph);
}

/* The wedge with a block of lead too thick for the beam. */
static double
lead_scene (int x, int y, int plane)
{
  return x >= 100 && x < 140 && y >= 80 && y < 120 ? 1e-9 : wedge_scene (x, y, plane);
}

static void
what_is_not_penetrated_is_opaque (void **state)
{
  SyntheticScan scan = synthetic_scan_default (lead_scene);
  scan.dark = 300.0;
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
  BsrPlane *flags = bsr_radiograph_flags (radiograph, 0);
  BsrBox lead = { 100, 80, 40, 40 };
  assert_true (share_of (flags, BSR_PIXEL_OPAQUE, lead) > 0.98);
  bsr_test_assert_close (share_of (flags, BSR_PIXEL_DEAD, lead), 0.0, 0.0);
  bsr_test_assert_close (share_of (flags, BSR_PIXEL_OPAQUE, (BsrBox){ 0, 0, 256, 76 }), 0.0, 0.0);
  double most = bsr_radiograph_penetration_mm (radiograph);
  bsr_test_assert_close (radiograph_mean (radiograph, READ_STEEL, lead), most, 0.02 * most);
  assert_true (most > 150.0 && most < 350.0);
}

/* Even without any noise, exact zeros in both energies are cargo, not a dead module. */
static void
noise_free_lead_is_not_dead (void **state)
{
  SyntheticScan scan = synthetic_scan_default (lead_scene);
  scan.electronic = scan.gain = 0.0;
  for (scan.n_planes = 1; scan.n_planes <= 2; scan.n_planes++)
    {
      g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
      BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
      g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
      BsrPlane *flags = bsr_radiograph_flags (radiograph, 0);
      BsrBox all = { 0, 0, 256, 192 }, lead = { 100, 80, 40, 40 };
      bsr_test_assert_close (share_of (flags, BSR_PIXEL_OPAQUE, lead), 1.0, 0.0);
      bsr_test_assert_close (share_of (flags, BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE, all), 0.0, 0.0);
      assert_all_finite (radiograph);
    }
}

static void
noise_of_attenuation_is_recovered (void **state)
{
  SyntheticScan scan = synthetic_scan_default (wedge_scene);
  scan.dark = 300.0;
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
  for (int i = 0; i < 6; i++)
    {
      double mean = scan.air * wedge_scene (i * 32, 50, 0);
      double truth = sqrt (scan.electronic * scan.electronic + scan.gain * mean) / mean;
      double found = bsr_radiograph_noise (radiograph, 0, log (scan.air / mean));
      print_message ("%d mm: noise %.4f, truth %.4f\n", i * 20, found, truth);
      bsr_test_assert_close (found / truth, 1.0, 0.12);
    }
}

static void
calibration_is_used (void **state)
{
  SyntheticScan scan = synthetic_scan_default (wedge_scene);
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  acquisition.planes[0].energy_mv = 9.0; /* wrong: the wedge was seen at 6 */
  g_autoptr (BsrRadiograph) computed = develop (image, &acquisition, 1);
  acquisition.n_steps = 8;
  for (int i = 0; i < 8; i++)
    acquisition.steps[i] = (BsrSteelStep){ i * 20.0, wedge_scene (i * 32, 50, 0) };
  g_autoptr (BsrRadiograph) calibrated = develop (image, &acquisition, 1);
  assert_int_equal (bsr_radiograph_steel_source (calibrated), BSR_STEEL_FROM_CALIBRATION);
  BsrBox box = { 5 * 32 + 4, 40, 24, 140 };
  bsr_test_assert_close (radiograph_mean (calibrated, READ_STEEL, box), 100.0, 1.2);
  assert_true (radiograph_mean (computed, READ_STEEL, box) > 108.0);
}

static void
absorption_equals_transmission (void **state)
{
  SyntheticScan scan = synthetic_scan_default (lead_scene);
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  synthetic_scan_planes (&scan, planes);
  BsrPlane *turned[BSR_IMAGE_MAX_PLANES];
  for (int i = 0; i < 2; i++)
    {
      turned[i] = bsr_plane_new (BSR_FORMAT_U16, scan.width, scan.height, NULL);
      for (int y = 0; y < scan.height; y++)
        for (int x = 0; x < scan.width; x++)
          bsr_plane_row_u16 (turned[i], y)[x] = 65535 - bsr_plane_row_u16 (planes[i], y)[x];
    }
  g_autoptr (BsrImage) straight = synthetic_scan_wrap (planes, 2, 16);
  g_autoptr (BsrImage) reversed = synthetic_scan_wrap (turned, 2, 16);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  g_autoptr (BsrRadiograph) a = develop (straight, &acquisition, 1);
  acquisition.polarity = BSR_POLARITY_ABSORPTION;
  g_autoptr (BsrRadiograph) b = develop (reversed, &acquisition, 1);
  for (int i = 0; i < 2; i++)
    for (int y = 0; y < scan.height; y++)
      {
        assert_memory_equal (bsr_plane_row (bsr_radiograph_codes (a, i), y),
                             bsr_plane_row (bsr_radiograph_codes (b, i), y),
                             scan.width * sizeof (guint16));
        assert_memory_equal (bsr_plane_row (bsr_radiograph_flags (a, i), y),
                             bsr_plane_row (bsr_radiograph_flags (b, i), y), scan.width);
      }
}

static void
eight_bits_are_enough_for_thin_steel (void **state)
{
  SyntheticScan scan = synthetic_scan_default (wedge_scene);
  scan.bits = 8;
  scan.air = 240.0;
  scan.electronic = 0.6;
  scan.gain = 0.02;
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  acquisition.planes[0].air = (double) NAN;
  g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
  bsr_test_assert_close (bsr_radiograph_air (radiograph, 0), 240.0, 1.5);
  bsr_test_assert_close (
      radiograph_mean (radiograph, READ_STEEL, (BsrBox){ 68, 40, 24, 140 }), 40.0, 1.5);
  assert_all_finite (radiograph);
  assert_true (bsr_radiograph_penetration_mm (radiograph) < 180.0);
}

static BsrImage *
float_image (const SyntheticScan *scan, double scale)
{
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  synthetic_scan_planes (scan, planes);
  for (int i = 0; i < scan->n_planes; i++)
    {
      BsrPlane *floats = bsr_plane_new (BSR_FORMAT_F32, scan->width, scan->height, NULL);
      for (int y = 0; y < scan->height; y++)
        for (int x = 0; x < scan->width; x++)
          bsr_plane_row_f32 (floats, y)[x] = (float) (bsr_plane_row_u16 (planes[i], y)[x] * scale);
      bsr_plane_unref (planes[i]);
      planes[i] = floats;
    }
  return synthetic_scan_wrap (planes, scan->n_planes, 32);
}

static void
floats_of_any_scale_are_read (void **state)
{
  const double scales[] = { 1.0 / 65535.0, 1.0, 1e-9 };
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      SyntheticScan scan = synthetic_scan_default (wedge_scene);
      g_autoptr (BsrImage) image = float_image (&scan, scales[i]);
      BsrPlane *plane = bsr_image_plane (image, 0);
      bsr_plane_row_f32 (plane, 100)[40] = NAN;
      bsr_plane_row_f32 (plane, 101)[40] = INFINITY;
      bsr_plane_row_f32 (plane, 102)[40] = -1e30f;
      BsrAcquisition acquisition = bsr_acquisition_assumed (2);
      g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
      assert_all_finite (radiograph);
      for (int y = 100; y < 103; y++)
        assert_true (bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 0), y)[40]
                     & BSR_PIXEL_DEAD);
      bsr_test_assert_close (
          radiograph_mean (radiograph, READ_STEEL, (BsrBox){ 36, 40, 24, 140 }), 20.0, 0.6);
    }
}

static void
threads_do_not_change_a_bit (void **state)
{
  SyntheticScan scan = synthetic_scan_default (lead_scene);
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  bsr_plane_row_u16 (bsr_image_plane (image, 0), 60)[70] = 65535;
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  g_autoptr (BsrRadiograph) one = develop (image, &acquisition, 1);
  for (int n = 2; n < 8; n += 2)
    {
      g_autoptr (BsrRadiograph) many = develop (image, &acquisition, n);
      for (int i = 0; i < 2; i++)
        for (int y = 0; y < scan.height; y++)
          {
            assert_memory_equal (bsr_plane_row (bsr_radiograph_codes (one, i), y),
                                 bsr_plane_row (bsr_radiograph_codes (many, i), y),
                                 scan.width * sizeof (guint16));
            assert_memory_equal (bsr_plane_row (bsr_radiograph_flags (one, i), y),
                                 bsr_plane_row (bsr_radiograph_flags (many, i), y), scan.width);
          }
      assert_true (bsr_radiograph_noise (one, 0, 2.0) == bsr_radiograph_noise (many, 0, 2.0));
    }
}

static void
levels_do_not_change_a_bit (void **state)
{
  SyntheticScan scan = synthetic_scan_default (lead_scene);
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  bsr_plane_row_u16 (bsr_image_plane (image, 0), 60)[70] = 65535;
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  g_setenv ("BASIRA_SIMD", "plain", TRUE);
  g_autoptr (BsrRadiograph) plain = develop (image, &acquisition, 1);
  const char *levels[] = { "sse4", "avx2" };
  for (gsize k = 0; k < G_N_ELEMENTS (levels); k++)
    {
      g_setenv ("BASIRA_SIMD", levels[k], TRUE);
      g_autoptr (BsrRadiograph) other = develop (image, &acquisition, 2);
      for (int i = 0; i < 2; i++)
        for (int y = 0; y < scan.height; y++)
          {
            assert_memory_equal (bsr_plane_row (bsr_radiograph_codes (plain, i), y),
                                 bsr_plane_row (bsr_radiograph_codes (other, i), y),
                                 scan.width * sizeof (guint16));
            assert_memory_equal (bsr_plane_row (bsr_radiograph_flags (plain, i), y),
                                 bsr_plane_row (bsr_radiograph_flags (other, i), y), scan.width);
          }
      const BsrCells *cells = bsr_radiograph_cells (plain);
      assert_memory_equal (cells->cells, bsr_radiograph_cells (other)->cells,
                           sizeof (BsrCell) * cells->width * cells->height);
    }
  g_unsetenv ("BASIRA_SIMD");
}

static void
cancelling_is_heard (void **state)
{
  SyntheticScan scan = synthetic_scan_default (wedge_scene);
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  g_autoptr (GError) error = NULL;
  assert_null (bsr_radiograph_new (image, &acquisition, 2, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

/* A plane of one value; 65,535 is full scale. */
static BsrImage *
flat_image (int width, int height, guint16 value)
{
  BsrPlane *planes[1] = { bsr_plane_new (BSR_FORMAT_U16, width, height, NULL) };
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_u16 (planes[0], y)[x] = value;
  g_autoptr (GError) error = NULL;
  BsrImage *image = bsr_image_new (planes, 1, 16, &error);
  bsr_test_assert_no_error (error);
  bsr_plane_unref (planes[0]);
  return image;
}

static void
extreme_images_stay_finite (void **state)
{
  const int sizes[][2] = { { 1, 1 }, { 1, 40 }, { 40, 1 }, { 3, 3 }, { 17, 9 }, { 300, 20 } };
  const guint16 values[] = { 1, 500, 60000, 65535 };
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autoptr (BsrImage) image = flat_image (sizes[i][0], sizes[i][1], values[j]);
        BsrAcquisition acquisition = bsr_acquisition_assumed (1);
        g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
        assert_all_finite (radiograph);
        BsrBox all = { 0, 0, sizes[i][0], sizes[i][1] };
        bsr_test_assert_close (
            share_of (bsr_radiograph_flags (radiograph, 0), BSR_PIXEL_SATURATED, all),
            values[j] == 65535 ? 1.0 : 0.0, 0.0);
        bsr_test_assert_close (share_of (bsr_radiograph_flags (radiograph, 0), BSR_PIXEL_AIR, all),
                               1.0, 0.0);
      }
}

static void
no_signal_is_refused (void **state)
{
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) black = flat_image (20, 20, 0);
  assert_null (bsr_radiograph_new (black, &acquisition, 1, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "no signal");
  g_clear_error (&error);

  /* All below the stated dark, air stated or not. */
  g_autoptr (BsrImage) dark = flat_image (20, 20, 99);
  acquisition.planes[0].dark = 100.0;
  acquisition.planes[0].air = 50000.0;
  assert_null (bsr_radiograph_new (dark, &acquisition, 1, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "plane 1");
}

static void
other_modalities_are_refused (void **state)
{
  g_autoptr (BsrImage) image = flat_image (20, 20, 5000);
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  acquisition.modality = BSR_MODALITY_BACKSCATTER;
  g_autoptr (GError) error = NULL;
  assert_null (bsr_radiograph_new (image, &acquisition, 1, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "backscatter");
  g_clear_error (&error);

  acquisition = bsr_acquisition_assumed (2);
  assert_null (bsr_radiograph_new (image, &acquisition, 1, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, NULL);
}

static void
mass_follows_steel (void **state)
{
  SyntheticScan scan = synthetic_scan_default (wedge_scene);
  g_autoptr (BsrImage) image = synthetic_scan_new (&scan);
  BsrAcquisition acquisition = synthetic_scan_acquisition (&scan);
  g_autoptr (BsrRadiograph) radiograph = develop (image, &acquisition, 1);
  double mass = bsr_radiograph_mass_thickness (radiograph, 100.0);
  double share = bsr_radiograph_mass_uncertainty (radiograph);
  double half = bsr_radiograph_mass_thickness (radiograph, 50.0);
  assert_true (half < mass / 2.0 && half > 0.46 * mass); /* the beam hardens */
  assert_true (share > 0.1 && share < 0.15); /* no step wedge, but two energies that agree */
  SyntheticScan one_energy = scan;
  one_energy.n_planes = 1;
  g_autoptr (BsrImage) alone = synthetic_scan_new (&one_energy);
  BsrAcquisition of_one = synthetic_scan_acquisition (&one_energy);
  g_autoptr (BsrRadiograph) single = develop (alone, &of_one, 1);
  share = bsr_radiograph_mass_uncertainty (single);
  assert_true (share > 0.3 && share < 0.35);
  /* The interval holds steel itself, and cellulose of the same attenuation. */
  BsrSpectrum beam = bsr_spectrum_bremsstrahlung (6.0);
  double through = bsr_spectrum_transmission (&beam, bsr_material_by_id ("steel"), 78.7);
  const char *ids[] = { "steel", "cellulose" };
  acquisition.n_steps = 8;
  for (int i = 0; i < 8; i++)
    acquisition.steps[i] = (BsrSteelStep){ i * 20.0, wedge_scene (i * 32, 50, 0) };
  g_autoptr (BsrRadiograph) calibrated = develop (image, &acquisition, 1);
  share = bsr_radiograph_mass_uncertainty (calibrated);
  assert_true (share > 0.05 && share < 0.15);
  for (gsize i = 0; i < 2; i++)
    bsr_test_assert_close (bsr_spectrum_g_cm2 (&beam, bsr_material_by_id (ids[i]), through), mass,
                           share * mass);
  acquisition.n_steps = 0;
  acquisition.planes[0].energy_mv = (double) NAN;
  g_autoptr (BsrRadiograph) assumed = develop (image, &acquisition, 1);
  assert_true (bsr_radiograph_mass_uncertainty (assumed) > 0.4);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (wedge_is_recovered),
    cmocka_unit_test (air_is_found_where_unstated),
    cmocka_unit_test (air_that_is_not_there_is_not_seen),
    cmocka_unit_test (what_is_not_penetrated_is_opaque),
    cmocka_unit_test (noise_free_lead_is_not_dead),
    cmocka_unit_test (noise_of_attenuation_is_recovered),
    cmocka_unit_test (calibration_is_used),
    cmocka_unit_test (absorption_equals_transmission),
    cmocka_unit_test (eight_bits_are_enough_for_thin_steel),
    cmocka_unit_test (floats_of_any_scale_are_read),
    cmocka_unit_test (threads_do_not_change_a_bit),
    cmocka_unit_test (levels_do_not_change_a_bit),
    cmocka_unit_test (cancelling_is_heard),
    cmocka_unit_test (extreme_images_stay_finite),
    cmocka_unit_test (no_signal_is_refused),
    cmocka_unit_test (other_modalities_are_refused),
    cmocka_unit_test (mass_follows_steel),
  };
  return cmocka_run_group_tests_name ("radiograph", tests, NULL, NULL);
}
