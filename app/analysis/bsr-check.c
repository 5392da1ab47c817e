#include "bsr-check.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-checks.h"
#include "bsr-finding.h"

const BsrCheck *const bsr_checks[] = {
  &bsr_check_container_number,
  &bsr_check_empty,
  &bsr_check_mass,
  &bsr_check_material,
  &bsr_check_commodity,
  &bsr_check_homogeneity,
  &bsr_check_packages,
  &bsr_check_volume,
  NULL,
};

/* In the order of BsrVerdict. */
const char *const bsr_verdict_names[] = { "consistent", "mismatch", "inconclusive", NULL };

const char *
bsr_verdict_to_string (BsrVerdict verdict)
{
  return bsr_verdict_names[verdict];
}

double
bsr_score_of_distance (double distance, double allowed)
{
  double ratio = distance / allowed;
  return 1.0 - exp2 (-ratio * ratio);
}

BsrVerdict
bsr_verdict_of_score (double score)
{
  return score >= BSR_SCORE_ALARM ? BSR_VERDICT_MISMATCH : BSR_VERDICT_CONSISTENT;
}

BsrCheckResult *
bsr_check_result_new (const BsrCheck *check, const char *unit, char *reason)
{
  g_return_val_if_fail (check != NULL && unit != NULL, NULL);

  BsrCheckResult *result = g_new (BsrCheckResult, 1);
  *result = (BsrCheckResult){
    .check = check->id,
    .item = -1,
    .verdict = BSR_VERDICT_INCONCLUSIVE,
    .declared = NAN,
    .observed = NAN,
    .observed_low = NAN,
    .observed_high = NAN,
    .unit = unit,
    .reason = reason,
  };
  return result;
}

BsrCheckResult *
bsr_check_result_new_of_load (const BsrCheck *check, const BsrCheckInput *input, const char *unit)
{
  BsrCheckResult *result = bsr_check_result_new (check, unit, NULL);
  if (input->flagged->items->len == 1)
    result->item = 0;
  result->box = input->whole != NULL ? input->whole->box : input->container;
  return result;
}

const char *
bsr_check_missing_room (const BsrCheckInput *input)
{
  if (!input->scan->described)
    return _ ("the size of a pixel is not known");
  if (!input->container_found)
    return _ ("the container's outline was not found");
  if (input->whole == NULL || !(input->whole->volume_m3 > 0.0))
    return _ ("the image shows no load");
  return NULL;
}

void
bsr_check_result_free (BsrCheckResult *result)
{
  g_return_if_fail (result != NULL);

  g_free (result->declared_text);
  g_free (result->observed_text);
  g_free (result->reason);
  g_free (result);
}
