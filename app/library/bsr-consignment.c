#include "bsr-consignment.h"

#include <math.h>

#include "bsr-quantile.h"

/* Of a Gaussian: its 95 % point, in standard deviations, and its standard deviation over its median
 * absolute deviation. */
#define GAUSSIAN_95 1.6449
#define DEVIATION_PER_MAD 1.4826

const char *const bsr_consignment_measure_names[]
    = { "mass", "mass-thickness", "fill-height", "material", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (bsr_consignment_measure_names) == BSR_CONSIGNMENT_N_MEASURES + 1);

static double
value_of (const BsrConsignmentLoad *load, BsrConsignmentMeasure measure)
{
  const float *values = load->descriptor.values;
  switch (measure)
    {
    case BSR_CONSIGNMENT_MASS:
      return load->mass_kg;
    case BSR_CONSIGNMENT_MASS_THICKNESS:
      return exp ((double) values[BSR_LOAD_MEASURE_MASS_THICKNESS]);
    case BSR_CONSIGNMENT_FILL_HEIGHT:
      return (double) values[BSR_LOAD_MEASURE_FILL_HEIGHT];
    case BSR_CONSIGNMENT_MATERIAL:
      return (double) values[BSR_LOAD_MEASURE_MATERIAL];
    case BSR_CONSIGNMENT_N_MEASURES:
      break;
    }
  return NAN;
}

/* The least standard deviation of a value where the others have @median. */
static double
least_deviation (const BsrConsignmentErrors *errors, BsrConsignmentMeasure measure, double median)
{
  const double least[BSR_CONSIGNMENT_N_MEASURES]
      = { [BSR_CONSIGNMENT_MASS] = errors->mass_share * median,
          [BSR_CONSIGNMENT_MASS_THICKNESS] = errors->mass_thickness_share * median,
          [BSR_CONSIGNMENT_FILL_HEIGHT] = errors->fill_height,
          [BSR_CONSIGNMENT_MATERIAL] = errors->material };
  return least[measure];
}

/* The load's own uncertainty on the side of @median; INFINITY where that side is open. */
static double
own_deviation (const BsrConsignmentLoad *load, BsrConsignmentMeasure measure, double median)
{
  if (measure != BSR_CONSIGNMENT_MASS)
    return 0.0;
  double reach = median < load->mass_kg ? load->mass_kg - load->mass_low_kg
                                        : load->mass_high_kg - load->mass_kg;
  return isnan (reach) ? 0.0 : MAX (reach, 0.0) / GAUSSIAN_95;
}

static gboolean
is_compared_with (const BsrConsignmentLoad *load, BsrConsignmentMeasure measure)
{
  return isfinite (value_of (load, measure))
         && !(measure == BSR_CONSIGNMENT_MASS && isinf (load->mass_high_kg));
}

/* Changes the order of @values. */
static double
median_of (double *values, int n)
{
  double upper = bsr_select_f64 (values, n, n / 2);
  return n % 2 != 0 ? upper : (bsr_select_f64 (values, n, n / 2 - 1) + upper) / 2.0;
}

/* Load @i against the others; sigmas of 0 where there is nothing to compare. @others: room for n. */
static BsrConsignmentOdd
compare (const BsrConsignmentLoad *loads, int n, int i, BsrConsignmentMeasure measure,
         const BsrConsignmentErrors *errors, double *others)
{
  BsrConsignmentOdd odd = { .load = i, .measure = measure, .value = value_of (&loads[i], measure) };
  for (int k = 0; k < n; k++)
    if (k != i && is_compared_with (&loads[k], measure))
      others[odd.n_others++] = value_of (&loads[k], measure);
  if (odd.n_others < BSR_CONSIGNMENT_LEAST_LOADS - 1 || !isfinite (odd.value))
    return odd;
  odd.median = median_of (others, odd.n_others);
  for (int k = 0; k < odd.n_others; k++)
    others[k] = fabs (others[k] - odd.median);
  double spread = DEVIATION_PER_MAD * median_of (others, odd.n_others);
  double own = own_deviation (&loads[i], measure, odd.median);
  double deviation = hypot (MAX (spread, least_deviation (errors, measure, odd.median)), own);
  odd.sigmas = odd.value != odd.median ? (odd.value - odd.median) / deviation : 0.0;
  return odd;
}

gboolean
bsr_consignment_find_odd (const BsrConsignmentLoad *loads, int n,
                          const BsrConsignmentErrors *errors, BsrConsignmentOdd *odd)
{
  g_return_val_if_fail (n == 0 || loads != NULL, FALSE);
  g_return_val_if_fail (errors != NULL && odd != NULL, FALSE);

  g_autofree double *others = g_new (double, MAX (n, 1));
  *odd = (BsrConsignmentOdd){ .load = -1 };
  for (int i = 0; i < n; i++)
    for (int m = 0; m < BSR_CONSIGNMENT_N_MEASURES; m++)
      {
        BsrConsignmentOdd one
            = compare (loads, n, i, (BsrConsignmentMeasure) m, errors, others);
        if (fabs (one.sigmas) > MAX (fabs (odd->sigmas), BSR_CONSIGNMENT_SIGMAS))
          *odd = one;
      }
  return odd->load >= 0;
}
