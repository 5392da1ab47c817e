#pragma once

#include "bsr-arrival-candidates.h"

G_BEGIN_DECLS

/* The most of the tray that is read at once, the newest first: more than an officer looks through. */
#define BSR_STATION_TRAY_MOST 500

typedef enum
{
  BSR_TRAY_ACT_LINK,      /* to @case_ids */
  BSR_TRAY_ACT_SET_ASIDE, /* because of @reason */
  BSR_TRAY_ACT_TAKE_BACK, /* the same */
} BsrTrayActKind;

/* What an officer does with a scan that came by itself; bsr-store-arrivals.h says what each means. */
typedef struct
{
  BsrTrayActKind kind;
  gint64 id;                   /* the arrival's */
  const char *const *case_ids; /* (nullable) */
  const char *reason;          /* (nullable) */
} BsrTrayAct;

/* Does @act in a worker. */
void bsr_station_tray_act_async (BsrStore *store, const BsrActor *actor, const BsrTrayAct *act,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* %FALSE with what the store says. */
gboolean bsr_station_tray_act_finish (GAsyncResult *result, GError **error);

/* Reads what came by itself and stands so, in a worker. */
void bsr_station_tray_list_async (BsrStore *store, BsrArrivalStanding standing,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full): as bsr_store_list_arrivals() has them. */
GPtrArray *bsr_station_tray_list_finish (GAsyncResult *result, GError **error);

/* How many scans wait, counted in a worker; -1 with what the store says. */
void bsr_station_tray_count_async (BsrStore *store, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
int bsr_station_tray_count_finish (GAsyncResult *result, GError **error);

/* Looks for cases in a worker: with @search those that fit what was typed, see bsr_case_query_set_search(); without
 * (%NULL) those that bsr_arrival_candidates() offers for the numbers @containers. */
void bsr_station_tray_cases_async (BsrStore *store, const char *const *containers,
                                   const char *search, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full): BsrArrivalCandidate; none that was searched for is exact. */
GPtrArray *bsr_station_tray_cases_finish (GAsyncResult *result, GError **error);

G_END_DECLS
