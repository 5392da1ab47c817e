#include "bsr-load-lump.h"

#include <math.h>

#include "bsr-quantile.h"

/* The load is looked at in places of that size; a place counts where so much of it holds load. */
#define PLACE_MM 100.0
#define LEAST_LOADED 0.9
/* A block is as long as a pallet or some, and at least as high as goods on one. */
#define SHORTEST 10
#define LONGEST 42
#define LENGTH_STEP 4
#define LOWEST 2
/* What is compared above it: so many rows at least and at most, the next one left out, for its edge is
 * seen aslant; and beside it, so many columns each way, the next one left out. */
#define LEAST_ABOVE 2
#define MOST_ABOVE 5
#define BESIDE 15
/* So many rows of the load's top are left out: a top layer is often not complete across the depth. */
#define TOP_ROWS 4
/* So much of a block and of what it is compared with must be load. */
#define LEAST_FULL 0.6

/* Sums of all places above and left of one. */
typedef struct
{
  double mass, place, weight; /* ln of the mass thickness; the material's place times its weight */
  double opaque;
  int n;
} Sums;

typedef struct
{
  const BsrLoadLook *look;
  BsrBox space;
  int across, down;  /* cells of a place */
  int n_x, n_y;
  Sums *sums; /* (n_x + 1) by (n_y + 1) */
  int *tops;  /* sums of the columns' first rows that count, n_x + 1 */
} Lattice;

/* What a rectangle of places holds on average; n 0: not enough. */
typedef struct
{
  double mass, place, opaque;
  int n;
} Mean;

static Sums
sum_place (const Lattice *lattice, int column, int row)
{
  const BsrLoadLook *look = lattice->look;
  int x0 = lattice->space.x + column * lattice->across, y0 = lattice->space.y + row * lattice->down;
  Sums sums = { 0 };
  double mass = 0.0;
  int n = 0;
  for (int y = y0; y < y0 + lattice->down; y++)
    for (int x = x0; x < x0 + lattice->across; x++)
      {
        if (bsr_plane_row_u8 (bsr_load_map_cells (look->map), y)[x] != BSR_LOAD_SEEN)
          continue;
        double place, weight = look->places != NULL ? bsr_load_places_at (look->places, x, y, &place) : 0.0;
        mass += (double) bsr_plane_row_f32 (bsr_load_map_mass (look->map), y)[x];
        sums.opaque += (double) bsr_plane_row_f32 (bsr_grid_opaque (look->grid), y)[x];
        n++;
        if (weight > 0.0)
          {
            sums.place += weight * place;
            sums.weight += weight;
          }
      }
  if (n < LEAST_LOADED * lattice->across * lattice->down || !(mass > 0.0))
    return (Sums){ 0 };
  sums.mass = log (mass / n);
  sums.opaque /= n;
  sums.n = 1;
  return sums;
}

static Sums *
sums_at (const Lattice *lattice, int column, int row)
{
  return &lattice->sums[row * (lattice->n_x + 1) + column];
}

static void
fill_lattice (Lattice *lattice)
{
  for (int row = 0; row < lattice->n_y; row++)
    for (int column = 0; column < lattice->n_x; column++)
      {
        Sums here = sum_place (lattice, column, row);
        const Sums *left = sums_at (lattice, column, row + 1), *up = sums_at (lattice, column + 1, row);
        const Sums *both = sums_at (lattice, column, row);
        *sums_at (lattice, column + 1, row + 1)
            = (Sums){ here.mass + left->mass + up->mass - both->mass,
                      here.place + left->place + up->place - both->place,
                      here.weight + left->weight + up->weight - both->weight,
                      here.opaque + left->opaque + up->opaque - both->opaque,
                      here.n + left->n + up->n - both->n };
      }
}

static void
sum_tops (Lattice *lattice)
{
  for (int column = 0; column < lattice->n_x; column++)
    {
      int row = 0;
      while (row < lattice->n_y
             && sums_at (lattice, column + 1, row + 1)->n == sums_at (lattice, column, row + 1)->n)
        row++;
      lattice->tops[column + 1] = lattice->tops[column] + row;
    }
}

/* Row below which the load of columns @x0...@x1 - 1 is no top layer. */
static double
first_row (const Lattice *lattice, int x0, int x1)
{
  return (double) (lattice->tops[x1] - lattice->tops[x0]) / (x1 - x0) + TOP_ROWS;
}

static Mean
mean_of (const Lattice *lattice, int x0, int x1, int y0, int y1)
{
  x0 = MAX (x0, 0);
  x1 = MIN (x1, lattice->n_x);
  if (x0 >= x1 || y0 >= y1)
    return (Mean){ 0 };
  const Sums *a = sums_at (lattice, x0, y0), *b = sums_at (lattice, x1, y0);
  const Sums *c = sums_at (lattice, x0, y1), *d = sums_at (lattice, x1, y1);
  int n = d->n - b->n - c->n + a->n;
  if (n < LEAST_FULL * (x1 - x0) * (y1 - y0) || n == 0)
    return (Mean){ 0 };
  double weight = d->weight - b->weight - c->weight + a->weight;
  return (Mean){ (d->mass - b->mass - c->mass + a->mass) / n,
                 weight > 0.0 ? (d->place - b->place - c->place + a->place) / weight : (double) NAN,
                 (d->opaque - b->opaque - c->opaque + a->opaque) / n, n };
}

/* Both sides of a block together. */
static Mean
mean_beside (const Lattice *lattice, int x0, int x1, int y0, int y1)
{
  Mean left = mean_of (lattice, x0 - 1 - BESIDE, x0 - 1, y0, y1);
  Mean right = mean_of (lattice, x1 + 1, x1 + 1 + BESIDE, y0, y1);
  if (left.n == 0 || right.n == 0)
    return left.n > 0 ? left : right;
  double n = left.n + right.n;
  return (Mean){ (left.n * left.mass + right.n * right.mass) / n,
                 (left.n * left.place + right.n * right.place) / n,
                 (left.n * left.opaque + right.n * right.opaque) / n, left.n + right.n };
}

/* How much block (@x0...@x1, @y0 down) outweighs what is above and beside it. FALSE: it cannot be
 * compared. */
static gboolean
compare (const Lattice *lattice, int x0, int x1, int y0, BsrLoadLump *lump)
{
  int top = MAX ((int) ceil (first_row (lattice, x0, x1)), y0 - 1 - MOST_ABOVE);
  if (y0 - 1 - top < LEAST_ABOVE)
    return FALSE;
  Mean in = mean_of (lattice, x0, x1, y0, lattice->n_y), above = mean_of (lattice, x0, x1, top, y0 - 1);
  Mean beside = mean_beside (lattice, x0, x1, y0, lattice->n_y);
  Mean beside_above = mean_beside (lattice, x0, x1, top, y0 - 1);
  if (in.n == 0 || above.n == 0 || beside.n == 0 || beside_above.n == 0)
    return FALSE;
  double up = in.mass - above.mass, along = in.mass - beside.mass;
  lump->excess = MIN (MIN (up, along), up - (beside.mass - beside_above.mass));
  double place_up = in.place - above.place, place_along = in.place - beside.place;
  lump->place = MIN (MIN (place_up, place_along), place_up - (beside.place - beside_above.place));
  lump->opaque = CLAMP (in.opaque - MAX (above.opaque, beside.opaque), 0.0, 1.0);
  return TRUE;
}

/* What places of one row differ by, as a standard deviation: of a load that is as even as that. */
static double
spread_of (const Lattice *lattice)
{
  g_autoptr (GArray) apart = g_array_new (FALSE, FALSE, sizeof (double));
  for (int row = 0; row < lattice->n_y; row++)
    for (int column = 0; column + 3 < lattice->n_x; column++)
      {
        Mean one = mean_of (lattice, column, column + 1, row, row + 1);
        Mean other = mean_of (lattice, column + 3, column + 4, row, row + 1);
        double difference = fabs (one.mass - other.mass);
        if (one.n > 0 && other.n > 0)
          g_array_append_val (apart, difference);
      }
  int n = (int) apart->len;
  /* Of a normal distribution's differences: 0.6745 times the root of 2. */
  return n > 0 ? bsr_select_f64 ((double *) apart->data, n, n / 2) / 0.954 : (double) NAN;
}

static BsrBox
box_of (const Lattice *lattice, int x0, int x1, int y0)
{
  BsrBox cells = { lattice->space.x + x0 * lattice->across, lattice->space.y + y0 * lattice->down,
                   (x1 - x0) * lattice->across, (lattice->n_y - y0) * lattice->down };
  return bsr_grid_to_pixels (lattice->look->grid, cells);
}

/* Rows of places down to the floor's band. */
static int
count_rows (const Lattice *lattice)
{
  int n = lattice->space.height / lattice->down;
  for (int row = n - 1; row >= 0; row--)
    {
      int n_seen = 0, y = lattice->space.y + row * lattice->down + lattice->down - 1;
      for (int x = lattice->space.x; x < lattice->space.x + lattice->space.width; x++)
        n_seen += bsr_plane_row_u8 (bsr_load_map_cells (lattice->look->map), y)[x] == BSR_LOAD_SEEN;
      if (n_seen > lattice->space.width / 10)
        return row + 1;
    }
  return 0;
}

BsrLoadLump
bsr_load_lump_find (const BsrLoadLook *look)
{
  BsrLoadLump best = bsr_load_lump_none ();
  g_return_val_if_fail (look != NULL, best);

  Lattice lattice = { .look = look,
                      .space = bsr_load_map_space (look->map),
                      .across = bsr_grid_across (look->grid, PLACE_MM),
                      .down = bsr_grid_down (look->grid, PLACE_MM) };
  lattice.n_x = lattice.space.width / lattice.across;
  lattice.n_y = count_rows (&lattice);
  if (lattice.n_x < SHORTEST || lattice.n_y < LOWEST + LEAST_ABOVE)
    return best;
  g_autofree Sums *sums = g_new0 (Sums, (gsize) (lattice.n_x + 1) * (lattice.n_y + 1));
  g_autofree int *tops = g_new0 (int, lattice.n_x + 1);
  lattice.sums = sums;
  lattice.tops = tops;
  fill_lattice (&lattice);
  sum_tops (&lattice);
  best.spread = spread_of (&lattice);
  for (int height = LOWEST; height <= lattice.n_y - LEAST_ABOVE - 1; height++)
    for (int length = SHORTEST; length <= MIN (LONGEST, lattice.n_x); length += LENGTH_STEP)
      for (int x = 0; x + length <= lattice.n_x; x++)
        {
          BsrLoadLump lump = { .spread = best.spread };
          int top = lattice.n_y - height;
          if (!compare (&lattice, x, x + length, top, &lump)
              || (lump.excess <= best.excess && !isnan (best.excess)))
            continue;
          best = lump;
          best.box = box_of (&lattice, x, x + length, top);
        }
  return best;
}
