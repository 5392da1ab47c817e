#include <sys/mman.h>
#include <unistd.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-plane.h"

static void
new_is_zero_and_aligned (void **state)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, 33, 3, NULL);
  assert_int_equal (bsr_plane_stride (plane), 128);
  for (int y = 0; y < 3; y++)
    {
      guint16 *row = bsr_plane_row_u16 (plane, y);
      assert_int_equal ((guintptr) row % 64, 0);
      for (int x = 0; x < 64; x++)
        assert_int_equal (row[x], 0);
    }
}

static void
rows_do_not_overlap (void **state)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_F32, 5, 4, NULL);
  for (int y = 0; y < 4; y++)
    for (int x = 0; x < 5; x++)
      bsr_plane_row_f32 (plane, y)[x] = (float) (10 * y + x);
  for (int y = 0; y < 4; y++)
    for (int x = 0; x < 5; x++)
      bsr_test_assert_close (bsr_plane_row_f32 (plane, y)[x], 10 * y + x, 0.0);
}

static void
impossible_sizes_are_refused (void **state)
{
  const int sizes[][2] = { { 0, 1 }, { 1, 0 }, { -1, 5 }, { BSR_PLANE_MAX_EDGE + 1, 1 } };
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_plane_new (BSR_FORMAT_U8, sizes[i][0], sizes[i][1], &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "out of range");
    }
}

/* Rows lie in the file, as far apart as in any plane; what is written shared is read by the other. */
static void
a_mapped_plane_lies_in_its_file (void **state)
{
  enum { WIDTH = 33, HEIGHT = 3, OFFSET = 65536 };
  gsize bytes = bsr_plane_bytes (BSR_FORMAT_U16, WIDTH, HEIGHT);
  assert_int_equal (bytes, 128 * HEIGHT);
  assert_int_equal (bsr_plane_bytes (BSR_FORMAT_U16, 0, 1), 0);
  assert_int_equal (bsr_plane_bytes (BSR_FORMAT_U16, 1, BSR_PLANE_MAX_EDGE + 1), 0);

  int fd = memfd_create ("plane", MFD_CLOEXEC);
  assert_int_equal (ftruncate (fd, OFFSET + (off_t) bytes), 0);
  g_autoptr (BsrPlane) writer
      = bsr_plane_new_mapped (BSR_FORMAT_U16, WIDTH, HEIGHT, fd, OFFSET, TRUE, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      bsr_plane_row_u16 (writer, y)[x] = (guint16) (1000 * y + x);
  g_autoptr (BsrPlane) reader
      = bsr_plane_new_mapped (BSR_FORMAT_U16, WIDTH, HEIGHT, fd, OFFSET, FALSE, NULL);
  close (fd);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      assert_int_equal (bsr_plane_row_u16 (reader, y)[x], 1000 * y + x);

  g_autoptr (GError) error = NULL;
  assert_null (bsr_plane_new_mapped (BSR_FORMAT_U16, 0, HEIGHT, 0, 0, FALSE, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "out of range");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (new_is_zero_and_aligned),
    cmocka_unit_test (rows_do_not_overlap),
    cmocka_unit_test (impossible_sizes_are_refused),
    cmocka_unit_test (a_mapped_plane_lies_in_its_file),
  };
  return cmocka_run_group_tests_name ("plane", tests, NULL, NULL);
}
