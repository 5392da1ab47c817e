/* The loops of BsrRowKernels, for the file that includes this and its compiler's options: plain C
 * that the compiler turns into the set's instructions. BSR_ROW_KERNELS names the result. */

#include "bsr-row-kernels.h"

#include "bsr-radiograph.h"

/* Rows are counted in pieces whose counts fit 16 bits, as wide as a sample. */
#define PIECE 4096
#define BAD (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)

static void
survey (const guint16 *restrict samples, const guint16 *restrict live, int n, guint16 first,
        guint16 dim, BsrRowCounts *row, const BsrColumnCounts *columns)
{
  guint16 *restrict all_empty = columns->empty, *restrict all_lit = columns->lit;
  guint16 *restrict all_low = columns->low, *restrict all_high = columns->high;
  guint16 low = G_MAXUINT16, high = 0;

  row->empty = row->lit = 0;
  for (int from = 0; from < n; from += PIECE)
    {
      guint16 empty = 0, lit = 0;
      int to = MIN (from + PIECE, n);
      for (int x = from; x < to; x++)
        {
          guint16 alive = live[x], sample = samples[x];
          guint16 is_empty = (sample < first ? 1 : 0) & alive;
          guint16 is_lit = (sample > dim ? 1 : 0) & alive;
          guint16 least = sample | (guint16) ~alive, most = sample & alive;
          empty = (guint16) (empty + is_empty);
          lit = (guint16) (lit + is_lit);
          low = MIN (low, least);
          high = MAX (high, most);
          all_empty[x] = (guint16) (all_empty[x] + is_empty);
          all_lit[x] = (guint16) (all_lit[x] + is_lit);
          all_low[x] = MIN (all_low[x], least);
          all_high[x] = MAX (all_high[x], most);
        }
      row->empty += empty;
      row->lit += lit;
    }
  row->low = low;
  row->high = high;
}

static void
look_up_codes (const guint16 *restrict samples, const guint16 *restrict codes_of, int n,
               guint16 *restrict codes)
{
  int x = 0;
  for (; x + 4 <= n; x += 4)
    {
      guint16 a = codes_of[samples[x]], b = codes_of[samples[x + 1]];
      guint16 c = codes_of[samples[x + 2]], d = codes_of[samples[x + 3]];
      codes[x] = a;
      codes[x + 1] = b;
      codes[x + 2] = c;
      codes[x + 3] = d;
    }
  for (; x < n; x++)
    codes[x] = codes_of[samples[x]];
}

static void
shift_codes (guint16 *restrict codes, const gint16 *restrict offsets, gint16 offset, guint16 most,
             int n)
{
  for (int x = 0; x < n; x++)
    {
      gint16 total = (gint16) (offsets[x] + offset);
      guint16 up = (guint16) MAX (total, 0);
      guint16 down = (guint16) (MAX ((gint16) -total, 0) + BSR_CODE_BIAS);
      guint16 room = (guint16) (G_MAXUINT16 - up);
      guint16 code = (guint16) (MIN (codes[x], room) + up);
      code = (guint16) (MAX (code, down) - down);
      codes[x] = MIN (code, most);
    }
}

static void
encode (const guint16 *samples, const guint16 *codes_of, const gint16 *offsets, gint16 offset,
        guint16 most, int n, guint16 *restrict codes)
{
  look_up_codes (samples, codes_of, n, codes);
  if (offsets != NULL)
    {
      shift_codes (codes, offsets, offset, most, n);
      return;
    }
  guint16 up = (guint16) MAX (offset, 0);
  guint16 down = (guint16) (MAX (-offset, 0) + BSR_CODE_BIAS), room = (guint16) (G_MAXUINT16 - up);
  for (int x = 0; x < n; x++)
    {
      guint16 code = (guint16) (MIN (codes[x], room) + up);
      code = (guint16) (MAX (code, down) - down);
      codes[x] = MIN (code, most);
    }
}

static void
flag (const guint16 *restrict samples, const guint16 *restrict codes, guint16 full, guint16 air,
      guint16 most, int n, guint8 *restrict flags)
{
  for (int x = 0; x < n; x++)
    {
      guint16 known = flags[x];
      guint16 alive = (guint16) (known - 1) >> 8; /* BSR_PIXEL_DEAD is 1: all ones where alive */
      guint16 of_code = (guint16) ((codes[x] <= air ? BSR_PIXEL_AIR : 0)
                                   | (codes[x] >= most ? BSR_PIXEL_OPAQUE : 0));
      guint16 of_sample = samples[x] >= full ? BSR_PIXEL_SATURATED : 0;
      flags[x] = (guint8) (known | of_sample | (of_code & alive));
    }
}

/* @hi, @lo: the largest and the least of each pixel's neighbours. */
static inline gboolean
is_suspect (const guint16 *above, const guint16 *row, const guint16 *below, const guint16 *least,
            int n)
{
  guint16 lo[BSR_SUSPECT_BLOCK], hi[BSR_SUSPECT_BLOCK], bottom = G_MAXUINT16, worst = 0;
  for (int i = 0; i < n; i++)
    {
      guint16 up_low = MIN (MIN (above[i - 1], above[i]), above[i + 1]);
      guint16 up_high = MAX (MAX (above[i - 1], above[i]), above[i + 1]);
      guint16 down_low = MIN (MIN (below[i - 1], below[i]), below[i + 1]);
      guint16 down_high = MAX (MAX (below[i - 1], below[i]), below[i + 1]);
      guint16 side_low = MIN (row[i - 1], row[i + 1]), side_high = MAX (row[i - 1], row[i + 1]);
      lo[i] = MIN (MIN (up_low, down_low), side_low);
      hi[i] = MAX (MAX (up_high, down_high), side_high);
    }
  for (int i = 0; i < n; i++)
    {
      guint16 over = (guint16) (MAX (row[i], hi[i]) - hi[i]);
      guint16 under = (guint16) (MAX (row[i], lo[i]) - row[i]);
      worst = MAX (worst, MAX (over, under));
      bottom = MIN (bottom, lo[i]);
    }
  return worst > least[bottom >> BSR_SUSPECT_SHIFT];
}

static void
suspect (const guint16 *above, const guint16 *row, const guint16 *below, const guint16 *least,
         int n, guint8 *blocks)
{
  int last = n - 1, x = BSR_SUSPECT_BLOCK, block = 1;
  if (last < 1)
    return;
  blocks[0] = is_suspect (above + 1, row + 1, below + 1, least, MIN (last, BSR_SUSPECT_BLOCK) - 1);
  for (; x + BSR_SUSPECT_BLOCK <= last; x += BSR_SUSPECT_BLOCK)
    blocks[block++] = is_suspect (above + x, row + x, below + x, least, BSR_SUSPECT_BLOCK);
  if (x < last)
    blocks[block++] = is_suspect (above + x, row + x, below + x, least, last - x);
  if (x == last)
    blocks[block] = FALSE;
}

static void
sum_codes (const guint16 *restrict codes, const guint8 *restrict flags, guint8 mask, int n,
           guint32 *restrict sums, guint16 *restrict counts)
{
  for (int x = 0; x < n; x++)
    {
      guint16 good = (flags[x] & mask) == 0 ? G_MAXUINT16 : 0;
      sums[x] += codes[x] & good;
      counts[x] = (guint16) (counts[x] - good);
    }
}

static void
sum_steel (const guint16 *restrict codes, const guint8 *restrict flags, int n,
           const guint32 *restrict steel_of, const guint64 *restrict spread_of,
           const BsrColumnSums *sums)
{
  guint16 *restrict good = sums->good, *restrict alive = sums->alive;
  guint16 *restrict opaque = sums->opaque;
  guint32 *restrict steel = sums->steel, *restrict opaque_good = sums->opaque_good;
  guint64 *restrict spread = sums->spread;

  for (int x = 0; x < n; x++)
    {
      guint16 is_alive = (flags[x] & BSR_PIXEL_DEAD) == 0 ? 1 : 0;
      guint16 is_good = (flags[x] & BAD) == 0 ? 1 : 0;
      guint16 is_opaque = (flags[x] & BSR_PIXEL_OPAQUE) != 0 ? 1 : 0;
      alive[x] = (guint16) (alive[x] + is_alive);
      good[x] = (guint16) (good[x] + is_good);
      opaque[x] = (guint16) (opaque[x] + (is_opaque & is_alive));
      opaque_good[x] += is_opaque & is_good;
    }
  for (int x = 0; x < n; x++)
    {
      guint64 is_good = (flags[x] & BAD) == 0 ? ~G_GUINT64_CONSTANT (0) : 0;
      steel[x] += steel_of[codes[x]] & (guint32) is_good;
      spread[x] += spread_of[codes[x] >> BSR_SPREAD_SHIFT] & is_good;
    }
}

static void
unite (const guint8 *restrict a, const guint8 *restrict b, int n, guint8 *restrict united)
{
  for (int x = 0; x < n; x++)
    united[x] = a[x] | b[x];
}

const BsrRowKernels BSR_ROW_KERNELS
    = { survey, encode, flag, suspect, sum_codes, sum_steel, unite };
