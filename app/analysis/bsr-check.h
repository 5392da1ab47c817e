#pragma once

#include "bsr-case.h"
#include "bsr-scan.h"
#include "bsr-finding.h"
#include "bsr-known-goods.h"
#include "bsr-load-region.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_VERDICT_CONSISTENT,
  BSR_VERDICT_MISMATCH,
  BSR_VERDICT_INCONCLUSIVE,
} BsrVerdict;

/* One heading of the Harmonized System that a load could be of. */
typedef struct
{
  char hs[7]; /* 2, 4 or 6 digits; "" for none of those known */
  double probability;
} BsrCheckGuess;

#define BSR_CHECK_MOST_GUESSES 5

/* What one check made of one declared fact. */
typedef struct
{
  const char *check; /* id of the BsrCheck, static */
  int item;          /* place of the declared item from 0 on; -1: of the whole declaration */
  BsrVerdict verdict;
  double score; /* 0...1; higher is a worse fit; 0.5 is the alarm line */
  char *declared_text, *observed_text; /* (nullable): for a fact in words */
  double declared, observed; /* NAN: not a number, or not stated; unit: @unit */
  double observed_low, observed_high; /* NAN: none; high may be INFINITY: "at least" */
  const char *unit; /* static; "" for none */
  BsrBox box;    /* empty: the whole scan */
  BsrCheckGuess guesses[BSR_CHECK_MOST_GUESSES]; /* what it looks like, likeliest first */
  int n_guesses;
  char *reason;  /* never NULL: one sentence, translated */
} BsrCheckResult;

void bsr_check_result_free (BsrCheckResult *result);

typedef struct
{
  const BsrCase *flagged;
  const BsrScan *scan;
  const BsrLoad *load;
  const BsrLoadRegion *whole;   /* (nullable): the load as one part */
  const BsrLoadRegion *regions; /* (nullable) */
  int n_regions;
  const BsrKnownGoods *goods; /* (nullable) */
  const BsrFinding *findings; /* (nullable): score falling */
  int n_findings;
  BsrBox container;
  gboolean container_found;
} BsrCheckInput;

/* One declared fact that an image can confirm or contradict: a constant descriptor like
 * BsrDetector. @run returns (transfer full), or NULL where the case declares nothing of it. */
typedef struct
{
  const char *id; /* as in analysis.schema.json */
  int version;
  BsrCheckResult *(*run) (const BsrCheckInput *input);
} BsrCheck;

/* All checks, %NULL at the end. */
extern const BsrCheck *const bsr_checks[];

const char *bsr_verdict_to_string (BsrVerdict verdict);

G_END_DECLS
