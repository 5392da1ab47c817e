#include "bsr-store-claims.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-moment.h"

G_DEFINE_INTERFACE (BsrStoreClaims, bsr_store_claims, BSR_TYPE_STORE)

static void
bsr_store_claims_default_init (BsrStoreClaimsInterface *iface)
{
}

void
bsr_case_claim_free (BsrCaseClaim *claim)
{
  if (claim == NULL)
    return;
  g_free (claim->case_id);
  g_free (claim->officer);
  g_free (claim->station);
  g_clear_pointer (&claim->since, g_date_time_unref);
  g_clear_pointer (&claim->until, g_date_time_unref);
  g_free (claim);
}

char *
bsr_case_claim_sentence (const BsrCaseClaim *claim, GDateTime *now)
{
  g_return_val_if_fail (claim != NULL && now != NULL, NULL);

  g_autofree char *time = bsr_moment_to_words (claim->since, now);
  /* Translators: officer, station, time of the day: "officer 9 at lane 1 has had this case since
   * 10:42". */
  return g_strdup_printf (_ ("%s at %s has had this case since %s"), claim->officer, claim->station,
                          time);
}

#define METHODS(store) BSR_STORE_CLAIMS_GET_IFACE (BSR_STORE_CLAIMS (store))

BsrCaseClaim *
bsr_store_claim_case (BsrStore *store, const BsrActor *actor, const char *case_id, int lease_s,
                      GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_CLAIMS (store) && actor != NULL, NULL);
  g_return_val_if_fail (case_id != NULL && lease_s >= 0, NULL);
  return METHODS (store)->claim_case (store, actor, case_id, lease_s, NULL, error);
}

BsrCaseClaim *
bsr_store_take_over_case (BsrStore *store, const BsrActor *actor, const char *case_id, int lease_s,
                          const char *reason, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_CLAIMS (store) && actor != NULL, NULL);
  g_return_val_if_fail (case_id != NULL && lease_s >= 0 && reason != NULL, NULL);

  g_autofree char *words = g_strstrip (g_utf8_make_valid (reason, -1));
  if (*words == '\0')
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("taking a case over needs a reason in words"));
      return NULL;
    }
  return METHODS (store)->claim_case (store, actor, case_id, lease_s, words, error);
}

gboolean
bsr_store_renew_claim (BsrStore *store, const BsrActor *actor, const char *case_id, int lease_s,
                       gboolean *held, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_CLAIMS (store) && actor != NULL, FALSE);
  g_return_val_if_fail (case_id != NULL && lease_s >= 0 && held != NULL, FALSE);
  return METHODS (store)->renew_claim (store, actor, case_id, lease_s, held, error);
}

gboolean
bsr_store_give_back_case (BsrStore *store, const BsrActor *actor, const char *case_id,
                          GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_CLAIMS (store) && actor != NULL && case_id != NULL, FALSE);
  return METHODS (store)->give_back_case (store, actor, case_id, error);
}

GPtrArray *
bsr_store_list_claims (BsrStore *store, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_CLAIMS (store), NULL);
  return METHODS (store)->list_claims (store, error);
}

gboolean
bsr_store_add_holders (BsrStore *store, GPtrArray *cases, const char *but_station, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_CLAIMS (store) && cases != NULL, FALSE);

  g_autoptr (GPtrArray) claims = bsr_store_list_claims (store, error);
  if (claims == NULL)
    return FALSE;
  g_autoptr (GHashTable) held = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < claims->len; i++)
    {
      BsrCaseClaim *claim = claims->pdata[i];
      if (g_strcmp0 (claim->station, but_station) != 0)
        g_hash_table_insert (held, claim->case_id, claim);
    }
  for (guint i = 0; g_hash_table_size (held) > 0 && i < cases->len; i++)
    {
      BsrCaseSummary *summary = cases->pdata[i];
      const BsrCaseClaim *claim = g_hash_table_lookup (held, summary->id);
      g_clear_pointer (&summary->holder, g_free);
      /* Translators: officer and station: "officer 9, lane 1". */
      if (claim != NULL)
        summary->holder = g_strdup_printf (_ ("%s, %s"), claim->officer, claim->station);
    }
  return TRUE;
}
