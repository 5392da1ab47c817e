#include "bsr-test.h"
#include "bsr-image-reader.h"
#include "bsr-radiograph.h"
#include "radiograph-reading.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static BsrRadiograph *
develop (const char *name, double high_mv, double low_mv, double air)
{
  g_autofree char *path = bsr_test_shared_file (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_read (path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrAcquisition acquisition = bsr_acquisition_assumed (bsr_image_n_planes (image));
  acquisition.planes[0].energy_mv = high_mv;
  acquisition.planes[1].energy_mv = low_mv;
  acquisition.planes[0].air = acquisition.planes[1].air = air;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

/* Runs of dead pixels along row @y of at least 5 pixels, how many of them are opaque too, and the
 * longest. */
static int
count_runs (BsrPlane *flags, int y, int *opaque_pixels, int *longest)
{
  const guint8 *row = bsr_plane_row_u8 (flags, y);
  int runs = 0, length = 0;
  *opaque_pixels = *longest = 0;
  for (int x = 0; x <= bsr_plane_width (flags); x++)
    if (x < bsr_plane_width (flags) && (row[x] & BSR_PIXEL_DEAD))
      {
        *opaque_pixels += (row[x] & BSR_PIXEL_OPAQUE) != 0;
        *longest = MAX (*longest, ++length);
      }
    else
      {
        runs += length >= 5;
        length = 0;
      }
  return runs;
}

/* What a real scan of a rail portal must come to: see the expectations beside each. */
static void
check_cargo_plane (const BsrRadiograph *radiograph, int plane, double least_opaque,
                   double most_opaque)
{
  int width = bsr_radiograph_width (radiograph), height = bsr_radiograph_height (radiograph);
  BsrPlane *flags = bsr_radiograph_flags (radiograph, plane);
  gint64 dead = 0, spikes = 0, opaque = 0, saturated = 0;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 bits = bsr_plane_row_u8 (flags, y)[x];
        dead += (bits & BSR_PIXEL_DEAD) != 0;
        spikes += (bits & BSR_PIXEL_SPIKE) != 0;
        opaque += (bits & BSR_PIXEL_OPAQUE) != 0;
        saturated += (bits & BSR_PIXEL_SATURATED) != 0;
        float a = bsr_radiograph_attenuation_at (radiograph, plane, x, y);
        assert_true (isfinite (a) && a >= 0.0f);
        assert_true (isfinite (bsr_radiograph_steel_at (radiograph, x, y)));
      }
  double opaque_share = (double) opaque / ((double) width * height);
  print_message ("plane %d: air %.0f, dead %" G_GINT64_FORMAT ", spikes %" G_GINT64_FORMAT
                 ", opaque %.1f %%, penetration %.0f mm, noise of air %.4f, at 3 %.4f\n",
                 plane, bsr_radiograph_air (radiograph, plane), dead, spikes, 100.0 * opaque_share,
                 bsr_radiograph_penetration_mm (radiograph),
                 bsr_radiograph_noise (radiograph, plane, 0.0),
                 bsr_radiograph_noise (radiograph, plane, 3.0));

  assert_true (bsr_radiograph_air_is_estimated (radiograph, plane));
  assert_true (bsr_radiograph_air_is_seen (radiograph, plane));
  assert_true (bsr_radiograph_air (radiograph, plane) > 59500.0
               && bsr_radiograph_air (radiograph, plane) < 64500.0);
  assert_true (opaque_share > least_opaque && opaque_share < most_opaque);
  assert_true (saturated > 100 && saturated < 1000);
  assert_true (spikes > 100 && spikes < 2000);
  /* 72 modules of 156 pixels and 7 frame rows, and not much more. */
  assert_true (dead > 70 * 150 + 7 * width && dead < 75 * 160 + 7 * width + 700);

  /* The last 7 rows hold nothing, and are not cargo. */
  for (int y = height - 7; y < height; y++)
    for (int x = 0; x < width; x++)
      assert_true (bsr_plane_row_u8 (flags, y)[x] & BSR_PIXEL_DEAD);
}

/* The row of modules: about 72 runs of 10 pixels in each of 14 rows, filled, hardly any opaque. */
static void
check_modules (const BsrRadiograph *radiograph, int plane)
{
  BsrPlane *flags = bsr_radiograph_flags (radiograph, plane);
  int rows = 0, rows_of_most = 0, opaque = 0;
  for (int y = 600; y < 660; y++)
    {
      int opaque_here, longest;
      int runs = count_runs (flags, y, &opaque_here, &longest);
      if (runs < 60)
        continue;
      rows++;
      opaque += opaque_here;
      rows_of_most += runs >= 70 && runs <= 74;
      /* The module at the right border is twice as wide as the others. */
      assert_true (longest <= 20);
    }
  assert_int_equal (rows, 16);
  assert_true (rows_of_most >= 14);
  assert_true (opaque < 0.15 * 72 * 156);
}

static void
check_cargo (const char *name, double least_opaque, double most_opaque)
{
  g_autoptr (BsrRadiograph) radiograph = develop (name, 6.0, 4.0, (double) NAN);
  const BsrCorrections *corrections = bsr_radiograph_corrections (radiograph);
  print_message ("gains %.4f, %.4f, doses %.4f, %.4f\n", corrections->gain_spread[0],
                 corrections->gain_spread[1], corrections->dose_spread[0],
                 corrections->dose_spread[1]);
  bsr_test_assert_close (corrections->dx, 0.0, 0.0);
  bsr_test_assert_close (corrections->dy, 0.0, 0.0);
  bsr_test_assert_close (corrections->wobble, 0.0, 0.0);
  for (int plane = 0; plane < 2; plane++)
    {
      check_cargo_plane (radiograph, plane, least_opaque, most_opaque);
      check_modules (radiograph, plane);
    }
  assert_true (bsr_radiograph_penetration_mm (radiograph) > 150.0);
  assert_true (bsr_radiograph_penetration_mm (radiograph) < 300.0);
}

/* Shares between what is hopeless in both energies and what is below 0.3 % of the air. */
static void
bales_are_mostly_opaque (void **state)
{
  check_cargo ("cargo/r60-bales.tiff", 0.25, 0.57);
}

static void
cartons_are_half_opaque (void **state)
{
  check_cargo ("cargo/r60-cartons.tiff", 0.20, 0.45);
}

static void
reels_are_opaque_in_the_middle (void **state)
{
  check_cargo ("cargo/r60-reels.tiff", 0.05, 0.16);
}

typedef struct
{
  char *name;
  BsrBox box;
  double alpha, mass; /* published: -ln T at the high energy; g/cm2 */
  double our_alpha, steel_mm, our_mass;
  double single_mass; /* from one energy */
} Object;

/* objects.csv: name,y0,y1,x0,x1,alpha_H_median,alpha_L_median,R,ref_lambda_gcm2,... */
static GArray *
read_objects (const BsrRadiograph *radiograph)
{
  g_autofree char *path = bsr_test_shared_file ("phantom/objects.csv");
  g_autofree char *text = NULL;
  assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GArray *objects = g_array_new (FALSE, TRUE, sizeof (Object));
  for (int i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      if (g_strv_length (cells) < 9)
        continue;
      int y0 = atoi (cells[1]), y1 = atoi (cells[2]), x0 = atoi (cells[3]), x1 = atoi (cells[4]);
      Object object = { .name = g_strdup (cells[0]), .box = { x0, y0, x1 - x0, y1 - y0 },
                        .alpha = g_ascii_strtod (cells[5], NULL),
                        .mass = g_ascii_strtod (cells[8], NULL) };
      object.our_alpha = radiograph_median (radiograph, READ_HIGH, object.box);
      object.steel_mm = radiograph_median (radiograph, READ_STEEL, object.box);
      object.our_mass = radiograph_median (radiograph, READ_MASS, object.box);
      object.single_mass = bsr_radiograph_mass_thickness (radiograph, object.steel_mm);
      g_array_append_val (objects, object);
    }
  return objects;
}

static double
member (const Object *object, gsize offset)
{
  return *(const double *) (const void *) ((const char *) object + offset);
}

/* Kendall's tau: pairs in the same order less pairs in the other, over all pairs whose published
 * values differ by at least @least of the smaller. */
static double
rank_correlation (GArray *objects, gsize ours, gsize theirs, double least)
{
  int same = 0, other = 0;
  for (guint i = 0; i < objects->len; i++)
    for (guint j = i + 1; j < objects->len; j++)
      {
        const Object *a = &g_array_index (objects, Object, i);
        const Object *b = &g_array_index (objects, Object, j);
        double apart = member (a, theirs) - member (b, theirs);
        if (fabs (apart) < least * MIN (member (a, theirs), member (b, theirs)))
          continue;
        double product = (member (a, ours) - member (b, ours)) * apart;
        same += product > 0.0;
        other += product < 0.0;
      }
  return (double) (same - other) / (same + other);
}

static void
phantom_objects_rank_as_published (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = develop ("phantom/semiz.tiff", 9.0, 6.0, 60000.0);
  g_autoptr (GArray) objects = read_objects (radiograph);
  assert_int_equal (objects->len, 12);
  double sum = 0.0;
  for (guint i = 0; i < objects->len; i++)
    {
      Object *object = &g_array_index (objects, Object, i);
      double error = object->our_mass / object->mass - 1.0;
      sum += fabs (error);
      print_message ("%-7s alpha %.2f (%.2f)  steel %6.1f mm  mass %6.1f g/cm2 (%.1f, %+.1f %%; "
                     "one energy %+.1f %%)\n",
                     object->name, object->our_alpha, object->alpha, object->steel_mm,
                     object->our_mass, object->mass, 100.0 * error,
                     100.0 * (object->single_mass / object->mass - 1.0));
      bsr_test_assert_close (object->our_alpha, object->alpha, 0.05);
    }
  const gsize steel = G_STRUCT_OFFSET (Object, steel_mm), alpha = G_STRUCT_OFFSET (Object, alpha);
  const gsize mass = G_STRUCT_OFFSET (Object, mass), ours = G_STRUCT_OFFSET (Object, our_mass);
  double by_alpha = rank_correlation (objects, steel, alpha, 0.0);
  double by_mass = rank_correlation (objects, ours, mass, 0.0);
  double by_distinct = rank_correlation (objects, ours, mass, 0.05);
  double by_one = rank_correlation (objects, G_STRUCT_OFFSET (Object, single_mass), mass, 0.0);
  print_message ("rank correlation with alpha %.3f, with mass %.3f (5 %% apart: %.3f; one energy: "
                 "%.3f); mean mass error %.1f %%\n",
                 by_alpha, by_mass, by_distinct, by_one, 100.0 * sum / objects->len);
  for (guint i = 0; i < objects->len; i++)
    g_free (g_array_index (objects, Object, i).name);
  assert_true (by_alpha > 0.97);
  assert_true (by_mass >= by_one);
  assert_true (by_distinct > 0.9);
  assert_true (sum / objects->len < 0.07);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (bales_are_mostly_opaque),
    cmocka_unit_test (cartons_are_half_opaque),
    cmocka_unit_test (reels_are_opaque_in_the_middle),
    cmocka_unit_test (phantom_objects_rank_as_published),
  };
  return cmocka_run_group_tests_name ("radiograph-scans", tests, NULL, NULL);
}
