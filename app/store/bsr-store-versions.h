#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrStoreVersions:
 *
 * What a station has before it when it changes something: the number of the record that stands (its audit
 * entry; 0: none). An act whose actor names a version (see BsrActor) is refused with _CONFLICT where
 * another one stands by now, saying both, so that nothing is overwritten unseen.
 */
#define BSR_TYPE_STORE_VERSIONS (bsr_store_versions_get_type ())
G_DECLARE_INTERFACE (BsrStoreVersions, bsr_store_versions, BSR, STORE_VERSIONS, BsrStore)

struct _BsrStoreVersionsInterface
{
  GTypeInterface parent;

  GHashTable *(*list_versions) (BsrStore *, const char *case_id, GError **);
};

/* (transfer full): key (char *) -> gint64 *: what stands of the case. Read before the case is, so that
 * what changes meanwhile is not taken for seen. */
GHashTable *bsr_store_list_versions (BsrStore *store, const char *case_id, GError **error);

/* (transfer full): the keys of that table. */
char *bsr_version_key_annotation (gint64 scan_id, const char *annotation_id);
char *bsr_version_key_weight (gint64 scan_id, int finding_id);
char *bsr_version_key_contest (gint64 scan_id, const char *check, int item);
char *bsr_version_key_analysis (gint64 scan_id);
char *bsr_version_key_decision (void);

G_END_DECLS
