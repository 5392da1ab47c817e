#include "bsr-store-log.h"

gboolean
bsr_store_read_head (BsrStore *store, BsrAuditHead *head, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && head != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->read_head (store, head, error);
}

GPtrArray *
bsr_store_list_checkpoints (BsrStore *store, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);
  return BSR_STORE_GET_IFACE (store)->list_checkpoints (store, error);
}

gboolean
bsr_store_add_checkpoint (BsrStore *store, const BsrActor *actor, const BsrCheckpoint *checkpoint,
                          GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && checkpoint != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->add_checkpoint (store, actor, checkpoint, error);
}

gboolean
bsr_store_note_scan_view (BsrStore *store, const BsrActor *actor, gint64 scan_id, const char *where,
                          GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && where != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->note_scan_view (store, actor, scan_id, where, error);
}

gboolean
bsr_store_note_export (BsrStore *store, const BsrActor *actor, const BsrExport *export,
                       GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && export != NULL, FALSE);
  g_return_val_if_fail (export->subject != NULL && export->what != NULL && export->to != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->note_export (store, actor, export, error);
}

gboolean
bsr_store_note_restore (BsrStore *store, const BsrActor *actor, const char *from, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && from != NULL, FALSE);
  return BSR_STORE_GET_IFACE (store)->note_restore (store, actor, from, error);
}
