/* An analysis off the main thread. */

#include "bsr-analysis.h"

/* The way of progress from the worker to the caller: the worker only notes how far it is, and the
 * caller's main context is woken once for as many notes as there were since it last looked. */
typedef struct
{
  gatomicrefcount refs;
  GMainContext *context;
  BsrProgress progress;
  gpointer data;

  GMutex lock;
  double fraction;
  const char *stage;
  gboolean pending; /* a call is on its way */
} Relay;

/* What one analysis is made of. */
typedef struct
{
  BsrScan *scan;
  BsrImage *image;
  BsrCase *flagged;
  BsrReference *reference; /* (nullable) */
  BsrKnownGoods *goods;    /* (nullable) */
  int n_threads;
  Relay *relay;
} Order;

static void
relay_unref (gpointer data)
{
  Relay *relay = data;
  if (!g_atomic_ref_count_dec (&relay->refs))
    return;
  g_main_context_unref (relay->context);
  g_mutex_clear (&relay->lock);
  g_free (relay);
}

static gboolean
deliver_cb (gpointer data)
{
  Relay *relay = data;
  g_mutex_lock (&relay->lock);
  double fraction = relay->fraction;
  const char *stage = relay->stage;
  relay->pending = FALSE;
  g_mutex_unlock (&relay->lock);
  relay->progress (fraction, stage, relay->data);
  return G_SOURCE_REMOVE;
}

/* On the worker. The call is queued with the priority of the task's own answer and before it, so
 * that none comes after the caller has been told that all is done. */
static void
note_cb (double fraction, const char *stage, gpointer data)
{
  Relay *relay = data;
  g_mutex_lock (&relay->lock);
  relay->fraction = fraction;
  relay->stage = stage;
  gboolean call = !relay->pending;
  relay->pending = TRUE;
  g_mutex_unlock (&relay->lock);
  if (!call)
    return;
  g_atomic_ref_count_inc (&relay->refs);
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, relay, relay_unref);
  g_source_attach (source, relay->context);
}

static void
order_free (gpointer data)
{
  Order *order = data;
  bsr_scan_unref (order->scan);
  bsr_image_unref (order->image);
  g_clear_pointer (&order->flagged, bsr_case_unref);
  g_clear_pointer (&order->reference, bsr_reference_unref);
  g_clear_pointer (&order->goods, bsr_known_goods_unref);
  relay_unref (order->relay);
  g_free (order);
}

static void
work_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;
  BsrAnalysis *analysis = bsr_analysis_new (
      order->scan, order->image, order->flagged, order->reference, order->goods, order->n_threads,
      order->relay->progress ? note_cb : NULL, order->relay, cancellable, &error);
  if (analysis != NULL)
    g_task_return_pointer (task, analysis, (GDestroyNotify) bsr_analysis_unref);
  else
    g_task_return_error (task, error);
}

void
bsr_analysis_new_async (BsrScan *scan, BsrImage *image, BsrCase *flagged,
                        BsrReference *reference, BsrKnownGoods *goods, int n_threads, BsrProgress progress,
                        gpointer progress_data, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (scan != NULL && image != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, bsr_analysis_new_async);
  g_task_set_priority (task, G_PRIORITY_DEFAULT);

  Relay *relay = g_new0 (Relay, 1);
  g_atomic_ref_count_init (&relay->refs);
  g_mutex_init (&relay->lock);
  relay->context = g_main_context_ref (g_task_get_context (task));
  relay->progress = progress;
  relay->data = progress_data;

  Order *order = g_new (Order, 1);
  *order = (Order){
    .scan = bsr_scan_ref (scan),
    .image = bsr_image_ref (image),
    .flagged = flagged != NULL ? bsr_case_ref (flagged) : NULL,
    .reference = reference != NULL ? bsr_reference_ref (reference) : NULL,
    .goods = goods != NULL ? bsr_known_goods_ref (goods) : NULL,
    .n_threads = n_threads,
    .relay = relay,
  };
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, work_cb);
}

BsrAnalysis *
bsr_analysis_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, bsr_analysis_new_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
