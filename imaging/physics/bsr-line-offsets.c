#include "bsr-line-offsets.h"

#include <math.h>

#include "bsr-radiograph.h"
#include "bsr-thread-team.h"

/* A line is looked at in so many parts, which must agree, and in so many pixels of each. */
#define N_PARTS 12
#define SAMPLES 64
/* Neighbouring pixels that differ by more do not see the same thing, attenuation: four standard
 * deviations of what a portal's open beam differs by from pixel to pixel (1.8 % each). */
#define MAX_DIFFERENCE 0.1F
/* Lines whose surroundings span more are real structure: twice what gains can be. */
#define MAX_SPAN 0.06F
/* Fewer pairs say nothing of a part, fewer parts nothing of a line. */
#define MIN_PAIRS 12
#define MIN_PARTS 4
/* What is beyond so many mean absolute deviations is left out of a mean, in two rounds: a normal
 * distribution is cut at 1.81 standard deviations at last, and keeps 93 %. */
#define TRIM 2.5F
/* Standard deviation of such a mean times the root of the number kept, by the mean absolute
 * deviation of these: 1 / 0.69 for the cut, 1.05 for what a cut mean is noisier. */
#define SD_OF_MEAN_DEVIATION 1.52F
/* Median absolute deviation to standard deviation, and efficiency of a median, sqrt (pi / 2). */
#define SD_OF_MEDIAN_DEVIATION 1.4826F
#define MEDIAN_LOSS 1.2533F
/* Open beam at the ends of a line: attenuation within this of none, as many pixels at least, and
 * as many left out before the first that is not: penumbra. */
#define AIR_MOST 0.06F
#define AIR_LEAST_PIXELS 8
#define AIR_PENUMBRA 4
/* Pixels of open beam that are enough. */
#define AIR_MOST_PIXELS 256
/* Least standard error, attenuation: no gain is known better than a hundredth of a percent. */
#define LEAST_SD 1e-4F

#define WINDOW (2 * BSR_LINE_OFFSETS_REACH + 1)

typedef struct
{
  BsrPlane *attenuation, *flags;
  gboolean is_code, rows;
  float step;
  const float *table; /* NULL: codes of @step */
  int n_lines, length;
  float *difference; /* [part][line]: line + 1 less line; NAN: none */
  float *sd;         /* of that */
} Survey;

static inline float
value_of (const Survey *survey, gconstpointer row, int x)
{
  if (!survey->is_code)
    return ((const float *)row)[x];
  guint16 code = ((const guint16 *)row)[x];
  return survey->table != NULL ? survey->table[code] : survey->step * code;
}

static inline gboolean
is_mute (guint8 flags)
{
  return (flags & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE | BSR_PIXEL_SATURATED | BSR_PIXEL_OPAQUE)) != 0;
}

/* Mean without what is far off, and its standard error. */
static float
trimmed_mean (const float *values, int n, float *sd)
{
  float centre = 0.0F, reach = G_MAXFLOAT, deviation = 0.0F;
  int kept = 0;
  for (int round = 0; round < 3; round++)
    {
      float sum = 0.0F, spread = 0.0F;
      kept = 0;
      for (int i = 0; i < n; i++)
        if (fabsf (values[i] - centre) <= reach)
          {
            sum += values[i];
            spread += fabsf (values[i] - centre);
            kept++;
          }
      if (kept == 0)
        break;
      centre = sum / (float)kept;
      deviation = spread / (float)kept;
      reach = TRIM * deviation + 1e-6F;
    }
  *sd = MAX (SD_OF_MEAN_DEVIATION * deviation / sqrtf ((float)MAX (kept, 1)), LEAST_SD);
  return centre;
}

static int
sample_at (const Survey *survey, int part, int sample)
{
  gint64 from = (gint64)survey->length * part / N_PARTS;
  gint64 to = (gint64)survey->length * (part + 1) / N_PARTS;
  return (int)(from + (to - from) * sample / SAMPLES);
}

static int
n_samples (const Survey *survey)
{
  return MIN (SAMPLES, survey->length / N_PARTS);
}

static inline void
add_pair (float *pairs, int *n, float difference)
{
  if (fabsf (difference) < MAX_DIFFERENCE)
    pairs[(*n)++] = difference;
}

/* Differences of row y + 1 and row y at the part's columns. */
static void
gather_rows (const Survey *survey, int part, float *pairs, int *n_pairs)
{
  int n = n_samples (survey), at[SAMPLES];
  for (int i = 0; i < n; i++)
    at[i] = sample_at (survey, part, i * SAMPLES / n);
  for (int y = 0; y < survey->n_lines - 1; y++)
    {
      gconstpointer row = bsr_plane_row (survey->attenuation, y);
      gconstpointer next = bsr_plane_row (survey->attenuation, y + 1);
      const guint8 *flags = bsr_plane_row_u8 (survey->flags, y);
      const guint8 *next_flags = bsr_plane_row_u8 (survey->flags, y + 1);
      for (int i = 0; i < n; i++)
        if (!is_mute (flags[at[i]] | next_flags[at[i]]))
          add_pair (pairs + y * SAMPLES, &n_pairs[y],
                    value_of (survey, next, at[i]) - value_of (survey, row, at[i]));
    }
}

/* Differences of column x + 1 and column x at the part's rows, in memory order. */
static void
gather_columns (const Survey *survey, int part, float *pairs, int *n_pairs)
{
  int n = n_samples (survey);
  for (int i = 0; i < n; i++)
    {
      int y = sample_at (survey, part, i * SAMPLES / n);
      gconstpointer row = bsr_plane_row (survey->attenuation, y);
      const guint8 *flags = bsr_plane_row_u8 (survey->flags, y);
      for (int x = 0; x < survey->n_lines - 1; x++)
        if (!is_mute (flags[x] | flags[x + 1]))
          add_pair (pairs + x * SAMPLES, &n_pairs[x],
                    value_of (survey, row, x + 1) - value_of (survey, row, x));
    }
}

static void
survey_part (int part, int thread, gpointer data)
{
  const Survey *survey = data;
  float *difference = survey->difference + (gsize)part * survey->n_lines;
  float *sd = survey->sd + (gsize)part * survey->n_lines;
  g_autofree float *pairs = g_new (float, (gsize)survey->n_lines *SAMPLES);
  g_autofree int *n_pairs = g_new0 (int, survey->n_lines);
  if (survey->rows)
    gather_rows (survey, part, pairs, n_pairs);
  else
    gather_columns (survey, part, pairs, n_pairs);
  for (int i = 0; i < survey->n_lines; i++)
    {
      difference[i] = sd[i] = NAN;
      if (n_pairs[i] >= MIN_PAIRS)
        difference[i] = trimmed_mean (pairs + (gsize)i * SAMPLES, n_pairs[i], &sd[i]);
    }
}

static void
sort (float *values, int n)
{
  for (int i = 1; i < n; i++)
    {
      float value = values[i];
      int j = i;
      for (; j > 0 && values[j - 1] > value; j--)
        values[j] = values[j - 1];
      values[j] = value;
    }
}

static float
median (float *values, int n)
{
  sort (values, n);
  return n % 2 == 1 ? values[n / 2] : 0.5F * (values[n / 2 - 1] + values[n / 2]);
}

/* What line @line of one part is off the median of the lines around it: differences summed up
 * give the part's profile, in which gains and slow changes of the image add. NAN where a
 * difference is missing beside it or the profile is steep. */
static float
part_offset (const Survey *survey, int part, int line, float *sd, float *sharp)
{
  const float *difference = survey->difference + (gsize)part * survey->n_lines;
  const float *sds = survey->sd + (gsize)part * survey->n_lines;
  int first = CLAMP (line - BSR_LINE_OFFSETS_REACH, 0, MAX (survey->n_lines - WINDOW, 0));
  int last = MIN (first + WINDOW, survey->n_lines) - 1, missing = 0;
  float profile[WINDOW], level = 0.0F, low = 0.0F, high = 0.0F, own = 0.0F;
  for (int i = first; i <= last; i++)
    {
      profile[i - first] = level;
      low = MIN (low, level);
      high = MAX (high, level);
      if (i == line)
        own = level;
      if (i == last)
        break;
      if (isnan (difference[i]))
        missing += i == line || i == line - 1 ? WINDOW : 1;
      else
        level += difference[i];
    }
  if (missing > 2 || high - low > MAX_SPAN)
    return NAN;
  float before = line > 0 ? sds[line - 1] : sds[line];
  float after = line < survey->n_lines - 1 ? sds[line] : sds[line - 1];
  *sd = 0.5F * hypotf (before, after); /* half of each is the line's own */
  *sharp = line > 0 && line < survey->n_lines - 1 ? 0.5F * (difference[line - 1] - difference[line])
                                                  : 0.0F;
  return own - median (profile, last - first + 1);
}

/* The parts' median, and how well it is known by how they disagree. */
static void
agree_on_line (int line, int thread, gpointer data)
{
  gpointer *both = data;
  const Survey *survey = both[0];
  BsrLineOffsets *offsets = both[1];
  float values[N_PARTS], apart[N_PARTS], sharp[N_PARTS], weight = 0.0F;
  int n = 0;
  for (int part = 0; part < N_PARTS; part++)
    {
      float sd = 0.0F, value = part_offset (survey, part, line, &sd, &sharp[n]);
      if (isnan (value))
        continue;
      values[n++] = value;
      weight += 1.0F / (sd * sd);
    }
  offsets->offset[line] = offsets->sd[line] = offsets->sharp[line] = NAN;
  if (n < MIN_PARTS)
    return;
  float centre = median (values, n);
  for (int i = 0; i < n; i++)
    apart[i] = fabsf (values[i] - centre);
  float spread = SD_OF_MEDIAN_DEVIATION * median (apart, n);
  offsets->offset[line] = centre;
  offsets->sharp[line] = median (sharp, n);
  offsets->sd[line] = MEDIAN_LOSS * MAX (spread / sqrtf ((float)n), 1.0F / sqrtf (weight));
}

static gboolean
pixel_at (const Survey *survey, int line, int along, float *value)
{
  int x = survey->rows ? along : line, y = survey->rows ? line : along;
  *value = value_of (survey, bsr_plane_row (survey->attenuation, y), x);
  return !is_mute (bsr_plane_row_u8 (survey->flags, y)[x]);
}

/* Pixels from one end of a line up to the first that is surely not open beam: two of them. */
static int
air_run (const Survey *survey, int line, gboolean from_end)
{
  int beyond = 0, i = 0;
  for (; i < MIN (survey->length / 2, AIR_MOST_PIXELS) && beyond < 2; i++)
    {
      float value;
      if (pixel_at (survey, line, from_end ? survey->length - 1 - i : i, &value))
        beyond = value > AIR_MOST ? beyond + 1 : 0;
    }
  return beyond == 2 ? i - 2 - AIR_PENUMBRA : i;
}

static void
measure_air (int line, int thread, gpointer data)
{
  gpointer *both = data;
  const Survey *survey = both[0];
  BsrLineOffsets *offsets = both[1];
  float values[2 * AIR_MOST_PIXELS];
  int n = 0;
  /* Under a container there is ground, chassis and wheels: of columns the upper end alone. */
  for (int end = 0; end < (survey->rows ? 2 : 1); end++)
    {
      int run = air_run (survey, line, end == 1);
      for (int i = 0; i < run; i++)
        {
          float value;
          if (pixel_at (survey, line, end == 1 ? survey->length - 1 - i : i, &value)
              && fabsf (value) <= AIR_MOST)
            values[n++] = value;
        }
    }
  offsets->air[line] = offsets->air_sd[line] = NAN;
  if (n >= AIR_LEAST_PIXELS)
    offsets->air[line] = trimmed_mean (values, n, &offsets->air_sd[line]);
}

BsrLineOffsets *
bsr_line_offsets_new (BsrPlane *attenuation, BsrPlane *flags, double step, const float *table,
                      gboolean rows, int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (attenuation != NULL && flags != NULL, NULL);
  int width = bsr_plane_width (attenuation), height = bsr_plane_height (attenuation);
  Survey survey = { attenuation,
                    flags,
                    bsr_plane_format (attenuation) == BSR_FORMAT_U16,
                    rows,
                    (float)step,
                    table,
                    rows ? height : width,
                    rows ? width : height,
                    NULL,
                    NULL };
  gsize n = (gsize)survey.n_lines;
  g_autofree float *difference = g_new (float, n *N_PARTS);
  g_autofree float *sd = g_new (float, n *N_PARTS);
  survey.difference = difference;
  survey.sd = sd;

  g_autoptr (BsrLineOffsets) offsets = g_new0 (BsrLineOffsets, 1);
  offsets->n_lines = survey.n_lines;
  float **wanted[]
      = { &offsets->offset, &offsets->sd, &offsets->sharp, &offsets->air, &offsets->air_sd };
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      *wanted[i] = g_new (float, n);
      for (gsize j = 0; j < n; j++)
        (*wanted[i])[j] = NAN;
    }
  if (survey.n_lines < WINDOW || survey.length < N_PARTS)
    return g_steal_pointer (&offsets);

  gpointer both[] = { &survey, offsets };
  if (!bsr_thread_team_run (N_PARTS, n_threads, survey_part, &survey, cancellable, error)
      || !bsr_thread_team_run (survey.n_lines, n_threads, agree_on_line, both, cancellable, error)
      || !bsr_thread_team_run (survey.n_lines, n_threads, measure_air, both, cancellable, error))
    return NULL;
  return g_steal_pointer (&offsets);
}

void
bsr_line_offsets_free (BsrLineOffsets *offsets)
{
  g_free (offsets->offset);
  g_free (offsets->sd);
  g_free (offsets->sharp);
  g_free (offsets->air);
  g_free (offsets->air_sd);
  g_free (offsets);
}
