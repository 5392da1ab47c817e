#include "bsr-checks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-heading.h"

/* Parts of less of the load's mass, or as opaque as that, say nothing of what they are. */
#define LEAST_SHARE 0.1
#define MOST_OPAQUE 0.3
/* Fewer measures do not tell goods apart. */
#define LEAST_MEASURES 2
/* A declared heading becomes doubtful when the load is so much less likely under it than under the
 * others together. */
#define DOUBTFUL_RATIO 20.0
/* A heading that is no more likely than that is no guess: among some 230 headings each has 0.4 % before
 * anything is seen. */
#define LEAST_GUESS 0.02

/* What is known of one part under the declared headings. */
typedef struct
{
  double ratio; /* likelihood under the best declared heading over that under the others together */
  char heading[7];
  gboolean known; /* some declared heading is known */
} Fit;

static double
ratio_of (const BsrLibraryAnswer *answer, double probability)
{
  double n = answer->n_guesses, before = (1.0 - answer->none_probability) > 0.0 ? 1.0 / (n + 1.0) : 0.0;
  double odds = probability / MAX (1.0 - probability, 1e-12);
  return odds / (before / (1.0 - before));
}

/* The likeliest of the headings that an item may be of: its own, or any of its chapter. */
static double
probability_of (const BsrLibraryAnswer *answer, const char *hs, char *heading, gsize size)
{
  double best = -1.0;
  gsize n_digits = MIN (strlen (hs), 4);
  for (int i = 0; i < answer->n_guesses; i++)
    {
      const BsrHeadingGuess *guess = &answer->guesses[i];
      if (strncmp (guess->heading, hs, n_digits) != 0 || guess->probability <= best)
        continue;
      best = guess->probability;
      g_strlcpy (heading, guess->heading, size);
    }
  return best;
}

/* Of a heading that is not known, its chapter's are asked. */
static Fit
fit_items (const BsrCase *flagged, const BsrLibraryAnswer *answer)
{
  Fit fit = { 0 };
  for (guint i = 0; i < flagged->items->len; i++)
    {
      const BsrManifestItem *item = g_ptr_array_index (flagged->items, i);
      char heading[7] = "", chapter[3];
      if (*item->hs == '\0')
        continue;
      g_strlcpy (chapter, item->hs, sizeof chapter);
      double probability = probability_of (answer, item->hs, heading, sizeof heading);
      if (probability < 0.0)
        probability = probability_of (answer, chapter, heading, sizeof heading);
      if (probability < 0.0)
        continue;
      fit.known = TRUE;
      double ratio = ratio_of (answer, probability);
      if (ratio < fit.ratio)
        continue;
      fit.ratio = ratio;
      g_strlcpy (fit.heading, heading, sizeof fit.heading);
    }
  return fit;
}

static void
fill_guesses (BsrCheckResult *result, const BsrLibraryAnswer *answer)
{
  result->n_guesses = 0;
  for (int i = 0; i < answer->n_best && i < BSR_CHECK_MOST_GUESSES; i++)
    {
      const BsrHeadingGuess *best = &answer->guesses[answer->best[i]];
      if (best->probability < LEAST_GUESS)
        return;
      BsrCheckGuess *guess = &result->guesses[result->n_guesses++];
      g_strlcpy (guess->hs, best->heading, sizeof guess->hs);
      guess->probability = best->probability;
    }
}

/* "0805 (Citrus fruit)" */
static char *
describe (const char *heading)
{
  const BsrHeading *known = bsr_heading_find (heading, NULL);
  return known != NULL ? g_strdup_printf ("%s (%s)", heading, bsr_heading_local_name (known))
                       : g_strdup (heading);
}

/* What speaks most against a heading, in words with numbers. */
static char *
explain (const BsrCheckInput *input, const BsrLoadRegion *region, const char *heading)
{
  static const char *const words[BSR_N_LOAD_MEASURES] = {
    [BSR_LOAD_MEASURE_MASS_THICKNESS] = N_ ("mass thickness"),
    [BSR_LOAD_MEASURE_BULK_DENSITY] = N_ ("density of the stowed load"),
    [BSR_LOAD_MEASURE_FILL_HEIGHT] = N_ ("height of the load"),
    [BSR_LOAD_MEASURE_SPREAD_COARSE] = N_ ("unevenness over 300 mm"),
    [BSR_LOAD_MEASURE_SPREAD_MIDDLE] = N_ ("unevenness over 75 mm"),
    [BSR_LOAD_MEASURE_SPREAD_FINE] = N_ ("grain"),
    [BSR_LOAD_MEASURE_SKEWNESS] = N_ ("share of dense places"),
    [BSR_LOAD_MEASURE_GAPS] = N_ ("gaps"),
    [BSR_LOAD_MEASURE_PERIOD_ACROSS] = N_ ("length of what repeats"),
    [BSR_LOAD_MEASURE_REPEAT_ACROSS] = N_ ("repetition along the container"),
    [BSR_LOAD_MEASURE_PERIOD_UP] = N_ ("height of what repeats"),
    [BSR_LOAD_MEASURE_REPEAT_UP] = N_ ("repetition upwards"),
    [BSR_LOAD_MEASURE_LAYERING] = N_ ("layering"),
    [BSR_LOAD_MEASURE_MATERIAL] = N_ ("material"),
    [BSR_LOAD_MEASURE_MATERIAL_SPREAD] = N_ ("mixture of materials"),
  };
  BsrMeasureEvidence evidence[BSR_N_LOAD_MEASURES];
  int n = bsr_library_model_explain (bsr_known_goods_model (input->goods), &region->descriptor, heading, evidence);
  if (n == 0)
    return g_strdup (_ ("nothing in particular"));
  /* Translators: a measure and how far it is off: "grain, 3.1 standard deviations". */
  return g_strdup_printf (_ ("%s, %.1f standard deviations"), _ (words[evidence[0].measure]),
                          fabs (evidence[0].sigmas));
}

static gboolean
tells (const BsrLoadRegion *region, double mass_kg, const BsrLibraryAnswer *answer)
{
  return region->mass_kg >= LEAST_SHARE * mass_kg && region->opaque_fraction <= MOST_OPAQUE
         && answer->n_measures >= LEAST_MEASURES;
}

/* Which parts are asked: the load as a whole where one commodity is declared, else each part. */
static int
parts_of (const BsrCheckInput *input, const BsrLoadRegion **parts)
{
  gboolean whole = input->flagged->items->len == 1 || input->n_regions <= 1;
  *parts = whole ? input->whole : input->regions;
  return input->whole == NULL ? 0 : whole ? 1 : input->n_regions;
}

static gboolean
is_any_coded (const BsrCase *flagged)
{
  for (guint i = 0; i < flagged->items->len; i++)
    if (*((const BsrManifestItem *) g_ptr_array_index (flagged->items, i))->hs != '\0')
      return TRUE;
  return FALSE;
}

static void
judge (const BsrCheckInput *input, BsrCheckResult *result, const BsrLoadRegion *worst, const Fit *fit)
{
  double score = 1.0 / (1.0 + fit->ratio * DOUBTFUL_RATIO);
  int digits = bsr_case_least_digits (input->flagged);
  gboolean vague = digits < 4;
  result->score = vague ? 2.0 * BSR_SCORE_WITHOUT_EVIDENCE * MIN (score, 0.5) : score;
  result->verdict = vague ? BSR_VERDICT_INCONCLUSIVE : bsr_verdict_of_score (score);
  result->box = worst->box;
  result->declared_text = describe (fit->heading);
  /* Translators: seen of the load, beside the heading that is declared. */
  result->observed_text = result->n_guesses > 0 ? describe (result->guesses[0].hs)
                                                : g_strdup (_ ("no heading stands out"));
  g_autofree char *why = explain (input, worst, fit->heading);
  if (digits == 0)
    result->reason = g_strdup (_ ("An item states no code: what it should look like is not known"));
  else if (vague)
    result->reason = g_strdup (_ ("The code states no more than its chapter, under which goods look too different to be told"));
  else if (result->verdict == BSR_VERDICT_MISMATCH)
    result->reason = g_strdup_printf (
        _ ("The load is %.0f times less likely to look like this as heading %s than as other goods; most unlike is: %s"),
        1.0 / MAX (fit->ratio, 1e-6), result->declared_text, why);
  else
    result->reason = g_strdup_printf (_ ("The load may be heading %s; most unlike is: %s"),
                                      result->declared_text, why);
}

/* Without any code there is nothing to hold the load against; what it looks like is said all the
 * same. */
static void
guess_whole (const BsrCheckInput *input, BsrCheckResult *result)
{
  result->reason = g_strdup (_ ("No code is declared that the load could be held against"));
  if (input->whole == NULL)
    return;
  g_autoptr (BsrLibraryAnswer) answer
      = bsr_library_model_ask (bsr_known_goods_model (input->goods), &input->whole->descriptor);
  if (!tells (input->whole, input->whole->mass_kg, answer))
    return;
  fill_guesses (result, answer);
  result->box = input->whole->box;
  if (result->n_guesses > 0)
    result->observed_text = describe (result->guesses[0].hs);
}

static BsrCheckResult *
run (const BsrCheckInput *input)
{
  if (input->flagged->empty || input->flagged->items->len == 0 || input->goods == NULL)
    return NULL;
  BsrCheckResult *result = bsr_check_result_new (&bsr_check_commodity, "", NULL);
  if (input->flagged->items->len == 1)
    result->item = 0;
  if (!is_any_coded (input->flagged))
    {
      guess_whole (input, result);
      return result;
    }
  const BsrLoadRegion *parts, *worst = NULL;
  int n = parts_of (input, &parts);
  Fit least = { 0 };
  for (int i = 0; i < n; i++)
    {
      g_autoptr (BsrLibraryAnswer) answer
          = bsr_library_model_ask (bsr_known_goods_model (input->goods), &parts[i].descriptor);
      Fit fit = fit_items (input->flagged, answer);
      if (!fit.known || !tells (&parts[i], input->whole->mass_kg, answer))
        continue;
      if (worst != NULL && fit.ratio >= least.ratio)
        continue;
      worst = &parts[i];
      least = fit;
      fill_guesses (result, answer);
    }
  if (worst != NULL)
    judge (input, result, worst, &least);
  else
    result->reason = g_strdup (_ ("What the load looks like could not be held against the declared code"));
  return result;
}

const BsrCheck bsr_check_commodity = { .id = "commodity", .version = 1, .run = run };
