#include "bsr-arrival-pictures.h"

#include "bsr-scan-file.h"
#include "bsr-scene-texture.h"

/* The longer side of a picture, pixels: as wide as it is shown. */
#define PICTURE_MOST 720
/* Pictures that are kept: some screens of the list, 1.5 MB each at most. */
#define KEPT_MOST 48
/* Of one plane, pixels: a portal scan of 20 m at 1 mm has 80 million; what is larger is looked at in its case. */
#define PREVIEW_PIXELS (G_GINT64_CONSTANT (160) * 1000 * 1000)

struct _BsrArrivalPictures
{
  GObject parent;
  GQueue asked; /* BsrArrivalItem, the next to be made last */
  GQueue kept;  /* BsrArrivalItem with a picture, the oldest first */
  BsrArrivalItem *making; /* (nullable) */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BsrArrivalPictures, bsr_arrival_pictures, G_TYPE_OBJECT)

static void make_next (BsrArrivalPictures *self);

static void
scan_unref (gpointer scan)
{
  bsr_scan_unref (scan);
}

static void
make_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BsrReadLimits limits = bsr_read_limits_default;
  const BsrDecoding decoding = { .limits = &limits };
  GError *error = NULL;
  BsrScan *scan = data;
  limits.max_pixels = MIN (limits.max_pixels, PREVIEW_PIXELS);
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) loaded
      = bsr_scan_check (scan, cancellable, &error)
            ? bsr_scan_load_with (scan->path, &decoding, &image, cancellable, &error)
            : NULL;
  g_autoptr (BsrScene) scene
      = loaded != NULL ? bsr_scene_new_draft (image, 1, cancellable, &error) : NULL;
  if (scene == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, bsr_scene_texture (scene, PICTURE_MOST), g_object_unref);
}

static void
keep (BsrArrivalPictures *self, BsrArrivalItem *item)
{
  g_queue_push_tail (&self->kept, g_object_ref (item));
  if (g_queue_get_length (&self->kept) <= KEPT_MOST)
    return;
  g_autoptr (BsrArrivalItem) oldest = g_queue_pop_head (&self->kept);
  bsr_arrival_item_set_picture (oldest, NULL, NULL);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BsrArrivalPictures *self = BSR_ARRIVAL_PICTURES (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) picture = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (BsrArrivalItem) item = g_steal_pointer (&self->making);
  if (picture != NULL)
    keep (self, item);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bsr_arrival_item_set_picture (item, picture, error != NULL ? error->message : NULL);
  make_next (self);
}

static void
make_next (BsrArrivalPictures *self)
{
  if (self->making != NULL || g_queue_is_empty (&self->asked))
    return;
  self->making = g_queue_pop_tail (&self->asked);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, made_cb, NULL);
  g_task_set_source_tag (task, make_next);
  g_task_set_task_data (task, bsr_scan_ref (bsr_arrival_item_arrival (self->making)->scan),
                        scan_unref);
  g_task_run_in_thread (task, make_in_worker);
}

void
bsr_arrival_pictures_ask (BsrArrivalPictures *self, BsrArrivalItem *item)
{
  g_return_if_fail (BSR_IS_ARRIVAL_PICTURES (self) && BSR_IS_ARRIVAL_ITEM (item));
  if (bsr_arrival_item_picture (item) != NULL || bsr_arrival_item_problem (item) != NULL
      || item == self->making)
    return;
  bsr_arrival_pictures_forget (self, item);
  g_queue_push_tail (&self->asked, g_object_ref (item));
  make_next (self);
}

void
bsr_arrival_pictures_forget (BsrArrivalPictures *self, BsrArrivalItem *item)
{
  g_return_if_fail (BSR_IS_ARRIVAL_PICTURES (self));
  if (g_queue_remove (&self->asked, item))
    g_object_unref (item);
}

void
bsr_arrival_pictures_cancel (BsrArrivalPictures *self)
{
  g_return_if_fail (BSR_IS_ARRIVAL_PICTURES (self));
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_queue_clear_full (&self->asked, g_object_unref);
}

static void
bsr_arrival_pictures_dispose (GObject *object)
{
  BsrArrivalPictures *self = BSR_ARRIVAL_PICTURES (object);
  g_queue_clear_full (&self->asked, g_object_unref);
  g_queue_clear_full (&self->kept, g_object_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (bsr_arrival_pictures_parent_class)->dispose (object);
}

static void
bsr_arrival_pictures_class_init (BsrArrivalPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_arrival_pictures_dispose;
}

static void
bsr_arrival_pictures_init (BsrArrivalPictures *self)
{
  g_queue_init (&self->asked);
  g_queue_init (&self->kept);
  self->cancellable = g_cancellable_new ();
}

BsrArrivalPictures *
bsr_arrival_pictures_new (void)
{
  return g_object_new (BSR_TYPE_ARRIVAL_PICTURES, NULL);
}
