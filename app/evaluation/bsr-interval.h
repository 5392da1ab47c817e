#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A figure with its 95 % interval; all NAN when there is nothing to tell it from (@n 0). A plain
 * value. */
typedef struct
{
  double value, low, high;
  gint64 n; /* what it was told from: trials, scans or pairs */
} BsrInterval;

/* Two-sided 95 % of the normal distribution. */
#define BSR_INTERVAL_Z 1.959963984540054

/* Share of @hits in @n trials. Score interval without correction for continuity: Wilson,
 * "Probable inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22
 * (1927) 209; method 3 of Newcombe, Stat. Med. 17 (1998) 857. */
BsrInterval bsr_interval_wilson (gint64 hits, gint64 n);

/* Share of @scores that reach @line. */
BsrInterval bsr_interval_reaching (const double *scores, int n, double line);

/* Mean of @counts events in @n scans. Score interval of a Poisson mean (x + z^2/2 -+ z sqrt (x +
 * z^2/4), Barker, "A comparison of nine confidence intervals for a Poisson parameter", Am. Stat.
 * 56 (2002) 85), the events weighed by their dispersion between scans (variance over mean, where
 * above 1: McCullagh and Nelder, Generalized Linear Models, 1989, 6.2.3), because false alarms
 * come in crowds. */
BsrInterval bsr_interval_rate (const double *counts, int n);

G_END_DECLS
