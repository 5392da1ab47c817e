#include "bsr-library-model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const BsrLibraryParameters bsr_library_parameters = {
  .independence = BSR_LIBRARY_INDEPENDENCE,
  .none_chance = 0.2,
  .none_widening = 1.5,
  .none_degrees = 3.0,
  .degrees = 6.0,
  .least_spread = {
    [BSR_LOAD_MEASURE_MASS_THICKNESS] = 0.05f,
    [BSR_LOAD_MEASURE_BULK_DENSITY] = 0.05f,
    [BSR_LOAD_MEASURE_FILL_HEIGHT] = 0.02f,
    [BSR_LOAD_MEASURE_SPREAD_COARSE] = 0.1f,
    [BSR_LOAD_MEASURE_SPREAD_MIDDLE] = 0.1f,
    [BSR_LOAD_MEASURE_SPREAD_FINE] = 0.1f,
    [BSR_LOAD_MEASURE_SKEWNESS] = 0.1f,
    [BSR_LOAD_MEASURE_GAPS] = 0.02f,
    [BSR_LOAD_MEASURE_PERIOD_ACROSS] = 0.05f,
    [BSR_LOAD_MEASURE_REPEAT_ACROSS] = 0.05f,
    [BSR_LOAD_MEASURE_PERIOD_UP] = 0.05f,
    [BSR_LOAD_MEASURE_REPEAT_UP] = 0.05f,
    [BSR_LOAD_MEASURE_LAYERING] = 0.1f,
    [BSR_LOAD_MEASURE_MATERIAL] = 0.02f,
    [BSR_LOAD_MEASURE_MATERIAL_SPREAD] = 0.02f,
  },
};

/* Student's distribution of one measure of the next load. */
typedef struct
{
  double location, scale, degrees;
} Student;

typedef struct
{
  char hs[7];
  const BsrHeadingPrior *prior; /* (nullable); only while the model is made */
  BsrLibrarySums sums;
  Student next[BSR_N_LOAD_MEASURES];
} Heading;

struct _BsrLibraryModel
{
  BsrLibraryParameters parameters;
  gboolean known[BSR_N_LOAD_MEASURES];
  Student none[BSR_N_LOAD_MEASURES];
  GArray *headings; /* Heading, ascending */
};

/* One measure over all headings. */
typedef struct
{
  double mean;            /* of the headings' centres */
  double within, between; /* variances: of loads in a heading, of the centres */
} Broad;

static int
compare_headings (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Heading *) a)->hs, ((const Heading *) b)->hs);
}

static Heading *
heading_at (const BsrLibraryModel *model, guint i)
{
  return &g_array_index (model->headings, Heading, i);
}

static Heading *
find_heading (const BsrLibraryModel *model, const char *hs)
{
  for (guint i = 0; i < model->headings->len; i++)
    if (g_str_equal (heading_at (model, i)->hs, hs))
      return heading_at (model, i);
  return NULL;
}

static void
add_heading (BsrLibraryModel *model, BsrLibrary *library, const char *hs,
             const BsrHeadingPrior *prior, const char *but_scan)
{
  Heading heading = { .prior = prior, .sums = bsr_library_sums (library, hs, but_scan) };
  if (find_heading (model, hs) != NULL || (prior == NULL && heading.sums.n_loads == 0))
    return;
  g_strlcpy (heading.hs, hs, sizeof heading.hs);
  g_array_append_val (model->headings, heading);
}

/* Whether the prior states the measure's mean; its weight then. */
static double
weight_of (const Heading *heading, int m)
{
  return heading->prior != NULL && isfinite (heading->prior->mean[m]) ? heading->prior->weight : 0.0;
}

/* The variance within headings, pooled: each prior's and each heading's own, by what they count. */
static double
pool_within (const BsrLibraryModel *model, int m)
{
  double squares = 0.0, degrees = 0.0;
  for (guint i = 0; i < model->headings->len; i++)
    {
      const Heading *heading = heading_at (model, i);
      double weight = weight_of (heading, m);
      if (weight > 0.0 && isfinite (heading->prior->spread[m]))
        {
          double spread = (double) heading->prior->spread[m];
          squares += weight * spread * spread;
          degrees += weight;
        }
      squares += heading->sums.squares[m];
      degrees += MAX (heading->sums.n[m] - 1, 0);
    }
  return degrees > 0.0 ? squares / degrees : 0.0;
}

/* %FALSE: no heading knows anything of the measure. */
static gboolean
find_broad (const BsrLibraryModel *model, int m, Broad *broad)
{
  double least = (double) model->parameters.least_spread[m], squares = 0.0;
  int n = 0;
  *broad = (Broad){ .within = MAX (pool_within (model, m), least * least) };
  for (guint i = 0; i < model->headings->len; i++)
    {
      const Heading *heading = heading_at (model, i);
      double weight = weight_of (heading, m), total = weight + heading->sums.n[m];
      if (!(total > 0.0))
        continue;
      double stated = weight > 0.0 ? (double) heading->prior->mean[m] : 0.0;
      double centre = (weight * stated + heading->sums.n[m] * heading->sums.mean[m]) / total;
      double before = centre - broad->mean;
      broad->mean += before / ++n;
      squares += before * (centre - broad->mean);
    }
  /* A single heading says nothing of how headings differ: as much as loads do, then. */
  broad->between = n > 1 ? squares / (n - 1) : broad->within;
  broad->between = MAX (broad->between, least * least);
  return n > 0;
}

/* Of the heading's next load: see the header for the source. */
static Student
predict (const Heading *heading, int m, const Broad *broad, const BsrLibraryParameters *parameters)
{
  double weight = weight_of (heading, m), mean = broad->mean, variance = broad->within;
  double degrees = parameters->degrees, least = (double) parameters->least_spread[m];
  if (weight > 0.0)
    {
      mean = (double) heading->prior->mean[m];
      if (isfinite (heading->prior->spread[m]))
        {
          double spread = (double) heading->prior->spread[m];
          variance = (weight * spread * spread + degrees * variance) / (weight + degrees);
          degrees += weight;
        }
    }
  else
    weight = broad->within / broad->between;
  double n = heading->sums.n[m], apart = heading->sums.mean[m] - mean;
  double squares = degrees * variance;
  if (n > 0.0)
    squares += heading->sums.squares[m] + weight * n / (weight + n) * apart * apart;
  Student next = { .degrees = degrees + n };
  next.location = n > 0.0 ? mean + n / (weight + n) * apart : mean;
  variance = MAX (squares / next.degrees, least * least);
  next.scale = sqrt (variance * (1.0 + 1.0 / (weight + n)));
  return next;
}

static void
fit_measure (BsrLibraryModel *model, int m)
{
  Broad broad;
  model->known[m] = find_broad (model, m, &broad);
  if (!model->known[m])
    return;
  for (guint i = 0; i < model->headings->len; i++)
    heading_at (model, i)->next[m] = predict (heading_at (model, i), m, &broad, &model->parameters);
  model->none[m]
      = (Student){ broad.mean, model->parameters.none_widening * sqrt (broad.within + broad.between),
                   model->parameters.none_degrees };
}

BsrLibraryModel *
bsr_library_model_new (BsrLibrary *library, const BsrHeadingPrior *priors, int n_priors,
                       const BsrLibraryParameters *parameters, const char *but_scan)
{
  g_return_val_if_fail (library != NULL && n_priors >= 0, NULL);
  g_return_val_if_fail (n_priors == 0 || priors != NULL, NULL);

  BsrLibraryModel *model = g_new0 (BsrLibraryModel, 1);
  model->parameters = parameters != NULL ? *parameters : bsr_library_parameters;
  model->headings = g_array_new (FALSE, TRUE, sizeof (Heading));
  for (int i = 0; i < n_priors; i++)
    add_heading (model, library, priors[i].hs, &priors[i], but_scan);
  g_auto (GStrv) seen = bsr_library_headings (library);
  for (char **hs = seen; *hs != NULL; hs++)
    add_heading (model, library, *hs, NULL, but_scan);
  g_array_sort (model->headings, compare_headings);
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    fit_measure (model, m);
  for (guint i = 0; i < model->headings->len; i++)
    heading_at (model, i)->prior = NULL;
  return model;
}

void
bsr_library_model_free (BsrLibraryModel *model)
{
  if (model == NULL)
    return;
  g_array_unref (model->headings);
  g_free (model);
}

static double
log_density (const Student *student, double value)
{
  double t = (value - student->location) / student->scale, degrees = student->degrees;
  int sign;
  return lgamma_r ((degrees + 1.0) / 2.0, &sign) - lgamma_r (degrees / 2.0, &sign)
         - 0.5 * log (degrees * G_PI) - log (student->scale)
         - (degrees + 1.0) / 2.0 * log1p (t * t / degrees);
}

static gboolean
tells (const BsrLibraryModel *model, const BsrLoadDescriptor *descriptor, int m)
{
  return model->known[m] && isfinite (descriptor->values[m]);
}

static double
log_likelihood (const BsrLibraryModel *model, const Student *next,
                const BsrLoadDescriptor *descriptor)
{
  double sum = 0.0;
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    if (tells (model, descriptor, m))
      sum += log_density (&next[m], (double) descriptor->values[m]);
  return model->parameters.independence * sum;
}

/* Bayes' rule, from the largest down so that nothing overflows. */
static void
set_probabilities (BsrLibraryAnswer *answer, double none_chance)
{
  double chance = answer->n_guesses > 0 ? (1.0 - none_chance) / answer->n_guesses : 0.0;
  double most = answer->none_log_likelihood, sum;
  if (answer->n_guesses == 0)
    none_chance = 1.0;
  for (int i = 0; i < answer->n_guesses; i++)
    most = MAX (most, answer->guesses[i].log_likelihood);
  answer->none_probability = none_chance * exp (answer->none_log_likelihood - most);
  sum = answer->none_probability;
  for (int i = 0; i < answer->n_guesses; i++)
    {
      BsrHeadingGuess *guess = &answer->guesses[i];
      guess->probability = chance * exp (guess->log_likelihood - most);
      sum += guess->probability;
    }
  answer->none_probability /= sum;
  for (int i = 0; i < answer->n_guesses; i++)
    answer->guesses[i].probability /= sum;
}

/* By likelihood, not by probability: that may be 0 for many. */
static void
pick_best (BsrLibraryAnswer *answer)
{
  for (int i = 0; i < answer->n_guesses; i++)
    {
      int place = answer->n_best;
      while (place > 0
             && answer->guesses[answer->best[place - 1]].log_likelihood
                    < answer->guesses[i].log_likelihood)
        place--;
      if (place >= BSR_LIBRARY_N_BEST)
        continue;
      answer->n_best = MIN (answer->n_best + 1, BSR_LIBRARY_N_BEST);
      for (int k = answer->n_best - 1; k > place; k--)
        answer->best[k] = answer->best[k - 1];
      answer->best[place] = i;
    }
}

BsrLibraryAnswer *
bsr_library_model_ask (const BsrLibraryModel *model, const BsrLoadDescriptor *descriptor)
{
  g_return_val_if_fail (model != NULL && descriptor != NULL, NULL);

  BsrLibraryAnswer *answer = g_new0 (BsrLibraryAnswer, 1);
  answer->n_guesses = (int) model->headings->len;
  answer->guesses = g_new0 (BsrHeadingGuess, model->headings->len);
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    answer->n_measures += tells (model, descriptor, m);
  answer->none_log_likelihood = log_likelihood (model, model->none, descriptor);
  for (int i = 0; i < answer->n_guesses; i++)
    {
      const Heading *heading = heading_at (model, (guint) i);
      BsrHeadingGuess *guess = &answer->guesses[i];
      g_strlcpy (guess->heading, heading->hs, sizeof guess->heading);
      guess->n_loads = heading->sums.n_loads;
      guess->log_likelihood = log_likelihood (model, heading->next, descriptor);
    }
  set_probabilities (answer, model->parameters.none_chance);
  pick_best (answer);
  return answer;
}

void
bsr_library_answer_free (BsrLibraryAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->guesses);
  g_free (answer);
}

const BsrHeadingGuess *
bsr_library_answer_find (const BsrLibraryAnswer *answer, const char *heading)
{
  g_return_val_if_fail (answer != NULL && heading != NULL, NULL);

  for (int i = 0; i < answer->n_guesses; i++)
    if (g_str_equal (answer->guesses[i].heading, heading))
      return &answer->guesses[i];
  return NULL;
}

static int
compare_evidence (const void *a, const void *b)
{
  const BsrMeasureEvidence *one = a, *other = b;
  double difference = fabs (other->sigmas) - fabs (one->sigmas);
  int order = (difference > 0.0) - (difference < 0.0);
  return order != 0 ? order : (int) one->measure - (int) other->measure;
}

int
bsr_library_model_explain (const BsrLibraryModel *model, const BsrLoadDescriptor *descriptor,
                           const char *heading, BsrMeasureEvidence *evidence)
{
  g_return_val_if_fail (model != NULL && descriptor != NULL, 0);
  g_return_val_if_fail (heading != NULL && evidence != NULL, 0);

  const Heading *found = find_heading (model, heading);
  int n = 0;
  for (int m = 0; found != NULL && m < BSR_N_LOAD_MEASURES; m++)
    if (tells (model, descriptor, m))
      {
        double observed = (double) descriptor->values[m];
        const Student *next = &found->next[m];
        evidence[n++] = (BsrMeasureEvidence){ (BsrLoadMeasure) m, observed, next->location,
                                              next->scale,
                                              (observed - next->location) / next->scale };
      }
  qsort (evidence, (size_t) n, sizeof *evidence, compare_evidence);
  return n;
}
