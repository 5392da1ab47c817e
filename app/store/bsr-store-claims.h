#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrStoreClaims:
 *
 * Who has which case in hand. An officer at a station claims a case for a lease and renews it while he
 * has it open; a station that ends without giving it back loses it when the lease is over. While a claim
 * lives nobody else decides the case: bsr_store_record_decision() refuses it (_CONFLICT), saying who has
 * it. Claims, their ends and take-overs are audit entries; renewing is none. Times are the store's.
 */
#define BSR_TYPE_STORE_CLAIMS (bsr_store_claims_get_type ())
G_DECLARE_INTERFACE (BsrStoreClaims, bsr_store_claims, BSR, STORE_CLAIMS, BsrStore)

typedef struct
{
  char *case_id, *officer, *station;
  GDateTime *since;
  GDateTime *until; /* when it is over unless renewed */
  gboolean mine;    /* the asking actor's; %FALSE in lists */
} BsrCaseClaim;

void bsr_case_claim_free (BsrCaseClaim *claim);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCaseClaim, bsr_case_claim_free)

/* (transfer full): "officer 9 at lane 1 has had this case since 10:42", in the time zone of @now. */
char *bsr_case_claim_sentence (const BsrCaseClaim *claim, GDateTime *now);

struct _BsrStoreClaimsInterface
{
  GTypeInterface parent;

  BsrCaseClaim *(*claim_case) (BsrStore *, const BsrActor *, const char *case_id, int lease_s,
                               const char *take_over, GError **);
  gboolean (*renew_claim) (BsrStore *, const BsrActor *, const char *case_id, int lease_s,
                           gboolean *held, GError **);
  gboolean (*give_back_case) (BsrStore *, const BsrActor *, const char *case_id, GError **);
  GPtrArray *(*list_claims) (BsrStore *, GError **);
};

/**
 * bsr_store_claim_case:
 * @lease_s: seconds until the claim is over by itself; 0: at once
 *
 * Claims the case, unless somebody else has it: that is no error. A claim that the actor has already
 * is renewed.
 *
 * Returns: (transfer full): the claim that stands now: whether it is @mine or not
 */
BsrCaseClaim *bsr_store_claim_case (BsrStore *store, const BsrActor *actor, const char *case_id,
                                    int lease_s, GError **error);
/* The same, and whoever has it loses it; @reason: in words. For supervisors. */
BsrCaseClaim *bsr_store_take_over_case (BsrStore *store, const BsrActor *actor, const char *case_id,
                                        int lease_s, const char *reason, GError **error);
/* @held: (out): %FALSE: the claim is not the actor's any more, and is not made anew. */
gboolean bsr_store_renew_claim (BsrStore *store, const BsrActor *actor, const char *case_id,
                                int lease_s, gboolean *held, GError **error);
/* Ends the actor's claim; nothing happens where he has none. */
gboolean bsr_store_give_back_case (BsrStore *store, const BsrActor *actor, const char *case_id,
                                   GError **error);
/* (transfer full): BsrCaseClaim: those that live, by case. */
GPtrArray *bsr_store_list_claims (BsrStore *store, GError **error);

/**
 * bsr_store_add_holders:
 * @cases: BsrCaseSummary: the holder of each is set that somebody has in hand, as "officer 9, lane 1"
 * @but_station: (nullable): what this one has in hand is told of none
 *
 * Asks once for a whole page; not more cases are in hand than there are stations.
 */
gboolean bsr_store_add_holders (BsrStore *store, GPtrArray *cases, const char *but_station,
                                GError **error);

G_END_DECLS
