#include "bsr-test.h"
#include "bsr-image-reader.h"
#include "bsr-material-map.h"
#include "bsr-render.h"

#include <math.h>
#include <stdlib.h>

static BsrScene *
scene_of (const char *name, double high_mv, double low_mv, double air, double pitch_x, double pitch_y)
{
  g_autofree char *path = bsr_test_shared_file (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_read (path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  acquisition.planes[0].energy_mv = high_mv;
  acquisition.planes[1].energy_mv = low_mv;
  acquisition.planes[0].air = acquisition.planes[1].air = air;
  acquisition.pitch_x_mm = pitch_x;
  acquisition.pitch_y_mm = pitch_y;
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrScene *scene = bsr_scene_new (image, radiograph, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_scene_has_material (scene));
  const BsrEnergyMatch *match = bsr_material_curves_match (bsr_scene_material_curves (scene));
  print_message ("%s: shift %.3f +- %.3f, misfit %.4f, %.3f beyond without it; %d thin, %d thick\n", name,
                 match->shift, match->shift_sd, match->misfit, match->outside, match->n_thin,
                 match->n_thick);
  return scene;
}

/* Pixels that are dead, at full scale or opaque in either energy are grey; and enough of the rest is
 * not, for the view to be worth a key. */
static void
check_greys (BsrScene *scene, double least_coloured)
{
  BsrRadiograph *radiograph = bsr_scene_radiograph (scene);
  BsrLook look = bsr_look_default ();
  look.tone.mode = BSR_VIEW_MATERIAL;
  look.tone.low = 0.002;
  look.tone.logarithmic = TRUE;
  int width = bsr_scene_width (scene), height = bsr_scene_height (scene);
  g_autofree guint8 *row = g_malloc (4 * (gsize) width);
  gint64 n_hidden = 0, n_seen = 0, n_coloured = 0;
  for (int y = 0; y < height; y++)
    {
      const guint8 *high = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 0), y);
      const guint8 *low = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 1), y);
      bsr_scene_render (scene, &look, 0.0, y, 1.0, 1.0, row, width, 1, 4 * (gsize) width);
      for (int x = 0; x < width; x++)
        {
          guint8 flags = high[x] | low[x];
          gboolean grey = row[4 * x] == row[4 * x + 1] && row[4 * x] == row[4 * x + 2];
          if (flags & (BSR_PIXEL_DEAD | BSR_PIXEL_SATURATED | BSR_PIXEL_OPAQUE))
            {
              n_hidden++;
              assert_true (grey);
            }
          else if ((flags & BSR_PIXEL_AIR) == 0)
            {
              n_seen++;
              n_coloured += !grey;
            }
        }
    }
  print_message ("%" G_GINT64_FORMAT " hidden pixels are grey, %.1f %% of the others are coloured\n", n_hidden,
                 100.0 * (double) n_coloured / (double) n_seen);
  assert_true (n_hidden > 10000);
  assert_true ((double) n_coloured > least_coloured * (double) n_seen);
}

/* Three scans of one scanner are matched alike, each by itself. */
static void
dead_modules_and_opaque_areas_are_grey (void **state)
{
  static const char *const names[] = { "cargo/r60-bales.tiff", "cargo/r60-cartons.tiff", "cargo/r60-reels.tiff" };
  double least = INFINITY, most = -INFINITY;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (BsrScene) scene = scene_of (names[i], 6.0, 4.0, (double) NAN, 8.6, 4.5);
      const BsrEnergyMatch *match = bsr_material_curves_match (bsr_scene_material_curves (scene));
      least = MIN (least, match->shift);
      most = MAX (most, match->shift);
      assert_true (match->shift_sd < 0.1);
      check_greys (scene, 0.05);
    }
  assert_true (most - least < 0.1);
}

static BsrSubstance
substance_of (double z)
{
  return z < 10.0 ? BSR_SUBSTANCE_ORGANIC : z < 20.0 ? BSR_SUBSTANCE_INORGANIC : z < 40.0 ? BSR_SUBSTANCE_METAL : BSR_SUBSTANCE_HEAVY;
}

/* objects.csv: name,y0,y1,x0,x1,alpha_H_median,alpha_L_median,R,ref_lambda_gcm2,ref_Z_median,ref_Z_IQR.
 * In each, a border of two pixels left out where there is room. */
static void
the_phantoms_objects_are_in_their_sets (void **state)
{
  g_autoptr (BsrScene) scene = scene_of ("phantom/semiz.tiff", 9.0, 6.0, 60000.0, 20.0, 20.0);
  g_autofree char *path = bsr_test_shared_file ("phantom/objects.csv");
  g_autofree char *text = NULL;
  assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  int n = 0, n_single = 0, n_mass = 0;
  for (int i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      if (g_strv_length (cells) < 11)
        continue;
      int y0 = atoi (cells[1]), y1 = atoi (cells[2]), x0 = atoi (cells[3]), x1 = atoi (cells[4]);
      int margin = MIN (y1 - y0, x1 - x0) > 8 ? 2 : 0;
      double g_cm2 = g_ascii_strtod (cells[8], NULL), z = g_ascii_strtod (cells[9], NULL);
      BsrEnergySums sums = { 0 };
      for (int y = y0 + margin; y < y1 - margin; y++)
        bsr_energy_sums_add_run (&sums, bsr_scene_radiograph (scene), x0 + margin, y, x1 - x0 - 2 * margin);
      BsrMaterialEstimate region, pixel;
      bsr_material_curves_judge (bsr_scene_material_curves (scene), &sums, &region);
      assert_true (bsr_scene_material_at (scene, (x0 + x1) / 2, (y0 + y1) / 2, &pixel));
      print_message ("%-6s Z %2.0f: set %x, Z %.0f to %.0f, hue %.2f, sure %.2f; %.1f g/cm2: %.1f (%.1f to %.1f); "
                     "under the pointer set %x\n",
                     cells[0], z, region.substances, region.z_low, region.z_high, region.hue, region.sureness,
                     g_cm2, region.g_cm2, region.g_cm2_low, region.g_cm2_high, pixel.substances);
      assert_true (region.substances & 1u << substance_of (z));
      assert_true (pixel.substances & 1u << substance_of (z));
      n++;
      n_single += (region.substances & (region.substances - 1)) == 0;
      n_mass += region.g_cm2_low <= g_cm2 && region.g_cm2_high >= g_cm2;
    }
  print_message ("%d of %d named alone, %d masses within their interval\n", n_single, n, n_mass);
  assert_int_equal (n, 12);
  assert_true (n_single >= 6);
  assert_true (n_mass >= 10);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (dead_modules_and_opaque_areas_are_grey),
    cmocka_unit_test (the_phantoms_objects_are_in_their_sets),
  };
  return cmocka_run_group_tests_name ("material-scans", tests, NULL, NULL);
}
