#include "bsr-ui-test.h"

#include "bsr-key-sheet.h"

#include <string.h>

#define WIDTH 520
#define HEIGHT 770

static void
it_is_a_pdf_of_one_page (void **state)
{
  g_autoptr (BsrKeyMap) map = bsr_key_map_new ();
  g_autoptr (GBytes) pdf = bsr_key_sheet_to_pdf (map, GTK_TEXT_DIR_LTR);
  gsize size;
  const char *content = g_bytes_get_data (pdf, &size);
  assert_true (size > 1000);
  assert_memory_equal (content, "%PDF", 4);
}

/* (transfer full): the sheet, 4 bytes a pixel; white where nothing is. */
static cairo_surface_t *
drawn (GtkTextDirection direction)
{
  g_autoptr (BsrKeyMap) map = bsr_key_map_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT + 40);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  bsr_key_sheet_draw (map, direction, cr, WIDTH, HEIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static int
n_dark (cairo_surface_t *surface, int from_x, int to_x, int from_y, int to_y)
{
  const guchar *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface), n = 0;
  for (int y = from_y; y < to_y; y++)
    for (int x = from_x; x < to_x; x++)
      n += pixels[y * stride + 4 * x] < 128;
  return n;
}

static void
all_of_it_fits (void **state)
{
  cairo_surface_t *surface = drawn (GTK_TEXT_DIR_LTR);
  assert_true (n_dark (surface, 0, WIDTH / 2, 0, HEIGHT) > 1000);
  assert_true (n_dark (surface, WIDTH / 2, WIDTH, 0, HEIGHT) > 1000);
  assert_int_equal (n_dark (surface, 0, WIDTH, HEIGHT + 10, HEIGHT + 40), 0);
  cairo_surface_destroy (surface);
}

/* The title stands where reading begins. */
static void
it_is_mirrored (void **state)
{
  cairo_surface_t *ltr = drawn (GTK_TEXT_DIR_LTR), *rtl = drawn (GTK_TEXT_DIR_RTL);
  assert_true (n_dark (ltr, 0, WIDTH / 2, 0, 20) > 0);
  assert_int_equal (n_dark (ltr, WIDTH / 2, WIDTH, 0, 20), 0);
  assert_int_equal (n_dark (rtl, 0, WIDTH / 2, 0, 20), 0);
  assert_true (n_dark (rtl, WIDTH / 2, WIDTH, 0, 20) > 0);
  cairo_surface_destroy (ltr);
  cairo_surface_destroy (rtl);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (it_is_a_pdf_of_one_page),
    cmocka_unit_test (all_of_it_fits),
    cmocka_unit_test (it_is_mirrored),
  };
  return cmocka_run_group_tests_name ("key-sheet", tests, bsr_ui_test_init, NULL);
}
