#include "bsr-segments.h"

#include <math.h>
#include <string.h>

#include "bsr-thread-team.h"

/* Scans of more pixels are cut into cells of 2 x 2: at 4 million a view shows none of them alone. */
#define MOST_SINGLE_PIXELS (4 << 20)
/* Edge of a tile, cells. Labels within one fit 16 bits. */
#define TILE 64
#define TILE_CELLS (TILE * TILE)
#define NO_LABEL 0xffff
/* Segments grow no further, cells: with so many pixels what does not average has long outweighed
 * the noise, and a larger one would only blur what is not quite the same. */
#define MOST_CELLS 2048

/* Means belong together when they differ by less than so many standard deviations and this share of
 * the attenuation (goods are not even), or this much at least; codes. */
#define ALIKE_SIGMAS 3.0f
#define ALIKE_SHARE 0.04f
#define ALIKE_LEAST (0.01f * BSR_ATTENUATION_STEPS)
/* And when their ratios differ by no more than this beyond noise: a quarter of what lies between
 * organic and metal at 9/6 MV. */
#define ALIKE_RATIO 0.015f

/* Differences of neighbours are sorted in steps of so many standard deviations. */
#define KEY_SCALE 8.0f
#define N_KEYS 256
/* The noise is tabulated by the upper bits of the code. */
#define NOISE_SHIFT 4
#define N_NOISES (1 << (16 - NOISE_SHIFT))

/* What is known of cells that belong together. */
typedef struct
{
  BsrEnergySums sums;
  guint64 level;   /* codes of plane 0, opaque pixels with the most there is */
  guint32 n_level; /* of how many pixels */
  guint32 n_cells;
} Region;

struct _BsrSegments
{
  int edge, width, height; /* cells */
  int tiles_across, tiles_down;
  BsrPlane *labels;    /* U16, a cell's region within its tile */
  guint32 *first;      /* of each tile, the place of its first region in @segment_of */
  guint32 *segment_of; /* of each region */
  GArray *segments;    /* of BsrEnergySums */
};

typedef struct
{
  BsrSegments *self;
  const BsrRadiograph *radiograph;
  BsrPlane *codes; /* of plane 0 */
  BsrPlane *flags[2];
  GArray **regions; /* of Region, by tile */
  float *noise;      /* of one pixel's code in plane 0, by its own */
  float *noise_both; /* of plane 1's code given plane 0's */
} Job;

/* What a thread works in: a tile's cells, their trees, and pairs of neighbours. */
typedef struct
{
  Region regions[TILE_CELLS];
  guint16 parent[TILE_CELLS];
  guint16 from[2 * TILE_CELLS], to[2 * TILE_CELLS], order[2 * TILE_CELLS];
  guint8 key[2 * TILE_CELLS];
  int n_pairs;
} Desk;

static float
region_level (const Region *region)
{
  return (float) region->level / (float) region->n_level;
}

static float
level_sd (const Job *job, float level, const Region *a, const Region *b)
{
  return job->noise[(int) level >> NOISE_SHIFT]
         * sqrtf (1.0f / (float) a->n_level + 1.0f / (float) b->n_level);
}

static gboolean
ratios_are_alike (const Job *job, float level, const BsrEnergySums *a, const BsrEnergySums *b)
{
  if (a->n == 0 || b->n == 0 || a->high == 0 || b->high == 0)
    return TRUE;
  float apart = fabsf ((float) a->low / (float) a->high - (float) b->low / (float) b->high);
  float sd = job->noise_both[(int) level >> NOISE_SHIFT] / MAX (level, 1.0f)
             * sqrtf (1.0f / (float) a->n + 1.0f / (float) b->n);
  return apart <= ALIKE_SIGMAS * sd + ALIKE_RATIO;
}

static gboolean
are_alike (const Job *job, const Region *a, const Region *b)
{
  if (a->n_cells + b->n_cells > MOST_CELLS)
    return FALSE;
  float first = region_level (a), second = region_level (b), level = 0.5f * (first + second);
  float least = MAX (ALIKE_SHARE * level, ALIKE_LEAST);
  return fabsf (first - second) <= ALIKE_SIGMAS * level_sd (job, level, a, b) + least
         && ratios_are_alike (job, level, &a->sums, &b->sums);
}

static void
region_merge (Region *region, const Region *other)
{
  bsr_energy_sums_merge (&region->sums, &other->sums);
  region->level += other->level;
  region->n_level += other->n_level;
  region->n_cells += other->n_cells;
}

/* One cell's pixels; no n_level: all of them are flawed. */
static Region
take_cell (const Job *job, int cell_x, int cell_y)
{
  int edge = job->self->edge, left = cell_x * edge;
  int right = MIN (left + edge, bsr_plane_width (job->codes));
  int bottom = MIN ((cell_y + 1) * edge, bsr_plane_height (job->codes));
  Region region = { .n_cells = 1 };
  for (int y = cell_y * edge; y < bottom; y++)
    {
      const guint16 *codes = bsr_plane_row_u16 (job->codes, y);
      const guint8 *flags_high = bsr_plane_row_u8 (job->flags[0], y);
      const guint8 *flags_low = bsr_plane_row_u8 (job->flags[1], y);
      bsr_energy_sums_add_run (&region.sums, job->radiograph, left, y, right - left);
      for (int x = left; x < right; x++)
        if (((flags_high[x] | flags_low[x]) & BSR_ENERGY_FLAWED) == 0)
          {
            region.level += codes[x];
            region.n_level++;
          }
    }
  return region;
}

static void
add_pair (const Job *job, Desk *desk, int from, int to)
{
  const Region *a = &desk->regions[from], *b = &desk->regions[to];
  if (a->n_level == 0 || b->n_level == 0)
    return;
  float first = region_level (a), second = region_level (b);
  float sd = level_sd (job, 0.5f * (first + second), a, b);
  float key = KEY_SCALE * fabsf (first - second) / MAX (sd, 1e-3f);
  int i = desk->n_pairs++;
  desk->from[i] = (guint16) from;
  desk->to[i] = (guint16) to;
  desk->key[i] = (guint8) MIN (key, N_KEYS - 1.0f);
}

/* Pairs by rising difference, those alike in the order in which they were added. */
static void
sort_pairs (Desk *desk)
{
  int begin[N_KEYS + 1] = { 0 };
  for (int i = 0; i < desk->n_pairs; i++)
    begin[desk->key[i] + 1]++;
  for (int k = 0; k < N_KEYS; k++)
    begin[k + 1] += begin[k];
  for (int i = 0; i < desk->n_pairs; i++)
    desk->order[begin[desk->key[i]]++] = (guint16) i;
}

static int
find_root (guint16 *parent, int i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

static void
merge_pairs (const Job *job, Desk *desk)
{
  for (int i = 0; i < desk->n_pairs; i++)
    {
      int a = find_root (desk->parent, desk->from[desk->order[i]]);
      int b = find_root (desk->parent, desk->to[desk->order[i]]);
      if (a == b || !are_alike (job, &desk->regions[a], &desk->regions[b]))
        continue;
      region_merge (&desk->regions[MIN (a, b)], &desk->regions[MAX (a, b)]);
      desk->parent[MAX (a, b)] = (guint16) MIN (a, b);
    }
}

static void
cut_tile_cb (int item, int thread, gpointer data)
{
  Job *job = data;
  BsrSegments *self = job->self;
  int left = item % self->tiles_across * TILE, top = item / self->tiles_across * TILE;
  int width = MIN (TILE, self->width - left), height = MIN (TILE, self->height - top);
  g_autofree Desk *desk = g_new (Desk, 1);
  desk->n_pairs = 0;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int i = y * TILE + x;
        desk->regions[i] = take_cell (job, left + x, top + y);
        desk->parent[i] = (guint16) i;
        if (x > 0)
          add_pair (job, desk, i - 1, i);
        if (y > 0)
          add_pair (job, desk, i - TILE, i);
      }
  sort_pairs (desk);
  merge_pairs (job, desk);

  /* A root comes before all that hang on it. */
  g_autofree guint16 *label = g_new (guint16, TILE_CELLS);
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (Region));
  for (int y = 0; y < height; y++)
    {
      guint16 *labels = bsr_plane_row_u16 (self->labels, top + y) + left;
      for (int x = 0; x < width; x++)
        {
          int i = y * TILE + x, root = find_root (desk->parent, i);
          if (root == i)
            {
              label[i] = desk->regions[i].n_level > 0 ? (guint16) regions->len : NO_LABEL;
              if (label[i] != NO_LABEL)
                g_array_append_val (regions, desk->regions[i]);
            }
          labels[x] = label[root];
        }
    }
  job->regions[item] = regions;
}

static int
region_at (const BsrSegments *self, int x, int y)
{
  guint16 label = bsr_plane_row_u16 (self->labels, y)[x];
  int tile = y / TILE * self->tiles_across + x / TILE;
  return label != NO_LABEL ? (int) (self->first[tile] + label) : -1;
}

static guint32
find_first (guint32 *parent, guint32 i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

static void
join (const Job *job, Region *regions, guint32 *parent, int x, int y, int dx, int dy)
{
  int from = region_at (job->self, x - dx, y - dy), to = region_at (job->self, x, y);
  if (from < 0 || to < 0)
    return;
  guint32 a = find_first (parent, (guint32) from), b = find_first (parent, (guint32) to);
  if (a == b || !are_alike (job, &regions[a], &regions[b]))
    return;
  region_merge (&regions[MIN (a, b)], &regions[MAX (a, b)]);
  parent[MAX (a, b)] = MIN (a, b);
}

/* Joins regions over the tiles' borders, numbers what is left. */
static void
join_tiles (Job *job)
{
  BsrSegments *self = job->self;
  int n_tiles = self->tiles_across * self->tiles_down;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Region));
  for (int i = 0; i < n_tiles; i++)
    {
      self->first[i] = all->len;
      g_array_append_vals (all, job->regions[i]->data, job->regions[i]->len);
    }
  Region *regions = (Region *) (void *) all->data;
  guint32 *parent = self->segment_of = g_new (guint32, MAX (all->len, 1));
  for (guint32 i = 0; i < all->len; i++)
    parent[i] = i;
  for (int y = 0; y < self->height; y++)
    for (int x = TILE; x < self->width; x += TILE)
      join (job, regions, parent, x, y, 1, 0);
  for (int y = TILE; y < self->height; y += TILE)
    for (int x = 0; x < self->width; x++)
      join (job, regions, parent, x, y, 0, 1);

  /* By rising number a root is numbered before what hangs on it, whose parent is then a number. */
  self->segments = g_array_new (FALSE, FALSE, sizeof (BsrEnergySums));
  g_autofree guint32 *roots = g_new (guint32, MAX (all->len, 1));
  for (guint32 i = 0; i < all->len; i++)
    roots[i] = find_first (parent, i);
  for (guint32 i = 0; i < all->len; i++)
    if (roots[i] == i)
      {
        parent[i] = self->segments->len;
        g_array_append_val (self->segments, regions[i].sums);
      }
    else
      parent[i] = parent[roots[i]];
}

static void
measure_noise (Job *job, const BsrRadiograph *radiograph)
{
  job->noise = g_new (float, N_NOISES);
  job->noise_both = g_new (float, N_NOISES);
  for (int i = 0; i < N_NOISES; i++)
    {
      double attenuation = (double) (i << NOISE_SHIFT) / BSR_ATTENUATION_STEPS;
      double high = bsr_radiograph_noise (radiograph, 0, attenuation);
      double low = bsr_radiograph_noise (radiograph, 1, attenuation);
      job->noise[i] = (float) (high * BSR_ATTENUATION_STEPS);
      job->noise_both[i] = (float) (hypot (high, low) * BSR_ATTENUATION_STEPS);
    }
}

static gboolean
cut (BsrSegments *self, const BsrRadiograph *radiograph, int n_threads, GCancellable *cancellable,
     GError **error)
{
  int n_tiles = self->tiles_across * self->tiles_down;
  Job job = { .self = self, .radiograph = radiograph, .regions = g_new0 (GArray *, n_tiles) };
  job.codes = bsr_radiograph_codes (radiograph, 0);
  for (int i = 0; i < 2; i++)
    job.flags[i] = bsr_radiograph_flags (radiograph, i);
  measure_noise (&job, radiograph);
  gboolean done = bsr_thread_team_run (n_tiles, n_threads, cut_tile_cb, &job, cancellable, error);
  if (done)
    join_tiles (&job);
  for (int i = 0; i < n_tiles; i++)
    g_clear_pointer (&job.regions[i], g_array_unref);
  g_free (job.regions);
  g_free (job.noise);
  g_free (job.noise_both);
  return done;
}

BsrSegments *
bsr_segments_new (const BsrRadiograph *radiograph, int n_threads, GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (radiograph != NULL && bsr_radiograph_n_planes (radiograph) >= 2, NULL);
  g_autoptr (BsrSegments) self = g_new0 (BsrSegments, 1);
  gint64 pixels = (gint64) bsr_radiograph_width (radiograph) * bsr_radiograph_height (radiograph);
  self->edge = pixels > MOST_SINGLE_PIXELS ? 2 : 1;
  self->width = (bsr_radiograph_width (radiograph) + self->edge - 1) / self->edge;
  self->height = (bsr_radiograph_height (radiograph) + self->edge - 1) / self->edge;
  self->tiles_across = (self->width + TILE - 1) / TILE;
  self->tiles_down = (self->height + TILE - 1) / TILE;
  self->first = g_new0 (guint32, self->tiles_across * self->tiles_down);
  self->labels = bsr_plane_new (BSR_FORMAT_U16, self->width, self->height, error);
  if (self->labels == NULL || !cut (self, radiograph, n_threads, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
bsr_segments_free (BsrSegments *segments)
{
  g_clear_pointer (&segments->labels, bsr_plane_unref);
  g_clear_pointer (&segments->segments, g_array_unref);
  g_free (segments->first);
  g_free (segments->segment_of);
  g_free (segments);
}

int
bsr_segments_cell_edge (const BsrSegments *segments)
{
  return segments->edge;
}

int
bsr_segments_width (const BsrSegments *segments)
{
  return segments->width;
}

int
bsr_segments_height (const BsrSegments *segments)
{
  return segments->height;
}

int
bsr_segments_n (const BsrSegments *segments)
{
  return (int) segments->segments->len;
}

const BsrEnergySums *
bsr_segments_sums (const BsrSegments *segments, int segment)
{
  g_return_val_if_fail (segment >= 0 && segment < bsr_segments_n (segments), NULL);
  return &g_array_index (segments->segments, BsrEnergySums, segment);
}

int
bsr_segments_at (const BsrSegments *segments, int cell_x, int cell_y)
{
  int region = region_at (segments, cell_x, cell_y);
  return region >= 0 ? (int) segments->segment_of[region] : -1;
}
