#include "bsr-worklist-read.h"

#include "bsr-store-claims.h"

/* Where counting ends: nobody works through a thousand cases in a shift. */
#define COUNTED_MOST 1000
/* Cases among which one is looked for that nobody has: more than most ports have stations. */
#define NEXT_AT_ONCE 20

typedef struct
{
  BsrStore *store;
  char *station; /* (nullable) */
  BsrCaseQuery *query;
  BsrWorklistReadKind kind;
  BsrCasePlace *place;
  guint n_pages;
  char *but_case;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;
  g_object_unref (request->store);
  g_free (request->station);
  bsr_case_query_free (request->query);
  bsr_case_place_free (request->place);
  g_free (request->but_case);
  g_free (request);
}

void
bsr_worklist_read_free (BsrWorklistRead *read)
{
  if (read == NULL)
    return;
  g_ptr_array_unref (read->pages);
  g_free (read);
}

/* One page with something on it, or the last one. */
static BsrCasePage *
read_page (const Request *request, const BsrCasePlace *place, GCancellable *cancellable,
           GError **error)
{
  gboolean backward = request->kind == BSR_WORKLIST_READ_BEFORE;
  g_autoptr (BsrCasePage) page = NULL;
  g_autoptr (BsrCasePlace) from = bsr_case_place_copy (place);
  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      BsrCasePage *next = bsr_store_find_cases (request->store, request->query, from, backward,
                                                BSR_WORKLIST_PAGE, error);
      if (next == NULL)
        return NULL;
      g_clear_pointer (&page, bsr_case_page_free);
      page = next;
      g_clear_pointer (&from, bsr_case_place_free);
      from = bsr_case_place_copy (backward ? page->before : page->after);
    }
  while (page->cases->len == 0 && from != NULL);
  /* What was passed over belongs to the page. */
  BsrCasePlace **begin = backward ? &page->after : &page->before;
  bsr_case_place_free (*begin);
  *begin = bsr_case_place_copy (place);
  return g_steal_pointer (&page);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;
  g_autoptr (BsrWorklistRead) read = g_new0 (BsrWorklistRead, 1);
  read->kind = request->kind;
  read->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_page_free);
  const BsrCasePlace *place = request->place;
  do
    {
      BsrCasePage *page = read_page (request, place, cancellable, &error);
      if (page != NULL)
        g_ptr_array_add (read->pages, page);
      if (page == NULL || !bsr_store_add_holders (request->store, page->cases, request->station, &error))
        {
          g_task_return_error (task, error);
          return;
        }
      place = page->after;
    }
  while (read->pages->len < request->n_pages && place != NULL);

  if (request->kind == BSR_WORKLIST_READ_AGAIN
      && !bsr_store_count_cases (request->store, request->query, COUNTED_MOST, &read->count,
                                 &read->more, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&read), (GDestroyNotify) bsr_worklist_read_free);
}

void
bsr_worklist_read_async (BsrStore *store, const char *station, const BsrCaseQuery *query,
                         BsrWorklistReadKind kind, const BsrCasePlace *place, guint n_pages,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store) && query != NULL && n_pages >= 1);
  Request *request = g_new0 (Request, 1);
  request->store = g_object_ref (store);
  request->station = g_strdup (station);
  request->query = bsr_case_query_copy (query);
  request->kind = kind;
  request->place = bsr_case_place_copy (place);
  request->n_pages = n_pages;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_worklist_read_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, read_in_thread);
}

BsrWorklistRead *
bsr_worklist_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
find_next_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;
  char *next = NULL;
  g_autoptr (BsrCasePlace) from = NULL;
  do
    {
      g_autoptr (BsrCasePage) page = bsr_store_find_cases (request->store, request->query, from,
                                                           FALSE, NEXT_AT_ONCE, &error);
      if (page == NULL || !bsr_store_add_holders (request->store, page->cases, request->station, &error))
        {
          g_task_return_error (task, error);
          return;
        }
      for (guint i = 0; next == NULL && i < page->cases->len; i++)
        {
          const BsrCaseSummary *summary = page->cases->pdata[i];
          if (g_strcmp0 (summary->id, request->but_case) != 0 && summary->n_scans > 0
              && summary->holder == NULL)
            next = g_strdup (summary->id);
        }
      g_clear_pointer (&from, bsr_case_place_free);
      from = g_steal_pointer (&page->after);
    }
  while (next == NULL && from != NULL);
  g_task_return_pointer (task, next, g_free);
}

void
bsr_worklist_next_async (BsrStore *store, const char *station, const char *but_case,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (BSR_IS_STORE (store));
  Request *request = g_new0 (Request, 1);
  request->store = g_object_ref (store);
  request->station = g_strdup (station);
  request->query = bsr_case_query_new ();
  request->query->work = BSR_CASE_WORK_JUDGE;
  request->but_case = g_strdup (but_case);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, bsr_worklist_next_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, find_next_in_thread);
}

char *
bsr_worklist_next_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
