#pragma once

#include "bsr-act.h"
#include "bsr-store-arrivals.h"
#include "bsr-vault.h"

G_BEGIN_DECLS

/* What comes by itself: see data/store/012-arrivals.sql. */

/* The methods of BsrStoreArrivals, as bsr-store-arrivals.h says. */
void bsr_sql_store_arrivals_interface_init (BsrStoreArrivalsInterface *iface);

GPtrArray *bsr_sql_store_list_arrivals (BsrStore *store, BsrArrivalStanding standing, int most,
                                        GError **error);
GPtrArray *bsr_sql_store_list_waiting_of (BsrStore *store, const char *const *containers,
                                          GError **error);
int bsr_sql_store_count_waiting (BsrStore *store, GError **error);
BsrArrival *bsr_sql_store_find_arrival (BsrStore *store, const char *sha256, const char *low_sha256,
                                        GError **error);
GPtrArray *bsr_sql_store_list_cases_of (BsrStore *store, const char *container, GError **error);
gboolean bsr_sql_store_add_reports (BsrStore *store, const BsrActor *actor,
                                    const char *const *case_ids,
                                    const BsrCaseReport *const *reports, guint n_reports,
                                    GError **error);
GPtrArray *bsr_sql_store_list_reports (BsrStore *store, const char *case_id, GError **error);

/* As the store has them: "set-aside"; and back, -1 for none. */
const char *bsr_sql_arrival_standing_name (BsrArrivalStanding standing);
int bsr_sql_arrival_standing_from_name (const char *name);

/* (transfer full): the cases that have a scan of the pixels of @item, as they were linked; under the lock. */
GStrv bsr_sql_read_linked_cases (BsrSql *sql, const char *sha256, const char *low_sha256,
                                 GError **error);
/* Brings the line of what came by itself with the pixels of @item up to its records; nothing where nothing did. */
gboolean bsr_sql_refresh_arrival (BsrSql *sql, const BsrVaultItem *item, GError **error);
/* Holds each line against the records; under the lock. _DAMAGED: the first that is not what it should be. */
gboolean bsr_sql_check_arrivals (BsrSql *sql, GError **error);

G_END_DECLS
