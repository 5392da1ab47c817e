#include <math.h>

#include "bsr-commodity-private.h"

#include "bsr-cargo-private.h"

/* Play of a column or pallet along the container, mm: its layers lean into it. */
#define LEAN_ROOM 14.0
/* One layer leans over the one below by at most this, mm; one stack in three leans. */
#define LEAN_MOST 2.5
#define LEANING_STACKS 0.35
/* Between columns, mm; now and then a gap closed by an air bag or a timber frame. */
#define COLUMN_GAP 10.0
#define WIDE_GAP_LEAST 60.0
#define WIDE_GAP_MOST 190.0
#define WIDE_GAPS 0.06
/* Pallets: what a fork lift leaves, mm, and how often a place stays empty. */
#define PALLET_GAP_LEAST 8.0
#define PALLET_GAP_MOST 45.0
#define EMPTY_PALLETS 0.02
#define LOW_PALLETS 0.25
#define LOWEST_PALLET 0.6
#define BETWEEN_PALLETS 30.0
/* A row takes one package more when it lacks no more than this share of one: sizes are chosen to
 * fit a pallet or a container. */
#define YIELDS 0.2
/* A package is left out within a stack, or put back half empty after a check. */
#define LEFT_OUT 0.003
/* The last columns towards the doors are lower where hands stowed. */
#define STEP_DOWN 0.4
#define STEP_LEAST 0.55
/* Every other load of cartons is stowed in two parts, lengthwise and turned; one in five has a
 * carton that toppled, by so many radians. */
#define PARTED_LOADS 0.5
#define TOPPLED 0.2
#define TILT_LEAST 0.08
#define TILT_MOST 0.5

/* Cushions settle into those below and swell towards their neighbours. */
static double
settling (BsrPackage package)
{
  if (package == BSR_PACKAGE_SACK)
    return 0.9;
  return package == BSR_PACKAGE_BIG_BAG || package == BSR_PACKAGE_BALE ? 0.98 : 1.0;
}

static gboolean
is_interlocked (const BsrCommodity *commodity)
{
  return commodity->package == BSR_PACKAGE_SACK
         || (commodity->package == BSR_PACKAGE_PIECE && commodity->width_mm < commodity->length_mm);
}

gboolean
bsr_loading_happens (BsrLoading *loading, double p)
{
  return bsr_random_uniform (loading->random) < p;
}

const BsrArticle *
bsr_loading_article (BsrLoading *loading, int unit)
{
  int n = loading->n_articles, index = 0;
  switch (loading->pattern)
    {
    case 0: /* one after the other */
      index = unit % n;
      break;
    case 1: /* in runs of three */
      index = unit / 3 % n;
      break;
    case 2: /* the first is most of it */
      index = unit % 5 == 4 ? unit / 5 % n : 0;
      break;
    default: /* as they came */
      index = bsr_random_index (loading->random, n);
      break;
    }
  return &loading->articles[index];
}

/* Where a package of @size lies within a cell from @from, @step wide. */
static double
place_in_cell (BsrLoading *loading, double from, double step, double size)
{
  return from + bsr_random_uniform (loading->random) * MAX (step - size, 0.0);
}

static void
stack_layer (BsrLoading *loading, const BsrArticle *article, BsrPlace layer, gboolean turned,
             int missing)
{
  double length = turned ? article->width : article->length;
  double width = turned ? article->length : article->width;
  int n_x = MAX ((int)((layer.x1 - layer.x0) / length + YIELDS), 1);
  int n_z = MAX ((int)((layer.z1 - layer.z0) / width + YIELDS), 1);
  double step_x = (layer.x1 - layer.x0) / n_x, step_z = (layer.z1 - layer.z0) / n_z;
  /* Whole columns are drawn together or apart: the slack of a row goes to one place. */
  for (int i = 0; i < n_x; i++)
    for (int k = 0; k < n_z; k++)
      {
        double gap = bsr_random_between (loading->random, 0.2, 1.0) * loading->commodity->loose_mm;
        double size_x = MIN (length, step_x) - gap, size_z = MIN (width, step_z) - gap;
        double x = place_in_cell (loading, layer.x0 + i * step_x, step_x, size_x);
        double z = place_in_cell (loading, layer.z0 + k * step_z, step_z, size_z);
        if ((n_x - 1 - i) * n_z + k < missing || bsr_loading_happens (loading, LEFT_OUT))
          continue;
        bsr_loading_add_package (loading, article,
                                 (BsrPlace){ x, x + size_x, layer.y0, layer.y1, z, z + size_z });
      }
}

void
bsr_loading_stack (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  const BsrCommodity *commodity = loading->commodity;
  gboolean interlocked = is_interlocked (commodity);
  double lean = bsr_loading_happens (loading, LEANING_STACKS)
                    ? bsr_random_between (loading->random, -LEAN_MOST, LEAN_MOST)
                    : 0.0;
  double y = place.y1, height = article->height;
  for (int layer = 0; y - height >= place.y0; layer++)
    {
      double shift = CLAMP (lean * layer + bsr_random_between (loading->random, -2.0, 2.0),
                            -LEAN_ROOM, LEAN_ROOM);
      gboolean last = y - (1.0 + settling (commodity->package)) * height < place.y0;
      int pieces = MAX (
          (int)((place.x1 - place.x0) * (place.z1 - place.z0) / (article->length * article->width)),
          1);
      int missing = last && layer > 0 && bsr_loading_happens (loading, commodity->missing)
                        ? bsr_random_index (loading->random, pieces)
                        : 0;
      BsrPlace at = { place.x0 + shift, place.x1 + shift, y - height, y, place.z0, place.z1 };
      stack_layer (loading, article, at, interlocked && layer % 2 == 1, missing);
      y -= height * settling (commodity->package)
           + bsr_random_between (loading->random, 0.0, MIN (2.0, 0.02 * height));
    }
}

/* Timbers that close a gap, or nothing: an air bag does not show. */
static void
add_dunnage (BsrLoading *loading, double x, double gap)
{
  BsrPlace room = loading->room;
  if (bsr_loading_happens (loading, 0.5))
    return;
  for (int i = 0; i < 3; i++)
    {
      double z = room.z0 + (0.1 + 0.35 * i) * (room.z1 - room.z0);
      bsr_loading_add_packing (
          loading, "wood", 1.0,
          (BsrPlace){ x + 5.0, x + MIN (gap, 75.0), room.y1 - 1300.0, room.y1, z, z + 75.0 });
    }
}

/* How many packages lie behind each other before the next column: those of interlocked layers
 * must end together. */
static double
column_length (const BsrCommodity *commodity, const BsrArticle *article)
{
  if (!is_interlocked (commodity))
    return article->length;
  return MAX (3.0 * article->length, 2.0 * article->width);
}

/* A carton that fell from the load and lies against it, or lies on it askew. */
static void
add_toppled (BsrLoading *loading, const BsrArticle *article, double x)
{
  BsrPlace room = loading->room;
  double tilt = bsr_random_between (loading->random, TILT_LEAST, TILT_MOST);
  double half_x = article->length / 2.0, half_y = article->height / 2.0;
  double reach = half_x * cos (tilt) + half_y * sin (tilt);
  double lift = half_x * sin (tilt) + half_y * cos (tilt);
  double z = place_in_cell (loading, room.z0, room.z1 - room.z0, article->width);
  if (x + 2.0 * reach > room.x1 || room.y1 - 2.0 * lift < room.y0)
    return;
  double middle_x = x + reach, middle_y = room.y1 - lift;
  loading->tilt = bsr_loading_happens (loading, 0.5) ? tilt : -tilt;
  bsr_loading_add_package (loading, article,
                           (BsrPlace){ middle_x - half_x, middle_x + half_x, middle_y - half_y,
                                       middle_y + half_y, z, z + article->width });
  loading->tilt = 0.0;
}

/* Columns behind each other in the part of the container that @room is, packages lengthwise or
 * turned by a right angle. */
static void
stow_columns (BsrLoading *loading, BsrPlace room, gboolean turned)
{
  double x = room.x0 + LEAN_ROOM;
  gboolean steps_down = bsr_loading_happens (loading, STEP_DOWN);
  double step = bsr_random_between (loading->random, STEP_LEAST, 0.9);
  for (int column = 0;; column++)
    {
      BsrArticle own = *bsr_loading_article (loading, column);
      const BsrArticle *article = &own;
      if (turned)
        {
          double length = own.length;
          own.length = own.width;
          own.width = length;
        }
      double length = column_length (loading->commodity, article);
      if (x + article->length + LEAN_ROOM > room.x1)
        break;
      length = MIN (length, room.x1 - LEAN_ROOM - x);
      gboolean last = x + 2.0 * length > room.x1 - LEAN_ROOM;
      double top = last && steps_down ? room.y1 - step * (room.y1 - room.y0) : room.y0;
      bsr_loading_stack (loading, article,
                         (BsrPlace){ x, x + length, top, room.y1, room.z0, room.z1 });
      x += length * loading->stretch + bsr_random_between (loading->random, 0.0, COLUMN_GAP);
      if (bsr_loading_happens (loading, WIDE_GAPS))
        {
          double gap = bsr_random_between (loading->random, WIDE_GAP_LEAST, WIDE_GAP_MOST);
          add_dunnage (loading, x, gap);
          x += gap;
        }
    }
  if (loading->commodity->package == BSR_PACKAGE_CARTON && bsr_loading_happens (loading, TOPPLED))
    add_toppled (loading, &loading->articles[0], x + COLUMN_GAP);
}

void
bsr_loading_stow_block (BsrLoading *loading)
{
  BsrPlace near = loading->room, far = loading->room;
  gboolean parted = loading->commodity->package == BSR_PACKAGE_CARTON
                    && bsr_loading_happens (loading, PARTED_LOADS);
  if (!parted)
    {
      stow_columns (loading, loading->room, FALSE);
      return;
    }
  /* Two people stow side by side, and not alike. */
  near.z1 = far.z0 = near.z0 + bsr_random_between (loading->random, 0.4, 0.6) * (near.z1 - near.z0);
  gboolean turned = bsr_loading_happens (loading, 0.5);
  stow_columns (loading, near, turned);
  stow_columns (loading, far, !turned);
}

/* One pallet on @floor_y and what stands on it; returns the height of its top. */
static double
load_pallet (BsrLoading *loading, const BsrArticle *article, double x, double length, double z,
             double width, double floor_y, double top)
{
  double deck = floor_y - BSR_CARGO_PALLET_HEIGHT;
  if (bsr_loading_happens (loading, LOW_PALLETS))
    top = deck - bsr_random_between (loading->random, LOWEST_PALLET, 1.0) * (deck - top);
  int layers = (int)((deck - top) / (article->height + 1.0));
  if (layers < 1)
    return floor_y;
  double goods_top = deck - layers * (article->height + 2.0) - 1.0;
  bsr_cargo_add_pallet (loading->model, x, x + length, floor_y, z, z + width);
  bsr_loading_stack (loading, article,
                     (BsrPlace){ x + LEAN_ROOM, x + length - LEAN_ROOM, MAX (goods_top, top), deck,
                                 z + 4.0, z + width - 4.0 });
  return MAX (goods_top, top) - 5.0;
}

/* Pallets behind each other, @length along and @width across from @z. */
static void
load_pallet_row (BsrLoading *loading, int row, double length, double width, double z)
{
  BsrPlace room = loading->room;
  int tiers = MAX (loading->commodity->tiers, 1);
  double x = room.x0 + bsr_random_between (loading->random, PALLET_GAP_LEAST, PALLET_GAP_MOST);
  for (int place = 0; x + length <= room.x1; place++)
    {
      const BsrArticle *article = bsr_loading_article (loading, 2 * place + row);
      double y = room.y1, share = (room.y1 - room.y0) / tiers;
      double skew = bsr_random_between (loading->random, -8.0, 8.0);
      for (int tier = 0; tier < tiers && !bsr_loading_happens (loading, EMPTY_PALLETS); tier++)
        y = load_pallet (loading, article, x, length, z + skew, width, y, MAX (y - share, room.y0));
      x += length * loading->stretch
           + bsr_random_between (loading->random, PALLET_GAP_LEAST, PALLET_GAP_MOST);
    }
}

void
bsr_loading_stow_pallets (BsrLoading *loading)
{
  const BsrCommodity *commodity = loading->commodity;
  double length = commodity->pallet_length_mm, width = commodity->pallet_width_mm;
  double across = loading->room.z1 - loading->room.z0;
  /* Oblong pallets stand lengthwise in one row and crosswise in the other where both fit. */
  gboolean turned = length + width + BETWEEN_PALLETS <= across;
  double second_length = turned ? width : length, second_width = turned ? length : width;
  double spare = MAX (across - width - second_width - BETWEEN_PALLETS, 0.0);
  double z
      = loading->room.z0 + 8.0 + bsr_random_uniform (loading->random) * MAX (spare - 16.0, 0.0);
  gboolean first_near = bsr_loading_happens (loading, 0.5);
  if (first_near)
    {
      load_pallet_row (loading, 0, length, width, z);
      load_pallet_row (loading, 1, second_length, second_width, z + width + BETWEEN_PALLETS);
      return;
    }
  load_pallet_row (loading, 1, second_length, second_width, z);
  load_pallet_row (loading, 0, length, width, z + second_width + BETWEEN_PALLETS);
}
