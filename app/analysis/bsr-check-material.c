#include "bsr-checks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-declared-goods.h"

/* Standard deviation of a load's place beyond what the spectra leave open: packing, pallets, and how
 * the table's ranges are known. */
#define PLACE_SD 0.12
/* Standard deviations outside the range at which it becomes doubtful. */
#define DOUBTFUL_SIGMAS 3.0
/* A range as wide as from organic to metal says nothing. */
#define ANY_MATERIAL 1.0
/* Less of the load told by both energies says nothing of all of it. */
#define LEAST_TOLD 0.3

/* "mostly organic", by the place. */
static const char *
words_of (double place)
{
  if (place < 0.17)
    return C_ ("material", "organic");
  if (place < 0.67)
    return C_ ("material", "between organic and metal, as minerals and mixed goods");
  return place < 1.5 ? C_ ("material", "metal") : C_ ("material", "heavy metal");
}

static const char *
missing_evidence (const BsrCheckInput *input, const BsrDeclaredGoods *goods)
{
  if (!goods->known)
    return _ ("nothing is known of the declared code");
  if (goods->place.high - goods->place.low >= ANY_MATERIAL)
    return _ ("goods of the declared code may be of any material");
  if (input->whole == NULL || isnan (input->whole->descriptor.values[BSR_LOAD_MEASURE_MATERIAL])
      || input->whole->materials.unknown > 1.0 - LEAST_TOLD)
    return _ ("the scan does not tell materials apart");
  return NULL;
}

static BsrCheckResult *
run (const BsrCheckInput *input)
{
  if (input->flagged->empty || input->flagged->items->len == 0)
    return NULL;
  BsrDeclaredGoods goods = bsr_declared_goods_of_case (input->flagged);
  BsrCheckResult *result = bsr_check_result_new_of_load (&bsr_check_material, input, "");
  const char *missing = missing_evidence (input, &goods);
  if (missing != NULL)
    {
      result->reason = g_strdup_printf (_ ("The material cannot be held against the papers: %s"), missing);
      return result;
    }
  double place = (double) input->whole->descriptor.values[BSR_LOAD_MEASURE_MATERIAL];
  double sd = hypot (PLACE_SD, input->whole->material_error);
  double outside = MAX (MAX (goods.place.low - place, place - goods.place.high), 0.0);
  result->score = bsr_score_of_distance (outside, DOUBTFUL_SIGMAS * sd);
  result->verdict = bsr_verdict_of_score (result->score);
  result->declared_text = g_strdup (words_of ((goods.place.low + goods.place.high) / 2.0));
  result->observed_text = g_strdup (words_of (place));
  const BsrMaterialShares *shares = &input->whole->materials;
  result->reason = g_strdup_printf (
      result->verdict == BSR_VERDICT_MISMATCH
          ? _ ("Declared goods are %s, but both energies show %s: %.0f %% organic, %.0f %% mineral, %.0f %% metal")
          : _ ("Declared goods are %s, and both energies show %s: %.0f %% organic, %.0f %% mineral, %.0f %% metal"),
      result->declared_text, result->observed_text, 100.0 * shares->organic,
      100.0 * shares->inorganic, 100.0 * shares->metal);
  return result;
}

const BsrCheck bsr_check_material = { .id = "material", .version = 1, .run = run };
