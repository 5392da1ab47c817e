#include "bsr-tray-model.h"

#include "bsr-station-tray.h"
#include "bsr-store-watch.h"
#include "bsr-tray-words.h"

struct _BsrTrayModel
{
  GObject parent;
  BsrStore *store;
  BsrStoreWatch *watch; /* (nullable) */
  char *officer, *station;
  BsrArrivalStanding standing;
  GListStore *items;
  gboolean reading, read_again, loaded, closed;
  char *doing; /* (nullable): what is being done, in the words of "done" */
};

G_DEFINE_FINAL_TYPE (BsrTrayModel, bsr_tray_model, G_TYPE_OBJECT)

/* --- what has been read becomes the list --- */

static BsrArrivalItem *
find_item (GListModel *items, gint64 id)
{
  guint n = g_list_model_get_n_items (items);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BsrArrivalItem) item = g_list_model_get_item (items, i);
      if (bsr_arrival_item_arrival (item)->id == id)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* (transfer full): items of @arrivals, which it is robbed of; those that are there already stay. */
static GPtrArray *
items_of (BsrTrayModel *self, GPtrArray *arrivals)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < arrivals->len; i++)
    {
      g_autoptr (BsrArrivalItem) fresh
          = bsr_arrival_item_new (g_steal_pointer (&arrivals->pdata[i]));
      BsrArrivalItem *there
          = find_item (G_LIST_MODEL (self->items), bsr_arrival_item_arrival (fresh)->id);
      if (there != NULL)
        bsr_arrival_item_follow (there, fresh);
      g_ptr_array_add (items, there != NULL ? there : g_steal_pointer (&fresh));
    }
  g_ptr_array_set_free_func (arrivals, NULL);
  g_ptr_array_set_size (arrivals, 0);
  return items;
}

static gboolean
is_at (BsrTrayModel *self, guint position, gpointer item)
{
  g_autoptr (GObject) there = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  return there == item;
}

/* Only what differs is told, so that a view keeps its place. */
static void
become (BsrTrayModel *self, GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items)), begin = 0, end = 0;
  while (begin < MIN (n, items->len) && is_at (self, begin, items->pdata[begin]))
    begin++;
  while (end < MIN (n, items->len) - begin
         && is_at (self, n - 1 - end, items->pdata[items->len - 1 - end]))
    end++;
  if (n != items->len || begin < n)
    g_list_store_splice (self->items, begin, n - begin - end, items->pdata + begin,
                         items->len - begin - end);
}

/* --- reading and doing --- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrTrayModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) arrivals = bsr_station_tray_list_finish (result, &error);
  self->reading = FALSE;
  if (self->closed)
    return;
  if (arrivals != NULL)
    {
      g_autoptr (GPtrArray) items = items_of (self, arrivals);
      self->loaded = TRUE;
      become (self, items);
      g_signal_emit_by_name (self, "loaded");
    }
  else
    g_signal_emit_by_name (self, "failed", error);
  if (self->read_again)
    bsr_tray_model_reload (self);
}

void
bsr_tray_model_reload (BsrTrayModel *self)
{
  g_return_if_fail (BSR_IS_TRAY_MODEL (self));
  self->read_again = self->reading;
  if (self->reading || self->closed)
    return;
  self->reading = TRUE;
  bsr_station_tray_list_async (self->store, self->standing, NULL, listed_cb, g_object_ref (self));
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrTrayModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = g_steal_pointer (&self->doing);
  gboolean acted = bsr_station_tray_act_finish (result, &error);
  if (self->closed)
    return;
  g_autofree char *refused = acted ? NULL : bsr_tray_words_refused (error);
  bsr_tray_model_reload (self);
  g_signal_emit_by_name (self, acted ? "done" : "refused", acted ? done : refused);
}

static void
act (BsrTrayModel *self, const BsrTrayAct *what, char *done)
{
  const BsrActor actor = { self->officer, self->station };
  if (self->doing != NULL || self->closed)
    {
      g_free (done);
      return;
    }
  self->doing = done;
  bsr_station_tray_act_async (self->store, &actor, what, acted_cb, g_object_ref (self));
}

void
bsr_tray_model_link (BsrTrayModel *self, gint64 id, const char *const *case_ids)
{
  g_return_if_fail (BSR_IS_TRAY_MODEL (self) && case_ids != NULL && *case_ids != NULL);
  act (self, &(BsrTrayAct){ BSR_TRAY_ACT_LINK, id, case_ids, NULL },
       bsr_tray_words_linked (case_ids));
}

void
bsr_tray_model_set_aside (BsrTrayModel *self, gint64 id, const char *reason)
{
  g_return_if_fail (BSR_IS_TRAY_MODEL (self) && reason != NULL);
  act (self, &(BsrTrayAct){ BSR_TRAY_ACT_SET_ASIDE, id, NULL, reason },
       g_strdup (bsr_tray_words_set_aside ()));
}

void
bsr_tray_model_take_back (BsrTrayModel *self, gint64 id, const char *reason)
{
  g_return_if_fail (BSR_IS_TRAY_MODEL (self) && reason != NULL);
  act (self, &(BsrTrayAct){ BSR_TRAY_ACT_TAKE_BACK, id, NULL, reason },
       g_strdup (bsr_tray_words_taken_back ()));
}

gboolean
bsr_tray_model_acting (BsrTrayModel *self)
{
  g_return_val_if_fail (BSR_IS_TRAY_MODEL (self), FALSE);
  return self->doing != NULL;
}

/* --- the object --- */

GListModel *
bsr_tray_model_items (BsrTrayModel *self)
{
  g_return_val_if_fail (BSR_IS_TRAY_MODEL (self), NULL);
  return G_LIST_MODEL (self->items);
}

BsrStore *
bsr_tray_model_store (BsrTrayModel *self)
{
  g_return_val_if_fail (BSR_IS_TRAY_MODEL (self), NULL);
  return self->store;
}

gboolean
bsr_tray_model_loaded (BsrTrayModel *self)
{
  g_return_val_if_fail (BSR_IS_TRAY_MODEL (self), FALSE);
  return self->loaded;
}

void
bsr_tray_model_close (BsrTrayModel *self)
{
  g_return_if_fail (BSR_IS_TRAY_MODEL (self));
  self->closed = TRUE;
  g_clear_pointer (&self->watch, bsr_store_unwatch);
}

static void
bsr_tray_model_finalize (GObject *object)
{
  BsrTrayModel *self = BSR_TRAY_MODEL (object);
  g_clear_pointer (&self->watch, bsr_store_unwatch);
  g_clear_object (&self->store);
  g_clear_object (&self->items);
  g_clear_pointer (&self->officer, g_free);
  g_clear_pointer (&self->station, g_free);
  g_clear_pointer (&self->doing, g_free);
  G_OBJECT_CLASS (bsr_tray_model_parent_class)->finalize (object);
}

static void
bsr_tray_model_class_init (BsrTrayModelClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = bsr_tray_model_finalize;
  g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_ERROR);
  g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
bsr_tray_model_init (BsrTrayModel *self)
{
  self->items = g_list_store_new (BSR_TYPE_ARRIVAL_ITEM);
}

static void
store_changed_cb (gpointer model)
{
  bsr_tray_model_reload (model);
}

BsrTrayModel *
bsr_tray_model_new (BsrStore *store, const char *officer, const char *station,
                    BsrArrivalStanding standing)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && officer != NULL && station != NULL, NULL);
  BsrTrayModel *self = g_object_new (BSR_TYPE_TRAY_MODEL, NULL);
  self->store = g_object_ref (store);
  self->officer = g_strdup (officer);
  self->station = g_strdup (station);
  self->standing = standing;
  self->watch = bsr_store_watch (store, store_changed_cb, self);
  bsr_tray_model_reload (self);
  return self;
}
