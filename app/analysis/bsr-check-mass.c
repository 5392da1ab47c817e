#include "bsr-checks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-finding.h"

/* How far a declared mass may be off without fault: 5 % or 500 kg, whichever is more, as port
 * states enforce SOLAS regulation VI/2 on verified gross mass (United Kingdom: MGN 534). */
#define DECLARED_SHARE 0.05
#define DECLARED_KG 500.0

/* The goods' mass as declared, kg: the items' sum, or else what the gross mass leaves above the
 * container's own. NAN: not declared. */
static double
declared_mass (const BsrCase *flagged)
{
  double items = bsr_case_items_kg (flagged);
  if (isfinite (items))
    return items;
  double goods = flagged->gross_kg - flagged->tare_kg;
  return goods >= 0.0 ? goods : (double) NAN;
}

/* How far the image's scale may be off beyond what its interval says, as a share of the mass:
 * goods stand up to 0.6 m before or behind the mid plane that the pitch is stated for, 10 % at
 * 6 m from the source; a load that leans to one side keeps about half of that. */
#define GEOMETRY_SHARE 0.05

/* Without a step wedge the width of the image's interval itself rests on few scans. The alarm
 * line then lies at its 99 % bounds instead of its 90 % ones: normal quantiles 2.576 and 1.645. */
#define UNCALIBRATED_WIDENING (2.576 / 1.645)

/* The most that a container may weigh, load included: ISO 668:2013/Amd 2:2016. An image that
 * shows more speaks of its scanner's calibration, not of the goods. */
#define MAX_GROSS_KG 36000.0

static gboolean
is_calibrated (const BsrCheckInput *input)
{
  return input->scan->acquisition.n_steps > 0;
}

/* What the declared mass may differ from the image's before it becomes doubtful, kg: the half
 * width of the image's interval on that side, what its scale may be off and what a declaration
 * may be off, all taken as independent. */
static double
tolerance (const BsrCheckInput *input, double declared)
{
  const BsrLoad *load = input->load;
  double interval = load->mass_kg - load->mass_kg_low;
  if (declared > load->mass_kg && isfinite (load->mass_kg_high))
    interval = load->mass_kg_high - load->mass_kg;
  else if (declared > load->mass_kg)
    {
      /* The load is opaque in places and may there be any heavier; that it be twice as heavy
       * as what was seen of it is taken as the usual. */
      double share = load->opaque_fraction / MAX (load->fill_fraction, load->opaque_fraction);
      interval = hypot (interval, isfinite (share) ? share * load->mass_kg : 0.0);
    }
  if (!is_calibrated (input))
    interval *= UNCALIBRATED_WIDENING;
  double image = hypot (isfinite (interval) ? MAX (interval, 0.0) : 0.0,
                        GEOMETRY_SHARE * load->mass_kg);
  return hypot (image, MAX (DECLARED_SHARE * declared, DECLARED_KG));
}

static char *
describe_observed (const BsrLoad *load)
{
  if (isfinite (load->mass_kg_high))
    return g_strdup_printf (_ ("about %.0f kg (%.0f to %.0f kg)"), load->mass_kg, load->mass_kg_low,
                            load->mass_kg_high);
  return g_strdup_printf (_ ("at least %.0f kg, the beam did not get through everywhere"),
                          load->mass_kg_low);
}

/* (nullable): why the image cannot be held against the declaration. */
static const char *
missing_evidence (const BsrCheckInput *input)
{
  if (!input->scan->described)
    return _ ("the size of a pixel is not known");
  if (!input->container_found)
    return _ ("the container's outline was not found");
  if (!isfinite (input->load->mass_kg) || !isfinite (input->load->mass_kg_low))
    return _ ("the image's mass could not be estimated");
  double own = isfinite (input->flagged->tare_kg) ? input->flagged->tare_kg : input->load->structure_kg;
  /* A step wedge is believed to its bound; without one a reading that cannot be is doubt enough. */
  double shown = is_calibrated (input) ? input->load->mass_kg_low : input->load->mass_kg;
  if (shown + own > MAX_GROSS_KG)
    return _ ("the image shows more than any container may weigh, so its scale is in doubt");
  return NULL;
}

static void
judge (BsrCheckResult *result, const BsrCheckInput *input, double declared)
{
  const BsrLoad *load = input->load;
  g_autofree char *observed = describe_observed (load);
  double score = bsr_score_of_distance (fabs (declared - load->mass_kg), tolerance (input, declared));
  gboolean hidden = declared > load->mass_kg && !isfinite (load->mass_kg_high);
  if (hidden)
    {
      result->score = BSR_SCORE_WITHOUT_EVIDENCE * score;
      result->verdict =
          score >= BSR_SCORE_ALARM ? BSR_VERDICT_INCONCLUSIVE : BSR_VERDICT_CONSISTENT;
      result->reason = g_strdup_printf (
          result->verdict == BSR_VERDICT_CONSISTENT
              ? _ ("%.0f kg are declared, and the image shows %s")
              : _ ("%.0f kg are declared; the image shows %s, so the rest can neither be seen nor "
                   "denied"),
          declared, observed);
      return;
    }
  result->score = score;
  result->verdict = bsr_verdict_of_score (score);
  if (result->verdict == BSR_VERDICT_CONSISTENT)
    result->reason =
        g_strdup_printf (_ ("%.0f kg are declared, and the image shows %s"), declared, observed);
  else if (declared > load->mass_kg)
    result->reason = g_strdup_printf (_ ("%.0f kg are declared, but the image shows less: %s"),
                                      declared, observed);
  else
    result->reason = g_strdup_printf (_ ("%.0f kg are declared, but the image shows more: %s"),
                                      declared, observed);
}

static BsrCheckResult *
run (const BsrCheckInput *input)
{
  double declared = declared_mass (input->flagged);
  if (input->flagged->empty || !isfinite (declared))
    return NULL;

  const char *missing = missing_evidence (input);
  BsrCheckResult *result = bsr_check_result_new (&bsr_check_mass, "kg", NULL);
  if (missing != NULL)
    {
      double distance = fabs (declared - input->load->mass_kg);
      result->score = isfinite (distance) ? BSR_SCORE_WITHOUT_EVIDENCE
                                                * bsr_score_of_distance (distance, tolerance (input, declared))
                                          : 0.0;
      result->reason = g_strdup_printf (_ ("%.0f kg are declared, which the image cannot be held "
                                           "against: %s"),
                                        declared, missing);
    }
  else
    judge (result, input, declared);
  result->declared = declared;
  result->observed = input->load->mass_kg;
  result->observed_low = input->load->mass_kg_low;
  result->observed_high = input->load->mass_kg_high;
  result->box = input->container;
  return result;
}

const BsrCheck bsr_check_mass = { .id = "mass", .version = 1, .run = run };
