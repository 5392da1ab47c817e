#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image-reader.h"
#include "bsr-png-fixture.h"

typedef struct
{
  char *folder, *path, *low_path;
} Fixture;

static int
setup (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->path = g_build_filename (f->folder, "scan.png", NULL);
  f->low_path = g_build_filename (f->folder, "scan.low.png", NULL);
  *state = f;
  return 0;
}

static int
teardown (void **state)
{
  Fixture *f = *state;
  bsr_test_folder_remove (f->folder);
  g_free (f->path);
  g_free (f->low_path);
  g_free (f);
  return 0;
}

static void
assert_refused (const char *path, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_null (bsr_image_read (path, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
grey_of_all_depths_is_read (void **state)
{
  const Fixture *f = *state;
  static const int sizes[][2] = { { 1, 1 }, { 3, 5 }, { 37, 23 } };

  for (int bits = 1; bits <= 16; bits *= 2)
    for (int interlaced = 0; interlaced <= 1; interlaced++)
      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          BsrPngFixture fixture
              = { sizes[i][0], sizes[i][1], bits, PNG_COLOR_TYPE_GRAY, interlaced };
          g_autoptr (GError) error = NULL;
          bsr_png_fixture_write (&fixture, f->path);
          g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, &error);
          bsr_test_assert_no_error (error);
          assert_int_equal (bsr_image_n_planes (image), 1);
          assert_int_equal (bsr_image_bits (image), MAX (bits, 8));
          bsr_png_fixture_assert (&fixture, bsr_image_plane (image, 0));
        }
}

static void
colours_are_read_as_three_planes_to_look_at (void **state)
{
  const Fixture *f = *state;
  static const BsrPngFixture fixtures[] = {
    { 37, 23, 8, PNG_COLOR_TYPE_RGB },       { 37, 23, 16, PNG_COLOR_TYPE_RGB },
    { 37, 23, 8, PNG_COLOR_TYPE_RGB_ALPHA }, { 37, 23, 16, PNG_COLOR_TYPE_RGB_ALPHA, TRUE },
    { 37, 23, 8, PNG_COLOR_TYPE_RGB, TRUE }, { 37, 23, 8, PNG_COLOR_TYPE_PALETTE, TRUE },
    { 37, 23, 8, PNG_COLOR_TYPE_PALETTE },   { 37, 23, 4, PNG_COLOR_TYPE_PALETTE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autoptr (GError) error = NULL, no_counts = NULL;
      bsr_png_fixture_write (&fixtures[i], f->path);
      g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      assert_true (bsr_image_is_colour (image));
      assert_int_equal (bsr_image_n_planes (image), 3);
      assert_int_equal (bsr_image_bits (image), MAX (fixtures[i].bits, 8));
      assert_false (bsr_image_has_counts (image, &no_counts));
      bsr_test_assert_error (no_counts, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "in colours");
      for (int c = 0; c < 3; c++)
        for (int y = 0; y < fixtures[i].height; y++)
          for (int x = 0; x < fixtures[i].width; x++)
            assert_int_equal (bsr_plane_row_u16 (bsr_image_plane (image, c), y)[x],
                              bsr_png_fixture_colour (&fixtures[i], c, x, y));
    }
}

static void
grey_with_alpha_is_refused (void **state)
{
  const Fixture *f = *state;
  BsrPngFixture fixture = { 8, 8, 16, PNG_COLOR_TYPE_GRAY_ALPHA };
  bsr_png_fixture_write (&fixture, f->path);
  assert_refused (f->path, BSR_ERROR_UNSUPPORTED, "grey with an alpha channel where grey is read");
}

static void
a_low_energy_file_beside_is_plane_2 (void **state)
{
  const Fixture *f = *state;
  BsrPngFixture high = { 37, 23, 16, PNG_COLOR_TYPE_GRAY }, low = high;
  low.plane = 1;
  low.interlaced = TRUE;
  bsr_png_fixture_write (&high, f->path);
  bsr_png_fixture_write (&low, f->low_path);

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) both = bsr_image_read (f->path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_image_n_planes (both), 2);
  bsr_png_fixture_assert (&high, bsr_image_plane (both, 0));
  bsr_png_fixture_assert (&low, bsr_image_plane (both, 1));

  g_autoptr (BsrImage) alone = bsr_image_read (f->low_path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_image_n_planes (alone), 1);
  bsr_png_fixture_assert (&low, bsr_image_plane (alone, 0));

  BsrReadLimits limits = { .max_pixels = 37 * 23, .max_bytes = 2 * 37 * 23 * 2 - 1 };
  assert_null (bsr_image_read (f->path, &limits, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "2 planes of 37 x 23");
}

static void
a_low_energy_file_that_does_not_fit_is_refused (void **state)
{
  const Fixture *f = *state;
  BsrPngFixture high = { 37, 23, 16, PNG_COLOR_TYPE_GRAY }, low = high;
  bsr_png_fixture_write (&high, f->path);

  low.width = 36;
  bsr_png_fixture_write (&low, f->low_path);
  assert_refused (f->path, BSR_ERROR_DAMAGED, "plane 2 is 36 x 23 pixels but plane 1 is 37 x 23");
  low.width = 37;
  low.bits = 8;
  bsr_png_fixture_write (&low, f->low_path);
  assert_refused (f->path, BSR_ERROR_DAMAGED, "plane 2 has 8-bit samples but plane 1 has 16-bit");
  assert_true (g_file_set_contents (f->low_path, "not a PNG at all", -1, NULL));
  assert_refused (f->path, BSR_ERROR_DAMAGED, "plane 2, the .low.png file beside: ");
  assert_true (g_file_set_contents (f->low_path, "", -1, NULL));
  assert_refused (f->path, BSR_ERROR_DAMAGED,
                  "plane 2, the .low.png file beside: the file is empty");
}

static void
a_file_cut_anywhere_is_refused (void **state)
{
  const Fixture *f = *state;
  for (int interlaced = 0; interlaced <= 1; interlaced++)
    {
      BsrPngFixture fixture = { 37, 23, 16, PNG_COLOR_TYPE_GRAY, interlaced };
      bsr_png_fixture_write (&fixture, f->path);
      g_autofree char *bytes = NULL;
      gsize size;
      assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
      for (gsize cut = 8; cut < size; cut += cut + 32 < size ? 11 : 1)
        {
          assert_true (g_file_set_contents (f->path, bytes, (gssize) cut, NULL));
          assert_refused (f->path, BSR_ERROR_DAMAGED, "the file ends too early");
        }
    }
}

/* The file of @fixture, for changing it. */
static GByteArray *
bytes_of (const Fixture *f, const BsrPngFixture *fixture)
{
  char *bytes;
  gsize size;
  bsr_png_fixture_write (fixture, f->path);
  assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  return g_byte_array_new_take ((guint8 *) bytes, size);
}

static void
save (const Fixture *f, GByteArray *file)
{
  assert_true (g_file_set_contents (f->path, (const char *) file->data, (gssize) file->len, NULL));
}

static void
changed_bytes_are_noticed (void **state)
{
  const Fixture *f = *state;
  BsrPngFixture fixture = { 37, 23, 8, PNG_COLOR_TYPE_GRAY };
  g_autoptr (GByteArray) file = bytes_of (f, &fixture);
  gsize begin = bsr_png_fixture_chunk (file, "IDAT"), end = bsr_png_fixture_chunk (file, "IEND");

  for (gsize i = begin; i < end; i += 7)
    {
      file->data[i] ^= 0x10;
      save (f, file);
      assert_refused (f->path, BSR_ERROR_DAMAGED, NULL);
      file->data[i] ^= 0x10;
    }
  /* The sum of the chunk right, that of the pixels in it (its last 4 bytes) wrong. */
  file->data[end - 5] ^= 1;
  bsr_png_fixture_seal (file, begin);
  save (f, file);
  assert_refused (f->path, BSR_ERROR_DAMAGED, "incorrect data check");
  file->data[end - 5] ^= 1;
  bsr_png_fixture_seal (file, begin);
  save (f, file);
  g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, NULL);
  assert_non_null (image);
}

/* The wrong sum in a chunk of its own, so that it comes when all rows have been decoded. */
static void
a_wrong_sum_after_the_last_row_is_noticed (void **state)
{
  const Fixture *f = *state;
  BsrPngFixture fixture = { 37, 23, 8, PNG_COLOR_TYPE_GRAY };
  g_autoptr (GByteArray) file = bytes_of (f, &fixture);
  gsize begin = bsr_png_fixture_chunk (file, "IDAT"), end = bsr_png_fixture_chunk (file, "IEND");
  guint32 length = GUINT32_TO_BE ((guint32) (end - begin - 12 - 4));
  g_autoptr (GByteArray) split = g_byte_array_new ();

  /* All but the sum, with a place for its own checksum; then the chunk of the sum. */
  g_byte_array_append (split, file->data, (guint) (end - 8));
  memcpy (split->data + begin, &length, 4);
  g_byte_array_append (split, (const guint8 *) "crc.\0\0\0\4IDAT", 12);
  g_byte_array_append (split, file->data + end - 8, 4);
  g_byte_array_append (split, (const guint8 *) "crc.", 4);
  g_byte_array_append (split, file->data + end, (guint) (file->len - end));
  bsr_png_fixture_seal (split, begin);
  bsr_png_fixture_seal (split, end - 4);
  save (f, split);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_read (f->path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (image);

  split->data[end - 4 + 8] ^= 1;
  bsr_png_fixture_seal (split, end - 4);
  save (f, split);
  assert_refused (f->path, BSR_ERROR_DAMAGED, "incorrect data check");
}

static void
hostile_sizes_are_refused (void **state)
{
  const Fixture *f = *state;
  static const struct
  {
    guint32 edge;
    int code;
    const char *part;
  } cases[] = {
    { 0x7fffffff, BSR_ERROR_LIMIT, "2147483647 x 2147483647" },
    { 100000, BSR_ERROR_LIMIT, "pixels for a plane" },
    { 30000, BSR_ERROR_DAMAGED, "the file is too short for 30000 x 30000 pixels" },
    { 0, BSR_ERROR_DAMAGED, "IHDR" },
  };
  BsrPngFixture fixture = { 8, 8, 8, PNG_COLOR_TYPE_GRAY };
  g_autoptr (GByteArray) file = bytes_of (f, &fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 edge = GUINT32_TO_BE (cases[i].edge);
      memcpy (file->data + 16, &edge, 4);
      memcpy (file->data + 20, &edge, 4);
      bsr_png_fixture_seal (file, 8);
      save (f, file);
      assert_refused (f->path, cases[i].code, cases[i].part);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (grey_of_all_depths_is_read, setup, teardown),
    cmocka_unit_test_setup_teardown (colours_are_read_as_three_planes_to_look_at, setup, teardown),
    cmocka_unit_test_setup_teardown (grey_with_alpha_is_refused, setup, teardown),
    cmocka_unit_test_setup_teardown (a_low_energy_file_beside_is_plane_2, setup, teardown),
    cmocka_unit_test_setup_teardown (a_low_energy_file_that_does_not_fit_is_refused, setup,
                                     teardown),
    cmocka_unit_test_setup_teardown (a_file_cut_anywhere_is_refused, setup, teardown),
    cmocka_unit_test_setup_teardown (changed_bytes_are_noticed, setup, teardown),
    cmocka_unit_test_setup_teardown (a_wrong_sum_after_the_last_row_is_noticed, setup, teardown),
    cmocka_unit_test_setup_teardown (hostile_sizes_are_refused, setup, teardown),
  };
  return cmocka_run_group_tests_name ("png-reader", tests, NULL, NULL);
}
