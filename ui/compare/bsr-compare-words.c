#include "bsr-compare-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "bsr-case-header.h"
#include "bsr-vocabulary.h"

char *
bsr_compare_words_title (const BsrCompareCandidate *candidate)
{
  const BsrCase *flagged = candidate->flagged;
  if (candidate->kind == BSR_COMPARE_SIMULATED)
    return flagged->size_type != NULL
               /* Translators: a container's size and type code. */
               ? g_strdup_printf (_ ("Empty %s box, simulated"), flagged->size_type)
               : g_strdup (_ ("Empty box, simulated"));
  /* Translators: a container number and a case's reference. */
  return g_strdup_printf (_ ("%s · case %s"), flagged->container, flagged->id);
}

static char *
why_reference (const BsrCompareCandidate *candidate)
{
  g_autofree char *heading = bsr_case_heading (candidate->flagged);
  g_autofree char *goods = bsr_vocabulary_heading (heading != NULL ? heading : "");
  return candidate->is_confirmed
             /* Translators: kind of goods. */
             ? g_strdup_printf (_ ("Reference load of %s: examined, as declared, and confirmed by a "
                                   "supervisor."),
                                goods)
             : g_strdup_printf (_ ("The same goods, %s, examined and found to be as declared."), goods);
}

char *
bsr_compare_words_why (const BsrCompareCandidate *candidate)
{
  switch (candidate->kind)
    {
    case BSR_COMPARE_ASKED:
      return g_strdup (_ ("You asked for this case."));
    case BSR_COMPARE_EARLIER:
      return g_strdup (candidate->is_own ? _ ("Another scan of this case: the same container and load.")
                                         : _ ("The same container in another case: what does not belong "
                                              "to its structure then does not belong to it now."));
    case BSR_COMPARE_BILL:
      /* Translators: number of a bill of lading. */
      return g_strdup_printf (_ ("Another box of bill of lading %s: its load should look alike."),
                              candidate->flagged->bill_of_lading);
    case BSR_COMPARE_REFERENCE:
      return why_reference (candidate);
    case BSR_COMPARE_EMPTY:
      return g_strdup_printf (_ ("A box of the same type, %s, examined and found to be empty."),
                              candidate->flagged->size_type);
    case BSR_COMPARE_SIMULATED:
    default:
      return g_strdup (_ ("No real scan: an empty box computed as this scanner would show it."));
    }
}

char *
bsr_compare_words_facts (const BsrCompareCandidate *candidate)
{
  if (candidate->scan == NULL)
    return g_strdup (_ ("Not scanned"));
  g_autofree char *time = candidate->scan->acquired != NULL
                              ? bsr_vocabulary_time (candidate->scan->acquired)
                              : g_strdup (_ ("date unknown"));
  const char *result = candidate->has_outcome ? bsr_vocabulary_outcome (candidate->result)
                                              : _ ("not examined");
  /* Translators: when it was scanned, and what the examination found. */
  return g_strdup_printf (_ ("Scanned %s · %s"), time, result);
}

char *
bsr_compare_words_own (const BsrCase *flagged, const BsrScan *scan)
{
  g_autofree char *time = scan != NULL && scan->acquired != NULL
                              ? bsr_vocabulary_time (scan->acquired)
                              : g_strdup (_ ("date unknown"));
  /* Translators: container number, a case's reference, and when it was scanned. */
  return g_strdup_printf (_ ("This case: %s · case %s · %s"), flagged->container, flagged->id, time);
}

char *
bsr_compare_words_other (const BsrCompareCandidate *candidate)
{
  g_autofree char *title = bsr_compare_words_title (candidate);
  if (candidate->kind == BSR_COMPARE_SIMULATED)
    /* Translators: what is simulated. */
    return g_strdup_printf (_ ("For comparison only: %s, no real scan"), title);
  g_autofree char *facts = bsr_compare_words_facts (candidate);
  if (bsr_case_header_is_simulated (candidate->scan))
    /* Translators: container and case, and when it was scanned. */
    return g_strdup_printf (_ ("For comparison only, simulated: %s · %s"), title, facts);
  /* Translators: container and case, and when it was scanned. */
  return g_strdup_printf (_ ("For comparison only: %s · %s"), title, facts);
}

char *
bsr_compare_words_alignment (const BsrComparison *comparison)
{
  const BsrAlignment *alignment = bsr_comparison_alignment (comparison);
  gboolean mirrored = bsr_scan_link_is_mirrored (&alignment->link);
  const char *travel = mirrored ? _ ("turned round") : _ ("not turned");
  if (bsr_comparison_refusal (comparison) == BSR_DIFFERENCE_NO_CONTAINER)
    return g_strdup (_ ("Laid over each other by the scans' corners: no container was found in one."));
  if (alignment->grade == BSR_ALIGNMENT_CORNERS)
    return g_strdup (_ ("Laid over each other from one end and the floor, in metres: the containers "
                        "are not as long."));
  if (alignment->grade == BSR_ALIGNMENT_BOXES)
    /* Translators: "turned round" or "not turned". */
    return g_strdup_printf (_ ("Laid over each other by their outsides alone, to some centimetres "
                               "(%s)."),
                            travel);
  g_autofree char *sure = alignment->travel_is_sure
                              ? g_strdup (travel)
                              /* Translators: "turned round" or "not turned". */
                              : g_strdup_printf (_ ("%s, but the other way fits as well"), travel);
  /* Translators: two lengths in millimetres, and "turned round" or "not turned". */
  return g_strdup_printf (_ ("Laid over each other to %.0f mm along and %.0f mm up (%s)."),
                          ceil (alignment->residual_x_mm), ceil (alignment->residual_y_mm), sure);
}

const char *
bsr_compare_words_refusal (BsrDifferenceRefusal refusal)
{
  switch (refusal)
    {
    case BSR_DIFFERENCE_LENGTHS:
      return _ ("No difference: the containers are not as long as each other.");
    case BSR_DIFFERENCE_SCANNERS:
      return _ ("No difference: the two scanners differ too much for their millimetres of steel to be "
                "subtracted.");
    case BSR_DIFFERENCE_UNALIGNED:
      return _ ("No difference: too little is seen in both scans to lay them over each other closely.");
    case BSR_DIFFERENCE_NO_CONTAINER:
      return _ ("No difference: no container was found in one of the scans.");
    case BSR_DIFFERENCE_POSSIBLE:
    default:
      return "";
    }
}

char *
bsr_compare_words_scale (const BsrDifference *difference)
{
  double sd = bsr_difference_typical_sd (difference);
  if (isnan (sd))
    return g_strdup (_ ("Nothing can be judged: the beam did not get through in one of the scans."));
  double blind = bsr_difference_share (difference, BSR_DIFFERENCE_OPAQUE)
                 + bsr_difference_share (difference, BSR_DIFFERENCE_BLIND);
  /* Translators: a number of standard deviations, a thickness in millimetres, a percentage. */
  return g_strdup_printf (_ ("Coloured: more than %.0f standard deviations (half of the places: over "
                             "%.1f mm) · not judged: %.0f %%"),
                          BSR_DIFFERENCE_SIGMAS, BSR_DIFFERENCE_SIGMAS * sd, 100.0 * blind);
}

char *
bsr_compare_words_place (BsrDifferenceState state, double mm, double sd)
{
  switch (state)
    {
    case BSR_DIFFERENCE_MORE:
      /* Translators: millimetres of steel, and their standard deviation. */
      return g_strdup_printf (_ ("Here: %.0f ± %.0f mm more"), mm, ceil (sd));
    case BSR_DIFFERENCE_LESS:
      return g_strdup_printf (_ ("Here: %.0f ± %.0f mm less"), -mm, ceil (sd));
    case BSR_DIFFERENCE_NONE:
      /* Translators: millimetres of steel. */
      return g_strdup_printf (_ ("Here: nothing beyond ±%.0f mm"), ceil (BSR_DIFFERENCE_SIGMAS * sd));
    case BSR_DIFFERENCE_OPAQUE:
      return g_strdup (_ ("Here: the beam did not get through"));
    case BSR_DIFFERENCE_BLIND:
    default:
      return g_strdup (_ ("Here: not seen in both"));
    }
}
