#include "bsr-scan-painter.h"

#include <math.h>

#include "bsr-scan-picture.h"
#include "bsr-tile-cache.h"

/* Tiles that are drawn before the next look at what is wanted: a frame's worth. The next batch of
 * the same view has twice as many, as each of them costs a frame of the whole view. */
#define FIRST_BATCH 8

/* Pictures whose tiles are found again: zooming back, and the look before this one. */
#define N_RECENT 8

/* Bytes of tiles that are kept: at least this, and this many times what fills the view. */
#define LEAST_BUDGET ((gsize) 64 * 1024 * 1024)
#define VIEWS_KEPT 3
#define BYTES_PER_PIXEL 4

struct _BsrScanPainter
{
  GObject parent;
  guint64 last_id;
  GQueue recent;          /* BsrScanPicture, the latest first */
  BsrScanPicture *wanted; /* (nullable): the latest */
  BsrViewTransform wanted_transform;
  BsrScanPicture *shown;  /* (nullable): the latest that filled its view */
  BsrTileImage *overview; /* (nullable): in the look of @shown */
  BsrTileCache *images, *samples;
  int batch; /* tiles of the next job */
  gboolean working;
};

G_DEFINE_FINAL_TYPE (BsrScanPainter, bsr_scan_painter, G_TYPE_OBJECT)

static void
unref_sample_tile (gpointer data)
{
  bsr_tile_unref (data);
}

static void
unref_image (gpointer data)
{
  bsr_tile_image_unref (data);
}

static void
unref_picture (gpointer data)
{
  bsr_scan_picture_unref (data);
}

/* Forgets all that was drawn. */
static void
forget (BsrScanPainter *self)
{
  g_clear_pointer (&self->shown, bsr_scan_picture_unref);
  g_clear_pointer (&self->overview, bsr_tile_image_unref);
  g_queue_clear_full (&self->recent, unref_picture);
  bsr_tile_cache_clear (self->images);
  bsr_tile_cache_clear (self->samples);
}

static void
bsr_scan_painter_dispose (GObject *object)
{
  BsrScanPainter *self = BSR_SCAN_PAINTER (object);
  g_clear_pointer (&self->wanted, bsr_scan_picture_unref);
  forget (self);
  G_OBJECT_CLASS (bsr_scan_painter_parent_class)->dispose (object);
}

static void
bsr_scan_painter_finalize (GObject *object)
{
  BsrScanPainter *self = BSR_SCAN_PAINTER (object);
  bsr_tile_cache_free (self->images);
  bsr_tile_cache_free (self->samples);
  G_OBJECT_CLASS (bsr_scan_painter_parent_class)->finalize (object);
}

static void
bsr_scan_painter_class_init (BsrScanPainterClass *class)
{
  G_OBJECT_CLASS (class)->dispose = bsr_scan_painter_dispose;
  G_OBJECT_CLASS (class)->finalize = bsr_scan_painter_finalize;
  g_signal_new ("painted", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_scan_painter_init (BsrScanPainter *self)
{
  g_queue_init (&self->recent);
  self->images = bsr_tile_cache_new (LEAST_BUDGET, unref_image);
  self->samples = bsr_tile_cache_new (LEAST_BUDGET / 2, unref_sample_tile);
}

BsrScanPainter *
bsr_scan_painter_new (void)
{
  return g_object_new (BSR_TYPE_SCAN_PAINTER, NULL);
}

static BsrTileImage *
image_at (BsrScanPainter *self, const BsrScanPicture *picture, BsrTilePlace place)
{
  BsrTileKey key = { picture->id, place.column, place.row };
  return bsr_tile_cache_get (self->images, &key);
}

/* (transfer full) (element-type BsrTilePlace): the tiles that are not there, the middle first. */
static GArray *
missing_tiles (BsrScanPainter *self, const BsrScanPicture *picture,
               const BsrViewTransform *transform)
{
  BsrTileGrid grid = bsr_tile_grid_of (transform);
  GArray *places = bsr_tile_grid_visible (&grid);
  guint n = 0;
  for (guint i = 0; i < places->len; i++)
    {
      BsrTilePlace place = g_array_index (places, BsrTilePlace, i);
      if (image_at (self, picture, place) == NULL)
        g_array_index (places, BsrTilePlace, n++) = place;
    }
  g_array_set_size (places, n);
  return places;
}

static void
set_shown (BsrScanPainter *self, BsrScanPicture *picture)
{
  bsr_scan_picture_ref (picture);
  g_clear_pointer (&self->shown, bsr_scan_picture_unref);
  self->shown = picture;
}

/* Results are taken out of the job, which may end on the worker: what is shown must end here. */
static void
keep_results (BsrScanPainter *self, BsrTileJob *job)
{
  for (int i = 0; i < job->n_tiles; i++)
    {
      BsrTileKey key = { job->picture->id, job->places[i].column, job->places[i].row };
      gsize size = (gsize) bsr_tile_image_width (job->images[i])
                   * (gsize) bsr_tile_image_height (job->images[i]) * BYTES_PER_PIXEL;
      bsr_tile_cache_put (self->images, &key, g_steal_pointer (&job->images[i]), size);
      key.picture = job->picture->samples;
      if (job->samples[i] != NULL)
        {
          size = bsr_tile_size (job->samples[i]);
          bsr_tile_cache_put (self->samples, &key, g_steal_pointer (&job->samples[i]), size);
        }
    }
  if (job->overview != NULL)
    {
      g_clear_pointer (&self->overview, bsr_tile_image_unref);
      self->overview = g_steal_pointer (&job->overview);
    }
}

static gboolean
has_failed (const BsrTileJob *job)
{
  for (int i = 0; i < job->n_tiles; i++)
    if (job->images[i] == NULL)
      return TRUE;
  return FALSE;
}

static void begin (BsrScanPainter *self);

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BsrScanPainter *self = BSR_SCAN_PAINTER (source);
  BsrTileJob *job = g_task_get_task_data (G_TASK (result));

  self->working = FALSE;
  if (has_failed (job))
    {
      g_warning ("not enough memory for a view of %d x %d pixels", job->transform.view_width,
                 job->transform.view_height);
      g_clear_pointer (&self->wanted, bsr_scan_picture_unref);
    }
  /* The scan may have been taken away or changed for another meanwhile. */
  else if (self->wanted != NULL && self->wanted->scene == job->picture->scene)
    {
      keep_results (self, job);
      g_autoptr (GArray) missing = missing_tiles (self, job->picture, &job->transform);
      if (missing->len == 0)
        set_shown (self, job->picture);
      g_signal_emit_by_name (self, "painted");
    }
  begin (self);
}

static void
paint_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  bsr_tile_job_run (data);
  g_task_return_boolean (task, TRUE);
}

/* Draws what is missing: some of it, the middle first, where the look stays; all at once where it
 * changes, as a picture half in one look would mislead. */
static void
begin (BsrScanPainter *self)
{
  if (self->working || self->wanted == NULL)
    return;
  g_autoptr (GArray) missing = missing_tiles (self, self->wanted, &self->wanted_transform);
  if (missing->len == 0)
    {
      set_shown (self, self->wanted);
      return;
    }

  gboolean is_same_look
      = self->shown != NULL && bsr_scan_picture_looks_like (self->shown, self->wanted);
  int n_tiles = is_same_look ? MIN ((int) missing->len, self->batch) : (int) missing->len;
  self->batch *= 2;
  BsrTileJob *job = bsr_tile_job_new (self->wanted, &self->wanted_transform,
                                      (const BsrTilePlace *) (gpointer) missing->data, n_tiles);
  for (int i = 0; i < n_tiles; i++)
    {
      BsrTileKey key = { job->picture->samples, job->places[i].column, job->places[i].row };
      BsrTile *tile = bsr_tile_cache_get (self->samples, &key);
      job->samples[i] = tile != NULL ? bsr_tile_ref (tile) : NULL;
    }
  job->with_overview = self->overview == NULL || !is_same_look;
  g_autoptr (GTask) task = g_task_new (self, NULL, painted_cb, NULL);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, job, (GDestroyNotify) bsr_tile_job_free);
  self->working = TRUE;
  g_task_run_in_thread (task, paint_cb);
}

/* (transfer full): one that is known, or a new one. */
static BsrScanPicture *
find_picture (BsrScanPainter *self, BsrScene *scene, const BsrLook *look,
              const BsrViewTransform *transform)
{
  guint64 samples = 0;
  for (GList *link = self->recent.head; link != NULL; link = link->next)
    if (bsr_scan_picture_is (link->data, scene, look, transform))
      {
        g_queue_unlink (&self->recent, link);
        g_queue_push_head_link (&self->recent, link);
        return bsr_scan_picture_ref (link->data);
      }

  BsrScanPicture *picture = bsr_scan_picture_new (++self->last_id, scene, look, transform);
  for (GList *link = self->recent.head; link != NULL && samples == 0; link = link->next)
    if (bsr_scan_picture_shares (picture, link->data))
      samples = ((BsrScanPicture *) link->data)->samples;
  if (samples != 0)
    picture->samples = samples;
  g_queue_push_head (&self->recent, bsr_scan_picture_ref (picture));
  if (self->recent.length > N_RECENT)
    bsr_scan_picture_unref (g_queue_pop_tail (&self->recent));
  return picture;
}

void
bsr_scan_painter_request (BsrScanPainter *painter, BsrScene *scene, const BsrLook *look,
                          const BsrViewTransform *transform)
{
  g_return_if_fail (BSR_IS_SCAN_PAINTER (painter));

  BsrScene *old = painter->shown != NULL    ? painter->shown->scene
                  : painter->wanted != NULL ? painter->wanted->scene
                                            : NULL;
  if (scene == NULL
      || (old != NULL
          && (bsr_scene_width (scene) != bsr_scene_width (old)
              || bsr_scene_height (scene) != bsr_scene_height (old))))
    forget (painter);
  g_clear_pointer (&painter->wanted, bsr_scan_picture_unref);
  if (scene == NULL || transform->view_width < 1 || transform->view_height < 1)
    return;
  gsize view = (gsize) transform->view_width * (gsize) transform->view_height * BYTES_PER_PIXEL;
  bsr_tile_cache_set_budget (painter->images, MAX (LEAST_BUDGET, VIEWS_KEPT * view));
  bsr_tile_cache_set_budget (painter->samples, MAX (LEAST_BUDGET, VIEWS_KEPT * view) / 2);
  painter->wanted = find_picture (painter, scene, look, transform);
  painter->wanted_transform = *transform;
  painter->batch = FIRST_BATCH;
  begin (painter);
}

/* What is drawn on, and how. */
typedef struct
{
  GtkSnapshot *snapshot;
  int scale_factor; /* device pixels for a logical pixel */
  gboolean by_cairo;
} Sheet;

/* A picture's tiles as a view of another zoom has them. */
typedef struct
{
  GArray *places;      /* BsrTilePlace: those in view, there or not */
  double across, down; /* how they are stretched */
  gint64 left, top;    /* of the view, device pixels of the whole scan at its own zoom */
} Layout;

static Layout
lay_out (const BsrScanPicture *picture, const BsrViewTransform *transform)
{
  BsrTileGrid view = bsr_tile_grid_of (transform), grid = view;
  Layout layout = { NULL, view.scale_x / picture->scale_x, view.scale_y / picture->scale_y,
                    view.left, view.top };
  if (layout.across != 1.0 || layout.down != 1.0)
    {
      grid.scale_x = picture->scale_x;
      grid.scale_y = picture->scale_y;
      grid.width = (gint64) ceil (transform->scan_width * picture->scale_x);
      grid.height = (gint64) ceil (transform->scan_height * picture->scale_y);
      grid.left = (gint64) floor ((double) view.left / layout.across);
      grid.top = (gint64) floor ((double) view.top / layout.down);
      /* One more where the view's edges are between its pixels. */
      grid.view_width = (int) ceil (view.view_width / layout.across) + 1;
      grid.view_height = (int) ceil (view.view_height / layout.down) + 1;
    }
  layout.places = bsr_tile_grid_visible (&grid);
  return layout;
}

/* The tiles of @picture that are there and in view, stretched where it has another zoom. */
static void
snapshot_tiles (BsrScanPainter *self, const Sheet *sheet, const BsrScanPicture *picture,
                const Layout *layout)
{
  for (guint i = 0; i < layout->places->len; i++)
    {
      BsrTilePlace place = g_array_index (layout->places, BsrTilePlace, i);
      BsrTileImage *image = image_at (self, picture, place);
      if (image == NULL)
        continue;
      double left = (double) place.column * BSR_TILE_EDGE * layout->across - (double) layout->left;
      double top = (double) place.row * BSR_TILE_EDGE * layout->down - (double) layout->top;
      double width = bsr_tile_image_width (image) * layout->across;
      double height = bsr_tile_image_height (image) * layout->down;
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (
          (float) (left / sheet->scale_factor), (float) (top / sheet->scale_factor),
          (float) (width / sheet->scale_factor), (float) (height / sheet->scale_factor));
      bsr_tile_image_snapshot (image, sheet->snapshot, &bounds, sheet->by_cairo);
    }
}

static gboolean
has_holes (BsrScanPainter *self, const BsrScanPicture *picture, const Layout *layout)
{
  for (guint i = 0; i < layout->places->len; i++)
    if (image_at (self, picture, g_array_index (layout->places, BsrTilePlace, i)) == NULL)
      return TRUE;
  return FALSE;
}

static void
snapshot_overview (BsrScanPainter *self, const Sheet *sheet, const BsrViewTransform *transform)
{
  if (self->overview == NULL)
    return;
  double left, top, right, bottom;
  bsr_view_transform_to_view (transform, 0.0, 0.0, &left, &top);
  bsr_view_transform_to_view (transform, transform->scan_width, transform->scan_height, &right,
                              &bottom);
  graphene_rect_t all = GRAPHENE_RECT_INIT ((float) (left / sheet->scale_factor),
                                            (float) (top / sheet->scale_factor),
                                            (float) ((right - left) / sheet->scale_factor),
                                            (float) ((bottom - top) / sheet->scale_factor));
  bsr_tile_image_snapshot (self->overview, sheet->snapshot, &all, sheet->by_cairo);
}

void
bsr_scan_painter_snapshot (BsrScanPainter *painter, GtkWidget *widget, GtkSnapshot *snapshot,
                           const BsrViewTransform *transform)
{
  g_return_if_fail (BSR_IS_SCAN_PAINTER (painter) && GTK_IS_WIDGET (widget));

  const int scale_factor = gtk_widget_get_scale_factor (widget);
  const Sheet sheet = { snapshot, scale_factor, bsr_tile_image_suits_cairo (widget) };
  const float grey = BSR_SCENE_BACKGROUND / 255.0f;
  graphene_rect_t view
      = GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) transform->view_width / scale_factor,
                            (float) transform->view_height / scale_factor);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ grey, grey, grey, 1.0f }, &view);
  if (painter->shown == NULL)
    return;

  BsrScanPicture *wanted = painter->wanted;
  gboolean is_new = wanted != NULL && wanted != painter->shown
                    && bsr_scan_picture_looks_like (wanted, painter->shown);
  const Layout shown = lay_out (painter->shown, transform);
  gtk_snapshot_push_clip (snapshot, &view);
  if (has_holes (painter, painter->shown, &shown))
    snapshot_overview (painter, &sheet, transform);
  snapshot_tiles (painter, &sheet, painter->shown, &shown);
  if (is_new)
    {
      const Layout coming = lay_out (wanted, transform);
      snapshot_tiles (painter, &sheet, wanted, &coming);
      g_array_unref (coming.places);
    }
  g_array_unref (shown.places);
  gtk_snapshot_pop (snapshot);
}

gboolean
bsr_scan_painter_is_current (BsrScanPainter *painter)
{
  g_return_val_if_fail (BSR_IS_SCAN_PAINTER (painter), FALSE);
  if (painter->wanted == NULL)
    return TRUE;
  if (painter->wanted != painter->shown)
    return FALSE;
  g_autoptr (GArray) missing = missing_tiles (painter, painter->wanted, &painter->wanted_transform);
  return missing->len == 0;
}
