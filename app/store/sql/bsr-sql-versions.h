#pragma once

#include "bsr-act.h"
#include "bsr-store-versions.h"

G_BEGIN_DECLS

/* The methods of BsrStoreVersions, as bsr-store-versions.h says. */
void bsr_sql_store_versions_interface_init (BsrStoreVersionsInterface *iface);

/* Each: %FALSE with _CONFLICT where the act's actor had another version before him than the one that
 * stands, saying what is @theirs and what @yours (one of few words each). Where it is the same he has the
 * act's own from now on. */
gboolean bsr_sql_check_annotation (BsrAct *act, gint64 scan_id, const char *annotation_id,
                                   const char *theirs, const char *yours, GError **error);
gboolean bsr_sql_check_weight (BsrAct *act, gint64 scan_id, int finding_id, const char *theirs,
                               const char *yours, GError **error);
gboolean bsr_sql_check_contest (BsrAct *act, gint64 scan_id, const char *check, int item,
                                const char *theirs, const char *yours, GError **error);
gboolean bsr_sql_check_analysis (BsrAct *act, gint64 scan_id, GError **error);
gboolean bsr_sql_check_decision (BsrAct *act, const char *case_id, const char *yours,
                                 GError **error);

G_END_DECLS
