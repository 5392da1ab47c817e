#pragma once

#include "bsr-arrival-item.h"

G_BEGIN_DECLS

/**
 * BsrTrayModel:
 *
 * What came by itself and stands so (waits, or was set aside), live, and what the officer does with it; all in a worker.
 * Items stay when the list is read again, so that selection and place do.
 *
 * Signals: "loaded": the list is as the store has it. "failed" (GError*): it could not be read and stays as it was.
 * "done" (string): a sentence of what was done. "refused" (string): one of why it was not, somebody else having been
 * quicker, say; the list is then read again.
 */
#define BSR_TYPE_TRAY_MODEL (bsr_tray_model_get_type ())
G_DECLARE_FINAL_TYPE (BsrTrayModel, bsr_tray_model, BSR, TRAY_MODEL, GObject)

BsrTrayModel *bsr_tray_model_new (BsrStore *store, const char *officer, const char *station,
                                  BsrArrivalStanding standing);
BsrStore *bsr_tray_model_store (BsrTrayModel *model);
/* (transfer none): of BsrArrivalItem, the newest first. */
GListModel *bsr_tray_model_items (BsrTrayModel *model);
/* Whether the list has been read once. */
gboolean bsr_tray_model_loaded (BsrTrayModel *model);
/* Calls that come while it is being read are one more reading. */
void bsr_tray_model_reload (BsrTrayModel *model);

/* Whether something is being done; nothing else can be begun meanwhile. */
gboolean bsr_tray_model_acting (BsrTrayModel *model);
void bsr_tray_model_link (BsrTrayModel *model, gint64 id, const char *const *case_ids);
/* @reason: with words in it */
void bsr_tray_model_set_aside (BsrTrayModel *model, gint64 id, const char *reason);
void bsr_tray_model_take_back (BsrTrayModel *model, gint64 id, const char *reason);
/* The officer has left; what he began is still done, and nobody is told. */
void bsr_tray_model_close (BsrTrayModel *model);

G_END_DECLS
