#include "bsr-dead-lines.h"

#include <math.h>
#include <string.h>

#include "bsr-radiograph.h"
#include "bsr-row-kernels.h"
#include "bsr-thread-team.h"

/* Shorter lines say too little. */
#define MIN_LENGTH 8
/* Share of a line without signal that makes it empty: spikes may light some of its pixels. */
#define EMPTY_SHARE 0.99
/* Share of the next live line that must be reached by the beam: else the emptiness may be cargo. */
#define LIT_SHARE 0.1
/* A line at one value throughout is stuck when it is off both its neighbours by more than this
 * share of the air at nearly all its pixels. */
#define STUCK_DISTANCE 0.01
#define STUCK_SHARE 0.9

/* Rows that are counted together by one thread: fewer than 16 bits count. */
#define SURVEY_ROWS 256

typedef struct
{
  int live;   /* pixels not flagged dead before */
  int empty;  /* of them at or below the dark */
  int lit;    /* of them surely reached by the beam */
  guint16 low, high; /* samples */
  gboolean dead;
} Line;

typedef struct
{
  BsrExposure *exposure;
  const BsrRowKernels *kernels;
  int width, height, n_threads;
  Line *rows, *columns;
  guint16 *live; /* of each column: all ones, or 0 where it is dead */
  GMutex lock;   /* of @columns */
} Survey;

/* Lines of one direction; @across are those of the other. */
typedef struct
{
  Survey *survey;
  gboolean are_rows;
  int n;
  Line *lines;
  int n_across;
  const Line *across;
} Lines;

/* Of pixels that were never finite each is dead by itself: they are masked one by one. */
static void
mask_pixels (const Survey *survey, int y, guint16 *live)
{
  const guint8 *flags = bsr_plane_row_u8 (survey->exposure->flags, y);
  for (int x = 0; x < survey->width; x++)
    live[x] = (flags[x] & BSR_PIXEL_DEAD) ? 0 : survey->live[x];
}

static void
take_columns (Survey *survey, const BsrColumnCounts *counts)
{
  g_mutex_lock (&survey->lock);
  for (int x = 0; x < survey->width; x++)
    {
      Line *column = &survey->columns[x];
      column->empty += counts->empty[x];
      column->lit += counts->lit[x];
      column->low = MIN (column->low, counts->low[x]);
      column->high = MAX (column->high, counts->high[x]);
    }
  g_mutex_unlock (&survey->lock);
}

/* Sums, least and largest of whole numbers: the order in which strips come does not matter. */
static void
survey_strip (int item, int thread, gpointer data)
{
  Survey *survey = data;
  const BsrExposure *exposure = survey->exposure;
  gsize width = (gsize) survey->width;
  g_autofree guint16 *sums = g_new0 (guint16, 5 * width);
  BsrColumnCounts columns = { sums, sums + width, sums + 2 * width, sums + 3 * width };
  guint16 *live = sums + 4 * width;
  guint16 first = (guint16) MIN (bsr_exposure_first_above (exposure, 0.0), G_MAXUINT16);
  int bright = bsr_exposure_first_above (exposure, BSR_EXPOSURE_STRAY * exposure->air);
  guint16 dim = (guint16) MAX (bright - 1, 0);

  memset (columns.low, 0xff, width * sizeof (guint16));
  for (int y = item * SURVEY_ROWS; y < MIN ((item + 1) * SURVEY_ROWS, survey->height); y++)
    {
      Line *row = &survey->rows[y];
      BsrRowCounts counts;
      if (row->dead)
        continue;
      if (!exposure->is_even)
        mask_pixels (survey, y, live);
      survey->kernels->survey (bsr_plane_row_u16 (exposure->samples, y),
                               exposure->is_even ? survey->live : live, survey->width, first, dim,
                               &counts, &columns);
      row->empty = counts.empty;
      row->lit = counts.lit;
      row->low = counts.low;
      row->high = counts.high;
    }
  take_columns (survey, &columns);
}

/* Pixels that are in no dead line are live; those that were never finite count as such. */
static void
count_live (Line *lines, int n, const Line *across, int n_across)
{
  int live = 0;
  for (int i = 0; i < n_across; i++)
    live += !across[i].dead;
  for (int i = 0; i < n; i++)
    lines[i].live = lines[i].dead ? 0 : live;
}

/* One pass in memory order. */
static gboolean
survey_run (Survey *survey, GCancellable *cancellable, GError **error)
{
  for (int y = 0; y < survey->height; y++)
    survey->rows[y] = (Line){ .low = G_MAXUINT16, .dead = survey->rows[y].dead };
  for (int x = 0; x < survey->width; x++)
    {
      survey->columns[x] = (Line){ .low = G_MAXUINT16, .dead = survey->columns[x].dead };
      survey->live[x] = survey->columns[x].dead ? 0 : G_MAXUINT16;
    }
  count_live (survey->rows, survey->height, survey->columns, survey->width);
  count_live (survey->columns, survey->width, survey->rows, survey->height);
  return bsr_thread_team_run ((survey->height + SURVEY_ROWS - 1) / SURVEY_ROWS, survey->n_threads,
                              survey_strip, survey, cancellable, error);
}

static float
signal_at (const Lines *lines, int line, int along)
{
  return bsr_exposure_signal (lines->survey->exposure, lines->are_rows ? along : line,
                              lines->are_rows ? line : along);
}

static gboolean
is_empty (const Line *line)
{
  return line->live == 0 || line->empty >= EMPTY_SHARE * line->live;
}

/* Empty lines side by side are dead when a line beside them is lit: the beam was on and nothing
 * so wide and so sharp stops it all. */
static void
find_empty (Lines *lines)
{
  for (int from = 0, to; from < lines->n; from = to)
    {
      to = from + 1;
      if (!is_empty (&lines->lines[from]))
        continue;
      while (to < lines->n && is_empty (&lines->lines[to]))
        to++;
      const Line *before = from > 0 ? &lines->lines[from - 1] : NULL;
      const Line *after = to < lines->n ? &lines->lines[to] : NULL;
      if ((before != NULL && before->lit >= LIT_SHARE * before->live)
          || (after != NULL && after->lit >= LIT_SHARE * after->live))
        for (int i = from; i < to; i++)
          lines->lines[i].dead = TRUE;
    }
}

static gboolean
is_stuck (const Lines *lines, int line)
{
  const Line *here = &lines->lines[line];
  const BsrExposure *exposure = lines->survey->exposure;
  if (here->live == 0 || here->low != here->high || here->dead)
    return FALSE;
  double value = (double) exposure->signal[here->low];
  int off = 0, compared = 0;
  for (int side = -1; side <= 1; side += 2)
    {
      const Line *next = &lines->lines[line + side];
      if (next->live == 0 || next->dead || next->low == next->high)
        return FALSE;
      for (int i = 0; i < lines->n_across; i++, compared++)
        off += fabs ((double) signal_at (lines, line + side, i) - value)
               > STUCK_DISTANCE * exposure->air;
    }
  return off >= STUCK_SHARE * compared;
}

static void
find_stuck (Lines *lines)
{
  for (int i = 1; i < lines->n - 1; i++)
    if (is_stuck (lines, i))
      lines->lines[i].dead = TRUE;
}

/* Whether any line was found. */
static gboolean
find_lines (Survey *survey, gboolean are_rows, void (*find) (Lines *lines))
{
  Lines lines = { survey, are_rows, survey->height, survey->rows, survey->width, survey->columns };
  int before = 0, after = 0;
  if (!are_rows)
    lines = (Lines){ survey, are_rows, survey->width, survey->columns, survey->height,
                     survey->rows };
  if (lines.n_across < MIN_LENGTH)
    return FALSE;
  for (int i = 0; i < lines.n; i++)
    before += lines.lines[i].dead;
  find (&lines);
  for (int i = 0; i < lines.n; i++)
    after += lines.lines[i].dead;
  return after > before;
}

static void
flag_lines (const Survey *survey)
{
  for (int y = 0; y < survey->height; y++)
    {
      guint8 *flags = bsr_plane_row_u8 (survey->exposure->flags, y);
      if (survey->rows[y].dead)
        for (int x = 0; x < survey->width; x++)
          flags[x] |= BSR_PIXEL_DEAD;
    }
  for (int x = 0; x < survey->width; x++)
    if (survey->columns[x].dead)
      for (int y = 0; y < survey->height; y++)
        bsr_plane_row_u8 (survey->exposure->flags, y)[x] |= BSR_PIXEL_DEAD;
}

/* Where lines were found the others are counted anew without them. */
static gboolean
find_all (Survey *survey, GCancellable *cancellable, GError **error)
{
  /* Stuck lines last: an empty line across one would hide that it is at one value. */
  static const struct
  {
    gboolean are_rows;
    void (*find) (Lines *lines);
  } searches[] = { { TRUE, find_empty }, { FALSE, find_empty }, { TRUE, find_stuck },
                   { FALSE, find_stuck } };
  gboolean changed = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      if (changed && !survey_run (survey, cancellable, error))
        return FALSE;
      changed = find_lines (survey, searches[i].are_rows, searches[i].find);
    }
  return TRUE;
}

gboolean
bsr_dead_lines_flag (BsrExposure *exposure, int n_threads, GCancellable *cancellable,
                     GError **error)
{
  int width = bsr_plane_width (exposure->samples), height = bsr_plane_height (exposure->samples);
  g_autofree Line *rows = g_new0 (Line, height), *columns = g_new0 (Line, width);
  g_autofree guint16 *live = g_new (guint16, width);
  Survey survey = { .exposure = exposure, .kernels = bsr_row_kernels (bsr_simd_level ()),
                    .width = width, .height = height, .n_threads = n_threads, .rows = rows,
                    .columns = columns, .live = live };
  g_mutex_init (&survey.lock);
  gboolean done = find_all (&survey, cancellable, error);
  g_mutex_clear (&survey.lock);
  if (!done)
    return FALSE;
  flag_lines (&survey);
  for (int y = 0; y < height; y++)
    exposure->n_empty[y] = rows[y].dead ? (guint32) width : (guint32) rows[y].empty;
  return TRUE;
}
