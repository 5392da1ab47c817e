#pragma once

#include "bsr-act.h"
#include "bsr-store-claims.h"

G_BEGIN_DECLS

/* The methods of BsrStoreClaims, as bsr-store-claims.h says. */
void bsr_sql_store_claims_interface_init (BsrStoreClaimsInterface *iface);

/* Writes that the act's actor gives back all that he has in hand at his station. */
gboolean bsr_sql_give_back_all (BsrAct *act, GError **error);

/* %FALSE with _CONFLICT: somebody else than the act's actor has the case in hand; with @of_station, at
 * another station than his. */
gboolean bsr_sql_check_claim (const BsrAct *act, const char *case_id, gboolean of_station,
                              GError **error);

G_END_DECLS
