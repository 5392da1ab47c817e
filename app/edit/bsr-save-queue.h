#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BsrSaveQueue:
 *
 * Saves one act after the other in a worker and reports each on the context of the thread that
 * made the queue, in the same order. When an act fails, those that were queued before its failure
 * was reported build on something that is not there: they are not tried, and reported as failed.
 */
typedef struct _BsrSaveQueue BsrSaveQueue;

/* In the worker. */
typedef gboolean (*BsrSave) (gpointer act, GError **error);
/* On the queue's context; @error is NULL when the act was saved. @act is the callee's now. */
typedef void (*BsrSaved) (gpointer act, const GError *error);

BsrSaveQueue *bsr_save_queue_new (BsrSave save, BsrSaved saved);
/* Only when every act has been reported. */
void bsr_save_queue_free (BsrSaveQueue *queue);

void bsr_save_queue_push (BsrSaveQueue *queue, gpointer act);

G_END_DECLS
