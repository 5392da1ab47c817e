#include "bsr-noise-model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-quantile.h"
#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

/* Blocks that the image is cut into, pixels; smaller where it has few of them. */
#define BLOCK 16
#define SMALL_BLOCK 8
#define SMALL_IMAGE (256 * 256)
/* Blocks that are measured: 48 levels of 40 each, and 20 blocks for the darkest hundredth. */
#define MAX_BLOCKS 2048
/* Blocks with a larger share of dead pixels are passed over; with a larger share without signal
 * their spread is cut off at zero and would read too low. */
#define MAX_DEAD_SHARE 0.2
#define MAX_EMPTY_SHARE 0.1
/* Ratio of neighbouring knots' signals and blocks that a knot needs. */
#define KNOT_RATIO 1.5
#define MIN_BLOCKS 4
/* Share of a knot's blocks taken as flat: the rest may hold texture. */
#define FLAT_QUANTILE 0.35
/* Mean of the smaller 80 % of |z| of a normal z: 2 (phi(0) - phi(1.2816)) / 0.8. */
#define TRIMMED_SHARE 0.8
#define TRIMMED_MEAN 0.5586
#define MIN_RESIDUALS 8
/* What the lower of two directions and the flat quantile read too low, in standard deviations of
 * blocks of pure noise (simulated normal noise of 16 levels: 0.92; a little less, to be safe). */
#define LOW_BIAS 0.90
/* Nominal noise of the open beam where the image has nothing flat: 1 %. */
#define NOMINAL_NOISE 0.01

typedef struct
{
  float level; /* median, counts; NAN: passed over */
  float sigma; /* NAN: cut off at zero */
} Block;

typedef struct
{
  BsrPlane *samples, *flags;
  const float *signal;
  int edge, columns, rows;
  int every; /* of so many blocks one is measured */
  Block *blocks;
} Measurement;

static int
compare_floats (const void *a, const void *b)
{
  float left = *(const float *) a, right = *(const float *) b;
  return (left > right) - (left < right);
}

/* Of a pixel's noise, in samples, from twice its distance to the mean of its two neighbours. */
static double
trimmed_sigma (const guint16 *residuals, int n)
{
  if (n < MIN_RESIDUALS)
    return NAN;
  int kept = (int) (TRIMMED_SHARE * n), below = 0;
  guint16 limit = bsr_quantile_u16 (residuals, n, MIN (kept, n - 1));
  guint32 sum = 0;
  for (int i = 0; i < n; i++)
    if (residuals[i] < limit)
      {
        sum += residuals[i];
        below++;
      }
  double all = sum + (double) (kept - below) * limit;
  /* The residual of a pixel against the mean of two has 1.5 times its variance. */
  return all / 2.0 / kept / TRIMMED_MEAN / sqrt (1.5);
}

/* Of a row of a block: twice the distances of the pixels to the mean of their two neighbours. A
 * residual that 16 bits do not hold is texture and trimmed. */
static void
row_residuals (const guint16 *restrict before, const guint16 *restrict row,
               const guint16 *restrict after, int n, guint16 *restrict residuals)
{
  for (int i = 0; i < n; i++)
    {
      int apart = 2 * row[i] - before[i] - after[i];
      residuals[i] = (guint16) MIN (ABS (apart), G_MAXUINT16);
    }
}

/* Keeps those of live pixels between live neighbours. */
static int
keep_live (const guint8 *before, const guint8 *row, const guint8 *after, int n, guint16 *residuals)
{
  int kept = 0;
  for (int i = 0; i < n; i++)
    if (((before[i] | row[i] | after[i]) & BSR_PIXEL_DEAD) == 0)
      residuals[kept++] = residuals[i];
  return kept;
}

/* |pixel - mean of its two neighbours| along one direction: a ramp leaves none, so what is left is
 * noise. */
static double
directed_sigma (const Measurement *measurement, int x0, int y0, int dx, int dy, gboolean has_dead)
{
  guint16 residuals[BLOCK * BLOCK];
  BsrPlane *samples = measurement->samples, *flags = measurement->flags;
  int n = 0, left = MAX (x0, dx);
  int width = MIN (x0 + measurement->edge, bsr_plane_width (samples) - dx) - left;
  int bottom = MIN (y0 + measurement->edge, bsr_plane_height (samples) - dy);
  for (int y = MAX (y0, dy); y < bottom; y++)
    {
      row_residuals (bsr_plane_row_u16 (samples, y - dy) + left - dx,
                     bsr_plane_row_u16 (samples, y) + left,
                     bsr_plane_row_u16 (samples, y + dy) + left + dx, width, residuals + n);
      n += has_dead ? keep_live (bsr_plane_row_u8 (flags, y - dy) + left - dx,
                                 bsr_plane_row_u8 (flags, y) + left,
                                 bsr_plane_row_u8 (flags, y + dy) + left + dx, width,
                                 residuals + n)
                    : width;
    }
  return trimmed_sigma (residuals, n);
}

/* Whether a pixel of a block or beside it is dead. */
static gboolean
has_dead (const Measurement *measurement, int x0, int y0)
{
  BsrBox block = { x0, y0, measurement->edge, measurement->edge };
  BsrBox around = bsr_box_grow (block, 1, bsr_plane_bounds (measurement->flags));
  for (int y = around.y; y < around.y + around.height; y++)
    if (memchr (bsr_plane_row_u8 (measurement->flags, y) + around.x, BSR_PIXEL_DEAD,
                (gsize) around.width))
      return TRUE;
  return FALSE;
}

static Block
measure_block (const Measurement *measurement, int x0, int y0)
{
  guint16 values[BLOCK * BLOCK];
  int n = 0, empty = 0, edge = measurement->edge;
  for (int y = y0; y < y0 + edge; y++)
    {
      const guint16 *row = bsr_plane_row_u16 (measurement->samples, y);
      const guint8 *flags = bsr_plane_row_u8 (measurement->flags, y);
      for (int x = x0; x < x0 + edge; x++)
        {
          gboolean alive = (flags[x] & BSR_PIXEL_DEAD) == 0;
          values[n] = row[x];
          n += alive;
          empty += alive && measurement->signal[row[x]] <= 0.0f;
        }
    }
  Block block = { NAN, NAN };
  if (n < (1.0 - MAX_DEAD_SHARE) * edge * edge)
    return block;
  guint16 level = bsr_quantile_u16 (values, n, n / 2);
  block.level = measurement->signal[level];
  if (empty > MAX_EMPTY_SHARE * n)
    return block;
  gboolean dead = has_dead (measurement, x0, y0);
  /* Counts of a sample there: 1, or of companded floats what a sample is worth. */
  int up = MIN (level + 1, G_MAXUINT16), down = MAX (level - 1, 0);
  double worth = (double) (measurement->signal[up] - measurement->signal[down]) / (up - down);
  block.sigma = (float) (worth
                         * fmin (directed_sigma (measurement, x0, y0, 1, 0, dead),
                                 directed_sigma (measurement, x0, y0, 0, 1, dead)));
  return block;
}

/* Each row of blocks begins elsewhere, so that those which are measured stand in no columns. */
static void
measure_row_of_blocks (int item, int thread, gpointer data)
{
  Measurement *measurement = data;
  int every = measurement->every;
  for (int i = 0; i < measurement->columns; i++)
    {
      Block *block = &measurement->blocks[item * measurement->columns + i];
      *block = (Block){ NAN, NAN };
      if ((i + item * (every / 2 + 1)) % every == 0)
        *block = measure_block (measurement, i * measurement->edge, item * measurement->edge);
    }
}

static int
compare_levels (const void *a, const void *b)
{
  const Block *left = a, *right = b;
  if (left->level != right->level)
    return left->level < right->level ? -1 : 1;
  return (left->sigma > right->sigma) - (left->sigma < right->sigma);
}

/* One knot from blocks of about the same level, if there are enough of them. */
static void
add_knot (BsrNoiseModel *model, double *weights, const Block *blocks, int n)
{
  if (n < MIN_BLOCKS || model->n_knots == BSR_NOISE_MAX_KNOTS)
    return;
  g_autofree float *sigmas = g_new (float, n);
  for (int i = 0; i < n; i++)
    sigmas[i] = blocks[i].sigma;
  qsort (sigmas, n, sizeof (float), compare_floats);
  double sigma = (double) sigmas[(int) (FLAT_QUANTILE * (n - 1))] / LOW_BIAS;
  model->signal[model->n_knots] = (double) blocks[n / 2].level;
  model->variance[model->n_knots] = MAX (sigma * sigma, model->step * model->step / 12.0);
  weights[model->n_knots++] = n;
}

/* Noise does not fall with the signal: neighbours that do are averaged by their blocks, until none
 * does (isotonic regression by pooling adjacent violators, Barlow et al. 1972). A knot that only
 * texture made weighs little. */
static void
make_monotone (BsrNoiseModel *model, const double *weights)
{
  double pooled[BSR_NOISE_MAX_KNOTS], weight[BSR_NOISE_MAX_KNOTS];
  int count[BSR_NOISE_MAX_KNOTS], n = 0;
  for (int i = 0; i < model->n_knots; i++)
    {
      pooled[n] = model->variance[i];
      weight[n] = weights[i];
      count[n++] = 1;
      for (; n > 1 && pooled[n - 2] > pooled[n - 1]; n--)
        {
          double sum = weight[n - 2] + weight[n - 1];
          pooled[n - 2] = (pooled[n - 2] * weight[n - 2] + pooled[n - 1] * weight[n - 1]) / sum;
          weight[n - 2] = sum;
          count[n - 2] += count[n - 1];
        }
    }
  for (int i = 0, knot = 0; i < n; i++)
    for (int j = 0; j < count[i]; j++)
      model->variance[knot++] = pooled[i];
}

/* Keeps the blocks with a level, sorted; returns their number and sets the deepest level. */
static int
sort_blocks (BsrNoiseModel *model, Block *blocks, int n)
{
  int kept = 0;
  for (int i = 0; i < n; i++)
    if (!isnan (blocks[i].level))
      blocks[kept++] = blocks[i];
  /* qsort() is not stable, but equal blocks cannot be told apart; NAN sigmas come as -1. */
  for (int i = 0; i < kept; i++)
    if (isnan (blocks[i].sigma))
      blocks[i].sigma = -1.0f;
  qsort (blocks, kept, sizeof (Block), compare_levels);
  model->deepest = kept > 0 ? (double) blocks[kept / 100].level : (double) NAN;
  return kept;
}

static void
make_knots (BsrNoiseModel *model, Block *blocks, int n)
{
  double weights[BSR_NOISE_MAX_KNOTS];
  int whole = 0;
  for (int i = 0; i < n; i++)
    if (blocks[i].sigma >= 0.0f && blocks[i].level > 0.0f)
      blocks[whole++] = blocks[i];
  for (int from = 0, to; from < whole; from = to)
    {
      double limit = (double) blocks[from].level * KNOT_RATIO;
      for (to = from + 1; to < whole && (double) blocks[to].level < limit; to++)
        ;
      add_knot (model, weights, blocks + from, to - from);
    }
  make_monotone (model, weights);
}

gboolean
bsr_noise_model_measure (BsrNoiseModel *model, BsrPlane *samples, const float *signal,
                         BsrPlane *flags, double air, double step, int n_threads,
                         GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (model != NULL && air > 0.0, FALSE);
  *model = (BsrNoiseModel){ .step = step, .nominal_gain = air * NOMINAL_NOISE * NOMINAL_NOISE,
                            .deepest = NAN };

  int width = bsr_plane_width (samples), height = bsr_plane_height (samples);
  int edge = (gint64) width * height < SMALL_IMAGE ? SMALL_BLOCK : BLOCK;
  Measurement measurement = { samples, flags, signal, edge, width / edge, height / edge, 1, NULL };
  int n = measurement.columns * measurement.rows;
  measurement.every = (n + MAX_BLOCKS - 1) / MAX_BLOCKS;
  measurement.every = MAX (measurement.every, 1);
  g_autofree Block *blocks = g_new0 (Block, MAX (n, 1));
  measurement.blocks = blocks;
  if (!bsr_thread_team_run (measurement.rows, n_threads, measure_row_of_blocks, &measurement,
                            cancellable, error))
    return FALSE;

  make_knots (model, blocks, sort_blocks (model, blocks, n));
  return TRUE;
}

/* Straight lines in log signal and log variance; the first knot's variance holds below it
 * (electronic noise), and above the last it grows with the signal (counting noise). */
double
bsr_noise_model_variance (const BsrNoiseModel *model, double signal)
{
  double least = MAX (model->step * model->step / 12.0, 1e-12);
  if (model->n_knots == 0)
    return least + model->nominal_gain * MAX (signal, 0.0);

  int last = model->n_knots - 1;
  if (!(signal > model->signal[0]))
    return MAX (model->variance[0], least);
  if (signal >= model->signal[last])
    return MAX (model->variance[last] * signal / model->signal[last], least);
  int i = 0;
  while (signal > model->signal[i + 1])
    i++;
  double share = log (signal / model->signal[i]) / log (model->signal[i + 1] / model->signal[i]);
  double low = MAX (model->variance[i], least), high = MAX (model->variance[i + 1], least);
  return low * pow (high / low, share);
}
