#include "bsr-library-search.h"

#include <math.h>
#include <string.h>

/* Loads that are looked at together: their sums (4 KiB) and a column's piece stay in the first
 * cache. */
#define BLOCK 512
/* Rounding of at most 15 additions and a division, in shares of the result; generous. */
#define ROUNDING 1e-5f

struct _BsrLibrarySearch
{
  GPtrArray *entries; /* usable ones, by id */
  int n_padded;       /* whole blocks; the last is filled up with NAN */
  float *columns;     /* [measure][load], standardised */
  double mean[BSR_N_LOAD_MEASURES], by[BSR_N_LOAD_MEASURES];
};

static float
standardise (const BsrLibrarySearch *search, int m, float value)
{
  return (float) (((double) value - search->mean[m]) * search->by[m]);
}

static void
measure_scale (BsrLibrarySearch *search, int m)
{
  double mean = 0.0, squares = 0.0;
  int n = 0;
  for (guint i = 0; i < search->entries->len; i++)
    {
      const BsrLibraryEntry *entry = search->entries->pdata[i];
      double value = (double) entry->descriptor.values[m], before = value - mean;
      if (isnan (value))
        continue;
      mean += before / ++n;
      squares += before * (value - mean);
    }
  search->mean[m] = mean;
  /* Where all are alike the measure's own unit is as good as any. */
  search->by[m] = squares > 0.0 ? 1.0 / sqrt (squares / (n - 1)) : 1.0;
}

static void
fill_column (BsrLibrarySearch *search, int m)
{
  float *column = search->columns + (gsize) m * (gsize) search->n_padded;
  for (int i = 0; i < search->n_padded; i++)
    {
      const BsrLibraryEntry *entry
          = i < (int) search->entries->len ? search->entries->pdata[i] : NULL;
      column[i] = entry != NULL ? standardise (search, m, entry->descriptor.values[m]) : NAN;
    }
}

static void
entry_unref (gpointer data)
{
  bsr_library_entry_unref (data);
}

BsrLibrarySearch *
bsr_library_search_new (const BsrLibrary *library)
{
  g_return_val_if_fail (library != NULL, NULL);

  BsrLibrarySearch *search = g_new0 (BsrLibrarySearch, 1);
  g_autoptr (GPtrArray) all = bsr_library_list (library, NULL);
  search->entries = g_ptr_array_new_with_free_func (entry_unref);
  for (guint i = 0; i < all->len; i++)
    if (bsr_library_entry_is_usable (all->pdata[i]))
      g_ptr_array_add (search->entries, bsr_library_entry_ref (all->pdata[i]));
  search->n_padded = ((int) search->entries->len + BLOCK - 1) / BLOCK * BLOCK;
  search->columns = g_new (float, (gsize) search->n_padded * BSR_N_LOAD_MEASURES);
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    {
      measure_scale (search, m);
      fill_column (search, m);
    }
  return search;
}

void
bsr_library_search_free (BsrLibrarySearch *search)
{
  if (search == NULL)
    return;
  g_ptr_array_unref (search->entries);
  g_free (search->columns);
  g_free (search);
}

void
bsr_library_search_scale (const BsrLibrarySearch *search, BsrLoadMeasure measure, double *mean,
                          double *by)
{
  g_return_if_fail (search != NULL && measure < BSR_N_LOAD_MEASURES);

  *mean = search->mean[measure];
  *by = search->by[measure];
}

/* The load that is asked for: the measures that it has, and their standardised values. */
typedef struct
{
  int n, measures[BSR_N_LOAD_MEASURES];
  float values[BSR_N_LOAD_MEASURES];
} Query;

static Query
make_query (const BsrLibrarySearch *search, const BsrLoadDescriptor *descriptor)
{
  Query query = { 0 };
  for (int m = 0; m < BSR_N_LOAD_MEASURES; m++)
    if (isfinite (descriptor->values[m]))
      {
        query.values[query.n] = standardise (search, m, descriptor->values[m]);
        query.measures[query.n++] = m;
      }
  return query;
}

/* Sums of squared differences, and how many there are, of one more measure. A square is no number
 * where it is not measured; then neither sum grows. Two loops, so that each becomes vectors. */
static void
add_measure (const float *restrict column, float value, float *restrict sums, float *restrict shared)
{
  for (int i = 0; i < BLOCK; i++)
    {
      float apart = column[i] - value, square = apart * apart;
      float more = square >= 0.0f ? square : 0.0f;
      sums[i] = sums[i] + more;
    }
  for (int i = 0; i < BLOCK; i++)
    shared[i] += (float) (column[i] == column[i]);
}

/* Whether a load of the block may still be as near as @bound, a sum of squares. Loads that share
 * nothing yet are near, so a block is given up only when all are known to be far. */
static gboolean
any_near (const float *sums, float bound)
{
  int near = 0;
  for (int i = 0; i < BLOCK; i++)
    near += sums[i] <= bound;
  return near > 0;
}

/* The nearest so far, sorted. */
typedef struct
{
  int n, most;
  BsrSimilarLoad *loads; /* distances are squares until the end */
} Nearest;

static float
farthest (const Nearest *nearest)
{
  return nearest->n < nearest->most ? INFINITY : nearest->loads[nearest->n - 1].distance;
}

/* Loads come by id, so that of equals the earlier stays in front. */
static void
insert (Nearest *nearest, BsrLibraryEntry *entry, float square)
{
  if (!(square < farthest (nearest)) && nearest->n == nearest->most)
    return;
  if (nearest->n < nearest->most)
    nearest->n++;
  int place = nearest->n - 1;
  for (; place > 0 && nearest->loads[place - 1].distance > square; place--)
    nearest->loads[place] = nearest->loads[place - 1];
  nearest->loads[place] = (BsrSimilarLoad){ entry, square };
}

static void
search_block (const BsrLibrarySearch *search, const Query *query, int first, Nearest *nearest)
{
  float sums[BLOCK] = { 0 }, shared[BLOCK] = { 0 };
  float bound = farthest (nearest) * (float) query->n * (1.0f + ROUNDING);
  for (int q = 0; q < query->n; q++)
    {
      gsize column = (gsize) query->measures[q] * (gsize) search->n_padded;
      add_measure (search->columns + column + first, query->values[q], sums, shared);
      if (!any_near (sums, bound))
        return;
    }
  int end = MIN (BLOCK, (int) search->entries->len - first);
  for (int i = 0; i < end; i++)
    if (sums[i] <= bound && shared[i] >= (float) BSR_LIBRARY_LEAST_SHARED)
      insert (nearest, search->entries->pdata[first + i], sums[i] / shared[i]);
}

int
bsr_library_search_find (const BsrLibrarySearch *search, const BsrLoadDescriptor *descriptor, int n,
                         BsrSimilarLoad *loads)
{
  g_return_val_if_fail (search != NULL && descriptor != NULL, 0);
  g_return_val_if_fail (n > 0 && loads != NULL, 0);

  Query query = make_query (search, descriptor);
  Nearest nearest = { .most = n, .loads = loads };
  if (query.n < BSR_LIBRARY_LEAST_SHARED)
    return 0;
  for (int first = 0; first < search->n_padded; first += BLOCK)
    search_block (search, &query, first, &nearest);
  for (int i = 0; i < nearest.n; i++)
    loads[i].distance = sqrtf (loads[i].distance);
  return nearest.n;
}
