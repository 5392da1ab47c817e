#include "bsr-concealment-private.h"

#include <math.h>

/* The load's room in cells; goods are packed closer than half a cell. */
#define CELL_MM 50.0
/* Cells of a place that must hold goods: the rest are joints between packages and pallets. */
#define LEAST_FILLED 0.85
/* Draws of a place and of its proportions before all places are tried in turn. */
#define N_DRAWS 300
/* Each edge of a place is that much longer or shorter, its volume kept. */
#define STRETCH 1.35

/* Counts of filled cells in all boxes from the corner: summed-volume table (Crow, "Summed-area
 * tables for texture mapping", SIGGRAPH 1984, in three dimensions). */
typedef struct
{
  double low[3], high[3]; /* extent of the goods, within the room */
  int n[3];
  guint32 *sums; /* (n[0] + 1) (n[1] + 1) (n[2] + 1) */
} Packing;

double
bsr_hiding_volume (const BsrHidingPlace *place)
{
  double volume = 1.0;
  for (int axis = 0; axis < 3; axis++)
    volume *= place->high[axis] - place->low[axis];
  return volume;
}

static guint32 *
sum_at (const Packing *packing, int i, int j, int k)
{
  return &packing->sums[((gsize)i * (packing->n[1] + 1) + j) * (packing->n[2] + 1) + k];
}

static gboolean
is_goods (const BsrSolid *solid)
{
  return solid->role == BSR_ROLE_LOAD && solid->density_g_cm3 > 0.0;
}

/* FALSE when nothing is loaded. */
static gboolean
find_extent (const BsrSceneModel *model, Packing *packing)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  const double inner_low[3] = { room->inner_x0, room->inner_y0, room->inner_z0 };
  const double inner_high[3] = { room->inner_x1, room->inner_y1, room->inner_z1 };
  for (int axis = 0; axis < 3; axis++)
    {
      packing->low[axis] = INFINITY;
      packing->high[axis] = -INFINITY;
    }
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      double low[3], high[3];
      if (!is_goods (solid))
        continue;
      bsr_solid_bounds (solid, low, high);
      for (int axis = 0; axis < 3; axis++)
        {
          packing->low[axis] = MIN (packing->low[axis], MAX (low[axis], inner_low[axis]));
          packing->high[axis] = MAX (packing->high[axis], MIN (high[axis], inner_high[axis]));
        }
    }
  gboolean loaded = TRUE;
  for (int axis = 0; axis < 3; axis++)
    {
      loaded = loaded && packing->high[axis] > packing->low[axis];
      packing->n[axis]
          = loaded ? (int)ceil ((packing->high[axis] - packing->low[axis]) / CELL_MM) : 0;
    }
  return loaded;
}

/* Cells whose middle lies between the corners: from @first up to, not with, @end. */
static void
cells_within (const Packing *packing, const double low[3], const double high[3], int first[3],
              int end[3])
{
  for (int axis = 0; axis < 3; axis++)
    {
      double from = (low[axis] - packing->low[axis]) / CELL_MM - 0.5;
      double to = (high[axis] - packing->low[axis]) / CELL_MM - 0.5;
      first[axis] = (int)CLAMP (ceil (from), 0.0, (double)packing->n[axis]);
      end[axis] = (int)CLAMP (floor (to) + 1.0, 0.0, (double)packing->n[axis]);
    }
}

static void
fill_cells (Packing *packing, const BsrSolid *solid)
{
  double low[3], high[3];
  int first[3], end[3];
  bsr_solid_bounds (solid, low, high);
  cells_within (packing, low, high, first, end);
  for (int i = first[0]; i < end[0]; i++)
    for (int j = first[1]; j < end[1]; j++)
      for (int k = first[2]; k < end[2]; k++)
        *sum_at (packing, i + 1, j + 1, k + 1) = 1;
}

static gboolean
packing_init (Packing *packing, const BsrSceneModel *model)
{
  packing->sums = NULL;
  if (!find_extent (model, packing))
    return FALSE;
  packing->sums
      = g_new0 (guint32, (gsize)(packing->n[0] + 1) * (packing->n[1] + 1) * (packing->n[2] + 1));
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    if (is_goods (bsr_scene_model_solid (model, i)))
      fill_cells (packing, bsr_scene_model_solid (model, i));
  for (int axis = 0; axis < 3; axis++)
    for (int i = 1; i <= packing->n[0]; i++)
      for (int j = 1; j <= packing->n[1]; j++)
        for (int k = 1; k <= packing->n[2]; k++)
          *sum_at (packing, i, j, k)
              += *sum_at (packing, i - (axis == 0), j - (axis == 1), k - (axis == 2));
  return TRUE;
}

/* Whether goods fill the box, cut to whole cells. */
static gboolean
is_filled (const Packing *packing, const double low[3], const double high[3])
{
  int first[3], end[3];
  for (int axis = 0; axis < 3; axis++)
    {
      first[axis] = (int)floor ((low[axis] - packing->low[axis]) / CELL_MM);
      end[axis] = (int)ceil ((high[axis] - packing->low[axis]) / CELL_MM);
      first[axis] = CLAMP (first[axis], 0, packing->n[axis] - 1);
      end[axis] = CLAMP (end[axis], first[axis] + 1, packing->n[axis]);
    }
  guint32 filled = 0; /* wraps round on the way to a sum that is not negative */
  for (int corner = 0; corner < 8; corner++)
    {
      int at[3], sign = 1;
      for (int axis = 0; axis < 3; axis++)
        {
          gboolean far = corner >> axis & 1;
          at[axis] = far ? end[axis] : first[axis];
          sign = far ? sign : -sign;
        }
      filled += (guint32)sign * *sum_at (packing, at[0], at[1], at[2]);
    }
  double cells = (double)(end[0] - first[0]) * (end[1] - first[1]) * (end[2] - first[2]);
  return filled >= LEAST_FILLED * cells;
}

static void
draw_proportions (const double size[3], const double least[3], BsrRandom *random, double drawn[3])
{
  double product = 1.0;
  for (int axis = 0; axis < 3; axis++)
    {
      drawn[axis] = pow (STRETCH, bsr_random_between (random, -1.0, 1.0));
      product *= drawn[axis];
    }
  for (int axis = 0; axis < 3; axis++)
    drawn[axis] = MAX (size[axis] * drawn[axis] / cbrt (product), least[axis]);
}

static gboolean
try_at (const Packing *packing, const double at[3], const double size[3], BsrHidingPlace *place)
{
  for (int axis = 0; axis < 3; axis++)
    {
      place->low[axis] = at[axis];
      place->high[axis] = at[axis] + size[axis];
    }
  return is_filled (packing, place->low, place->high);
}

static gboolean
draw_place (const Packing *packing, const double size[3], const double least[3], BsrRandom *random,
            BsrHidingPlace *place)
{
  for (int i = 0; i < N_DRAWS; i++)
    {
      double drawn[3], at[3];
      gboolean fits = TRUE;
      draw_proportions (size, least, random, drawn);
      for (int axis = 0; axis < 3; axis++)
        {
          double spare = packing->high[axis] - packing->low[axis] - drawn[axis];
          fits = fits && spare >= 0.0;
          at[axis] = packing->low[axis] + spare * bsr_random_uniform (random);
        }
      if (fits && try_at (packing, at, drawn, place))
        return TRUE;
    }
  return FALSE;
}

/* All places cell by cell, from a random column on. */
static gboolean
seek_place (const Packing *packing, const double size[3], BsrRandom *random, BsrHidingPlace *place)
{
  int steps[3];
  for (int axis = 0; axis < 3; axis++)
    {
      double spare = packing->high[axis] - packing->low[axis] - size[axis];
      if (spare < 0.0)
        return FALSE;
      steps[axis] = (int)(spare / CELL_MM) + 1;
    }
  int from = bsr_random_index (random, steps[0]);
  for (int i = 0; i < steps[0]; i++)
    for (int j = 0; j < steps[1]; j++)
      for (int k = 0; k < steps[2]; k++)
        {
          const double at[3] = { packing->low[0] + (from + i) % steps[0] * CELL_MM,
                                 packing->low[1] + j * CELL_MM, packing->low[2] + k * CELL_MM };
          if (try_at (packing, at, size, place))
            return TRUE;
        }
  return FALSE;
}

gboolean
bsr_hiding_find_in_load (const BsrSceneModel *model, const double size[3], const double least[3],
                         BsrRandom *random, BsrHidingPlace *place)
{
  Packing packing;
  gboolean found = packing_init (&packing, model)
                   && (draw_place (&packing, size, least, random, place)
                       || seek_place (&packing, size, random, place));
  g_free (packing.sums);
  return found;
}
