#pragma once

#include "bsr-worklist-item.h"

G_BEGIN_DECLS

/**
 * BsrWorklistModel:
 *
 * The cases of the store as a GListModel of BsrWorklistItem, unsorted. Reads in a worker; only
 * what has changed is told.
 *
 * Signals: "failed" (GError*): the store could not be read; the list stays as it was.
 * "loaded": the list is as the store has it.
 */
#define BSR_TYPE_WORKLIST_MODEL (bsr_worklist_model_get_type ())
G_DECLARE_FINAL_TYPE (BsrWorklistModel, bsr_worklist_model, BSR, WORKLIST_MODEL, GObject)

BsrWorklistModel *bsr_worklist_model_new (void);
/* @store: (nullable) */
/* Cases that other stations have in hand say so. */
void bsr_worklist_model_set_station (BsrWorklistModel *model, const char *station);
void bsr_worklist_model_set_store (BsrWorklistModel *model, BsrStore *store);
/* Reads the list again; calls that come while it is being read are one more reading. */
void bsr_worklist_model_reload (BsrWorklistModel *model);
/* Makes the list what @summaries (BsrCaseSummary) say; they are taken out of the array. */
void bsr_worklist_model_take (BsrWorklistModel *model, GPtrArray *summaries);

G_END_DECLS
