#include "bsr-roc-figures.h"

#include "bsr-finding.h"

static void
roc_clear (gpointer data)
{
  g_free (((BsrRocFigures *) data)->name);
}

GArray *
bsr_roc_figures_array_new (void)
{
  GArray *array = g_array_new (FALSE, TRUE, sizeof (BsrRocFigures));
  g_array_set_clear_func (array, roc_clear);
  return array;
}

void
bsr_roc_sides_init (BsrRocSides *sides)
{
  sides->positive = g_array_new (FALSE, FALSE, sizeof (double));
  sides->negative = g_array_new (FALSE, FALSE, sizeof (double));
}

void
bsr_roc_sides_clear (BsrRocSides *sides)
{
  g_array_unref (sides->positive);
  g_array_unref (sides->negative);
}

void
bsr_roc_figures_append (GArray *figures, const char *dimension, const char *name,
                        const BsrRocSides *sides, const double *rates, int n_rates)
{
  g_return_if_fail (figures != NULL && sides != NULL && n_rates < BSR_FIGURES_MAX_POINTS);
  const double *positive = (const double *) sides->positive->data;
  const double *negative = (const double *) sides->negative->data;
  BsrRocFigures roc = { .dimension = dimension,
                        .name = g_strdup (name),
                        .n_positive = (int) sides->positive->len,
                        .n_negative = (int) sides->negative->len };
  roc.area = bsr_roc_area (positive, roc.n_positive, negative, roc.n_negative);
  for (int i = 0; i < n_rates; i++)
    roc.points[roc.n_points++]
        = bsr_roc_at_rate (positive, roc.n_positive, negative, roc.n_negative, rates[i]);
  roc.points[roc.n_points++] = bsr_roc_at_line (positive, roc.n_positive, negative,
                                                roc.n_negative, BSR_SCORE_ALARM);
  g_array_append_val (figures, roc);
}
