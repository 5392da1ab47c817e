#include "bsr-scan-painter.h"

#include <math.h>

/* Longest edge of the overview, device pixels: drawn in a fraction of a millisecond. */
#define OVERVIEW_EDGE 512.0

#define BYTES_PER_PIXEL 4

/* One picture to draw. */
typedef struct
{
  BsrScene *scene;
  BsrLook look;
  BsrViewTransform transform;
  gboolean with_overview;
  GdkTexture *texture, *overview; /* what came of it */
} Request;

struct _BsrScanPainter
{
  GObject parent;
  Request *wanted; /* (nullable): the latest, not begun */
  Request *shown;  /* (nullable) */
  GdkTexture *overview;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (BsrScanPainter, bsr_scan_painter, G_TYPE_OBJECT)

static Request *
request_new (BsrScene *scene, const BsrLook *look, const BsrViewTransform *transform)
{
  Request *request = g_new0 (Request, 1);
  request->scene = bsr_scene_ref (scene);
  request->look = *look;
  request->transform = *transform;
  return request;
}

static void
request_free (Request *request)
{
  g_clear_object (&request->texture);
  g_clear_object (&request->overview);
  bsr_scene_unref (request->scene);
  g_free (request);
}

static gboolean
request_equal (const Request *a, const Request *b)
{
  return a->scene == b->scene && bsr_look_equal (&a->look, &b->look)
         && bsr_view_transform_equal (&a->transform, &b->transform);
}

static void
bsr_scan_painter_dispose (GObject *object)
{
  BsrScanPainter *self = BSR_SCAN_PAINTER (object);
  g_clear_pointer (&self->wanted, request_free);
  g_clear_pointer (&self->shown, request_free);
  g_clear_object (&self->overview);
  G_OBJECT_CLASS (bsr_scan_painter_parent_class)->dispose (object);
}

static void
bsr_scan_painter_class_init (BsrScanPainterClass *class)
{
  G_OBJECT_CLASS (class)->dispose = bsr_scan_painter_dispose;
  g_signal_new ("painted", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_scan_painter_init (BsrScanPainter *self)
{
}

BsrScanPainter *
bsr_scan_painter_new (void)
{
  return g_object_new (BSR_TYPE_SCAN_PAINTER, NULL);
}

static GdkTexture *
paint (const Request *request, double x, double y, double scale_x, double scale_y, int width,
       int height)
{
  gsize stride = (gsize) width * BYTES_PER_PIXEL;
  guint8 *pixels = g_try_malloc (stride * height);
  if (pixels == NULL)
    return NULL;
  bsr_scene_render (request->scene, &request->look, x, y, scale_x, scale_y, pixels, width, height,
                    stride);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, stride * height);
  /* Alpha is 255 everywhere: premultiplied is the same, and needs no conversion. */
  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8_PREMULTIPLIED, bytes, stride);
}

static void
paint_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  const BsrViewTransform *transform = &request->transform;
  double x, y;

  bsr_view_transform_origin (transform, &x, &y);
  request->texture = paint (request, x, y, bsr_view_transform_scale_x (transform), transform->zoom,
                            transform->view_width, transform->view_height);
  if (request->with_overview)
    {
      double across = transform->scan_width * transform->aspect, down = transform->scan_height;
      double scale = MIN (OVERVIEW_EDGE / MAX (across, down), 1.0);
      int width = MAX ((int) lrint (across * scale), 1), height = MAX ((int) lrint (down * scale), 1);
      request->overview = paint (request, 0.0, 0.0, (double) width / transform->scan_width,
                                 (double) height / transform->scan_height, width, height);
    }
  g_task_return_boolean (task, TRUE);
}

static void begin (BsrScanPainter *self);

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BsrScanPainter *self = BSR_SCAN_PAINTER (source);
  Request *request = g_task_get_task_data (G_TASK (result));

  self->working = FALSE;
  /* The scan may have been taken away or changed for another meanwhile. */
  gboolean is_wanted = self->wanted != NULL && self->wanted->scene == request->scene;
  if (request->texture != NULL && is_wanted)
    {
      /* Taken out of the task, which may end on the worker: what was shown must end here. */
      if (request->overview != NULL)
        {
          g_clear_object (&self->overview);
          self->overview = g_steal_pointer (&request->overview);
        }
      g_clear_pointer (&self->shown, request_free);
      self->shown = request_new (request->scene, &request->look, &request->transform);
      self->shown->texture = g_steal_pointer (&request->texture);
      g_signal_emit_by_name (self, "painted");
    }
  else if (request->texture == NULL)
    {
      g_warning ("not enough memory for a view of %d x %d pixels", request->transform.view_width,
                 request->transform.view_height);
      g_clear_pointer (&self->wanted, request_free);
    }
  begin (self);
}

static void
begin (BsrScanPainter *self)
{
  if (self->working || self->wanted == NULL
      || (self->shown != NULL && request_equal (self->wanted, self->shown)))
    return;

  Request *request
      = request_new (self->wanted->scene, &self->wanted->look, &self->wanted->transform);
  request->with_overview = self->overview == NULL || self->shown == NULL
                           || self->shown->scene != request->scene
                           || !bsr_look_equal (&self->shown->look, &request->look);
  g_autoptr (GTask) task = g_task_new (self, NULL, painted_cb, NULL);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  self->working = TRUE;
  g_task_run_in_thread (task, paint_cb);
}

void
bsr_scan_painter_request (BsrScanPainter *painter, BsrScene *scene, const BsrLook *look,
                          const BsrViewTransform *transform)
{
  g_return_if_fail (BSR_IS_SCAN_PAINTER (painter));

  gboolean is_another = painter->shown != NULL
                        && (scene == NULL
                            || bsr_scene_width (scene) != painter->shown->transform.scan_width
                            || bsr_scene_height (scene) != painter->shown->transform.scan_height);
  if (is_another)
    {
      g_clear_pointer (&painter->shown, request_free);
      g_clear_object (&painter->overview);
    }
  g_clear_pointer (&painter->wanted, request_free);
  if (scene == NULL || transform->view_width < 1 || transform->view_height < 1)
    return;
  painter->wanted = request_new (scene, look, transform);
  begin (painter);
}

/* Where the source rectangle of @width x @height at (@x, @y) is in the view, logical pixels. */
static graphene_rect_t
place (const BsrViewTransform *transform, double x, double y, double width, double height,
       int scale_factor)
{
  double left, top, right, bottom;
  bsr_view_transform_to_view (transform, x, y, &left, &top);
  bsr_view_transform_to_view (transform, x + width, y + height, &right, &bottom);
  return GRAPHENE_RECT_INIT ((float) (left / scale_factor), (float) (top / scale_factor),
                             (float) ((right - left) / scale_factor),
                             (float) ((bottom - top) / scale_factor));
}

static void
snapshot_old (BsrScanPainter *self, GtkSnapshot *snapshot, const BsrViewTransform *transform,
              int scale_factor)
{
  const BsrViewTransform *old = &self->shown->transform;
  double x, y;

  if (self->overview != NULL)
    {
      graphene_rect_t all = place (transform, 0.0, 0.0, old->scan_width, old->scan_height, scale_factor);
      gtk_snapshot_append_texture (snapshot, self->overview, &all);
    }
  bsr_view_transform_origin (old, &x, &y);
  graphene_rect_t part
      = place (transform, x, y, old->view_width / bsr_view_transform_scale_x (old),
               old->view_height / old->zoom, scale_factor);
  graphene_rect_t scan = place (transform, 0.0, 0.0, old->scan_width, old->scan_height, scale_factor);
  /* Its background outside the scan would cover the overview's edge when zooming. */
  gtk_snapshot_push_clip (snapshot, &scan);
  gtk_snapshot_append_texture (snapshot, self->shown->texture, &part);
  gtk_snapshot_pop (snapshot);
}

void
bsr_scan_painter_snapshot (BsrScanPainter *painter, GtkSnapshot *snapshot,
                           const BsrViewTransform *transform, int scale_factor)
{
  g_return_if_fail (BSR_IS_SCAN_PAINTER (painter));

  const float grey = BSR_SCENE_BACKGROUND / 255.0f;
  graphene_rect_t view = GRAPHENE_RECT_INIT (0.0f, 0.0f, (float) transform->view_width / scale_factor,
                                             (float) transform->view_height / scale_factor);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ grey, grey, grey, 1.0f }, &view);
  if (painter->shown == NULL)
    return;
  if (bsr_view_transform_equal (&painter->shown->transform, transform))
    gtk_snapshot_append_texture (snapshot, painter->shown->texture, &view);
  else
    {
      gtk_snapshot_push_clip (snapshot, &view);
      snapshot_old (painter, snapshot, transform, scale_factor);
      gtk_snapshot_pop (snapshot);
    }
}

gboolean
bsr_scan_painter_is_current (BsrScanPainter *painter)
{
  g_return_val_if_fail (BSR_IS_SCAN_PAINTER (painter), FALSE);
  return painter->wanted == NULL
         || (painter->shown != NULL && request_equal (painter->wanted, painter->shown));
}
