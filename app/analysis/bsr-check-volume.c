#include "bsr-checks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-declared-goods.h"

/* The near side of a load looks larger than its middle, and the outline is that of both sides: from a
 * source 5 to 6 m away a load's height and gaps are seen a tenth to a sixth too large. */
#define OUTLINE_SHARE 0.88
/* What is left of that, edges that blur, and goods that do not reach from wall to wall: ln of the
 * volume, standard deviation. */
#define VOLUME_SD 0.2
/* Standard deviations outside the range at which a volume becomes doubtful. */
#define DOUBTFUL_SIGMAS 3.0

static const char *
missing_evidence (const BsrCheckInput *input, const BsrDeclaredGoods *goods)
{
  const char *missing = bsr_check_missing_room (input);
  if (missing == NULL && !goods->known)
    return _ ("nothing is known of the declared code");
  return missing;
}

static BsrCheckResult *
run (const BsrCheckInput *input)
{
  BsrDeclaredGoods goods = bsr_declared_goods_of_case (input->flagged);
  if (input->flagged->empty || !(goods.mass_kg > 0.0))
    return NULL;
  BsrCheckResult *result = bsr_check_result_new_of_load (&bsr_check_volume, input, "m3");
  const char *missing = missing_evidence (input, &goods);
  if (missing != NULL)
    {
      result->reason = g_strdup_printf (_ ("The room that the load takes up cannot be held against the papers: %s"), missing);
      return result;
    }
  double seen = OUTLINE_SHARE * input->whole->volume_m3;
  double outside = MAX (log (goods.volume_m3.low / seen), log (seen / goods.volume_m3.high));
  result->score = bsr_score_of_distance (MAX (outside, 0.0), DOUBTFUL_SIGMAS * VOLUME_SD);
  if (goods.vague)
    result->score *= 2.0 * BSR_SCORE_WITHOUT_EVIDENCE;
  result->verdict = goods.vague ? BSR_VERDICT_INCONCLUSIVE : bsr_verdict_of_score (result->score);
  result->declared = sqrt (goods.volume_m3.low * goods.volume_m3.high);
  result->observed = seen;
  result->observed_low = seen * exp (-1.645 * VOLUME_SD);
  result->observed_high = seen * exp (1.645 * VOLUME_SD);
  result->reason = g_strdup_printf (
      result->verdict != BSR_VERDICT_MISMATCH
          ? _ ("%.0f kg of such goods take up %.1f to %.1f m³, and the load is seen to take up %.1f m³")
      : seen < goods.volume_m3.low
          ? _ ("%.0f kg of such goods take up %.1f to %.1f m³, but the load is seen to take up only %.1f m³")
          : _ ("%.0f kg of such goods take up %.1f to %.1f m³, but the load is seen to take up %.1f m³"),
      goods.mass_kg, goods.volume_m3.low, goods.volume_m3.high, seen);
  return result;
}

const BsrCheck bsr_check_volume = { .id = "volume", .version = 1, .run = run };
