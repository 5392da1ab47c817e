#pragma once

#include "bsr-case-query.h"
#include "bsr-worklist-item.h"

G_BEGIN_DECLS

/**
 * BsrWorklistModel:
 *
 * A part of the list of cases as a GListModel of BsrWorklistItem, as the store has it: a few pages, which
 * follow the one who looks at them. Reads in a worker; only what has changed is told, so that selection
 * and place stay when the list is read again.
 *
 * Signals: "failed" (GError*): the store could not be read; the list stays as it was. "loaded": the list,
 * bsr_worklist_model_count() and the ends are as the store has them.
 */
#define BSR_TYPE_WORKLIST_MODEL (bsr_worklist_model_get_type ())
G_DECLARE_FINAL_TYPE (BsrWorklistModel, bsr_worklist_model, BSR, WORKLIST_MODEL, GObject)

BsrWorklistModel *bsr_worklist_model_new (void);
/* @store: (nullable). What is being read from another is dropped. */
void bsr_worklist_model_set_store (BsrWorklistModel *model, BsrStore *store);
/* Cases that other stations have in hand say so. @station: (nullable) */
void bsr_worklist_model_set_station (BsrWorklistModel *model, const char *station);
BsrStore *bsr_worklist_model_store (BsrWorklistModel *model);
/* Shows the list from its beginning, whatever is being read for another query. */
void bsr_worklist_model_set_query (BsrWorklistModel *model, const BsrCaseQuery *query);
/* Reads again what is there; calls that come while it is being read are one more reading. */
void bsr_worklist_model_reload (BsrWorklistModel *model);

/* Reads the page after or before those that are there, where there is one; the farthest on the other side
 * go. Nothing happens while another is being read. */
void bsr_worklist_model_read_after (BsrWorklistModel *model);
void bsr_worklist_model_read_before (BsrWorklistModel *model);

/* How many cases fit the query; -1: not known yet. @more: (out): whether there may be more than these */
int bsr_worklist_model_count (BsrWorklistModel *model, gboolean *more);
gboolean bsr_worklist_model_reading (BsrWorklistModel *model);

G_END_DECLS
