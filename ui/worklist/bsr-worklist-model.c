#include "bsr-worklist-model.h"

#include "bsr-store-watch.h"
#include <glib/gi18n.h>

#include "bsr-store-claims.h"

struct _BsrWorklistModel
{
  GObject parent;
  GListStore *items;
  BsrStore *store;
  BsrStoreWatch *watch;
  char *station; /* (nullable) */
  gboolean reading, read_again;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BsrWorklistModel, bsr_worklist_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
model_item_type (GListModel *model)
{
  return BSR_TYPE_WORKLIST_ITEM;
}

static guint
model_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (BSR_WORKLIST_MODEL (model)->items));
}

static gpointer
model_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (BSR_WORKLIST_MODEL (model)->items), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = model_item_type;
  iface->get_n_items = model_n_items;
  iface->get_item = model_item;
}

static void
bsr_worklist_model_dispose (GObject *object)
{
  BsrWorklistModel *self = BSR_WORKLIST_MODEL (object);
  g_clear_pointer (&self->watch, bsr_store_unwatch);
  g_clear_object (&self->items);
  g_clear_object (&self->store);
  g_clear_pointer (&self->station, g_free);
  G_OBJECT_CLASS (bsr_worklist_model_parent_class)->dispose (object);
}

static void
bsr_worklist_model_class_init (BsrWorklistModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_worklist_model_dispose;
  GType type = G_TYPE_FROM_CLASS (klass);
  g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_ERROR);
  g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
items_changed_cb (GListModel *items, guint position, guint removed, guint added,
                  BsrWorklistModel *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
bsr_worklist_model_init (BsrWorklistModel *self)
{
  self->items = g_list_store_new (BSR_TYPE_WORKLIST_ITEM);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
}

BsrWorklistModel *
bsr_worklist_model_new (void)
{
  return g_object_new (BSR_TYPE_WORKLIST_MODEL, NULL);
}

/* Another station, or another part of this program, has done something. */
static void
store_changed_cb (gpointer model)
{
  bsr_worklist_model_reload (model);
}

void
bsr_worklist_model_set_store (BsrWorklistModel *self, BsrStore *store)
{
  g_return_if_fail (BSR_IS_WORKLIST_MODEL (self));
  if (!g_set_object (&self->store, store))
    return;
  g_clear_pointer (&self->watch, bsr_store_unwatch);
  if (store != NULL)
    self->watch = bsr_store_watch (store, store_changed_cb, self);
}

void
bsr_worklist_model_set_station (BsrWorklistModel *self, const char *station)
{
  g_return_if_fail (BSR_IS_WORKLIST_MODEL (self));
  g_free (self->station);
  self->station = g_strdup (station);
}

void
bsr_worklist_model_take (BsrWorklistModel *self, GPtrArray *summaries)
{
  g_return_if_fail (BSR_IS_WORKLIST_MODEL (self) && summaries != NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) fresh = g_hash_table_new (g_str_hash, g_str_equal);
  while (summaries->len > 0)
    {
      BsrWorklistItem *item = bsr_worklist_item_new (g_ptr_array_steal_index (summaries, 0));
      g_ptr_array_add (items, item);
      g_hash_table_insert (fresh, bsr_worklist_item_summary (item)->id, item);
    }

  /* What is there stays in its place, is replaced where it changed, or goes. */
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->items)); i-- > 0;)
    {
      g_autoptr (BsrWorklistItem) old = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const char *id = bsr_worklist_item_summary (old)->id;
      BsrWorklistItem *item = g_hash_table_lookup (fresh, id);
      if (item == NULL)
        g_list_store_remove (self->items, i);
      else if (!bsr_worklist_item_equal (old, item))
        g_list_store_splice (self->items, i, 1, (gpointer *) &item, 1);
      g_hash_table_remove (fresh, id);
    }
  for (guint i = 0; i < items->len; i++)
    {
      BsrWorklistItem *item = g_ptr_array_index (items, i);
      if (g_hash_table_contains (fresh, bsr_worklist_item_summary (item)->id))
        g_list_store_append (self->items, item);
    }
}

/* What one reading needs. */
typedef struct
{
  BsrStore *store;
  char *station; /* (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;
  g_object_unref (reading->store);
  g_free (reading->station);
  g_free (reading);
}

/* Tells the lines of cases that other stations have; there are not more of them than stations. */
static gboolean
add_holders (const Reading *reading, GPtrArray *summaries, GError **error)
{
  g_autoptr (GPtrArray) claims = bsr_store_list_claims (reading->store, error);
  if (claims == NULL)
    return FALSE;
  g_autoptr (GHashTable) held = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < claims->len; i++)
    {
      const BsrCaseClaim *claim = claims->pdata[i];
      if (g_strcmp0 (claim->station, reading->station) != 0)
        g_hash_table_insert (held, claim->case_id, claims->pdata[i]);
    }
  for (guint i = 0; g_hash_table_size (held) > 0 && i < summaries->len; i++)
    {
      BsrCaseSummary *summary = summaries->pdata[i];
      const BsrCaseClaim *claim = g_hash_table_lookup (held, summary->id);
      /* Translators: officer and station: "officer 9, lane 1". */
      if (claim != NULL)
        summary->holder = g_strdup_printf (_ ("%s, %s"), claim->officer, claim->station);
    }
  return TRUE;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  const Reading *reading = task_data;
  g_autoptr (GPtrArray) read = bsr_store_list_cases (reading->store, &error);
  GPtrArray *summaries
      = read != NULL && add_holders (reading, read, &error) ? g_steal_pointer (&read) : NULL;
  if (summaries != NULL)
    g_task_return_pointer (task, summaries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BsrWorklistModel *self = BSR_WORKLIST_MODEL (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = g_task_propagate_pointer (G_TASK (result), &error);
  self->reading = FALSE;
  if (self->items == NULL)
    return;
  if (summaries != NULL)
    bsr_worklist_model_take (self, summaries);
  else
    g_signal_emit_by_name (self, "failed", error);
  if (self->read_again)
    bsr_worklist_model_reload (self);
  else if (summaries != NULL)
    g_signal_emit_by_name (self, "loaded");
}

void
bsr_worklist_model_reload (BsrWorklistModel *self)
{
  g_return_if_fail (BSR_IS_WORKLIST_MODEL (self));
  if (self->store == NULL)
    return;
  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_source_tag (task, bsr_worklist_model_reload);
  Reading *reading = g_new (Reading, 1);
  *reading = (Reading){ g_object_ref (self->store), g_strdup (self->station) };
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}
