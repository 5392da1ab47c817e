#pragma once

#include <gtk/gtk.h>
#include "bsr-case-query.h"

G_BEGIN_DECLS

/* What is asked for most. */
typedef enum
{
  BSR_WORKLIST_TO_LOOK_AT,     /* an image is to be judged */
  BSR_WORKLIST_SECOND_OPINION, /* of those, what another officer asked about */
  BSR_WORKLIST_MINE,           /* what the officer decided last */
  BSR_WORKLIST_ALL,
  BSR_N_WORKLIST_PRESETS,
} BsrWorklistPreset;

/**
 * BsrWorklistFilter:
 *
 * Says which cases are listed, and in which order: a search, four presets, state, priority and order.
 *
 * Signals: "changed": bsr_worklist_filter_query() is another. "activate": Enter in the search. "down": the
 * officer wants to go on in the list.
 */
#define BSR_TYPE_WORKLIST_FILTER (bsr_worklist_filter_get_type ())
G_DECLARE_FINAL_TYPE (BsrWorklistFilter, bsr_worklist_filter, BSR, WORKLIST_FILTER, GtkWidget)

/* (transfer full). What is sought by words comes newest first, unless another order is chosen. */
BsrCaseQuery *bsr_worklist_filter_query (BsrWorklistFilter *filter);
/* Whether not all cases are asked for. */
gboolean bsr_worklist_filter_narrows (BsrWorklistFilter *filter);

/* Whose cases are "mine". */
void bsr_worklist_filter_set_officer (BsrWorklistFilter *filter, const char *officer);
void bsr_worklist_filter_set_preset (BsrWorklistFilter *filter, BsrWorklistPreset preset);
void bsr_worklist_filter_set_search (BsrWorklistFilter *filter, const char *text);
/* @state: BsrCaseState; -1: any */
void bsr_worklist_filter_set_state (BsrWorklistFilter *filter, int state);
void bsr_worklist_filter_set_sort (BsrWorklistFilter *filter, BsrCaseSort sort, gboolean reversed);
/* Asks for all cases, the most urgent first. */
void bsr_worklist_filter_reset (BsrWorklistFilter *filter);
void bsr_worklist_filter_focus_search (BsrWorklistFilter *filter);

/* "12 cases", "more than 1,000"; -1: not known */
void bsr_worklist_filter_show_count (BsrWorklistFilter *filter, int count, gboolean more);

G_END_DECLS
