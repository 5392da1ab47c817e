#include "bsr-test.h"

#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "bsr-error.h"
#include "bsr-image-reader.h"

/* Squares of one block each, so that nothing of a neighbour bleeds in. */
#define SQUARE 16
#define COLUMNS 3
#define ROWS 2
#define WIDTH (COLUMNS * SQUARE)
#define HEIGHT (ROWS * SQUARE)
/* What quality 100 is off at most in a square of one colour. */
#define TOLERANCE 3

static const guint8 colours[ROWS][COLUMNS][3]
    = { { { 200, 30, 40 }, { 20, 180, 60 }, { 10, 20, 220 } },
        { { 240, 240, 240 }, { 128, 100, 0 }, { 0, 0, 0 } } };

typedef struct
{
  int components; /* 1, 3 or 4 */
  gboolean progressive;
  int orientation; /* 0: no Exif */
  gboolean big_endian;
} Picture;

static int
setup (void **state)
{
  *state = bsr_test_folder_new ();
  return 0;
}

static int
teardown (void **state)
{
  bsr_test_folder_remove (*state);
  return 0;
}

static void
put_exif (struct jpeg_compress_struct *jpeg, const Picture *picture)
{
  static const guint8 little[] = { 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0,
                                   0x12, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 big[] = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
                                1, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0 };
  guint8 exif[sizeof little];
  memcpy (exif, picture->big_endian ? big : little, sizeof exif);
  exif[picture->big_endian ? 25 : 24] = (guint8) picture->orientation;
  jpeg_write_marker (jpeg, JPEG_APP0 + 1, exif, sizeof exif);
}

/* (transfer full): the picture as a file's bytes. */
static GByteArray *
compress (const Picture *picture)
{
  struct jpeg_error_mgr errors;
  struct jpeg_compress_struct jpeg = { .err = jpeg_std_error (&errors) };
  guchar *bytes = NULL;
  gulong size = 0;
  guint8 row[WIDTH * 4];
  JSAMPROW rows[] = { row };

  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &bytes, &size);
  jpeg.image_width = WIDTH;
  jpeg.image_height = HEIGHT;
  jpeg.input_components = picture->components;
  jpeg.in_color_space = picture->components == 1   ? JCS_GRAYSCALE
                        : picture->components == 3 ? JCS_RGB
                                                   : JCS_CMYK;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, 100, TRUE);
  for (int i = 0; i < jpeg.num_components; i++)
    jpeg.comp_info[i].h_samp_factor = jpeg.comp_info[i].v_samp_factor = 1;
  if (picture->progressive)
    jpeg_simple_progression (&jpeg);
  jpeg_start_compress (&jpeg, TRUE);
  if (picture->orientation != 0)
    put_exif (&jpeg, picture);
  for (int y = 0; y < HEIGHT; y++)
    {
      for (int x = 0; x < WIDTH; x++)
        for (int c = 0; c < picture->components; c++)
          row[x * picture->components + c] = colours[y / SQUARE][x / SQUARE][MIN (c, 2)];
      jpeg_write_scanlines (&jpeg, rows, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  GByteArray *file = g_byte_array_new ();
  g_byte_array_append (file, bytes, (guint) size);
  free (bytes);
  return file;
}

static BsrImage *
read_back (const char *folder, const GByteArray *file, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "picture", NULL);
  assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));
  return bsr_image_read (path, NULL, NULL, error);
}

/* Fails unless the square in the middle at (@x, @y) of the image has the colour of the stored square. */
static void
assert_square (BsrImage *image, int x, int y, int stored_column, int stored_row, gboolean grey)
{
  for (int c = 0; c < 3; c++)
    {
      int found = bsr_plane_row_u16 (bsr_image_plane (image, c),
                                     y * SQUARE + SQUARE / 2)[x * SQUARE + SQUARE / 2];
      int expected = colours[stored_row][stored_column][grey ? 0 : c];
      if (ABS (found - expected) > TOLERANCE)
        fail_msg ("square %d,%d has %d of colour %d where %d is expected", x, y, found, c, expected);
    }
}

static void
colours_and_grey_are_read (void **state)
{
  for (int components = 1; components <= 3; components += 2)
    for (int progressive = 0; progressive <= 1; progressive++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GByteArray) file = compress (&(Picture){ components, progressive, 0, FALSE });
        g_autoptr (BsrImage) image = read_back (*state, file, &error);
        bsr_test_assert_no_error (error);
        assert_true (bsr_image_is_colour (image));
        assert_int_equal (bsr_image_bits (image), 8);
        assert_int_equal (bsr_plane_width (bsr_image_plane (image, 0)), WIDTH);
        for (int y = 0; y < ROWS; y++)
          for (int x = 0; x < COLUMNS; x++)
            assert_square (image, x, y, x, y, components == 1);
      }
}

/* Exif 2.32, tag 274: which side of the picture the stored first row and first column are. */
static void
each_orientation_is_turned_upright (void **state)
{
  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GByteArray) file
          = compress (&(Picture){ 3, FALSE, orientation, orientation % 2 == 0 });
      g_autoptr (BsrImage) image = read_back (*state, file, &error);
      bsr_test_assert_no_error (error);
      gboolean turned = orientation >= 5;
      assert_int_equal (bsr_plane_width (bsr_image_plane (image, 0)), turned ? HEIGHT : WIDTH);
      for (int y = 0; y < ROWS; y++)
        for (int x = 0; x < COLUMNS; x++)
          {
            gboolean bottom = orientation == 3 || orientation == 4, right = orientation == 2 || orientation == 3;
            int row = bottom ? ROWS - 1 - y : y, column = right ? COLUMNS - 1 - x : x;
            if (turned) /* 5: left top, 6: right top, 7: right bottom, 8: left bottom */
              {
                column = orientation == 6 || orientation == 7 ? ROWS - 1 - y : y;
                row = orientation == 7 || orientation == 8 ? COLUMNS - 1 - x : x;
              }
            assert_square (image, column, row, x, y, FALSE);
          }
    }
}

static void
what_cannot_be_trusted_is_refused (void **state)
{
  g_autoptr (GError) four = NULL, cut = NULL, broken = NULL;
  g_autoptr (GByteArray) cmyk = compress (&(Picture){ 4, FALSE, 0, FALSE });
  assert_null (read_back (*state, cmyk, &four));
  bsr_test_assert_error (four, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "4 colour components");

  g_autoptr (GByteArray) file = compress (&(Picture){ 3, FALSE, 0, FALSE });
  g_byte_array_set_size (file, file->len - 20);
  assert_null (read_back (*state, file, &cut));
  bsr_test_assert_error (cut, BSR_ERROR, BSR_ERROR_DAMAGED, "cannot be decoded");

  g_byte_array_set_size (file, 30);
  assert_null (read_back (*state, file, &broken));
  bsr_test_assert_error (broken, BSR_ERROR, BSR_ERROR_DAMAGED, "cannot be decoded");
}

/* Exif that leads out of its marker says nothing. */
static void
exif_that_lies_is_not_believed (void **state)
{
  static const guint8 starts[] = { 0xff, 4, 9 };
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GByteArray) file = compress (&(Picture){ 3, FALSE, 6, FALSE });
      guint at = 0;
      while (memcmp (file->data + at, "II*\0", 4) != 0)
        at++;
      file->data[at + 4] = starts[i];
      g_autoptr (BsrImage) image = read_back (*state, file, &error);
      bsr_test_assert_no_error (error);
      assert_int_equal (bsr_plane_width (bsr_image_plane (image, 0)), WIDTH);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (colours_and_grey_are_read, setup, teardown),
    cmocka_unit_test_setup_teardown (each_orientation_is_turned_upright, setup, teardown),
    cmocka_unit_test_setup_teardown (what_cannot_be_trusted_is_refused, setup, teardown),
    cmocka_unit_test_setup_teardown (exif_that_lies_is_not_believed, setup, teardown),
  };
  return cmocka_run_group_tests_name ("jpeg reader", tests, NULL, NULL);
}
