#include "bsr-roc.h"

#include <math.h>
#include <string.h>

/* Halvings of [0, 1]: below the last digit of a double. */
#define MAX_HALVINGS 60
/* A share of a number of scans is meant as a decimal: 0.06 of 50 is 3, not 2.9999999999999996. */
#define ROUNDING 1e-9

static int
compare_falling (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;
  return (first < second) - (first > second);
}

/* (transfer full): @scores by falling value. */
static double *
sorted_falling (const double *scores, int n)
{
  double *sorted = g_new (double, MAX (n, 1));
  for (int i = 0; i < n; i++)
    sorted[i] = scores[i];
  qsort (sorted, (size_t) n, sizeof *sorted, compare_falling);
  return sorted;
}

/* Pairs in which the positive is higher, ties counting half. */
static double
pairs_in_order (const double *positive, int n_positive, const double *negative, int n_negative)
{
  g_autofree double *high = sorted_falling (positive, n_positive);
  g_autofree double *low = sorted_falling (negative, n_negative);
  double pairs = 0.0;
  int above = 0, tied_end = 0; /* negatives above, and above or equal to, the positive */
  for (int i = 0; i < n_positive; i++)
    {
      while (above < n_negative && low[above] > high[i])
        above++;
      tied_end = MAX (tied_end, above);
      while (tied_end < n_negative && low[tied_end] >= high[i])
        tied_end++;
      pairs += n_negative - tied_end + 0.5 * (tied_end - above);
    }
  return pairs;
}

static double
variance_of (double area, double n_positive, double n_negative, double others_p, double others_n)
{
  double q1 = area / (2.0 - area), q2 = 2.0 * area * area / (1.0 + area);
  return (area * (1.0 - area) + others_p * (q1 - area * area) + others_n * (q2 - area * area))
         / (n_positive * n_negative);
}

double
bsr_roc_standard_error (double area, int n_positive, int n_negative)
{
  g_return_val_if_fail (n_positive > 0 && n_negative > 0, (double) NAN);
  return sqrt (MAX (variance_of (area, n_positive, n_negative, n_positive - 1, n_negative - 1), 0.0));
}

/* The area between @area and @end from which @area is no further away than z standard errors. */
static double
border (double area, double end, int n_positive, int n_negative)
{
  double others = (n_positive + n_negative) / 2.0 - 1.0;
  double inside = area, outside = end;
  for (int i = 0; i < MAX_HALVINGS; i++)
    {
      double middle = 0.5 * (inside + outside);
      double variance = variance_of (middle, n_positive, n_negative, others, others);
      if (fabs (middle - area) <= BSR_INTERVAL_Z * sqrt (MAX (variance, 0.0)))
        inside = middle;
      else
        outside = middle;
    }
  return inside;
}

BsrInterval
bsr_roc_area (const double *positive, int n_positive, const double *negative, int n_negative)
{
  if (n_positive == 0 || n_negative == 0)
    return (BsrInterval){ (double) NAN, (double) NAN, (double) NAN, 0 };
  double area = pairs_in_order (positive, n_positive, negative, n_negative) / n_positive / n_negative;
  return (BsrInterval){ area, border (area, 0.0, n_positive, n_negative),
                        border (area, 1.0, n_positive, n_negative),
                        (gint64) n_positive * n_negative };
}

double
bsr_roc_line (const double *negative, int n, double wanted)
{
  double allowed = floor (wanted * n + ROUNDING);
  if (!(allowed < n))
    return 0.0;
  g_autofree double *sorted = sorted_falling (negative, n);
  return nextafter (sorted[(int) allowed], (double) INFINITY);
}

BsrRocPoint
bsr_roc_at_line (const double *positive, int n_positive, const double *negative, int n_negative,
                 double line)
{
  return (BsrRocPoint){ (double) NAN, line, bsr_interval_reaching (negative, n_negative, line),
                        bsr_interval_reaching (positive, n_positive, line) };
}

BsrRocPoint
bsr_roc_at_rate (const double *positive, int n_positive, const double *negative, int n_negative,
                 double wanted)
{
  BsrRocPoint point = bsr_roc_at_line (positive, n_positive, negative, n_negative,
                                       bsr_roc_line (negative, n_negative, wanted));
  point.wanted = wanted;
  return point;
}
