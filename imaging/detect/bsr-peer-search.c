#include "bsr-peer-search.h"

#include "bsr-peer-kernel.h"
#include "bsr-thread-team.h"

#define BLOCK 3 /* displacements each way, as many as a window has places */
/* Blocks that are looked at: along the rows as far as two or three stacks of pallets, with what
 * is a little higher or lower; along the columns all. */
#define REACH_ACROSS 33
#define REACH_ROWS 1
#define REACH_COLUMNS 2
#define MOST_ROWS 100 /* more than a container has; the displacements' numbers fit 16 bits */
/* Blocks nearer than this both ways share part of the guarded window. */
#define APART 2
/* No distance at all. */
#define NONE G_MAXINT16
#define NO_PEER G_MAXUINT32

typedef struct
{
  int x, y; /* of the block's middle */
} Displacement;

/* What one thread works in. */
typedef struct
{
  gint16 *difference;      /* padded rows of a displacement */
  gint16 *outer, *inner;   /* sums of a column's part in the ring's outer and inner box */
  gint16 *distance;        /* a row */
  gint16 *best[2], *id[2]; /* of the block; a value a place; forward and backward */
  guint32 *keys;           /* BSR_PEER_COUNT a place, rising: distance, displacement */
  gint16 *worst;           /* the last key's distance */
} Bench;

struct _BsrPeerSearch
{
  int width, height;
  int stride;      /* of a padded row */
  gint16 *padded;  /* levels with BSR_PEER_OUTER mirrored places all around */
  GArray *blocks;  /* of Displacement */
  int n_threads;
  Bench *benches;
  guint32 *keys;   /* of all threads */
};

static int
mirrored (int at, int length)
{
  if (length == 1)
    return 0;
  int period = 2 * (length - 1);
  at = ABS (at) % period;
  return at < length ? at : period - at;
}

static void
pad (BsrPeerSearch *search, BsrPlane *levels)
{
  for (int y = 0; y < search->height + 2 * BSR_PEER_OUTER; y++)
    {
      const guint16 *row
          = bsr_plane_row_u16 (levels, mirrored (y - BSR_PEER_OUTER, search->height));
      for (int x = 0; x < search->stride; x++)
        search->padded[y * search->stride + x]
            = (gint16) row[mirrored (x - BSR_PEER_OUTER, search->width)];
    }
}

static void
list_blocks (BsrPeerSearch *search)
{
  int most_across = (search->width - 1) / BLOCK, most_down = MIN (MOST_ROWS, (search->height - 1) / BLOCK);

  search->blocks = g_array_new (FALSE, FALSE, sizeof (Displacement));
  for (int y = 0; y <= most_down; y++)
    {
      int reach = MIN (most_across, y <= REACH_ROWS ? REACH_ACROSS : REACH_COLUMNS);
      for (int x = y == 0 ? APART : -reach; x <= reach; x++)
        {
          Displacement block = { x * BLOCK, y * BLOCK };
          if (y >= APART || ABS (x) >= APART)
            g_array_append_val (search->blocks, block);
        }
    }
}

/* Displacement @within a block, and its number among all; each is looked at both ways. */
static Displacement
displacement_of (const BsrPeerSearch *search, guint32 id)
{
  Displacement d = g_array_index (search->blocks, Displacement, id / 2 / (BLOCK * BLOCK));
  int within = (int) (id / 2 % (BLOCK * BLOCK));

  d.x += within % BLOCK - BLOCK / 2;
  d.y += within / BLOCK - BLOCK / 2;
  return id % 2 == 0 ? d : (Displacement){ -d.x, -d.y };
}

/* Compares all places with those that are @d further; keeps the better ones of the block. */
static void
compare (const BsrPeerSearch *search, Bench *bench, Displacement d, gint16 within)
{
  int width = search->width - ABS (d.x), height = search->height - ABS (d.y);
  int wide = width + 2 * BSR_PEER_OUTER, tall = height + 2 * BSR_PEER_OUTER;
  int from_x = MAX (0, -d.x), from_y = MAX (0, -d.y);

  if (width <= 0 || height <= 0)
    return;
  for (int i = 0; i < wide; i++)
    bench->outer[i] = bench->inner[i] = 0;
  for (int y = 0; y < tall; y++)
    {
      const gint16 *here = search->padded + (from_y + y) * search->stride + from_x;
      const gint16 *there = here + d.y * search->stride + d.x;
      gint16 *rows = bench->difference;
      int old_outer = y - 2 * BSR_PEER_OUTER - 1;
      int new_inner = y - (BSR_PEER_OUTER - BSR_PEER_INNER);
      int old_inner = new_inner - 2 * BSR_PEER_INNER - 1;
      bsr_peer_differ (rows + y * search->stride, here, there, wide);
      bsr_peer_slide (bench->outer, rows + y * search->stride,
                      old_outer >= 0 ? rows + old_outer * search->stride : NULL, wide);
      if (new_inner >= 0)
        bsr_peer_slide (bench->inner, rows + new_inner * search->stride,
                        old_inner >= 0 ? rows + old_inner * search->stride : NULL, wide);
      if (y < 2 * BSR_PEER_OUTER)
        continue;
      int at = (from_y + y - 2 * BSR_PEER_OUTER) * search->width + from_x;
      int other = at + d.y * search->width + d.x;
      bsr_peer_ring (bench->distance, bench->outer, bench->inner, width);
      bsr_peer_keep (bench->best[0] + at, bench->id[0] + at, bench->distance, within, width);
      bsr_peer_keep (bench->best[1] + other, bench->id[1] + other, bench->distance, within, width);
    }
}

static void
insert_key (guint32 *keys, guint32 key)
{
  int i = BSR_PEER_COUNT - 1;

  if (key >= keys[i])
    return;
  for (; i > 0 && keys[i - 1] > key; i--)
    keys[i] = keys[i - 1];
  keys[i] = key;
}

static void
block_item (int item, int thread, gpointer data)
{
  BsrPeerSearch *search = data;
  Bench *bench = &search->benches[thread];
  int n = search->width * search->height;
  guint32 first = (guint32) item * BLOCK * BLOCK;

  for (int way = 0; way < 2; way++)
    for (int i = 0; i < n; i++)
      bench->best[way][i] = NONE;
  for (int within = 0; within < BLOCK * BLOCK; within++)
    compare (search, bench, displacement_of (search, (first + (guint32) within) * 2),
             (gint16) within);
  for (guint32 way = 0; way < 2; way++)
    for (int i = 0; i < n; i++)
      {
        gint16 best = bench->best[way][i];
        if (best == NONE || best > bench->worst[i])
          continue;
        guint32 *keys = bench->keys + (gsize) i * BSR_PEER_COUNT;
        insert_key (keys, (guint32) best << 16 | ((first + (guint32) bench->id[way][i]) * 2 + way));
        bench->worst[i] = (gint16) MIN (keys[BSR_PEER_COUNT - 1] >> 16, (guint32) NONE);
      }
}

/* The best of all threads: the same whichever thread found them. */
static void
gather_row (int y, int thread, gpointer data)
{
  BsrPeerSearch *search = data;
  gsize from = (gsize) y * (gsize) search->width * BSR_PEER_COUNT;

  for (int i = 0; i < search->width * BSR_PEER_COUNT; i += BSR_PEER_COUNT)
    for (int t = 0; t < search->n_threads; t++)
      for (int j = 0; j < BSR_PEER_COUNT; j++)
        insert_key (search->keys + from + i, search->benches[t].keys[from + (gsize) i + (gsize) j]);
}

static guint32 *
keys_new (gsize n)
{
  guint32 *keys = g_new (guint32, n * BSR_PEER_COUNT);
  for (gsize i = 0; i < n * BSR_PEER_COUNT; i++)
    keys[i] = NO_PEER;
  return keys;
}

static void
bench_init (const BsrPeerSearch *search, Bench *bench)
{
  gsize n = (gsize) search->width * (gsize) search->height;
  gsize stride = (gsize) search->stride;

  bench->difference = g_new (gint16, stride * (gsize) (search->height + 2 * BSR_PEER_OUTER));
  bench->outer = g_new (gint16, stride);
  bench->inner = g_new (gint16, stride);
  bench->distance = g_new (gint16, stride);
  for (int way = 0; way < 2; way++)
    {
      bench->best[way] = g_new (gint16, n);
      bench->id[way] = g_new0 (gint16, n);
    }
  bench->keys = keys_new (n);
  bench->worst = g_new (gint16, n);
  for (gsize i = 0; i < n; i++)
    bench->worst[i] = NONE;
}

static void
bench_clear (Bench *bench)
{
  g_free (bench->difference);
  g_free (bench->outer);
  g_free (bench->inner);
  g_free (bench->distance);
  for (int way = 0; way < 2; way++)
    {
      g_free (bench->best[way]);
      g_free (bench->id[way]);
    }
  g_free (bench->keys);
  g_free (bench->worst);
}

BsrPeerSearch *
bsr_peer_search_new (BsrPlane *levels, int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (levels != NULL, NULL);

  g_autoptr (BsrPeerSearch) search = g_new0 (BsrPeerSearch, 1);
  search->width = bsr_plane_width (levels);
  search->height = bsr_plane_height (levels);
  search->stride = search->width + 2 * BSR_PEER_OUTER;
  search->padded
      = g_new (gint16, (gsize) search->stride * (gsize) (search->height + 2 * BSR_PEER_OUTER));
  pad (search, levels);
  list_blocks (search);
  search->keys = keys_new ((gsize) search->width * (gsize) search->height);
  search->n_threads = bsr_thread_team_size (n_threads);
  search->benches = g_new0 (Bench, search->n_threads);
  for (int i = 0; i < search->n_threads; i++)
    bench_init (search, &search->benches[i]);

  gboolean done = bsr_thread_team_run ((int) search->blocks->len, search->n_threads, block_item,
                                       search, cancellable, error)
                  && bsr_thread_team_run (search->height, search->n_threads, gather_row, search,
                                          cancellable, error);
  for (int i = 0; i < search->n_threads; i++)
    bench_clear (&search->benches[i]);
  g_clear_pointer (&search->benches, g_free);
  return done ? g_steal_pointer (&search) : NULL;
}

void
bsr_peer_search_free (BsrPeerSearch *search)
{
  g_free (search->padded);
  g_array_unref (search->blocks);
  g_free (search->keys);
  g_free (search);
}

int
bsr_peer_search_peers (const BsrPeerSearch *search, int x, int y, BsrPeer peers[BSR_PEER_COUNT])
{
  g_return_val_if_fail (x >= 0 && x < search->width && y >= 0 && y < search->height, 0);

  const guint32 *keys = search->keys + (gsize) (y * search->width + x) * BSR_PEER_COUNT;
  int n = 0;
  while (n < BSR_PEER_COUNT && keys[n] != NO_PEER)
    {
      Displacement d = displacement_of (search, keys[n] & G_MAXUINT16);
      peers[n] = (BsrPeer){ x + d.x, y + d.y, (int) (keys[n] >> 16) };
      n++;
    }
  return n;
}
