#include "bsr-dead-lines.h"

#include <math.h>

#include "bsr-radiograph.h"

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

typedef struct
{
  int live;   /* pixels not flagged dead before */
  int empty;  /* of them at or below the dark */
  int lit;    /* of them surely reached by the beam */
  float low, high;
  gboolean dead;
} Line;

typedef struct
{
  BsrExposure *exposure;
  gboolean rows; /* lines are rows; else columns */
  int n, length;
  Line *lines;
} Lines;

static float
signal_at (const Lines *lines, int line, int along)
{
  return lines->rows ? bsr_plane_row_f32 (lines->exposure->signal, line)[along]
                     : bsr_plane_row_f32 (lines->exposure->signal, along)[line];
}

/* One pass in memory order, whichever way the lines run. */
static void
survey (Lines *lines)
{
  double lit = BSR_EXPOSURE_STRAY * lines->exposure->air;
  for (int i = 0; i < lines->n; i++)
    lines->lines[i] = (Line){ .low = INFINITY, .high = -INFINITY };
  for (int y = 0; y < bsr_plane_height (lines->exposure->signal); y++)
    {
      const float *row = bsr_plane_row_f32 (lines->exposure->signal, y);
      const guint8 *flags = bsr_plane_row_u8 (lines->exposure->flags, y);
      for (int x = 0; x < bsr_plane_width (lines->exposure->signal); x++)
        {
          if (flags[x] & BSR_PIXEL_DEAD)
            continue;
          Line *line = &lines->lines[lines->rows ? y : x];
          line->live++;
          line->empty += row[x] <= 0.0f;
          line->lit += (double) row[x] > lit;
          line->low = MIN (line->low, row[x]);
          line->high = MAX (line->high, row[x]);
        }
    }
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
  if (here->live == 0 || here->low != here->high || here->dead)
    return FALSE;
  int off = 0, compared = 0;
  for (int side = -1; side <= 1; side += 2)
    {
      const Line *next = &lines->lines[line + side];
      if (next->live == 0 || next->dead || next->low == next->high)
        return FALSE;
      for (int i = 0; i < lines->length; i++, compared++)
        off += fabs ((double) (signal_at (lines, line + side, i) - here->low))
               > STUCK_DISTANCE * lines->exposure->air;
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

static void
flag_lines (BsrExposure *exposure, gboolean rows, void (*find) (Lines *lines))
{
  int width = bsr_plane_width (exposure->signal), height = bsr_plane_height (exposure->signal);
  Lines lines = { exposure, rows, rows ? height : width, rows ? width : height, NULL };
  if (lines.length < MIN_LENGTH)
    return;
  g_autofree Line *list = g_new (Line, lines.n);
  lines.lines = list;
  survey (&lines);
  find (&lines);
  for (int i = 0; i < lines.n; i++)
    if (list[i].dead)
      for (int j = 0; j < lines.length; j++)
        bsr_plane_row_u8 (exposure->flags, rows ? i : j)[rows ? j : i] |= BSR_PIXEL_DEAD;
}

void
bsr_dead_lines_flag (BsrExposure *exposure)
{
  /* Stuck lines last: an empty line across one would hide that it is at one value. */
  flag_lines (exposure, TRUE, find_empty);
  flag_lines (exposure, FALSE, find_empty);
  flag_lines (exposure, TRUE, find_stuck);
  flag_lines (exposure, FALSE, find_stuck);
}
