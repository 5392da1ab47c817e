#pragma once

#include "bsr-interval.h"

G_BEGIN_DECLS

/* A point of a receiver operating characteristic: an alarm is a score >= @line. */
typedef struct
{
  double wanted;        /* share of negatives that may be alarmed; NAN: @line was given */
  double line;
  BsrInterval alarmed;  /* share of the negatives */
  BsrInterval detected; /* share of the positives */
} BsrRocPoint;

/**
 * bsr_roc_area:
 *
 * Area under the curve: the share of pairs in which the positive has the higher score, a tie
 * counting half (Mann and Whitney; Hanley and McNeil, "The meaning and use of the area under a
 * receiver operating characteristic (ROC) curve", Radiology 143 (1982) 29). The interval is the
 * score interval of that paper's standard error: method 5 of Newcombe, "Confidence intervals for
 * an effect size measure based on the Mann-Whitney statistic, part 2", Stat. Med. 25 (2006) 559,
 * which stays honest where the area is 1.
 */
BsrInterval bsr_roc_area (const double *positive, int n_positive, const double *negative,
                          int n_negative);

/* Hanley and McNeil's standard error of an area. */
double bsr_roc_standard_error (double area, int n_positive, int n_negative);

/* The lowest line that at most floor (@wanted * @n) of @negative reach; 0 when all of them may. */
double bsr_roc_line (const double *negative, int n, double wanted);

/* The point at the line of bsr_roc_line(). The intervals take the line as given. */
BsrRocPoint bsr_roc_at_rate (const double *positive, int n_positive, const double *negative,
                             int n_negative, double wanted);
BsrRocPoint bsr_roc_at_line (const double *positive, int n_positive, const double *negative,
                             int n_negative, double line);

G_END_DECLS
