#pragma once

#include <gtk/gtk.h>
#include "bsr-analysis.h"
#include "bsr-station-library.h"

G_BEGIN_DECLS

/**
 * BsrSimilarList:
 *
 * The loads of the station's library that are most like the open one, the nearest first, looked for in
 * a worker; or one sentence on why there are none. Signal "open-case" (string).
 */
#define BSR_TYPE_SIMILAR_LIST (bsr_similar_list_get_type ())
G_DECLARE_FINAL_TYPE (BsrSimilarList, bsr_similar_list, BSR, SIMILAR_LIST, GtkWidget)

/* Once. The list follows the library's snapshots. */
void bsr_similar_list_set_library (BsrSimilarList *list, BsrStationLibrary *library);
/* Both (nullable): the open case and what its scan shows. */
void bsr_similar_list_show (BsrSimilarList *list, BsrCase *flagged, BsrAnalysis *analysis);

G_END_DECLS
