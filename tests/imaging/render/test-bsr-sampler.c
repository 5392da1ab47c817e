#include "bsr-test.h"
#include "bsr-sampler.h"

static BsrPlane *
random_plane (int width, int height, guint64 seed)
{
  BsrPlane *plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_u16 (plane, y)[x] = (guint16) (bsr_test_random (&seed) * 65536.0);
  return plane;
}

static void
sample_row (const BsrSampler *sampler, int row, guint16 *out)
{
  g_autofree guint16 *scratch = g_new (guint16, bsr_sampler_scratch (sampler));
  BsrSamples samples = bsr_sampler_samples (sampler);
  const BsrSamplerAxis *x = &sampler->x;
  bsr_sampler_row (sampler, &samples, row, x->begin, x->end, scratch, out + x->begin);
}

/* Mean of [x0, x1) by [y0, y1) of the plane by exact shares, the slow way. */
static double
area_mean (BsrPlane *plane, double x0, double y0, double x1, double y1)
{
  double sum = 0.0, weight = 0.0;
  for (int y = 0; y < bsr_plane_height (plane); y++)
    for (int x = 0; x < bsr_plane_width (plane); x++)
      {
        double w = MIN (x1, x + 1.0) - MAX (x0, x), h = MIN (y1, y + 1.0) - MAX (y0, y);
        if (w > 0.0 && h > 0.0)
          {
            sum += w * h * bsr_plane_row_u16 (plane, y)[x];
            weight += w * h;
          }
      }
  return sum / weight;
}

static void
between_levels_it_is_the_mean_of_the_area (void **state)
{
  g_autoptr (BsrPlane) plane = random_plane (40, 30, 1);
  BsrPyramid pyramid;
  BsrSampler sampler;
  BsrRaster raster = { 1.25, -0.5, 0.7, 0.6, 26, 18 };
  guint16 out[26];
  assert_true (bsr_pyramid_init (&pyramid, plane, bsr_pyramid_mean, 1, NULL, NULL));
  bsr_sampler_init (&sampler, &pyramid, 0, &raster, 40, 30, TRUE);
  assert_int_equal (sampler.x.begin, 0);
  assert_int_equal (sampler.x.end, 26);
  assert_int_equal (sampler.y.begin, 0);
  for (int j = sampler.y.begin; j < sampler.y.end; j++)
    {
      sample_row (&sampler, j, out);
      for (int i = 0; i < 26; i++)
        bsr_test_assert_close (out[i],
                               area_mean (plane, 1.25 + i / 0.7, -0.5 + j / 0.6,
                                          1.25 + (i + 1) / 0.7, -0.5 + (j + 1) / 0.6),
                               8.0);
    }
  bsr_sampler_clear (&sampler);
  bsr_pyramid_clear (&pyramid);
}

/* Where pixels are not square one axis may be enlarged while the other is reduced. */
static void
axes_are_independent (void **state)
{
  g_autoptr (BsrPlane) plane = random_plane (12, 24, 2);
  BsrPyramid pyramid;
  BsrSampler sampler;
  BsrRaster raster = { 0.0, 0.0, 2.0, 0.5, 24, 12 };
  guint16 out[24];
  assert_true (bsr_pyramid_init (&pyramid, plane, bsr_pyramid_mean, 1, NULL, NULL));
  bsr_sampler_init (&sampler, &pyramid, 0, &raster, 12, 24, TRUE);
  for (int j = 0; j < 12; j++)
    {
      sample_row (&sampler, j, out);
      for (int i = 0; i < 24; i++)
        bsr_test_assert_close (out[i], area_mean (plane, i / 2, 2 * j, i / 2 + 1, 2 * j + 2), 0.51);
    }
  bsr_sampler_clear (&sampler);
  bsr_pyramid_clear (&pyramid);
}

static void
far_zoomed_out_it_stays_the_mean (void **state)
{
  g_autoptr (BsrPlane) plane = random_plane (256, 128, 3);
  double mean = area_mean (plane, 0, 0, 256, 128);
  BsrPyramid pyramid;
  assert_true (bsr_pyramid_init (&pyramid, plane, bsr_pyramid_mean, 1, NULL, NULL));
  const double scales[] = { 1.0 / 300.0, 1.0 / 256.0, 1.0 / 1000.0 };
  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      BsrSampler sampler;
      guint16 out[1];
      /* One output whose centre is the scan's. */
      BsrRaster raster = { 128.0 - 0.5 / scales[s], 64.0 - 0.5 / scales[s], scales[s], scales[s], 1, 1 };
      bsr_sampler_init (&sampler, &pyramid, 0, &raster, 256, 128, TRUE);
      assert_int_equal (sampler.y.end, 1);
      sample_row (&sampler, 0, out);
      bsr_test_assert_close (out[0], mean, 4.0); /* half a count of rounding a level */
      bsr_sampler_clear (&sampler);
    }
  bsr_pyramid_clear (&pyramid);
}

static void
half_is_the_level_itself (void **state)
{
  g_autoptr (BsrPlane) plane = random_plane (33, 21, 4);
  BsrPyramid pyramid;
  BsrSampler sampler;
  BsrRaster raster = { 0.0, 0.0, 0.5, 0.5, 17, 11 };
  guint16 out[17];
  assert_true (bsr_pyramid_init (&pyramid, plane, bsr_pyramid_mean, 1, NULL, NULL));
  bsr_sampler_init (&sampler, &pyramid, 0, &raster, 33, 21, TRUE);
  assert_ptr_equal (sampler.plane, pyramid.levels[1]);
  assert_int_equal (sampler.x.end, 16);
  assert_int_equal (sampler.y.end, 10);
  for (int j = 0; j < 10; j++)
    {
      sample_row (&sampler, j, out);
      assert_memory_equal (out, bsr_plane_row_u16 (pyramid.levels[1], j), 16 * sizeof *out);
    }
  bsr_sampler_clear (&sampler);
  bsr_pyramid_clear (&pyramid);
}

static void
outside_there_is_nothing (void **state)
{
  g_autoptr (BsrPlane) plane = random_plane (8, 8, 5);
  BsrPyramid pyramid;
  assert_true (bsr_pyramid_init (&pyramid, plane, bsr_pyramid_mean, 1, NULL, NULL));
  const BsrRaster rasters[] = {
    { -100.0, 0.0, 1.0, 1.0, 50, 8 },
    { 1e12, 0.0, 0.37, 0.37, 50, 8 },
    { 8.0, 0.0, 32.0, 32.0, 50, 8 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rasters); i++)
    {
      BsrSampler sampler;
      bsr_sampler_init (&sampler, &pyramid, 0, &rasters[i], 8, 8, TRUE);
      assert_int_equal (sampler.x.begin, sampler.x.end);
      bsr_sampler_clear (&sampler);
    }
  bsr_pyramid_clear (&pyramid);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (between_levels_it_is_the_mean_of_the_area),
    cmocka_unit_test (axes_are_independent),
    cmocka_unit_test (far_zoomed_out_it_stays_the_mean),
    cmocka_unit_test (half_is_the_level_itself),
    cmocka_unit_test (outside_there_is_nothing),
  };
  return cmocka_run_group_tests_name ("sampler", tests, NULL, NULL);
}
