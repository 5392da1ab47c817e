#include "bsr-save-queue.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"

struct _BsrSaveQueue
{
  GThreadPool *worker; /* of one thread: acts keep their order */
  GMainContext *context;
  BsrSave save;
  BsrSaved saved;
  int round;       /* grows with each failure that was reported */
  gint lost_round; /* atomic; acts of this round build on one that failed */
  int n_queued;
};

typedef struct
{
  BsrSaveQueue *queue;
  gpointer act;
  int round;
  GError *error;
  gboolean skipped;
} Item;

static gboolean
report_cb (gpointer data)
{
  Item *item = data;
  BsrSaveQueue *queue = item->queue;
  queue->n_queued--;
  if (item->error != NULL && !item->skipped)
    queue->round++;
  queue->saved (item->act, item->error); /* may free the queue */
  return G_SOURCE_REMOVE;
}

static void
item_free (gpointer data)
{
  Item *item = data;
  g_clear_error (&item->error);
  g_free (item);
}

static void
save_item (gpointer data, gpointer user_data)
{
  Item *item = data;
  BsrSaveQueue *queue = item->queue;

  if (g_atomic_int_get (&queue->lost_round) == item->round)
    {
      item->skipped = TRUE;
      g_set_error_literal (&item->error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                           _ ("a change before it could not be saved"));
    }
  else if (!queue->save (item->act, &item->error))
    g_atomic_int_set (&queue->lost_round, item->round);

  /* Not g_main_context_invoke(): while nobody runs the context, that would call it right here. */
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, report_cb, item, item_free);
  g_source_attach (source, queue->context);
}

BsrSaveQueue *
bsr_save_queue_new (BsrSave save, BsrSaved saved)
{
  BsrSaveQueue *queue = g_new0 (BsrSaveQueue, 1);
  queue->context = g_main_context_ref_thread_default ();
  queue->save = save;
  queue->saved = saved;
  queue->lost_round = -1;
  queue->worker = g_thread_pool_new (save_item, NULL, 1, FALSE, NULL);
  return queue;
}

void
bsr_save_queue_free (BsrSaveQueue *queue)
{
  if (queue == NULL)
    return;
  g_assert (queue->n_queued == 0);
  g_thread_pool_free (queue->worker, FALSE, TRUE);
  g_main_context_unref (queue->context);
  g_free (queue);
}

void
bsr_save_queue_push (BsrSaveQueue *queue, gpointer act)
{
  Item *item = g_new0 (Item, 1);
  item->queue = queue;
  item->act = act;
  item->round = queue->round;
  queue->n_queued++;
  g_thread_pool_push (queue->worker, item, NULL);
}
