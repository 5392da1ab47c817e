#include "bsr-ui-test.h"

#include "bsr-tile-image.h"

#define WIDTH 7
#define HEIGHT 5
#define SHEET 32

/* Every pixel another colour. */
static BsrTileImage *
colours_new (void)
{
  guint8 *rgba = g_malloc (WIDTH * HEIGHT * 4);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      rgba[4 * i] = (guint8) (3 + 7 * i);
      rgba[4 * i + 1] = (guint8) (250 - 5 * i);
      rgba[4 * i + 2] = (guint8) (11 + 2 * i);
      rgba[4 * i + 3] = 255;
    }
  return bsr_tile_image_new_take (rgba, WIDTH, HEIGHT);
}

/* (transfer full): what is drawn on red. */
static cairo_surface_t *
draw (GtkSnapshot *snapshot)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SHEET, SHEET);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1.0, 0.0, 0.0);
  cairo_paint (cr);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row = cairo_image_surface_get_data (surface)
                      + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffffu;
}

static void
both_renderers_show_the_pixels_as_they_are (void **state)
{
  g_autoptr (BsrTileImage) image = colours_new ();
  assert_int_equal (bsr_tile_image_width (image), WIDTH);
  assert_int_equal (bsr_tile_image_height (image), HEIGHT);
  for (int by_cairo = 0; by_cairo < 2; by_cairo++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      bsr_tile_image_snapshot (image, snapshot, &GRAPHENE_RECT_INIT (3, 4, WIDTH, HEIGHT),
                               by_cairo);
      cairo_surface_t *surface = draw (snapshot);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            guint i = (guint) (y * WIDTH + x);
            assert_int_equal (pixel (surface, 3 + x, 4 + y),
                              (3 + 7 * i) << 16 | (250 - 5 * i) << 8 | (11 + 2 * i));
          }
      assert_int_equal (pixel (surface, 2, 4), 0xff0000);
      assert_int_equal (pixel (surface, 3 + WIDTH, 4), 0xff0000);
      cairo_surface_destroy (surface);
    }
}

/* Two of them beside each other, their edge between two pixels of the screen. */
static void
stretched_neighbours_leave_no_seam (void **state)
{
  g_autoptr (BsrTileImage) image = colours_new ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  bsr_tile_image_snapshot (image, snapshot, &GRAPHENE_RECT_INIT (0.0f, 0.0f, 10.4f, 20.0f), TRUE);
  bsr_tile_image_snapshot (image, snapshot, &GRAPHENE_RECT_INIT (10.4f, 0.0f, 10.4f, 20.0f), TRUE);
  cairo_surface_t *surface = draw (snapshot);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    g_hash_table_add (known,
                      GUINT_TO_POINTER ((3 + 7 * i) << 16 | (250 - 5 * i) << 8 | (11 + 2 * i)));
  for (int y = 0; y < 20; y++)
    for (int x = 0; x < 20; x++)
      assert_true (g_hash_table_contains (known, GUINT_TO_POINTER (pixel (surface, x, y))));
  cairo_surface_destroy (surface);
}

/* A frame that is still to be drawn keeps the pixels. */
static void
pixels_outlive_their_image (void **state)
{
  for (int by_cairo = 0; by_cairo < 2; by_cairo++)
    {
      BsrTileImage *image = colours_new ();
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      bsr_tile_image_snapshot (image, snapshot, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT),
                               by_cairo);
      bsr_tile_image_unref (image);
      cairo_surface_t *surface = draw (snapshot);
      assert_int_equal (pixel (surface, 0, 0), 3 << 16 | 250 << 8 | 11);
      cairo_surface_destroy (surface);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (both_renderers_show_the_pixels_as_they_are),
    cmocka_unit_test (stretched_neighbours_leave_no_seam),
    cmocka_unit_test (pixels_outlive_their_image),
  };
  return cmocka_run_group_tests_name ("tile image", tests, bsr_ui_test_init, NULL);
}
