#include "bsr-tray-count.h"

#include "bsr-station-tray.h"
#include "bsr-store-watch.h"

struct _BsrTrayCount
{
  GObject parent;
  BsrStore *store;         /* (nullable) */
  BsrStoreWatch *watch;    /* (nullable) */
  GCancellable *counting;  /* (nullable): nothing is being counted */
  gboolean count_again;
  int waiting;
};

enum
{
  PROP_WAITING = 1,
};

G_DEFINE_FINAL_TYPE (BsrTrayCount, bsr_tray_count, G_TYPE_OBJECT)

static void count (BsrTrayCount *self);

static void
set_waiting (BsrTrayCount *self, int waiting)
{
  if (self->waiting == waiting)
    return;
  self->waiting = waiting;
  g_object_notify (G_OBJECT (self), "waiting");
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrTrayCount) self = user_data;
  g_autoptr (GError) error = NULL;
  int waiting = bsr_station_tray_count_finish (result, &error);
  /* Of a store that is not looked at any more. */
  if (self->counting == NULL || self->counting != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->counting);
  /* The list of cases says it where the store cannot be read; the last number stays meanwhile. */
  if (error == NULL)
    set_waiting (self, waiting);
  if (self->count_again)
    count (self);
}

static void
count (BsrTrayCount *self)
{
  self->count_again = self->counting != NULL;
  if (self->counting != NULL)
    return;
  self->counting = g_cancellable_new ();
  bsr_station_tray_count_async (self->store, self->counting, counted_cb, g_object_ref (self));
}

static void
store_changed_cb (gpointer tray_count)
{
  count (tray_count);
}

static void
leave_store (BsrTrayCount *self)
{
  g_clear_pointer (&self->watch, bsr_store_unwatch);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_object (&self->store);
}

void
bsr_tray_count_set_store (BsrTrayCount *self, BsrStore *store)
{
  g_return_if_fail (BSR_IS_TRAY_COUNT (self));
  if (self->store == store)
    return;
  leave_store (self);
  if (store == NULL)
    {
      set_waiting (self, 0);
      return;
    }
  self->store = g_object_ref (store);
  self->watch = bsr_store_watch (store, store_changed_cb, self);
  count (self);
}

int
bsr_tray_count_waiting (BsrTrayCount *self)
{
  g_return_val_if_fail (BSR_IS_TRAY_COUNT (self), 0);
  return self->waiting;
}

static void
bsr_tray_count_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_WAITING)
    g_value_set_int (value, BSR_TRAY_COUNT (object)->waiting);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bsr_tray_count_dispose (GObject *object)
{
  leave_store (BSR_TRAY_COUNT (object));
  G_OBJECT_CLASS (bsr_tray_count_parent_class)->dispose (object);
}

static void
bsr_tray_count_class_init (BsrTrayCountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->get_property = bsr_tray_count_get_property;
  object_class->dispose = bsr_tray_count_dispose;
  g_object_class_install_property (
      object_class, PROP_WAITING,
      g_param_spec_int ("waiting", NULL, NULL, 0, G_MAXINT, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
bsr_tray_count_init (BsrTrayCount *self)
{
}

BsrTrayCount *
bsr_tray_count_new (void)
{
  return g_object_new (BSR_TYPE_TRAY_COUNT, NULL);
}
