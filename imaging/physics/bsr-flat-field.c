#include "bsr-flat-field.h"

#include <math.h>
#include <stdlib.h>

#include "bsr-line-offsets.h"
#include "bsr-radiograph.h"

/* A line that is this many spreads off the others is structure, unless it stands alone. */
#define OUTLIER_SPREADS 4.0
/* A channel is sharp, what is seen through the blur of a focal spot is not: a line that is off the
 * mean of the two beside it by less than it is off all those around it, this share of it aside, is
 * structure. A blur of 0.6 pixels, the sharpest there is, leaves 0.25 of a line one pixel wide in
 * each neighbour. */
#define BLURRED_SHARE 0.12
/* Median absolute deviation to standard deviation of a normal distribution. */
#define SD_OF_MEDIAN_DEVIATION 1.4826
/* Of independent normal offsets of variance 1, by 400,000 simulated: what their medians of 9 leave
 * unknown of each, and what their differences from these have, by the median absolute deviation. */
#define MEDIAN_VARIANCE 0.16
#define MEDIAN_SPREAD 0.743
/* Fewer lines say nothing of a spread. */
#define MIN_LINES 24
/* Rise of the attenuation from the higher to the lower energy: 1.1...1.2 for 6/4 and 9/6 MV. */
#define ENERGY_RATIO 1.12
/* Lines over which open beam is a level of its own: slower changes are the fan's and the
 * scatter's, which the air calibration answers for. */
#define AIR_LEVEL_LINES 64

/* One direction of one plane. */
typedef struct
{
  BsrLineOffsets *lines;
  double spread; /* of true offsets */
} Direction;

static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static double
median (double *values, int n)
{
  qsort (values, n, sizeof (double), compare_doubles);
  return n > 0 ? values[n / 2] : 0.0;
}

/* Robust variance of a sum of the lines' offsets in two planes with weights 1 and @sign; @b may be
 * %NULL. NAN: too few lines. @noise: (out) what of it the standard errors explain. */
static double
variance_of (const BsrLineOffsets *a, const BsrLineOffsets *b, double sign, double *noise)
{
  g_autofree double *values = g_new (double, a->n_lines), *errors = g_new (double, a->n_lines);
  int n = 0;
  for (int i = 0; i < a->n_lines; i++)
    {
      double value = (double)a->offset[i], error = (double)a->sd[i];
      if (b != NULL)
        {
          value += sign * (double)b->offset[i];
          error = hypot (error, (double)b->sd[i]);
        }
      if (isnan (value))
        continue;
      values[n] = fabs (value);
      errors[n++] = error * error;
    }
  *noise = median (errors, n);
  double deviation = SD_OF_MEDIAN_DEVIATION * median (values, n);
  return n >= MIN_LINES ? deviation * deviation : (double)NAN;
}

static double
spread_of (const BsrLineOffsets *lines)
{
  double noise, variance = variance_of (lines, NULL, 0.0, &noise);
  return sqrt (MAX (variance / MEDIAN_SPREAD - noise, 0.0));
}

/* Whether an offset far out of the others' spread is shared by its neighbours, as structure is. */
static gboolean
is_structure (const Direction *direction, int line)
{
  const BsrLineOffsets *lines = direction->lines;
  double offset = (double)lines->offset[line];
  double doubt = hypot (direction->spread, (double)lines->sd[line]);
  if (fabs (offset) > BSR_FLAT_FIELD_MOST)
    return TRUE;
  return fabs (offset) > OUTLIER_SPREADS * doubt
         && fabs ((double)lines->sharp[line] - offset) > BLURRED_SHARE * fabs (offset) + doubt;
}

/* Level of the open beam around a line: what slow changes make of it. */
static double
air_level (const BsrLineOffsets *lines, int line)
{
  double values[2 * AIR_LEVEL_LINES + 1];
  int n = 0;
  for (int i = MAX (line - AIR_LEVEL_LINES, 0);
       i <= MIN (line + AIR_LEVEL_LINES, lines->n_lines - 1); i++)
    if (!isnan (lines->air[i]))
      values[n++] = (double)lines->air[i];
  return median (values, n);
}

/* Standard deviation of true offsets by the open beam, NAN where few of the lines see it. */
static double
air_spread (const BsrLineOffsets *lines, const double *levels)
{
  g_autofree double *values = g_new (double, lines->n_lines),
                    *errors = g_new (double, lines->n_lines);
  int n = 0;
  for (int i = 0; i < lines->n_lines; i++)
    if (!isnan (lines->air[i]))
      {
        values[n] = fabs ((double)lines->air[i] - levels[i]);
        errors[n++] = (double)lines->air_sd[i] * (double)lines->air_sd[i];
      }
  if (n < MAX (MIN_LINES, lines->n_lines / 2))
    return NAN;
  double deviation = SD_OF_MEDIAN_DEVIATION * median (values, n);
  return sqrt (MAX (deviation * deviation - median (errors, n), 0.0));
}

/* Adds a measurement of variance @variance to the sum and the weight of what a line is off. */
static void
weigh (double value, double variance, double *sum, double *weight)
{
  if (isnan (value) || !(variance > 0.0))
    return;
  *sum += value / variance;
  *weight += 1.0 / variance;
}

/* The expected offset of one plane's pulse given both planes' measurements: independent doses, and
 * structure common to both (linear Gaussian estimate). @variance: (out) of the measurement that it
 * amounts to. */
static double
apart_from_structure (const Direction pair[2], int plane, int line, double common, double *variance)
{
  double own = (double)pair[plane].lines->offset[line];
  double other = (double)pair[1 - plane].lines->offset[line];
  double own_sd = (double)pair[plane].lines->sd[line];
  double other_sd = (double)pair[1 - plane].lines->sd[line];
  double ratio = plane == 0 ? ENERGY_RATIO : 1.0 / ENERGY_RATIO;
  double shared = common * (plane == 0 ? 1.0 : ENERGY_RATIO * ENERGY_RATIO);
  double mean = 0.5 * (own + other / ratio);
  if (mean * mean > OUTLIER_SPREADS * OUTLIER_SPREADS * shared)
    shared = MAX (shared, mean * mean); /* a post, an edge */
  /* What the other plane says of the structure, of variance @doubt, and how much it is believed. */
  double doubt
      = (other_sd * other_sd + pair[1 - plane].spread * pair[1 - plane].spread) / (ratio * ratio);
  double belief = shared > 0.0 ? shared / (shared + doubt) : 0.0;
  *variance = own_sd * own_sd + belief * doubt;
  return own - belief * other / ratio;
}

/* What one line is off by the lines around it. @variance: (out). NAN: nothing, or structure. */
static double
against_neighbours (const Direction *directions, int n_planes, int plane, gboolean rows, int line,
                    double common, double *variance)
{
  const BsrLineOffsets *lines = directions[plane].lines;
  if (isnan (lines->offset[line]) || is_structure (&directions[plane], line))
    return NAN;
  if (!rows && n_planes > 1 && plane < 2) /* NAN where the other plane says nothing */
    return apart_from_structure (directions, plane, line, common, variance);
  *variance = (double)lines->sd[line] * (double)lines->sd[line];
  return (double)lines->offset[line];
}

/* Offsets of one direction of plane @plane: everything that is known of each line, shrunk. */
static int
set_offsets (const Direction *directions, int n_planes, int plane, gboolean rows, double common,
             float *offsets, double *spread)
{
  const BsrLineOffsets *lines = directions[plane].lines;
  g_autofree double *levels = g_new0 (double, lines->n_lines);
  int n_changed = 0;
  for (int i = 0; i < lines->n_lines; i++)
    if (!isnan (lines->air[i]))
      levels[i] = air_level (lines, i);
  double in_air = air_spread (lines, levels);
  *spread = isnan (in_air) ? directions[plane].spread : in_air;
  for (int i = 0; i < lines->n_lines; i++)
    {
      double variance = 0.0, prior = *spread, sum = 0.0, weight = 0.0;
      double air = (double)lines->air[i] - levels[i];
      double beside = against_neighbours (directions, n_planes, plane, rows, i, common, &variance);
      /* One bad channel among many good ones: what is proven needs no other like it. */
      if (fabs (beside) > OUTLIER_SPREADS * sqrt (variance + *spread * *spread))
        prior = MAX (prior, fabs (beside));
      if (fabs (air) < BSR_FLAT_FIELD_MOST)
        weigh (air, (double)lines->air_sd[i] * (double)lines->air_sd[i], &sum, &weight);
      weigh (beside, variance + MEDIAN_VARIANCE * *spread * *spread, &sum, &weight);
      offsets[i] = 0.0F;
      if (prior > 0.0)
        offsets[i] = (float)CLAMP (sum / (weight + 1.0 / (prior * prior)), -BSR_FLAT_FIELD_MOST,
                                   BSR_FLAT_FIELD_MOST);
      n_changed += offsets[i] != 0.0F;
    }
  return n_changed;
}

/* Variance of structure that both planes' columns show, and the spread of what they do not: of the
 * half sum and the half difference of two independent offsets and one common. */
static double
part_columns (Direction *pair)
{
  double noise, other_noise;
  double sum = variance_of (pair[0].lines, pair[1].lines, 1.0, &noise);
  double difference = variance_of (pair[0].lines, pair[1].lines, -1.0, &other_noise);
  if (isnan (sum) || isnan (difference))
    return 0.0;
  double spread = sqrt (MAX (difference / MEDIAN_SPREAD - other_noise, 0.0) / 2.0);
  for (int i = 0; i < 2; i++)
    pair[i].spread = MIN (pair[i].spread, spread);
  return MAX (sum - difference, 0.0) / 4.0;
}

static void
direction_clear (Direction *direction)
{
  g_clear_pointer (&direction->lines, bsr_line_offsets_free);
}

static BsrFlatField *
field_new (int n_rows, int n_columns)
{
  BsrFlatField *field = g_new0 (BsrFlatField, 1);
  field->n_rows = n_rows;
  field->n_columns = n_columns;
  field->row_offset = g_new0 (float, n_rows);
  field->column_offset = g_new0 (float, n_columns);
  return field;
}

gboolean
bsr_flat_field_measure (BsrPlane *const *attenuation, BsrPlane *const *flags, int n_planes,
                        double step, const float *const *tables, int n_threads,
                        BsrFlatField **fields, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (n_planes >= 1 && n_planes <= BSR_IMAGE_MAX_PLANES, FALSE);
  Direction directions[2][BSR_IMAGE_MAX_PLANES] = { 0 };
  gboolean done = TRUE;
  for (int rows = 0; rows < 2 && done; rows++)
    for (int i = 0; i < n_planes && done; i++)
      {
        BsrLineOffsets *lines = bsr_line_offsets_new (attenuation[i], flags[i], step,
                                                      tables != NULL ? tables[i] : NULL, rows,
                                                      n_threads, cancellable, error);
        directions[rows][i].lines = lines;
        done = lines != NULL;
        if (done)
          directions[rows][i].spread = spread_of (lines);
      }
  double common = done && n_planes > 1 ? part_columns (directions[0]) : 0.0;
  for (int i = 0; i < n_planes && done; i++)
    {
      BsrFlatField *field
          = field_new (bsr_plane_height (attenuation[i]), bsr_plane_width (attenuation[i]));
      field->n_columns_changed = set_offsets (directions[0], n_planes, i, FALSE, common,
                                              field->column_offset, &field->column_spread);
      field->n_rows_changed = set_offsets (directions[1], n_planes, i, TRUE, 0.0, field->row_offset,
                                           &field->row_spread);
      fields[i] = field;
    }
  for (int i = 0; i < 2 * BSR_IMAGE_MAX_PLANES; i++)
    direction_clear (&directions[i / BSR_IMAGE_MAX_PLANES][i % BSR_IMAGE_MAX_PLANES]);
  return done;
}

void
bsr_flat_field_free (BsrFlatField *field)
{
  g_free (field->row_offset);
  g_free (field->column_offset);
  g_free (field);
}

void
bsr_flat_field_apply (const BsrFlatField *field, BsrPlane *attenuation, BsrPlane *flags)
{
  g_return_if_fail (bsr_plane_height (attenuation) == field->n_rows
                    && bsr_plane_width (attenuation) == field->n_columns);
  for (int y = 0; y < field->n_rows; y++)
    {
      float *row = bsr_plane_row_f32 (attenuation, y);
      const guint8 *known = bsr_plane_row_u8 (flags, y);
      for (int x = 0; x < field->n_columns; x++)
        if (!(known[x] & (BSR_PIXEL_DEAD | BSR_PIXEL_OPAQUE)))
          row[x] -= field->row_offset[y] + field->column_offset[x];
    }
}
