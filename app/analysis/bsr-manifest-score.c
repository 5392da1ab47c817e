#include "bsr-manifest-score.h"

#include "bsr-checks.h"
#include "bsr-finding.h"

/* Whether the load is there, what it weighs and what it is must be answered; what else an image may
 * tell it tells seldom. */
static gboolean
is_needed (const char *check)
{
  return g_str_equal (check, bsr_check_empty.id) || g_str_equal (check, bsr_check_mass.id)
         || g_str_equal (check, bsr_check_commodity.id);
}

double
bsr_manifest_score (const GPtrArray *results, BsrVerdict *verdict)
{
  g_return_val_if_fail (results != NULL && verdict != NULL, 0.0);

  double strongest = 0.0, doubt_left = 1.0;
  gboolean agrees = FALSE, open = FALSE;
  for (guint i = 0; i < results->len; i++)
    {
      const BsrCheckResult *result = g_ptr_array_index (results, i);
      strongest = MAX (strongest, result->score);
      if (result->score > BSR_SCORE_ALARM)
        doubt_left *= 1.0 - (result->score - BSR_SCORE_ALARM) / (1.0 - BSR_SCORE_ALARM);
      if (g_str_equal (result->check, bsr_check_container_number.id))
        continue; /* says nothing of the load */
      agrees = agrees || result->verdict == BSR_VERDICT_CONSISTENT;
      open = open || (result->verdict == BSR_VERDICT_INCONCLUSIVE && is_needed (result->check));
    }
  if (strongest >= BSR_SCORE_ALARM)
    {
      *verdict = BSR_VERDICT_MISMATCH;
      return BSR_SCORE_ALARM + (1.0 - BSR_SCORE_ALARM) * (1.0 - doubt_left);
    }
  *verdict = agrees && !open ? BSR_VERDICT_CONSISTENT : BSR_VERDICT_INCONCLUSIVE;
  return strongest;
}
