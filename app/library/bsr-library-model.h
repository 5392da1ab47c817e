#pragma once

#include "bsr-library.h"

G_BEGIN_DECLS

/* What is known of a heading's loads before any was seen. */
typedef struct
{
  char hs[7];                       /* "0803", "08", "080390" */
  float mean[BSR_N_LOAD_MEASURES];  /* NAN: nothing known */
  float spread[BSR_N_LOAD_MEASURES]; /* standard deviation between loads; NAN: as that of others */
  double weight;                    /* counts as so many loads, > 0 */
} BsrHeadingPrior;

/* Measures of one load are not independent of each other: the three spreads follow each other, and
 * so do period and repeat. The log-likelihood is multiplied by this. tests/eval/fit-library on 187
 * simulated loads of the training and validation splits' goods, each with its own scan left out: the
 * first heading was right in 61.5 %, and its mean probability was 0.37 at 0.5, 0.61 at 0.75, 0.67 at 0.85. */
#define BSR_LIBRARY_INDEPENDENCE 0.75

typedef struct
{
  double independence; /* 0...1 */
  double none_chance;  /* that the load is of no heading that the model knows, before it is seen */
  double none_widening; /* spread of "none of these" over that of all headings together */
  double none_degrees; /* of freedom of its Student distribution; fewer than @degrees, so that what
                          lies far from all headings is none of them */
  double degrees;      /* the spread within other headings counts as so many loads */
  float least_spread[BSR_N_LOAD_MEASURES]; /* what measuring alone leaves uncertain, > 0 */
} BsrLibraryParameters;

/* Chance of none 0.2: with the true heading unknown its probability rises by 0.8 in the logarithm over
 * that at 0.1, and that of a known true one falls by 0.006 (tests/eval/fit-library). Assumptions,
 * until they are fitted: widening 1.5, 3 and 6 degrees; 5 % of thickness,
 * density and periods, 10 % of spreads, 0.02 of shares, 0.05 of repeats, 0.1 of the skewness. */
extern const BsrLibraryParameters bsr_library_parameters;

/**
 * BsrLibraryModel:
 *
 * How likely a load looks as it does, for each heading of the library and of the priors: what
 * library and priors said when it was made. Never changes: any thread may ask. Two models of the
 * same content answer the same, bit for bit.
 *
 * Measures are Gaussian within a heading, with a conjugate prior: Student's distribution of the next
 * load with the mean's own error (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, 3.3). The
 * prior's spread is shrunk to that within all headings. A heading whose mean is not known has the
 * mean of all, as sure of it as headings differ: its weight is the variance within headings over that
 * between them. A measure of which no heading knows anything is left out, for all alike.
 */
typedef struct _BsrLibraryModel BsrLibraryModel;

/**
 * bsr_library_model_new:
 * @priors: of different headings; copied
 * @parameters: (nullable): bsr_library_parameters
 * @but_scan: (nullable): SHA-256 of a scan whose own loads are to tell nothing
 */
BsrLibraryModel *bsr_library_model_new (BsrLibrary *library, const BsrHeadingPrior *priors,
                                        int n_priors, const BsrLibraryParameters *parameters,
                                        const char *but_scan);
void bsr_library_model_free (BsrLibraryModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLibraryModel, bsr_library_model_free)

typedef struct
{
  char heading[7];
  int n_loads;           /* that the library has of it */
  double log_likelihood; /* natural; comparable within one answer only */
  double probability;
} BsrHeadingGuess;

#define BSR_LIBRARY_N_BEST 5

typedef struct
{
  int n_measures; /* that told; 0: probabilities are the chances before */
  double none_log_likelihood, none_probability;
  BsrHeadingGuess *guesses; /* in ascending order of the heading */
  int n_guesses;
  int best[BSR_LIBRARY_N_BEST]; /* into @guesses, most probable first; of equals the lower heading */
  int n_best;
} BsrLibraryAnswer;

/* (transfer full): every heading has the same chance before, "none of these" that of the
 * parameters. */
BsrLibraryAnswer *bsr_library_model_ask (const BsrLibraryModel *model,
                                         const BsrLoadDescriptor *descriptor);
void bsr_library_answer_free (BsrLibraryAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLibraryAnswer, bsr_library_answer_free)
/* (nullable) */
const BsrHeadingGuess *bsr_library_answer_find (const BsrLibraryAnswer *answer,
                                                const char *heading);

/* One measure against what a heading lets expect, in the measure's own unit. */
typedef struct
{
  BsrLoadMeasure measure;
  double observed, expected, spread;
  double sigmas; /* (observed - expected) / spread */
} BsrMeasureEvidence;

/* What speaks most against @heading first: at most BSR_N_LOAD_MEASURES into @evidence. Returns how
 * many; 0 where the model does not know the heading. */
int bsr_library_model_explain (const BsrLibraryModel *model, const BsrLoadDescriptor *descriptor,
                               const char *heading, BsrMeasureEvidence *evidence);

G_END_DECLS
