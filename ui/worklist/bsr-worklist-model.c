#include "bsr-worklist-model.h"

#include "bsr-store-watch.h"
#include "bsr-worklist-read.h"

/* Pages that are kept: what is on the screen, and twice as much on either side. */
#define PAGES_MOST 5

/* A page of the list that is there. */
typedef struct
{
  guint n;
  BsrCasePlace *before, *after; /* (nullable): the list's ends */
} Page;

struct _BsrWorklistModel
{
  GObject parent;
  GListStore *items;
  GArray *pages; /* Page */
  BsrStore *store;
  BsrStoreWatch *watch; /* (nullable) */
  char *station;        /* (nullable) */
  BsrCaseQuery *query;
  GCancellable *reading; /* (nullable): nothing is being read */
  gboolean read_again;
  int count; /* -1: not known */
  gboolean more;
};

static void
list_model_init (GListModelInterface *iface);

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
  BsrWorklistModel *self = BSR_WORKLIST_MODEL (model);
  return self->items != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;
}

static gpointer
model_item (GListModel *model, guint position)
{
  BsrWorklistModel *self = BSR_WORKLIST_MODEL (model);
  return self->items != NULL ? g_list_model_get_item (G_LIST_MODEL (self->items), position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = model_item_type;
  iface->get_n_items = model_n_items;
  iface->get_item = model_item;
}

static void
page_clear (gpointer data)
{
  Page *page = data;
  bsr_case_place_free (page->before);
  bsr_case_place_free (page->after);
}

static void
bsr_worklist_model_dispose (GObject *object)
{
  BsrWorklistModel *self = BSR_WORKLIST_MODEL (object);
  g_clear_pointer (&self->watch, bsr_store_unwatch);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->station, g_free);
  g_clear_object (&self->items);
  g_clear_object (&self->store);
  g_clear_pointer (&self->pages, g_array_unref);
  g_clear_pointer (&self->query, bsr_case_query_free);
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
  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_set_clear_func (self->pages, page_clear);
  self->query = bsr_case_query_new ();
  self->count = -1;
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
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
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

BsrStore *
bsr_worklist_model_store (BsrWorklistModel *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_MODEL (self), NULL);
  return self->store;
}

int
bsr_worklist_model_count (BsrWorklistModel *self, gboolean *more)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_MODEL (self) && more != NULL, -1);
  *more = self->more;
  return self->count;
}

gboolean
bsr_worklist_model_reading (BsrWorklistModel *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_MODEL (self), FALSE);
  return self->reading != NULL;
}

/* --- what has been read becomes the list --- */

static Page
page_of (const BsrCasePage *read)
{
  return (Page){ read->cases->len, bsr_case_place_copy (read->before),
                 bsr_case_place_copy (read->after) };
}

/* (transfer full): the items of @read, whose summaries are taken out of it. */
static GPtrArray *
take_items (BsrCasePage *read)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < read->cases->len; i++)
    g_ptr_array_add (items, bsr_worklist_item_new (g_steal_pointer (&read->cases->pdata[i])));
  g_ptr_array_set_size (read->cases, 0);
  return items;
}

static guint
find_item (BsrWorklistModel *self, const char *id)
{
  guint n = model_n_items (G_LIST_MODEL (self));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BsrWorklistItem) item = model_item (G_LIST_MODEL (self), i);
      if (g_str_equal (bsr_worklist_item_summary (item)->id, id))
        return i;
    }
  return G_MAXUINT;
}

/* A case that is there already keeps its item, which follows the new one. @items: (inout) */
static void
keep_items (BsrWorklistModel *self, GPtrArray *items)
{
  g_autoptr (GHashTable) there
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = model_n_items (G_LIST_MODEL (self)); i-- > 0;)
    {
      BsrWorklistItem *item = model_item (G_LIST_MODEL (self), i);
      g_hash_table_insert (there, g_strdup (bsr_worklist_item_summary (item)->id), item);
    }
  for (guint i = 0; i < items->len; i++)
    {
      BsrWorklistItem *item = items->pdata[i];
      BsrWorklistItem *old = g_hash_table_lookup (there, bsr_worklist_item_summary (item)->id);
      if (old == NULL)
        continue;
      bsr_worklist_item_follow (old, item);
      items->pdata[i] = g_object_ref (old);
      g_object_unref (item);
    }
}

static gboolean
is_at (BsrWorklistModel *self, guint position, gpointer item)
{
  g_autoptr (GObject) there = model_item (G_LIST_MODEL (self), position);
  return there == item;
}

/* Makes the list @items, each of another case. Items stay and all that differs is changed at once: so a
 * view knows where each has gone, and the officer keeps his place, his selection and the focus. */
static void
become (BsrWorklistModel *self, GPtrArray *items)
{
  guint n = model_n_items (G_LIST_MODEL (self)), begin = 0, end = 0;
  keep_items (self, items);
  while (begin < MIN (n, items->len) && is_at (self, begin, items->pdata[begin]))
    begin++;
  while (end < MIN (n, items->len) - begin
         && is_at (self, n - 1 - end, items->pdata[items->len - 1 - end]))
    end++;
  if (n != items->len || begin < n)
    g_list_store_splice (self->items, begin, n - begin - end, items->pdata + begin,
                         items->len - begin - end);
}

/* A case that has moved while the pages were read may be on two of them: what was read later stands. */
static void
drop_twins (BsrWorklistRead *read)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint p = read->pages->len; p-- > 0;)
    {
      GPtrArray *cases = ((BsrCasePage *) read->pages->pdata[p])->cases;
      for (guint i = cases->len; i-- > 0;)
        if (!g_hash_table_add (ids, ((BsrCaseSummary *) cases->pdata[i])->id))
          g_ptr_array_remove_index (cases, i);
    }
}

static void
take_again (BsrWorklistModel *self, BsrWorklistRead *read)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  drop_twins (read);
  g_array_set_size (self->pages, 0);
  for (guint i = 0; i < read->pages->len; i++)
    {
      Page page = page_of (read->pages->pdata[i]);
      g_array_append_val (self->pages, page);
      g_ptr_array_extend_and_steal (items, take_items (read->pages->pdata[i]));
    }
  self->count = read->count;
  self->more = read->more;
  become (self, items);
}

/* A case that has moved while it was not looked at may be on both pages: the newer one stands. */
static void
remove_twins (BsrWorklistModel *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      guint twin = find_item (self, bsr_worklist_item_summary (items->pdata[i])->id), page = 0;
      if (twin == G_MAXUINT)
        continue;
      g_list_store_remove (self->items, twin);
      for (; twin >= g_array_index (self->pages, Page, page).n; page++)
        twin -= g_array_index (self->pages, Page, page).n;
      g_array_index (self->pages, Page, page).n--;
    }
}

static void
drop_page (BsrWorklistModel *self, gboolean first)
{
  guint index = first ? 0 : self->pages->len - 1;
  guint n = g_array_index (self->pages, Page, index).n;
  guint position = first ? 0 : model_n_items (G_LIST_MODEL (self)) - n;
  g_array_remove_index (self->pages, index);
  g_list_store_splice (self->items, position, n, NULL, 0);
}

static void
take_one (BsrWorklistModel *self, BsrWorklistRead *read)
{
  gboolean after = read->kind == BSR_WORKLIST_READ_AFTER;
  Page page = page_of (read->pages->pdata[0]);
  g_autoptr (GPtrArray) items = take_items (read->pages->pdata[0]);
  remove_twins (self, items);
  guint position = after ? model_n_items (G_LIST_MODEL (self)) : 0;
  if (after)
    g_array_append_val (self->pages, page);
  else
    g_array_prepend_val (self->pages, page);
  g_list_store_splice (self->items, position, 0, items->pdata, items->len);
  if (self->pages->len > PAGES_MOST)
    drop_page (self, after);
}

/* --- reading --- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrWorklistModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrWorklistRead) read = bsr_worklist_read_finish (result, &error);
  /* Of another query, or of a list that is gone. */
  if (self->items == NULL || self->reading == NULL
      || self->reading != g_task_get_cancellable (G_TASK (result)))
    return;
  g_clear_object (&self->reading);
  if (read != NULL && read->kind == BSR_WORKLIST_READ_AGAIN)
    take_again (self, read);
  else if (read != NULL)
    take_one (self, read);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (self, "failed", error);
  if (self->read_again)
    bsr_worklist_model_reload (self);
  else if (read != NULL)
    g_signal_emit_by_name (self, "loaded");
}

static void
start_reading (BsrWorklistModel *self, BsrWorklistReadKind kind, const BsrCasePlace *place,
               guint n_pages)
{
  self->reading = g_cancellable_new ();
  bsr_worklist_read_async (self->store, self->station, self->query, kind, place, n_pages,
                           self->reading, read_cb, g_object_ref (self));
}

void
bsr_worklist_model_reload (BsrWorklistModel *self)
{
  g_return_if_fail (BSR_IS_WORKLIST_MODEL (self));
  if (self->store == NULL)
    return;
  self->read_again = self->reading != NULL;
  if (self->reading != NULL)
    return;
  const BsrCasePlace *place
      = self->pages->len > 0 ? g_array_index (self->pages, Page, 0).before : NULL;
  start_reading (self, BSR_WORKLIST_READ_AGAIN, place, MAX (self->pages->len, 1));
}

void
bsr_worklist_model_set_query (BsrWorklistModel *self, const BsrCaseQuery *query)
{
  g_return_if_fail (BSR_IS_WORKLIST_MODEL (self) && query != NULL);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  bsr_case_query_free (self->query);
  self->query = bsr_case_query_copy (query);
  g_array_set_size (self->pages, 0);
  self->count = -1;
  bsr_worklist_model_reload (self);
}

void
bsr_worklist_model_read_after (BsrWorklistModel *self)
{
  g_return_if_fail (BSR_IS_WORKLIST_MODEL (self));
  if (self->reading != NULL || self->pages->len == 0)
    return;
  const Page *last = &g_array_index (self->pages, Page, self->pages->len - 1);
  if (last->after != NULL)
    start_reading (self, BSR_WORKLIST_READ_AFTER, last->after, 1);
}

void
bsr_worklist_model_read_before (BsrWorklistModel *self)
{
  g_return_if_fail (BSR_IS_WORKLIST_MODEL (self));
  if (self->reading != NULL || self->pages->len == 0)
    return;
  const Page *first = &g_array_index (self->pages, Page, 0);
  if (first->before != NULL)
    start_reading (self, BSR_WORKLIST_READ_BEFORE, first->before, 1);
}
