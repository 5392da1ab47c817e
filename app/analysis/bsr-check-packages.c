#include "bsr-checks.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-declared-goods.h"

/* ln of what a number of packages is off by: depth across the container is not seen, and the outline
 * holds gaps. Standard deviation; and where pieces that gaps part were counted. */
#define NUMBER_SD 0.35
#define COUNTED_SD 0.1
#define DOUBTFUL_SIGMAS 2.5
/* Bounds further apart say nothing for a declaration, only against one. */
#define TELLING_RATIO 20.0
/* Inside width of a container, ISO 668: packages abreast have no more. */
#define INSIDE_MM 2350.0
/* What a bale, big bag or roll is deep across the container, as a share of its length along it. */
#define LEAST_DEPTH 0.9
#define MOST_DEPTH 2.2
/* What it is high, as a share of its length, where nothing repeats upwards; a drum of 208 l is 880 mm
 * high and 585 mm across (makers' data sheets), smaller ones alike. */
#define LEAST_HEIGHT 0.65
#define MOST_HEIGHT 1.7
#define DRUM_HEIGHT 1.5
/* A repetition upwards that tells the height of a tier. */
#define TELLING_REPEAT 0.3F
/* Heavy goods leave places open to keep to the floor's load; so much of the rows is there at least. */
#define LEAST_ROWS 0.5
/* The near side of a stack looks larger than its middle: see bsr-check-volume.c. */
#define OUTLINE_SHARE 0.88

/* Drums of Recommendation 21: their proportions are known. */
static gboolean
is_drum (const BsrCase *flagged)
{
  const BsrManifestItem *item = g_ptr_array_index (flagged->items, 0);
  const char *type = item->package_type != NULL ? item->package_type : "";
  return g_str_equal (type, "DR") || (type[0] == '1' && strchr ("ABDGHNW", type[1]) != NULL);
}

/* Height of a tier, mm. */
static BsrPropertyRange
tier_height (const BsrCheckInput *input)
{
  const BsrPacking *packing = &input->whole->packing;
  const float *values = input->whole->descriptor.values;
  if (packing->kind == BSR_PACKING_DRUMS && is_drum (input->flagged))
    return (BsrPropertyRange){ DRUM_HEIGHT * packing->piece_mm, DRUM_HEIGHT * packing->piece_mm };
  double period = exp ((double) values[BSR_LOAD_MEASURE_PERIOD_UP]);
  if (values[BSR_LOAD_MEASURE_REPEAT_UP] >= TELLING_REPEAT && period > 0.0)
    return (BsrPropertyRange){ period, period };
  return (BsrPropertyRange){ LEAST_HEIGHT * packing->piece_mm, MOST_HEIGHT * packing->piece_mm };
}

/* Pieces that gaps part, the tiers they make and how many of them fit abreast. FALSE: packages are not
 * pieces, or pieces of one kind were not told. */
static gboolean
count_pieces (const BsrCheckInput *input, BsrPropertyRange *range)
{
  const BsrPacking *packing = &input->whole->packing;
  gboolean is_piece = packing->kind == BSR_PACKING_DRUMS || packing->kind == BSR_PACKING_BALES;
  if (!is_piece || input->flagged->items->len != 1 || input->n_regions > 1 || packing->n_pieces < 2
      || input->whole->opaque_fraction > 0.9)
    return FALSE;
  BsrPropertyRange tier = tier_height (input);
  double n = packing->n_pieces, height = packing->height_mm / n;
  double most_deep = packing->kind == BSR_PACKING_DRUMS ? 1.0 : MOST_DEPTH;
  double abreast_low = MAX (floor (INSIDE_MM / (most_deep * packing->piece_mm)), 1.0);
  double abreast_high = MAX (floor (INSIDE_MM / (LEAST_DEPTH * packing->piece_mm)), 1.0);
  double tiers_low = MAX (floor (OUTLINE_SHARE * height / tier.high), 1.0);
  double tiers_high = MAX (floor (height / tier.low), 1.0);
  *range = (BsrPropertyRange){ LEAST_ROWS * n * abreast_low * tiers_low, n * abreast_high * tiers_high };
  return TRUE;
}

/* Bounds of the number of packages: by the pieces that are seen; else by what fits the room of the load
 * by the size of their type, and by what repeats, where that is narrower and agrees. */
static BsrPropertyRange
bounds (const BsrCheckInput *input, const BsrDeclaredGoods *goods, gboolean *counted, double *sd)
{
  double volume = input->whole->volume_m3, n = (double) goods->packages;
  BsrPropertyRange range;
  *counted = TRUE;
  *sd = COUNTED_SD;
  if (count_pieces (input, &range))
    return range;
  range = (BsrPropertyRange){ volume / (goods->packages_m3.high / n), volume / (goods->packages_m3.low / n) };
  *counted = FALSE;
  *sd = NUMBER_SD;
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
  const char *missing = bsr_check_missing_room (input);
  if (missing == NULL && isnan (goods->packages_m3.low))
    return _ ("packages of the declared type cannot be counted in an image");
  return missing;
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
  double sd;
  BsrPropertyRange range = bounds (input, &goods, &counted, &sd);
  double n = (double) goods.packages, outside = MAX (log (range.low / n), log (n / range.high));
  result->score = bsr_score_of_distance (MAX (outside, 0.0), DOUBTFUL_SIGMAS * sd);
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
