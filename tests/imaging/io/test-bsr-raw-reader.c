#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image-kind.h"

enum
{
  WIDTH = 7,
  HEIGHT = 5,
  HEADER = 11
};

typedef struct
{
  char *folder, *paths[2];
} Fixture;

static int
setup (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->paths[0] = g_build_filename (f->folder, "high.bin", NULL);
  f->paths[1] = g_build_filename (f->folder, "low.bin", NULL);
  *state = f;
  return 0;
}

static int
teardown (void **state)
{
  Fixture *f = *state;
  bsr_test_folder_remove (f->folder);
  g_free (f->paths[0]);
  g_free (f->paths[1]);
  g_free (f);
  return 0;
}

static guint32
value_at (int plane, int x, int y)
{
  return (guint32) (plane * 40000 + y * 1000 + x * 3);
}

/* Writes plane @plane as @layout has it, with @more bytes behind it. */
static void
write_plane (const char *path, const BsrRawLayout *layout, int plane, int more)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_byte_array_append (file, (const guint8 *) "a header...", HEADER);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        guint32 value = value_at (plane, x, y);
        guint8 bytes[4] = { (guint8) value, (guint8) (value >> 8) };
        if (layout->sample == BSR_RAW_F32)
          memcpy (bytes, &(float){ (float) value / 65536.0f }, 4);
        int n = bsr_raw_sample_bytes (layout->sample);
        for (int i = 0; i < n; i++)
          g_byte_array_append (file, &bytes[layout->big_endian ? n - 1 - i : i], 1);
      }
  for (int i = 0; i < more; i++)
    g_byte_array_append (file, (const guint8 *) "x", 1);
  if (more < 0)
    g_byte_array_set_size (file, (guint) ((int) file->len + more));
  assert_true (g_file_set_contents (path, (const char *) file->data, (gssize) file->len, NULL));
}

static BsrRawLayout
layout_of (BsrRawSample sample, gboolean big_endian)
{
  return (BsrRawLayout){ .n_planes = 2,
                         .width = WIDTH,
                         .height = HEIGHT,
                         .sample = sample,
                         .big_endian = big_endian,
                         .offset = { HEADER, HEADER } };
}

static BsrImage *
read_planes (const Fixture *f, const BsrRawLayout *layout, GError **error)
{
  const BsrReading reading = { .limits = &bsr_read_limits_default };
  g_autoptr (BsrImageSources) sources
      = bsr_image_sources_open_raw ((const char *const *) f->paths, layout, error);
  return sources != NULL ? sources->kind->read (sources, &reading, error) : NULL;
}

static void
all_samples_in_both_orders_are_read (void **state)
{
  const Fixture *f = *state;
  for (int sample = 0; sample < BSR_RAW_N_SAMPLES; sample++)
    for (int big_endian = 0; big_endian <= 1; big_endian++)
      {
        BsrRawLayout layout = layout_of ((BsrRawSample) sample, big_endian);
        g_autoptr (GError) error = NULL;
        write_plane (f->paths[0], &layout, 0, 0);
        write_plane (f->paths[1], &layout, 1, 100);
        g_autoptr (BsrImage) image = read_planes (f, &layout, &error);
        bsr_test_assert_no_error (error);
        assert_int_equal (bsr_image_bits (image), 8 * bsr_raw_sample_bytes (layout.sample));
        for (int plane = 0; plane < 2; plane++)
          for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++)
              {
                BsrPlane *read = bsr_image_plane (image, plane);
                guint32 value = value_at (plane, x, y);
                if (layout.sample == BSR_RAW_F32)
                  bsr_test_assert_close ((double) bsr_plane_row_f32 (read, y)[x], value / 65536.0,
                                         0.0);
                else
                  assert_int_equal (bsr_plane_row_u16 (read, y)[x],
                                    layout.sample == BSR_RAW_U8 ? value & 255 : value & 65535);
              }
      }
}

static void
what_is_missing_is_named (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  BsrRawLayout layout = layout_of (BSR_RAW_U16, FALSE);
  write_plane (f->paths[0], &layout, 0, 0);
  assert_null (read_planes (f, &layout, &error));
  bsr_test_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "plane 2, in low.bin: ");
  g_clear_error (&error);

  write_plane (f->paths[1], &layout, 1, -1);
  assert_null (read_planes (f, &layout, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "plane 2, in low.bin: the file has 80 bytes where 11 of header and 70");
  g_clear_error (&error);

  write_plane (f->paths[1], &layout, 1, 0);
  layout.offset[1] = G_MAXINT64;
  assert_null (read_planes (f, &layout, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "plane 2, in low.bin: ");
}

static void
claims_over_the_limit_and_odd_floats_are_refused (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  BsrRawLayout layout = layout_of (BSR_RAW_F32, FALSE);
  write_plane (f->paths[0], &layout, 0, 0);
  write_plane (f->paths[1], &layout, 1, 0);
  g_autofree char *bytes = NULL;
  gsize size;
  assert_true (g_file_get_contents (f->paths[1], &bytes, &size, NULL));
  memset (bytes + HEADER + (2 * WIDTH + 3) * 4, 0xff, 4);
  assert_true (g_file_set_contents (f->paths[1], bytes, (gssize) size, NULL));
  assert_null (read_planes (f, &layout, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "plane 2 has a sample that is not a "
                         "finite number at x = 3, y = 2");
  g_clear_error (&error);

  g_autoptr (BsrImageSources) sources
      = bsr_image_sources_open_raw ((const char *const *) f->paths, &layout, NULL);
  const BsrReadLimits limits
      = { .max_pixels = WIDTH * HEIGHT, .max_bytes = WIDTH * HEIGHT * 8 - 1 };
  const BsrReading reading = { .limits = &limits };
  assert_null (sources->kind->read (sources, &reading, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "2 planes of 7 x 5");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (all_samples_in_both_orders_are_read, setup, teardown),
    cmocka_unit_test_setup_teardown (what_is_missing_is_named, setup, teardown),
    cmocka_unit_test_setup_teardown (claims_over_the_limit_and_odd_floats_are_refused, setup,
                                     teardown),
  };
  return cmocka_run_group_tests_name ("raw-reader", tests, NULL, NULL);
}
