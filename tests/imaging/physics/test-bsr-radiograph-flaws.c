#include "bsr-test.h"
#include "bsr-radiograph.h"
#include "synthetic-scan.h"

#include <math.h>

/* The dead modules of a real rail portal: 10 x 16 pixels with cut corners, one every 20 columns,
 * shifted by half a spacing in the other energy. */
#define MODULE_Y 120
#define MODULE_HEIGHT 16
#define MODULE_WIDTH 10
#define SPACING 20

static gboolean
in_module_box (int x, int y, int plane)
{
  int dx = (x + SPACING - (plane == 0 ? 5 : 15)) % SPACING, dy = y - MODULE_Y;
  return dx < MODULE_WIDTH && dy >= 0 && dy < MODULE_HEIGHT;
}

static gboolean
in_module (int x, int y, int plane)
{
  int dx = (x + SPACING - (plane == 0 ? 5 : 15)) % SPACING, dy = y - MODULE_Y;
  if (!in_module_box (x, y, plane))
    return FALSE;
  gboolean corner = (dx == 0 || dx == MODULE_WIDTH - 1) && (dy == 0 || dy == MODULE_HEIGHT - 1);
  return !corner;
}

static double
even_scene (int x, int y, int plane)
{
  double attenuation = y < 24 ? 0.0 : 1.2 + 0.5 * sin (x / 37.0) + y / 400.0;
  return exp (-attenuation * (plane == 0 ? 1.0 : 1.15));
}

/* The same with a plate as high as the row of modules, somewhere across it. */
static double
plate_scene (int x, int y, int plane)
{
  gboolean plate = x >= 90 && x < 150 && y >= 123 && y < 133;
  return even_scene (x, y, plane) * (plate ? exp (plane == 0 ? -0.8 : -0.92) : 1.0);
}

/* And with a wall of lead behind some of them, which neither energy passes. */
static double
walled_scene (int x, int y, int plane)
{
  return x >= 160 && x < 214 && y >= 90 ? 0.0 : even_scene (x, y, plane);
}

static BsrRadiograph *
develop (BsrPlane *planes[BSR_IMAGE_MAX_PLANES], const SyntheticScan *scan)
{
  g_autoptr (BsrImage) image = synthetic_scan_wrap (planes, scan->n_planes, scan->bits);
  BsrAcquisition acquisition = bsr_acquisition_assumed (scan->n_planes);
  g_autoptr (GError) error = NULL;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

static BsrRadiograph *
develop_with_modules (SyntheticScene scene, int n_planes)
{
  SyntheticScan scan = synthetic_scan_default (scene);
  scan.n_planes = n_planes;
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  synthetic_scan_planes (&scan, planes);
  for (int i = 0; i < n_planes; i++)
    for (int y = 0; y < scan.height; y++)
      for (int x = 0; x < scan.width; x++)
        if (in_module (x, y, i))
          bsr_plane_row_u16 (planes[i], y)[x] = 0;
  return develop (planes, &scan);
}

static guint8
flags_at (const BsrRadiograph *radiograph, int plane, int x, int y)
{
  return bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, plane), y)[x];
}

static double
attenuation_at (const BsrRadiograph *radiograph, int plane, int x, int y)
{
  return (double) bsr_radiograph_attenuation_at (radiograph, plane, x, y);
}

/* Flags exactly the modules, and root mean square of what was filled against the truth. */
static double
check_modules (const BsrRadiograph *radiograph, SyntheticScene scene, int plane)
{
  double sum = 0.0;
  int n = 0;
  for (int y = 0; y < bsr_radiograph_height (radiograph); y++)
    for (int x = 0; x < bsr_radiograph_width (radiograph); x++)
      {
        gboolean dead = (flags_at (radiograph, plane, x, y) & BSR_PIXEL_DEAD) != 0;
        assert_int_equal (dead, in_module (x, y, plane));
        if (!dead)
          continue;
        assert_false (flags_at (radiograph, plane, x, y) & BSR_PIXEL_OPAQUE);
        double off = attenuation_at (radiograph, plane, x, y) + log (scene (x, y, plane));
        sum += off * off;
        n++;
      }
  double rms = sqrt (sum / n);
  print_message ("plane %d: %d pixels filled, %.4f off the truth; noise %.4f\n", plane, n, rms,
                 bsr_radiograph_noise (radiograph, plane, 1.5));
  return rms;
}

static void
dead_modules_are_filled (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop_with_modules (even_scene, 2);
  for (int plane = 0; plane < 2; plane++)
    assert_true (check_modules (radiograph, even_scene, plane)
                 < 2.0 * bsr_radiograph_noise (radiograph, plane, 1.5));
}

static void
one_energy_knows_them_by_their_spacing (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop_with_modules (even_scene, 1);
  assert_true (check_modules (radiograph, even_scene, 0)
               < 2.0 * bsr_radiograph_noise (radiograph, 0, 1.5));
}

/* What hides in a dead module is seen by the other energy. */
static void
other_energy_shows_through (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop_with_modules (plate_scene, 2);
  assert_true (check_modules (radiograph, plate_scene, 0)
               < 3.0 * bsr_radiograph_noise (radiograph, 0, 2.0));
  double inside
      = attenuation_at (radiograph, 0, 109, 128) + attenuation_at (radiograph, 0, 108, 127);
  double above
      = attenuation_at (radiograph, 0, 109, 121) + attenuation_at (radiograph, 0, 108, 122);
  assert_true (inside - above > 1.2); /* 2 x 0.8 */
}

/* Behind the wall nothing tells a dead module from lead, but for the row it stands in; what is
 * filled there stays opaque. */
static void
modules_before_lead_stay_opaque (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop_with_modules (walled_scene, 2);
  int modules = 0, opaque = 0;
  for (int y = 90; y < 192; y++)
    for (int x = 163; x < 211; x++)
      {
        guint8 flags = flags_at (radiograph, 0, x, y);
        if (!in_module_box (x, y, 0))
          assert_false (flags & BSR_PIXEL_DEAD);
        modules += in_module (x, y, 0);
        opaque += in_module (x, y, 0) && (flags & BSR_PIXEL_OPAQUE);
      }
  assert_true (modules > 300 && opaque > 0.95 * modules);
}

/* One empty rectangle, in one energy, may be anything: it is not filled. */
static void
lone_patch_stays_opaque (void **state)
{
  SyntheticScan scan = synthetic_scan_default (even_scene);
  scan.n_planes = 1;
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  synthetic_scan_planes (&scan, planes);
  for (int y = 80; y < 96; y++)
    for (int x = 100; x < 110; x++)
      bsr_plane_row_u16 (planes[0], y)[x] = 0;
  g_autoptr (BsrRadiograph) radiograph = develop (planes, &scan);
  for (int y = 80; y < 96; y++)
    for (int x = 100; x < 110; x++)
      {
        assert_true (flags_at (radiograph, 0, x, y) & BSR_PIXEL_OPAQUE);
        assert_false (flags_at (radiograph, 0, x, y) & BSR_PIXEL_DEAD);
      }
}

/* Frame rows and columns without beam, a dead channel, a channel stuck at a value. */
static void
dead_lines_are_filled (void **state)
{
  SyntheticScan scan = synthetic_scan_default (even_scene);
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  synthetic_scan_planes (&scan, planes);
  for (int x = 0; x < scan.width; x++)
    {
      for (int y = 185; y < 192; y++)
        bsr_plane_row_u16 (planes[0], y)[x] = 0;
      bsr_plane_row_u16 (planes[0], 70)[x] = 0;
      bsr_plane_row_u16 (planes[0], 150)[x] = 31000;
    }
  for (int y = 0; y < scan.height; y++)
    bsr_plane_row_u16 (planes[0], y)[0] = bsr_plane_row_u16 (planes[0], y)[1] = 0;
  g_autoptr (BsrRadiograph) radiograph = develop (planes, &scan);
  for (int y = 0; y < scan.height; y++)
    for (int x = 0; x < scan.width; x++)
      {
        gboolean dead = y >= 185 || y == 70 || y == 150 || x < 2;
        assert_int_equal (dead, (flags_at (radiograph, 0, x, y) & BSR_PIXEL_DEAD) != 0);
        assert_false (flags_at (radiograph, 0, x, y) & BSR_PIXEL_OPAQUE);
        double off = attenuation_at (radiograph, 0, x, y) + log (even_scene (x, y, 0));
        assert_true (y < 26 || fabs (off) < 8.0 * bsr_radiograph_noise (radiograph, 0, 2.0));
        assert_false (flags_at (radiograph, 1, x, y) & BSR_PIXEL_DEAD);
      }
}

static void
spikes_are_filled_and_objects_kept (void **state)
{
  SyntheticScan scan = synthetic_scan_default (even_scene);
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  synthetic_scan_planes (&scan, planes);
  const int spikes[][3] = { { 50, 60, 65535 }, { 90, 100, 0 }, { 130, 170, 55000 },
                            { 0, 90, 60000 }, { 255, 191, 62000 } };
  for (gsize i = 0; i < G_N_ELEMENTS (spikes); i++)
    bsr_plane_row_u16 (planes[0], spikes[i][1])[spikes[i][0]] = (guint16) spikes[i][2];
  /* A point that both energies see, and one of 2 x 2 pixels that is no point. */
  bsr_plane_row_u16 (planes[0], 60)[200] = bsr_plane_row_u16 (planes[1], 60)[200] = 500;
  for (int i = 0; i < 4; i++)
    bsr_plane_row_u16 (planes[0], 140 + i / 2)[30 + i % 2] = 500;

  g_autoptr (BsrRadiograph) radiograph = develop (planes, &scan);
  int n = 0;
  for (int y = 0; y < scan.height; y++)
    for (int x = 0; x < scan.width; x++)
      n += (flags_at (radiograph, 0, x, y) & BSR_PIXEL_SPIKE) != 0;
  assert_int_equal (n, G_N_ELEMENTS (spikes));
  for (gsize i = 0; i < G_N_ELEMENTS (spikes); i++)
    {
      int x = spikes[i][0], y = spikes[i][1];
      assert_true (flags_at (radiograph, 0, x, y) & BSR_PIXEL_SPIKE);
      bsr_test_assert_close (attenuation_at (radiograph, 0, x, y), -log (even_scene (x, y, 0)),
                             5.0 * bsr_radiograph_noise (radiograph, 0, 2.0));
    }
  assert_true (flags_at (radiograph, 0, 50, 60) & BSR_PIXEL_SATURATED);
  assert_true (attenuation_at (radiograph, 0, 200, 60) > 4.0);
  assert_true (attenuation_at (radiograph, 0, 30, 140) > 4.0);
}

static void
normal_noise_makes_no_flaws (void **state)
{
  SyntheticScan scan = synthetic_scan_default (even_scene);
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  for (scan.seed = 1; scan.seed < 6; scan.seed++)
    {
      synthetic_scan_planes (&scan, planes);
      g_autoptr (BsrRadiograph) radiograph = develop (planes, &scan);
      for (int y = 0; y < scan.height; y++)
        for (int x = 0; x < scan.width; x++)
          assert_int_equal (flags_at (radiograph, 0, x, y)
                                & (BSR_PIXEL_SPIKE | BSR_PIXEL_DEAD | BSR_PIXEL_OPAQUE), 0);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (dead_modules_are_filled),
    cmocka_unit_test (one_energy_knows_them_by_their_spacing),
    cmocka_unit_test (other_energy_shows_through),
    cmocka_unit_test (modules_before_lead_stay_opaque),
    cmocka_unit_test (lone_patch_stays_opaque),
    cmocka_unit_test (dead_lines_are_filled),
    cmocka_unit_test (spikes_are_filled_and_objects_kept),
    cmocka_unit_test (normal_noise_makes_no_flaws),
  };
  return cmocka_run_group_tests_name ("radiograph-flaws", tests, NULL, NULL);
}
