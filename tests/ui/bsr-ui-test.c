#include "bsr-ui-test.h"

#include <adwaita.h>

#include "bsr-image-writer.h"
#include "bsr-scan-file.h"
#include "bsr-store-arrivals.h"

#define WIDTH 96
#define HEIGHT 48
/* Counts of the open beam, behind the container's walls, its load, and something dense. */
#define AIR 60000
#define WALL 50000
#define LOAD 24000
#define DENSE 7000
/* Microseconds that a test waits for something to happen. */
#define PATIENCE (60 * G_USEC_PER_SEC)

const BsrActor bsr_ui_test_actor = { "officer 7", "lane 2" };

int
bsr_ui_test_init (void **state)
{
  if (!gtk_init_check ())
    {
      print_message ("skipped: there is no display here\n");
      exit (77);
    }
  adw_init ();
  return 0;
}

void
bsr_ui_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static gboolean
wake_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

void
bsr_ui_test_wait (gboolean (*done) (gpointer data), gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;
  guint source = g_timeout_add (20, wake_cb, NULL);
  while (!done (data) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  assert_true (done (data));
}

static gboolean
is_closed (gpointer window)
{
  return !gtk_widget_get_visible (window);
}

void
bsr_ui_test_close_window (GtkWindow *window)
{
  gtk_window_close (window);
  bsr_ui_test_wait (is_closed, window);
  g_object_unref (window);
  bsr_ui_test_settle ();
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

GtkWidget *
bsr_ui_test_find (GtkWidget *root, GType type)
{
  GtkWidget *widget = find (root, type);
  if (widget == NULL)
    fail_msg ("there is no %s", g_type_name (type));
  return widget;
}

static GtkWidget *
find_named (GtkWidget *root, const char *name, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && g_str_equal (gtk_widget_get_name (root), name))
    return root;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, name, type);
  return found;
}

GtkWidget *
bsr_ui_test_find_named (GtkWidget *root, const char *name, GType type)
{
  GtkWidget *widget = find_named (root, name, type);
  if (widget == NULL)
    fail_msg ("there is no %s named %s", g_type_name (type), name);
  return widget;
}

GtkWidget *
bsr_ui_test_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

BsrStore *
bsr_ui_test_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strconcat ("sqlite:", folder, "/basira.db", NULL);
  BsrStore *store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  return store;
}

/* What each energy counts at x, y: a container from (8, 8) to (88, 40) with a load. */
static guint16
counts_at (int x, int y, int plane)
{
  int counts = AIR;
  if (x >= 8 && x < 88 && y >= 8 && y < 40)
    counts = WALL;
  if (x >= 12 && x < 84 && y >= 16 && y < 38)
    counts = LOAD;
  if (x >= 40 && x < 50 && y >= 22 && y < 30)
    counts = DENSE;
  /* A little unevenness, the same each time: real beams count. */
  int noise = (x * 7 + y * 13 + x * y * 3 + plane * 5) % 41 - 20;
  return (guint16) (counts - (plane == 1 && counts < AIR ? counts / 8 : 0) + noise * 4);
}

/* @mark: the count of the first pixel: such images differ in nothing else. */
static BsrImage *
image_new (guint16 mark)
{
  BsrPlane *planes[2];
  for (int p = 0; p < 2; p++)
    {
      planes[p] = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          bsr_plane_row_u16 (planes[p], y)[x] = counts_at (x, y, p);
    }
  bsr_plane_row_u16 (planes[0], 0)[0] = mark;
  BsrImage *image = bsr_image_new (planes, 2, 16, NULL);
  bsr_plane_unref (planes[0]);
  bsr_plane_unref (planes[1]);
  return image;
}

BsrScene *
bsr_ui_test_wide_scene (void)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      bsr_plane_row_u16 (plane, y)[x] = (guint16) (50000 + 40 * ((x * 7 + y * 13) % 41));
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  acquisition.planes[0].energy_mv = 6.0;
  acquisition.planes[0].air = 50000;
  acquisition.pitch_x_mm = 10.0;
  acquisition.pitch_y_mm = 5.0;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return bsr_scene_new (image, radiograph, 1, NULL, NULL);
}

BsrScene *
bsr_ui_test_scene (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = image_new (counts_at (0, 0, 0));
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  for (int p = 0; p < 2; p++)
    {
      acquisition.planes[p].energy_mv = p == 0 ? 6.0 : 4.0;
      acquisition.planes[p].air = AIR;
    }
  acquisition.pitch_x_mm = acquisition.pitch_y_mm = 20.0;
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrScene *scene = bsr_scene_new (image, radiograph, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return scene;
}

static BsrScan *
write_scan (const char *folder, const char *id, guint16 mark)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strconcat (id, ".tiff", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (BsrImage) image = image_new (mark);
  bsr_image_write_tiff (image, path, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *sidecar = bsr_scan_sidecar_path (path);
  g_file_set_contents (sidecar,
                       "{\"format\": \"basira-scan/1\", \"container\": \"CSQU3054383\","
                       " \"acquired\": \"2024-05-01T09:00:00Z\", \"site\": \"MAPTM\","
                       " \"scanner\": \"Simulated 6/4 MV\","
                       " \"planes\": [{\"name\": \"high\", \"energy_mv\": 6, \"air\": 60000},"
                       " {\"name\": \"low\", \"energy_mv\": 4, \"air\": 60000}],"
                       " \"pixel_pitch_mm\": [80, 80]}",
                       -1, &error);
  bsr_test_assert_no_error (error);
  BsrScan *scan = bsr_scan_read (path, &error);
  bsr_test_assert_no_error (error);
  return scan;
}

void
bsr_ui_test_put_case (BsrStore *store, const char *folder, const char *id, gboolean scanned)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_new (id, "CSQU3054383");
  BsrManifestItem *item = bsr_case_add_item (flagged, "440710");
  item->description = g_strdup ("Sawn pine");
  item->gross_kg = 1000.0;
  flagged->risk = 0.5;
  flagged->priority = BSR_PRIORITY_HIGH;
  assert_true (bsr_store_put_case (store, &bsr_ui_test_actor, flagged, &error));
  bsr_test_assert_no_error (error);
  if (!scanned)
    return;
  g_autoptr (BsrScan) scan = write_scan (folder, id, counts_at (0, 0, 0));
  bsr_store_add_scan (store, &bsr_ui_test_actor, id, scan, &error);
  bsr_test_assert_no_error (error);
}

gint64
bsr_ui_test_take_arrival (BsrStore *store, const char *folder, const char *id,
                          const char *container, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = write_scan (folder, id, (guint16) g_str_hash (id));
  const char *containers[] = { container, NULL }, *none[] = { NULL };
  gint64 arrival = bsr_store_take_arrival (store, &bsr_ui_test_actor, scan, containers, none, reason,
                                           &error);
  bsr_test_assert_no_error (error);
  return arrival;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

BsrDossier *
bsr_ui_test_open (BsrStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  bsr_dossier_open_async (store, &bsr_ui_test_actor, id, NULL, keep_result_cb, &result);
  bsr_ui_test_wait (has_result, &result);
  BsrDossier *dossier = bsr_dossier_open_finish (result, &error);
  bsr_test_assert_no_error (error);
  return dossier;
}

void
bsr_ui_test_flush (BsrDossier *dossier)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  bsr_dossier_flush_async (dossier, keep_result_cb, &result);
  bsr_ui_test_wait (has_result, &result);
  bsr_dossier_flush_finish (dossier, result, &error);
  bsr_test_assert_no_error (error);
}

BsrAnalysis *
bsr_ui_test_analysis (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = g_strnfill (64, '0');
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"basira-analysis/1\","
      " \"scan\": {\"file\": \"a.tiff\", \"sha256\": \"%s\", \"width\": 96, \"height\": 48,"
      " \"planes\": 2}, \"load\": {\"empty\": false, \"mass_kg\": 18200, \"penetrated\": true,"
      " \"descriptor\": {\"version\": 1, \"measures\": {\"mass-thickness\": 3, \"bulk-density\": -1,"
      " \"fill-height\": 0.8, \"spread-coarse\": -2, \"gaps\": 0.125}}},"
      " \"anomalies\": ["
      "{\"id\": 1, \"box\": [40, 22, 10, 8], \"score\": 0.81, \"material\": \"metal\","
      " \"reason\": \"Denser than its surroundings\"},"
      "{\"id\": 2, \"box\": [20, 20, 4, 4], \"score\": 0.2, \"reason\": \"A little denser\"}],"
      " \"manifest\": {\"score\": 0.9, \"verdict\": \"mismatch\", \"checks\": ["
      "{\"check\": \"container-number\", \"verdict\": \"consistent\", \"score\": 0.0,"
      " \"declared\": \"CSQU3054383\", \"observed\": \"CSQU3054383\", \"reason\": \"Same number\"},"
      "{\"check\": \"mass\", \"verdict\": \"mismatch\", \"score\": 0.9, \"declared\": 1000,"
      " \"observed\": 18200, \"reason\": \"Far heavier than declared\"}]},"
      " \"engine\": {\"version\": \"1\", \"elapsed_ms\": 5}}",
      sha256);
  BsrAnalysis *analysis = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  return analysis;
}

int
bsr_ui_test_desk_set_up (void **state)
{
  BsrUiTestDesk *desk = g_new0 (BsrUiTestDesk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  desk->window
      = g_object_ref (bsr_window_new (NULL, bsr_ui_test_actor.officer, bsr_ui_test_actor.station));
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_window_set_store (desk->window, desk->store);
  *state = desk;
  return 0;
}

int
bsr_ui_test_desk_tear_down (void **state)
{
  BsrUiTestDesk *desk = *state;
  bsr_ui_test_close_window (GTK_WINDOW (desk->window));
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}
