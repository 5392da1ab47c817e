/* The loops of BsrRenderKernels, for the file that includes this and its compiler's options: plain
 * C that the compiler turns into the set's instructions. BSR_RENDER_KERNELS names the result.
 * Products and sums of floats must not be fused: the build says so to the compiler. */

#include "bsr-render-kernels.h"

#include <math.h>
#include <string.h>
#ifdef __SSE4_1__
#include <immintrin.h>
#endif

/* Weights of the closest neighbours in denoising. */
#define CLOSEST 255

static inline guint16
to_sample (int value)
{
  return (guint16) CLAMP (value, 0, 65535);
}

static void
blend_rows (const guint16 *const *rows, const guint16 *weights, int n_rows, int n,
            guint16 *restrict out)
{
  const guint16 *restrict a = rows[0];
  const guint16 *restrict b = rows[MIN (1, n_rows - 1)];
  const guint16 *restrict c = rows[MIN (2, n_rows - 1)];
  guint32 wa = weights[0], wb = n_rows > 1 ? weights[1] : 0, wc = n_rows > 2 ? weights[2] : 0;

  if (n_rows <= 2)
    for (int i = 0; i < n; i++)
      out[i] = (guint16) ((wa * a[i] + wb * b[i] + BSR_WEIGHT_ONE / 2) / BSR_WEIGHT_ONE);
  else if (n_rows == 3)
    for (int i = 0; i < n; i++)
      out[i] = (guint16) ((wa * a[i] + wb * b[i] + wc * c[i] + BSR_WEIGHT_ONE / 2) / BSR_WEIGHT_ONE);
  else
    for (int i = 0; i < n; i++)
      {
        guint32 sum = BSR_WEIGHT_ONE / 2;
        for (int k = 0; k < n_rows; k++)
          sum += (guint32) weights[k] * rows[k][i];
        out[i] = (guint16) (sum / BSR_WEIGHT_ONE);
      }
}

#ifdef __SSE4_1__
/* Four outputs of four samples each: samples less 2^15, which fit the set's signed products; the
 * weights' sum puts that back. */
static inline __m128i
blend_four (const guint16 *samples, int first, const int *start, const guint16 *weights)
{
  const __m128i middle = _mm_set1_epi16 (-32768);
  __m128i sums[2];
  for (int i = 0; i < 2; i++)
    {
      guint64 a, b;
      memcpy (&a, samples + (start[2 * i] - first), sizeof a);
      memcpy (&b, samples + (start[2 * i + 1] - first), sizeof b);
      __m128i both = _mm_set_epi64x ((gint64) b, (gint64) a);
      __m128i w = _mm_loadu_si128 ((const __m128i *) (const void *) (weights + 8 * i));
      sums[i] = _mm_madd_epi16 (_mm_xor_si128 (both, middle), w);
    }
  const __m128i back = _mm_set1_epi32 (32768 * BSR_WEIGHT_ONE + BSR_WEIGHT_ONE / 2);
  return _mm_srli_epi32 (_mm_add_epi32 (_mm_hadd_epi32 (sums[0], sums[1]), back), BSR_WEIGHT_BITS);
}
#endif

static inline guint16
blend_one (const guint16 *samples, const guint16 *weights, int n_taps)
{
  guint32 sum = BSR_WEIGHT_ONE / 2;
  for (int k = 0; k < n_taps; k++)
    sum += (guint32) weights[k] * samples[k];
  return (guint16) (sum / BSR_WEIGHT_ONE);
}

static void
blend_columns (const guint16 *restrict samples, int first, const int *restrict start,
               const guint16 *restrict weights, int n_taps, int n, guint16 *restrict out)
{
  int i = 0;
#ifdef __SSE4_1__
  for (; n_taps == 4 && i + 8 <= n; i += 8)
    {
      __m128i a = blend_four (samples, first, start + i, weights + 4 * (gsize) i);
      __m128i b = blend_four (samples, first, start + i + 4, weights + 4 * (gsize) i + 16);
      _mm_storeu_si128 ((__m128i *) (void *) (out + i), _mm_packus_epi32 (a, b));
    }
#endif
  for (; n_taps == 4 && i < n; i++)
    out[i] = blend_one (samples + (start[i] - first), weights + 4 * (gsize) i, 4);
  for (; i < n; i++)
    out[i] = blend_one (samples + (start[i] - first), weights + (gsize) n_taps * i, n_taps);
}

static void
colour (const guint16 *restrict samples, const guint32 *restrict colours, int n,
        guint32 *restrict out)
{
  int i = 0;
  /* Eight loads in flight: faster than the instructions that gather. */
  for (; i + 8 <= n; i += 8)
    {
      guint32 a = colours[samples[i]], b = colours[samples[i + 1]];
      guint32 c = colours[samples[i + 2]], d = colours[samples[i + 3]];
      guint32 e = colours[samples[i + 4]], f = colours[samples[i + 5]];
      guint32 g = colours[samples[i + 6]], h = colours[samples[i + 7]];
      const guint32 eight[8] = { a, b, c, d, e, f, g, h };
      memcpy (out + i, eight, sizeof eight);
    }
  for (; i < n; i++)
    out[i] = colours[samples[i]];
}

/* What one neighbour adds: its weight, and weighted its difference. @scale makes CLOSEST of a
 * difference of half the reach. */
static inline void
add_neighbour (int centre, int neighbour, int reach, int scale, int *sum, int *weights)
{
  int difference = neighbour - centre;
  int room = MAX (reach - ABS (difference), 0);
  int weight = MIN (room * scale >> 16, CLOSEST);
  *weights += weight;
  *sum += weight * difference;
}

/* One row of neighbours, the first of them BSR_FILTER_RADIUS left of the first sample. Not inline:
 * within the loop over the rows GCC 12 does not see that it can be vectorised. */
G_GNUC_NO_INLINE static void
add_neighbours (const guint16 *restrict row, const guint16 *restrict near,
                const int *restrict reach, const int *restrict scale, int n, int *restrict sum,
                int *restrict weights)
{
  for (int i = 0; i < n; i++)
    {
      int s = 0, w = 0, centre = row[i];
      add_neighbour (centre, near[i], reach[i], scale[i], &s, &w);
      add_neighbour (centre, near[i + 1], reach[i], scale[i], &s, &w);
      add_neighbour (centre, near[i + 2], reach[i], scale[i], &s, &w);
      add_neighbour (centre, near[i + 3], reach[i], scale[i], &s, &w);
      add_neighbour (centre, near[i + 4], reach[i], scale[i], &s, &w);
      sum[i] += s;
      weights[i] += w;
    }
}

static void
denoise (BsrFilterRows rows, const guint16 *restrict reach_of, int n, guint16 *restrict out)
{
  const guint16 *restrict row = rows[BSR_FILTER_RADIUS] + BSR_FILTER_RADIUS;
  /* Pieces that stay in the nearest cache. */
  enum { PIECE = 512 };
  int reach[PIECE], scale[PIECE], sum[PIECE], weights[PIECE];

  for (int from = 0; from < n; from += PIECE)
    {
      int m = MIN (PIECE, n - from);
      for (int i = 0; i < m; i++)
        {
          reach[i] = reach_of[row[from + i] >> BSR_NOISE_SHIFT];
          sum[i] = weights[i] = 0;
        }
      for (int i = 0; i < m; i++)
        scale[i] = (int) ((float) (2 * CLOSEST << 16) / (float) reach[i]);
      for (int dy = 0; dy <= 2 * BSR_FILTER_RADIUS; dy++)
        add_neighbours (row + from, rows[dy] + from, reach, scale, m, sum, weights);
      for (int i = 0; i < m; i++)
        {
          float shift = (float) sum[i] / (float) MAX (weights[i], 1);
          out[from + i] = to_sample ((int) ((float) row[from + i] + shift + 0.5f));
        }
    }
}

static void
sharpen (BsrFilterRows rows, int amount, int n, int *restrict scratch, guint16 *restrict out)
{
  const guint16 *restrict a = rows[0], *restrict b = rows[1], *restrict c = rows[2];
  const guint16 *restrict d = rows[3], *restrict e = rows[4];

  for (int i = 0; i < n + 2 * BSR_FILTER_RADIUS; i++)
    scratch[i] = a[i] + e[i] + 4 * (b[i] + d[i]) + 6 * c[i];
  for (int i = 0; i < n; i++)
    {
      int mean = scratch[i] + scratch[i + 4] + 4 * (scratch[i + 1] + scratch[i + 3])
                 + 6 * scratch[i + 2]; /* of 256 */
      int own = c[i + BSR_FILTER_RADIUS];
      /* Two bits of the 256ths are kept, so that the product fits. */
      int difference = (own * 256 - mean) / 64;
      out[i] = to_sample (own + difference * amount / (4 * BSR_AMOUNT_ONE));
    }
}

static void
edges (BsrFilterRows rows, const guint16 *restrict reach_of, int amount, int n,
       guint16 *restrict out)
{
  const guint16 *restrict up = rows[BSR_FILTER_RADIUS - 1] + BSR_FILTER_RADIUS - 1;
  const guint16 *restrict row = rows[BSR_FILTER_RADIUS] + BSR_FILTER_RADIUS - 1;
  const guint16 *restrict down = rows[BSR_FILTER_RADIUS + 1] + BSR_FILTER_RADIUS - 1;
  float share = (float) amount / BSR_AMOUNT_ONE;

  for (int i = 0; i < n; i++)
    {
      int across = up[i + 2] - up[i] + 2 * (row[i + 2] - row[i]) + down[i + 2] - down[i];
      int along = down[i] - up[i] + 2 * (down[i + 1] - up[i + 1]) + down[i + 2] - up[i + 2];
      float x = (float) across * 0.25f, y = (float) along * 0.25f;
      float steep = sqrtf (x * x + y * y);
      float over = steep - (float) reach_of[row[i + 1] >> BSR_NOISE_SHIFT];
      over = over > 0.0f ? over : 0.0f;
      /* In relation to the sample, so that outlines show in the dark, too. */
      float own = (float) row[i + 1];
      out[i] = to_sample (row[i + 1] - (int) (share * (own * over / (own + over + 1.0f))));
    }
}

static void
emboss (BsrFilterRows rows, int amount, int n, guint16 *restrict out)
{
  const guint16 *restrict up = rows[BSR_FILTER_RADIUS - 1] + BSR_FILTER_RADIUS - 1;
  const guint16 *restrict row = rows[BSR_FILTER_RADIUS] + BSR_FILTER_RADIUS;
  const guint16 *restrict down = rows[BSR_FILTER_RADIUS + 1] + BSR_FILTER_RADIUS + 1;

  for (int i = 0; i < n; i++)
    out[i] = to_sample (row[i] + (up[i] - down[i]) * amount / BSR_AMOUNT_ONE);
}

static void
local (const guint16 *restrict bins, const BsrLocalRow *row, int n, guint16 *restrict out)
{
  const guint16 *restrict shades = row->shades;
  const guint16 *restrict column = row->column, *restrict part = row->part;
  for (int i = 0; i < n; i++)
    {
      const guint16 *shade = shades + column[i] + bins[i];
      int left = shade[0], right = shade[row->n_bins];
      out[i] = (guint16) (left + (right - left) * part[i] / 256);
    }
}

const BsrRenderKernels BSR_RENDER_KERNELS
    = { blend_rows, blend_columns, colour, denoise, sharpen, edges, emboss, local };
