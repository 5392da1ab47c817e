#include "bsr-store-handling.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-term.h"

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, sentence);
  return FALSE;
}

gint64
bsr_store_add_photograph (BsrStore *store, const BsrActor *actor, const char *case_id,
                          const char *path, const char *caption, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, 0);
  g_return_val_if_fail (case_id != NULL && path != NULL && caption != NULL, 0);

  if (!g_utf8_validate (caption, -1, NULL))
    return refuse (error, _ ("the caption of the photograph is not UTF-8"));
  if (!bsr_photograph_check_file (path, error))
    return 0;
  return BSR_STORE_GET_IFACE (store)->add_photograph (store, actor, case_id, path, caption, error);
}

GPtrArray *
bsr_store_list_photographs (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL, NULL);
  return BSR_STORE_GET_IFACE (store)->list_photographs (store, case_id, error);
}

gboolean
bsr_store_put_caveat (BsrStore *store, const BsrActor *actor, const char *case_id,
                      const BsrCaveat *caveat, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, FALSE);
  g_return_val_if_fail (case_id != NULL && caveat != NULL, FALSE);

  if (bsr_term_find (BSR_TERMS_CAVEAT, caveat->kind) == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("'%s' is no handling caveat"),
                   caveat->kind);
      return FALSE;
    }
  if (!g_utf8_validate (caveat->text, -1, NULL))
    return refuse (error, _ ("the words of the caveat are not UTF-8"));
  return BSR_STORE_GET_IFACE (store)->put_caveat (store, actor, case_id, caveat, error);
}

GPtrArray *
bsr_store_list_caveats (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL, NULL);
  return BSR_STORE_GET_IFACE (store)->list_caveats (store, case_id, error);
}

GPtrArray *
bsr_store_list_declarations (BsrStore *store, const char *case_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && case_id != NULL, NULL);
  return BSR_STORE_GET_IFACE (store)->list_declarations (store, case_id, error);
}

gint64
bsr_store_put_downtime (BsrStore *store, const BsrActor *actor, const BsrDowntime *downtime,
                        GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && downtime != NULL, 0);
  if (!bsr_downtime_check (downtime, error))
    return 0;
  return BSR_STORE_GET_IFACE (store)->put_downtime (store, actor, downtime, error);
}

GPtrArray *
bsr_store_list_downtimes (BsrStore *store, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store), NULL);
  return BSR_STORE_GET_IFACE (store)->list_downtimes (store, error);
}
