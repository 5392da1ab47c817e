#include "bsr-station-library.h"

struct _BsrStationLibrary
{
  GObject parent_instance;
  BsrStore *store;
  BsrLibrarySnapshot *snapshot; /* (nullable) */
  gboolean reading, again;
};

G_DEFINE_FINAL_TYPE (BsrStationLibrary, bsr_station_library, G_TYPE_OBJECT)

enum
{
  PROP_SNAPSHOT = 1,
};

static void
read_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  BsrLibrary *library = bsr_store_list_contributions (data, &error);
  if (library != NULL)
    g_task_return_pointer (task, bsr_library_snapshot_new (library),
                           (GDestroyNotify) bsr_library_snapshot_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  BsrStationLibrary *self = BSR_STATION_LIBRARY (source);
  g_autoptr (GError) error = NULL;
  BsrLibrarySnapshot *snapshot = g_task_propagate_pointer (G_TASK (result), &error);
  self->reading = FALSE;
  if (self->again)
    bsr_station_library_refresh (self);
  if (snapshot == NULL)
    {
      g_signal_emit_by_name (self, "failed", error);
      return;
    }
  g_clear_pointer (&self->snapshot, bsr_library_snapshot_unref);
  self->snapshot = snapshot;
  g_object_notify (G_OBJECT (self), "snapshot");
}

void
bsr_station_library_refresh (BsrStationLibrary *self)
{
  g_return_if_fail (BSR_IS_STATION_LIBRARY (self));

  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_source_tag (task, bsr_station_library_refresh);
  g_task_set_task_data (task, g_object_ref (self->store), g_object_unref);
  g_task_run_in_thread (task, read_in_worker);
}

BsrStore *
bsr_station_library_store (BsrStationLibrary *self)
{
  g_return_val_if_fail (BSR_IS_STATION_LIBRARY (self), NULL);
  return self->store;
}

BsrLibrarySnapshot *
bsr_station_library_snapshot (BsrStationLibrary *self)
{
  g_return_val_if_fail (BSR_IS_STATION_LIBRARY (self), NULL);
  return self->snapshot;
}

static void
bsr_station_library_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SNAPSHOT)
    g_value_set_boxed (value, BSR_STATION_LIBRARY (object)->snapshot);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bsr_station_library_finalize (GObject *object)
{
  BsrStationLibrary *self = BSR_STATION_LIBRARY (object);
  g_clear_pointer (&self->snapshot, bsr_library_snapshot_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (bsr_station_library_parent_class)->finalize (object);
}

static void
bsr_station_library_class_init (BsrStationLibraryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  object_class->get_property = bsr_station_library_get_property;
  object_class->finalize = bsr_station_library_finalize;
  g_object_class_install_property (
      object_class, PROP_SNAPSHOT,
      g_param_spec_boxed ("snapshot", NULL, NULL, BSR_TYPE_LIBRARY_SNAPSHOT,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
  g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bsr_station_library_init (BsrStationLibrary *self)
{
}

BsrStationLibrary *
bsr_station_library_new (BsrStore *store)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);
  BsrStationLibrary *self = g_object_new (BSR_TYPE_STATION_LIBRARY, NULL);
  self->store = g_object_ref (store);
  return self;
}
