#include "bsr-develop.h"

#include <math.h>

#include "bsr-development.h"
#include "bsr-row-kernels.h"
#include "bsr-thread-team.h"

/* Samples that a thread tabulates at a time. */
#define TABLE_PIECE 4096
/* Samples that a straight line serves, and counts above which it does. */
#define CHORD 16
#define CHORD_SIGNAL 4096.0f
/* Rows of a strip: whole rows of cells, so many pixels at least. */
#define STRIP_ROWS 32

typedef struct
{
  const BsrDevelopment *order;
  const BsrRowKernels *kernels;
  int strip_rows;
  gboolean is_encoded; /* codes and flags are there already */
} Strips;

/* What a thread adds up over the rows of a row of cells, for each column of pixels. */
typedef struct
{
  guint32 *level, *high, *low;
  guint16 *n_good, *n_both, *n_low;
  guint8 *united; /* flags of planes 0 and 1 */
} Columns;

static double
code_of (const BsrExposure *exposure, int sample)
{
  double signal = (double) exposure->signal[sample];
  return BSR_CODE_BIAS + BSR_ATTENUATION_STEPS * log (exposure->air / signal);
}

static guint16
nearest (double code)
{
  return (guint16) (CLAMP (code, 0.0, (double) G_MAXUINT16) + 0.5);
}

/* From @from on, straight lines over CHORD samples where these are evenly spaced and many times
 * their distance above the dark: off by (16 / 4096)^2 / 8 nepers, a hundredth of a code. */
static int
tabulate_chords (const BsrExposure *exposure, int from, int end, guint16 *codes_of)
{
  double before = code_of (exposure, from);
  while (from + CHORD < end)
    {
      double after = code_of (exposure, from + CHORD), step = (after - before) / CHORD;
      for (int i = 0; i < CHORD; i++)
        codes_of[from + i] = nearest (before + i * step);
      from += CHORD;
      before = after;
    }
  return from;
}

/* A nearest code, half a step off at most: 1.2e-4 nepers, 0.004 mm of steel. Without a signal the
 * highest there is, which ends at the floor's code whatever is added to it. */
static void
tabulate (int item, int thread, gpointer data)
{
  const BsrDevelopment *development = data;
  const int pieces = BSR_EXPOSURE_SAMPLES / TABLE_PIECE;
  const BsrExposure *exposure = &development->exposures[item / pieces];
  guint16 *codes_of = development->codes_of[item / pieces];
  int from = item % pieces * TABLE_PIECE, end = from + TABLE_PIECE;
  while (from < end && (double) exposure->signal[from] <= exposure->floor)
    codes_of[from++] = G_MAXUINT16;
  if (from < end && exposure->is_even && exposure->signal[from] >= CHORD_SIGNAL)
    from = tabulate_chords (exposure, from, end, codes_of);
  for (; from < end; from++)
    codes_of[from] = nearest (code_of (exposure, from));
}

static void
encode_row (const Strips *strips, int index, int y)
{
  const BsrExposure *exposure = &strips->order->exposures[index];
  const guint16 *samples = bsr_plane_row_u16 (exposure->samples, y);
  guint16 *codes = bsr_plane_row_u16 (exposure->codes, y);
  int width = bsr_plane_width (exposure->samples);
  gint16 offset = exposure->row_offsets != NULL ? exposure->row_offsets[y] : 0;
  strips->kernels->encode (samples, strips->order->codes_of[index], exposure->column_offsets,
                           offset, exposure->most, width, codes);
  strips->kernels->flag (samples, codes, (guint16) exposure->full, exposure->air_code,
                         exposure->most, width, bsr_plane_row_u8 (exposure->flags, y));
}

static void
add_row (const Strips *strips, int y, const Columns *columns)
{
  const BsrExposure *high = &strips->order->exposures[0], *low = high + 1;
  const BsrRowKernels *kernels = strips->kernels;
  const guint8 *flags = bsr_plane_row_u8 (high->flags, y);
  int width = bsr_plane_width (high->codes);
  kernels->sum_codes (bsr_plane_row_u16 (high->codes, y), flags, BSR_DEVELOP_BAD, width,
                      columns->level, columns->n_good);
  if (strips->order->n_exposures < 2)
    return;
  kernels->unite (flags, bsr_plane_row_u8 (low->flags, y), width, columns->united);
  kernels->sum_codes (bsr_plane_row_u16 (high->codes, y), columns->united, BSR_DEVELOP_MUTE, width,
                      columns->high, columns->n_both);
  kernels->sum_codes (bsr_plane_row_u16 (low->codes, y), columns->united, BSR_DEVELOP_MUTE, width,
                      columns->low, columns->n_low);
}

static guint16
mean_code (guint64 sum, guint64 n)
{
  return (guint16) (n > 0 ? (sum + n / 2) / n : 0);
}

/* Columns into cells; they are 0 again for the next row of cells. */
static void
finish_cells (const BsrDevelopment *development, int row, const Columns *columns)
{
  const BsrCells *cells = development->cells;
  int width = bsr_plane_width (development->exposures[0].codes);
  for (int i = 0; i < cells->width; i++)
    {
      guint64 level = 0, high = 0, low = 0, n_good = 0, n_both = 0;
      for (int x = i * cells->across; x < MIN ((i + 1) * cells->across, width); x++)
        {
          level += columns->level[x];
          high += columns->high[x];
          low += columns->low[x];
          n_good += columns->n_good[x];
          n_both += columns->n_both[x];
          columns->level[x] = columns->high[x] = columns->low[x] = 0;
          columns->n_good[x] = columns->n_both[x] = 0;
        }
      cells->cells[(gsize) row * cells->width + i]
          = (BsrCell){ mean_code (level, n_good), (guint16) MIN (n_good, G_MAXUINT16),
                       mean_code (high, n_both), mean_code (low, n_both),
                       (guint16) MIN (n_both, G_MAXUINT16) };
    }
}

static void
develop_strip (int item, int thread, gpointer data)
{
  const Strips *strips = data;
  const BsrDevelopment *development = strips->order;
  int down = development->cells->down;
  gsize width = (gsize) bsr_plane_width (development->exposures[0].samples);
  int height = bsr_plane_height (development->exposures[0].samples);
  g_autofree guint32 *sums = g_new0 (guint32, 3 * width);
  g_autofree guint16 *counts = g_new0 (guint16, 3 * width);
  g_autofree guint8 *united = g_new (guint8, width);
  Columns columns = { sums, sums + width, sums + 2 * width,
                      counts, counts + width, counts + 2 * width, united };
  int end = MIN ((item + 1) * strips->strip_rows, height);
  for (int y = item * strips->strip_rows; y < end; y++)
    {
      for (int i = 0; i < development->n_exposures && !strips->is_encoded; i++)
        encode_row (strips, i, y);
      add_row (strips, y, &columns);
      if ((y + 1) % down == 0 || y + 1 == height)
        finish_cells (development, y / down, &columns);
    }
}

static gboolean
run_strips (const BsrDevelopment *development, gboolean is_encoded, int n_threads,
            GCancellable *cancellable, GError **error)
{
  int height = bsr_plane_height (development->exposures[0].samples);
  int down = development->cells->down;
  Strips strips = { .order = development,
                    .kernels = bsr_row_kernels (bsr_simd_level ()),
                    .strip_rows = MAX (STRIP_ROWS / down, 1) * down,
                    .is_encoded = is_encoded };
  int n_strips = (height + strips.strip_rows - 1) / strips.strip_rows;
  return bsr_thread_team_run (n_strips, n_threads, develop_strip, &strips, cancellable, error);
}

gboolean
bsr_development_run (const BsrDevelopment *development, int n_threads, GCancellable *cancellable,
                     GError **error)
{
  return run_strips (development, FALSE, n_threads, cancellable, error);
}

gboolean
bsr_develop_cells (BsrExposure *exposures, int n_exposures, BsrCells *cells, int n_threads,
                   GCancellable *cancellable, GError **error)
{
  BsrDevelopment development
      = { .exposures = exposures, .n_exposures = n_exposures, .cells = cells };
  return run_strips (&development, TRUE, n_threads, cancellable, error);
}

gboolean
bsr_develop (BsrExposure *exposures, int n_exposures, BsrCells *cells, int n_threads,
             BsrAcceleration *acceleration, GCancellable *cancellable, GError **error)
{
  g_autofree guint16 *tables = g_new (guint16, (gsize) n_exposures * BSR_EXPOSURE_SAMPLES);
  BsrDevelopment development
      = { .exposures = exposures, .n_exposures = n_exposures, .cells = cells };
  for (int i = 0; i < n_exposures; i++)
    {
      const BsrPlane *samples = exposures[i].samples;
      development.codes_of[i] = tables + (gsize) i * BSR_EXPOSURE_SAMPLES;
      exposures[i].codes = bsr_plane_new (BSR_FORMAT_U16, bsr_plane_width (samples),
                                          bsr_plane_height (samples), error);
      if (exposures[i].codes == NULL)
        return FALSE;
    }
  return bsr_thread_team_run (n_exposures * (BSR_EXPOSURE_SAMPLES / TABLE_PIECE), n_threads,
                              tabulate, &development, cancellable, error)
         && bsr_accelerator_run (&development, n_threads, acceleration, cancellable, error);
}
