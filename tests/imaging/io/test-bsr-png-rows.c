#include "bsr-test.h"
#include "bsr-png-fixture.h"
#include "bsr-png-rows.h"

typedef struct
{
  char *folder, *path;
} Fixture;

static int
setup (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->path = g_build_filename (f->folder, "scan.png", NULL);
  *state = f;
  return 0;
}

static int
teardown (void **state)
{
  Fixture *f = *state;
  bsr_test_folder_remove (f->folder);
  g_free (f->path);
  g_free (f);
  return 0;
}

/* (transfer full) (nullable): %NULL when the fast way did not do. */
static BsrPlane *
read_fast (const char *path, const BsrPngFixture *picture, int n_threads)
{
  const BsrReading reading = { .limits = &bsr_read_limits_default, .n_threads = n_threads };
  g_autoptr (BsrFileSource) source = bsr_file_source_open (path, NULL);
  g_autoptr (BsrPlane) plane
      = bsr_plane_new (BSR_FORMAT_U16, picture->width, picture->height, NULL);
  return bsr_png_rows_read (source, plane, picture->bits, &reading, 0.0, 1.0)
             ? g_steal_pointer (&plane)
             : NULL;
}

static void
rows_of_every_filter_are_read (void **state)
{
  const Fixture *f = *state;
  static const int filters[] = { PNG_FILTER_NONE, PNG_FILTER_SUB,   PNG_FILTER_UP,
                                 PNG_FILTER_AVG,  PNG_FILTER_PAETH, PNG_ALL_FILTERS };
  static const int sizes[][2] = { { 1, 1 }, { 1, 300 }, { 313, 1 }, { 313, 301 } };
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
      for (int bits = 8; bits <= 16; bits += 8)
        for (int n_threads = 1; n_threads <= 3; n_threads += 2)
          {
            BsrPngFixture picture = { .width = sizes[k][0],
                                      .height = sizes[k][1],
                                      .bits = bits,
                                      .colour = PNG_COLOR_TYPE_GRAY,
                                      .noisy = n_threads > 1,
                                      .filters = filters[i] };
            bsr_png_fixture_write (&picture, f->path);
            g_autoptr (BsrPlane) plane = read_fast (f->path, &picture, n_threads);
            if (plane == NULL)
              fail_msg ("not read: filters %d, %d x %d, %d bits", filters[i], sizes[k][0],
                        sizes[k][1], bits);
            bsr_png_fixture_assert (&picture, plane);
          }
}

/* Whatever is odd is left to libpng: it knows what is wrong, and what does not matter. */
static void
what_is_odd_is_left_alone (void **state)
{
  const Fixture *f = *state;
  BsrPngFixture picture = { .width = 100, .height = 80, .bits = 16, .colour = PNG_COLOR_TYPE_GRAY };
  bsr_png_fixture_write (&picture, f->path);
  g_autofree char *bytes = NULL;
  gsize size;
  assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  for (gsize cut = 8; cut < size; cut += cut + 40 < size ? 37 : 1)
    {
      assert_true (g_file_set_contents (f->path, bytes, (gssize) cut, NULL));
      assert_null (read_fast (f->path, &picture, 1));
    }
  /* From the data of the first IDAT chunk on; the sums of the last chunk are nobody's matter. */
  for (gsize i = 41; i < size - 12; i += 11)
    {
      bytes[i] ^= 0x10;
      assert_true (g_file_set_contents (f->path, bytes, (gssize) size, NULL));
      assert_null (read_fast (f->path, &picture, 1));
      bytes[i] ^= 0x10;
    }
  /* More rows, and fewer, than the data has. */
  assert_true (g_file_set_contents (f->path, bytes, (gssize) size, NULL));
  picture.height = 81;
  assert_null (read_fast (f->path, &picture, 1));
  picture.height = 79;
  assert_null (read_fast (f->path, &picture, 1));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (rows_of_every_filter_are_read, setup, teardown),
    cmocka_unit_test_setup_teardown (what_is_odd_is_left_alone, setup, teardown),
  };
  return cmocka_run_group_tests_name ("png-rows", tests, NULL, NULL);
}
