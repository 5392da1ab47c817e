#include "bsr-checks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-finding.h"

/* What is declared: empty, or with goods. A case that declares neither says nothing. */
static gboolean
declares (const BsrCase *flagged)
{
  return flagged->empty || flagged->items->len > 0;
}

static char *
give_reason (gboolean declared_empty, const BsrLoad *load)
{
  if (declared_empty && load->empty)
    return g_strdup (_ ("Declared empty, and the image shows an empty container"));
  if (declared_empty && isfinite (load->mass_kg_high))
    return g_strdup_printf (_ ("Declared empty, but the image shows about %.0f kg in %.0f %% of the "
                               "container"),
                            load->mass_kg, 100.0 * load->fill_fraction);
  if (declared_empty)
    return g_strdup_printf (_ ("Declared empty, but the image shows at least %.0f kg in %.0f %% of "
                               "the container"),
                            load->mass_kg_low, 100.0 * load->fill_fraction);
  if (load->empty)
    return g_strdup (_ ("Goods are declared, but the image shows an empty container"));
  return g_strdup_printf (_ ("Goods are declared, and the image shows them in %.0f %% of the "
                             "container"),
                          100.0 * load->fill_fraction);
}

/* An empty container holds nothing at all: its strongest finding is doubt enough. */
static void
look_for_things (const BsrCheckInput *input, BsrCheckResult *result)
{
  const BsrFinding *strongest = &input->findings[0];
  if (strongest->score <= result->score)
    return;
  result->score = strongest->score;
  if (strongest->score < BSR_SCORE_ALARM)
    return;
  result->box = strongest->box;
  g_free (result->reason);
  result->reason = g_strdup_printf (
      _ ("Declared empty, and the image shows no load, but a thing of about %.1f kg where there should be none"),
      strongest->mass_kg);
}

static BsrCheckResult *
run (const BsrCheckInput *input)
{
  if (!declares (input->flagged))
    return NULL;

  gboolean declared_empty = input->flagged->empty;
  const BsrLoad *load = input->load;
  BsrCheckResult *result =
      bsr_check_result_new (&bsr_check_empty, "", give_reason (declared_empty, load));
  double empty_score = CLAMP (load->empty_score, 0.0, 1.0);
  result->score = declared_empty ? 1.0 - empty_score : empty_score;
  result->box = input->container;
  if (declared_empty && load->empty && input->n_findings > 0)
    look_for_things (input, result);
  result->verdict = bsr_verdict_of_score (result->score);
  result->declared_text = g_strdup (declared_empty ? "empty" : "loaded");
  result->observed_text = g_strdup (load->empty ? "empty" : "loaded");
  return result;
}

const BsrCheck bsr_check_empty = { .id = "empty", .version = 1, .run = run };
