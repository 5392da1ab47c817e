#include "bsr-store-versions.h"

G_DEFINE_INTERFACE (BsrStoreVersions, bsr_store_versions, BSR_TYPE_STORE)

static void
bsr_store_versions_default_init (BsrStoreVersionsInterface *iface)
{
}

GHashTable *
bsr_store_list_versions (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_VERSIONS (store) && case_id != NULL, NULL);
  return BSR_STORE_VERSIONS_GET_IFACE (BSR_STORE_VERSIONS (store))
      ->list_versions (store, case_id, error);
}

char *
bsr_version_key_annotation (gint64 scan_id, const char *annotation_id)
{
  return g_strdup_printf ("annotation:%" G_GINT64_FORMAT ":%s", scan_id, annotation_id);
}

char *
bsr_version_key_weight (gint64 scan_id, int finding_id)
{
  return g_strdup_printf ("weight:%" G_GINT64_FORMAT ":%d", scan_id, finding_id);
}

char *
bsr_version_key_contest (gint64 scan_id, const char *check, int item)
{
  return g_strdup_printf ("contest:%" G_GINT64_FORMAT ":%d:%s", scan_id, item, check);
}

char *
bsr_version_key_analysis (gint64 scan_id)
{
  return g_strdup_printf ("analysis:%" G_GINT64_FORMAT, scan_id);
}

char *
bsr_version_key_decision (void)
{
  return g_strdup ("decision");
}
