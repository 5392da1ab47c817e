#include "bsr-checks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-declared-goods.h"

/* ln of what a number of packages is off by: depth across the container is not seen, and the outline
 * holds gaps. Standard deviation. */
#define NUMBER_SD 0.35
#define DOUBTFUL_SIGMAS 2.5
/* Bounds further apart say nothing for a declaration, only against one. */
#define TELLING_RATIO 20.0

/* Bounds of the number of packages that fit the room of the load, by the size of their type; and by
 * what repeats in the image, where that is narrower and agrees. */
static BsrPropertyRange
bounds (const BsrCheckInput *input, const BsrDeclaredGoods *goods, gboolean *counted)
{
  double volume = input->whole->volume_m3, n = (double) goods->packages;
  BsrPropertyRange range = { volume / (goods->packages_m3.high / n), volume / (goods->packages_m3.low / n) };
  *counted = FALSE;
  if (input->n_regions != 1 || isnan (input->whole->packages_low))
    return range;
  /* What repeats is one package or several: there are as many at least. */
  if (!(input->whole->packages_low > range.low && input->whole->packages_low < range.high))
    return range;
  *counted = TRUE;
  return (BsrPropertyRange){ input->whole->packages_low, range.high };
}

static const char *
missing_evidence (const BsrCheckInput *input, const BsrDeclaredGoods *goods)
{
  if (!input->scan->described)
    return _ ("the size of a pixel is not known");
  if (!input->container_found || input->whole == NULL)
    return _ ("the container's outline was not found");
  if (isnan (goods->packages_m3.low))
    return _ ("packages of the declared type cannot be counted in an image");
  if (!(input->whole->volume_m3 > 0.0))
    return _ ("the image shows no load");
  return NULL;
}

/* (transfer full) */
static char *
describe (const BsrCheckResult *result, gboolean counted)
{
  double n = result->declared, low = result->observed_low, high = result->observed_high;
  gboolean fits = result->verdict != BSR_VERDICT_MISMATCH;
  if (result->verdict == BSR_VERDICT_INCONCLUSIVE)
    return g_strdup_printf (_ ("%.0f packages are declared; those of that type differ too much in size to be counted by the room that they take up"), n);
  if (counted && fits)
    return g_strdup_printf (_ ("%.0f packages are declared, and what repeats in the image makes %.0f to %.0f"), n, low, high);
  if (counted)
    return g_strdup_printf (_ ("%.0f packages are declared, but what repeats in the image makes %.0f to %.0f"), n, low, high);
  if (fits)
    return g_strdup_printf (_ ("%.0f packages are declared, and the room that the load takes up holds %.0f to %.0f of that type"), n, low, high);
  return g_strdup_printf (_ ("%.0f packages are declared, but the room that the load takes up holds %.0f to %.0f of that type"), n, low, high);
}

static BsrCheckResult *
run (const BsrCheckInput *input)
{
  BsrDeclaredGoods goods = bsr_declared_goods_of_case (input->flagged);
  if (input->flagged->empty || goods.packages <= 0)
    return NULL;
  BsrCheckResult *result = bsr_check_result_new_of_load (&bsr_check_packages, input, "packages");
  result->declared = (double) goods.packages;
  const char *missing = missing_evidence (input, &goods);
  if (missing != NULL)
    {
      result->reason = g_strdup_printf (_ ("The number of packages cannot be held against the image: %s"), missing);
      return result;
    }
  gboolean counted;
  BsrPropertyRange range = bounds (input, &goods, &counted);
  double n = (double) goods.packages, outside = MAX (log (range.low / n), log (n / range.high));
  result->score = bsr_score_of_distance (MAX (outside, 0.0), DOUBTFUL_SIGMAS * NUMBER_SD);
  result->verdict = bsr_verdict_of_score (result->score);
  result->observed = sqrt (range.low * range.high);
  result->observed_low = range.low;
  result->observed_high = range.high;
  /* Types of all sizes: what fits them fits anything. */
  if (result->verdict == BSR_VERDICT_CONSISTENT && range.high > TELLING_RATIO * range.low)
    result->verdict = BSR_VERDICT_INCONCLUSIVE;
  result->reason = describe (result, counted);
  return result;
}

const BsrCheck bsr_check_packages = { .id = "packages", .version = 1, .run = run };
