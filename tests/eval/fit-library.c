/* Says how well the model of the library tells the headings of loads, for some values of its
 * parameters: what bsr_library_parameters is chosen by.
 *
 *   fit-library DIR
 *
 * DIR: NAME.analysis.json with NAME.case.json beside each, of the simulated library set. Each load is
 * asked for with its own scan left out; those of the test split's goods are not asked for. A line for
 * each pair of independence and chance of none: mean logarithm of the probability of the true
 * heading (of "none of these" once the true one's is taken away), how often it is first, and the mean
 * probability of the first. */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-commodity.h"
#include "bsr-reference-set.h"

static const double independences[] = { 0.5, 0.7, 0.75, 0.8 };
static const double chances[] = { 0.1, 0.2, 0.4 };

#define DOUBTFUL_RATIO 20.0

typedef struct
{
  double known, unknown, confidence;
  int n, n_first;
  int n_honest_alarms, n_others, n_other_alarms;
} Score;

/* Whether goods of @heading belong to the test split. */
static gboolean
is_of_test (const char *heading)
{
  for (int i = 0; i < bsr_commodity_count (); i++)
    if (strncmp (bsr_commodity_at (i)->hs, heading, 4) == 0 && bsr_commodity_at (i)->split == BSR_SPLIT_TEST)
      return TRUE;
  return FALSE;
}

/* Whether @guess, were it declared, would be so much less likely than the others that the commodity
 * check alarms: app/analysis/bsr-check-commodity.c. */
static gboolean
is_doubtful (const BsrLibraryAnswer *answer, const BsrHeadingGuess *guess)
{
  double n = answer->n_guesses, odds = guess->probability / MAX (1.0 - guess->probability, 1e-12);
  return odds * n * DOUBTFUL_RATIO < 1.0;
}

static void
ask (const BsrReferenceSet *set, const BsrAnalysis *analysis, const char *heading, double independence,
     double chance, Score *score)
{
  BsrLibraryParameters parameters = bsr_library_parameters;
  parameters.independence = independence;
  parameters.none_chance = chance;
  g_autoptr (BsrKnownGoods) goods
      = bsr_reference_set_goods (set, &parameters, bsr_analysis_sha256 (analysis));
  g_autoptr (BsrLibraryAnswer) answer
      = bsr_library_model_ask (bsr_known_goods_model (goods), &bsr_analysis_whole (analysis)->descriptor);
  const BsrHeadingGuess *own = bsr_library_answer_find (answer, heading);
  if (own == NULL || answer->n_measures < 2 || answer->n_best == 0)
    return;
  const BsrHeadingGuess *first = &answer->guesses[answer->best[0]];
  score->n++;
  score->known += log (MAX (own->probability, 1e-9));
  score->unknown += log (MAX (answer->none_probability / MAX (1.0 - own->probability, 1e-9), 1e-9));
  score->n_first += first == own;
  score->confidence += first->probability;
  score->n_honest_alarms += is_doubtful (answer, own);
  for (int i = 0; i < answer->n_guesses; i++)
    if (answer->guesses[i].n_loads > 0 && &answer->guesses[i] != own)
      {
        score->n_others++;
        score->n_other_alarms += is_doubtful (answer, &answer->guesses[i]);
      }
}

static gboolean
ask_all (const char *folder, const BsrReferenceSet *set, double independence, double chance, Score *score,
         GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *entry;
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_suffix (entry, ".analysis.json"))
        continue;
      g_autofree char *path = g_build_filename (folder, entry, NULL), *text = NULL;
      g_autofree char *name = g_strndup (path, strlen (path) - strlen (".analysis.json"));
      g_autofree char *declared = g_strconcat (name, ".case.json", NULL);
      g_autoptr (BsrCase) flagged = bsr_case_read (declared, error);
      if (flagged == NULL || !g_file_get_contents (path, &text, NULL, error))
        return FALSE;
      g_autoptr (BsrAnalysis) analysis = bsr_analysis_from_json (text, -1, error);
      g_autofree char *heading = bsr_case_heading (flagged);
      if (analysis == NULL)
        return FALSE;
      if (heading != NULL && !is_of_test (heading))
        ask (set, analysis, heading, independence, chance, score);
    }
  return dir != NULL;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  if (argc != 2)
    {
      fprintf (stderr, "usage: %s DIR\n", argv[0]);
      return 2;
    }
  g_autoptr (BsrReferenceSet) set = bsr_reference_set_read (argv[1], NULL, &error);
  for (gsize i = 0; set != NULL && i < G_N_ELEMENTS (independences); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (chances); k++)
      {
        Score score = { 0 };
        if (!ask_all (argv[1], set, independences[i], chances[k], &score, &error))
          break;
        double n = MAX (score.n, 1);
        printf ("independence %.2f chance %.2f: ln of the true one %.3f, of none without it %.3f; first "
                "%.3f, said %.3f (%d loads); doubtful if declared so %.3f, as another of the library %.3f\n",
                independences[i], chances[k], score.known / n, score.unknown / n, score.n_first / n,
                score.confidence / n, score.n, score.n_honest_alarms / n,
                score.n_other_alarms / MAX ((double) score.n_others, 1.0));
        fflush (stdout);
      }
  if (error == NULL)
    return 0;
  fprintf (stderr, "%s: %s\n", argv[0], error->message);
  return 3;
}
