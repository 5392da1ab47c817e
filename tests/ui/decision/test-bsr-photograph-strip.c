#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-photograph-picture.h"
#include "bsr-photograph-strip.h"

#define WIDTH 40
#define HEIGHT 20
#define COLOUR 0x204060ffu

/* (transfer full): the path of a picture in one colour. */
static char *
put_picture (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  char *path = g_build_filename (folder, "doors.png", NULL);
  gdk_pixbuf_fill (pixels, COLOUR);
  gdk_pixbuf_save (pixels, path, "png", &error, NULL);
  bsr_test_assert_no_error (error);
  return path;
}

static gboolean
has_paintable (gpointer picture)
{
  return gtk_picture_get_paintable (picture) != NULL;
}

static void
assert_colour (GdkPaintable *paintable, guint rgba)
{
  GdkTexture *texture = GDK_TEXTURE (paintable);
  gsize stride = (gsize) gdk_texture_get_width (texture) * 4;
  g_autofree guint8 *pixels = g_malloc (stride * (gsize) gdk_texture_get_height (texture));
  gdk_texture_download (texture, pixels, stride);
  assert_int_equal (*(guint32 *) (gpointer) pixels, 0xff000000u | rgba >> 8);
}

static void
test_pictures_are_shown_once_they_are_saved (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (BsrStore) store = bsr_ui_test_store (folder);
  bsr_ui_test_put_case (store, folder, "7", TRUE);
  g_autoptr (BsrDossier) dossier = bsr_ui_test_open (store, "7");
  g_autoptr (GtkWidget) strip = g_object_ref_sink (g_object_new (BSR_TYPE_PHOTOGRAPH_STRIP, NULL));
  g_autofree char *path = put_picture (folder);
  bsr_photograph_strip_set_dossier (BSR_PHOTOGRAPH_STRIP (strip), dossier);
  assert_false (gtk_widget_get_visible (strip)); /* nothing to be examined */
  bsr_dossier_decide (dossier, BSR_DECISION_EXAMINE, "dense");
  assert_true (gtk_widget_get_visible (strip));
  assert_int_equal (bsr_photograph_strip_n_shown (BSR_PHOTOGRAPH_STRIP (strip)), 0);
  bsr_dossier_add_photograph (dossier, path, "doors");
  bsr_ui_test_flush (dossier);
  assert_int_equal (bsr_photograph_strip_n_shown (BSR_PHOTOGRAPH_STRIP (strip)), 1);
  GtkWidget *picture = bsr_ui_test_find (strip, GTK_TYPE_PICTURE);
  bsr_ui_test_wait (has_paintable, picture);
  assert_colour (gtk_picture_get_paintable (GTK_PICTURE (picture)), COLOUR);
  assert_string_equal (gtk_picture_get_alternative_text (GTK_PICTURE (picture)), "doors");
  bsr_photograph_strip_set_dossier (BSR_PHOTOGRAPH_STRIP (strip), NULL);
  assert_false (gtk_widget_get_visible (strip));
  g_clear_pointer (&strip, g_object_unref);
  g_clear_object (&dossier);
  g_clear_object (&store);
  bsr_ui_test_settle ();
  bsr_test_folder_remove (folder);
}

typedef struct
{
  gboolean done;
  GError *error;
} Answer;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;
  g_autoptr (GdkTexture) texture = bsr_photograph_picture_finish (result, &answer->error);
  answer->done = TRUE;
}

static gboolean
is_done (gpointer answer)
{
  return ((Answer *) answer)->done;
}

static void
test_another_file_is_not_shown (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = put_picture (folder);
  g_autofree char *none = g_strnfill (64, '0');
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrPhotograph) photograph
      = bsr_photograph_new (1, "doors.png", path, none, "", "officer 9", at);
  Answer answer = { 0 };
  bsr_photograph_picture_async (photograph, WIDTH, NULL, answered_cb, &answer);
  bsr_ui_test_wait (is_done, &answer);
  assert_non_null (answer.error);
  assert_non_null (strstr (answer.error->message, "not the one"));
  g_error_free (answer.error);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_pictures_are_shown_once_they_are_saved),
    cmocka_unit_test (test_another_file_is_not_shown),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
