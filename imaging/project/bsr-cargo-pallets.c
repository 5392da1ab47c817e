#include <math.h>

#include "bsr-cargo-private.h"

/* Square pallets of ISO 6780, 1,100 mm, two abreast. */
#define PALLET 1100.0
/* Between pallets along the container: what a fork lift leaves, mm. */
#define GAP_LEAST 8.0
#define GAP_MOST 45.0
/* Board of a carton, both walls seen by the beam, mm at its own density. */
#define CARTON_BOARD 4.0
#define CARTON_BOARD_DENSITY 0.25 /* corrugated board, g/cm3 */
/* How far a layer may shift on the one below, and a carton in its place, mm. */
#define LAYER_SHIFT 3.5
#define CARTON_SHIFT 3.0

/* Goods within a carton are uneven: folded, boxed again, with air between. */
#define GOODS_TEXTURE 0.25
#define GOODS_GRAIN_MM 60.0

/* One kind of article in one kind of carton. */
typedef struct
{
  int n_x, n_z;             /* cartons of a layer */
  double height;            /* of a carton, mm */
  double density;           /* of this article relative to the plan's */
  double fill;              /* of a carton's height */
  int bottles_x, bottles_z; /* in a carton; 0: goods fill it */
} Article;

static Article
article_new (const BsrCargoPlan *plan, BsrRandom *random)
{
  static const int layouts[][2] = { { 3, 4 }, { 2, 3 }, { 3, 3 }, { 4, 3 }, { 3, 2 } };
  int layout = bsr_random_index (random, G_N_ELEMENTS (layouts));
  gboolean bottles = plan->kind == BSR_CARGO_BOTTLES;
  /* One after the other: the order of a braced list's draws is the compiler's. */
  Article article = { .n_x = layouts[layout][0], .n_z = layouts[layout][1] };
  article.height = bsr_random_between (random, 230.0, 380.0);
  article.density = bsr_random_between (random, 0.88, 1.12);
  article.fill = bsr_random_between (random, 0.9, 0.98);
  article.bottles_x = bottles ? 3 + bsr_random_index (random, 2) : 0;
  article.bottles_z = bottles ? 3 : 0;
  return article;
}

static void
add_shell (BsrSceneModel *model, double x0, double x1, double y0, double y1, double z0, double z1)
{
  BsrSolid board = bsr_solid_box (bsr_material_by_id ("paper"), x0, x1, y0, y1, z0, z1);
  board.density_g_cm3 = CARTON_BOARD_DENSITY;
  bsr_scene_model_add (model, &board);
  BsrSolid inside
      = bsr_solid_box (bsr_material_by_id ("paper"), x0 + CARTON_BOARD, x1 - CARTON_BOARD,
                       y0 + CARTON_BOARD, y1 - CARTON_BOARD, z0 + CARTON_BOARD, z1 - CARTON_BOARD);
  inside.density_g_cm3 = -CARTON_BOARD_DENSITY;
  bsr_scene_model_add (model, &inside);
}

static void
add_carton (BsrSceneModel *model, const BsrCargoPlan *plan, const Article *article,
            BsrRandom *random, double x0, double x1, double y1, double z0, double z1)
{
  double y0 = y1 - article->height, wall = CARTON_BOARD;
  double share = article->density * bsr_random_between (random, 0.88, 1.12);
  double head = (1.0 - article->fill * bsr_random_between (random, 0.96, 1.02)) * article->height;
  double top = y0 + MAX (head, wall);
  add_shell (model, x0, x1, y0, y1, z0, z1);

  int n_x = MAX (article->bottles_x, 1), n_z = MAX (article->bottles_z, 1);
  double step_x = (x1 - x0 - 2.0 * wall) / n_x, step_z = (z1 - z0 - 2.0 * wall) / n_z;
  for (int i = 0; i < n_x; i++)
    for (int k = 0; k < n_z; k++)
      {
        double x = x0 + wall + i * step_x, z = z0 + wall + k * step_z;
        BsrSolidShape shape = article->bottles_x > 0 ? BSR_SOLID_CYLINDER_Y : BSR_SOLID_BOX;
        BsrSolid goods
            = bsr_cargo_body (plan, shape, share, x, x + step_x, top, y1 - wall, z, z + step_z);
        goods.texture = GOODS_TEXTURE;
        goods.texture_mm = GOODS_GRAIN_MM;
        goods.texture_seed = (guint32)bsr_random_next (random);
        bsr_scene_model_add (model, &goods);
      }
}

/* Cartons of one layer whose underside is at @y1; returns how many. */
static int
add_layer (BsrSceneModel *model, const BsrCargoPlan *plan, const Article *article,
           BsrRandom *random, double x0, double y1, double z0, int missing, int n_packages)
{
  int n = 0;
  double step_x = PALLET / article->n_x, step_z = PALLET / article->n_z;
  for (int i = 0; i < article->n_x; i++)
    for (int k = 0; k < article->n_z; k++)
      {
        if (i * article->n_z + k < missing || bsr_cargo_is_complete (plan, n_packages + n))
          continue;
        double x = x0 + i * step_x + bsr_random_between (random, -CARTON_SHIFT, CARTON_SHIFT);
        double z = z0 + k * step_z + bsr_random_between (random, -CARTON_SHIFT, CARTON_SHIFT);
        double gap = bsr_random_between (random, 2.0, 9.0);
        add_carton (model, plan, article, random, x, x + step_x - gap, y1, z, z + step_z - gap);
        n++;
      }
  return n;
}

/* One pallet and what stands on it; returns the number of cartons. */
static int
add_pallet (BsrSceneModel *model, const BsrCargoPlan *plan, const Article *article,
            BsrRandom *random, double x, double z, int n_packages)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double inside = room->inner_y1 - room->inner_y0;
  double y = room->inner_y1 - BSR_CARGO_PALLET_HEIGHT;
  double roof = room->inner_y1 - inside * plan->height * bsr_random_between (random, 0.95, 1.0);
  int n = 0;
  bsr_cargo_add_pallet (model, x, x + PALLET, room->inner_y1, z, z + PALLET);
  while (y - article->height > roof && !bsr_cargo_is_complete (plan, n_packages + n))
    {
      gboolean last = y - 2.0 * article->height <= roof;
      int missing = last && bsr_random_uniform (random) < 0.3
                        ? bsr_random_index (random, article->n_x * article->n_z)
                        : 0;
      x += bsr_random_between (random, -LAYER_SHIFT, LAYER_SHIFT);
      n += add_layer (model, plan, article, random, x, y, z, missing, n_packages + n);
      y -= article->height + bsr_random_between (random, 0.0, 2.0);
    }
  return n;
}

int
bsr_cargo_load_pallets (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x = room->inner_x0 + plan->from_mm + bsr_random_between (random, GAP_LEAST, GAP_MOST);
  double end = MIN (room->inner_x0 + plan->to_mm, room->inner_x1);
  double spare = room->inner_z1 - room->inner_z0 - 2.0 * PALLET;
  Article article = article_new (plan, random);
  int n = 0;
  for (int column = 0; x + PALLET <= end && !bsr_cargo_is_complete (plan, n); column++)
    {
      if (column % 3 == 2)
        article = article_new (plan, random);
      double z = room->inner_z0 + bsr_random_between (random, 10.0, MAX (spare - 30.0, 11.0));
      n += add_pallet (model, plan, &article, random, x, z, n);
      n += add_pallet (model, plan, &article, random, x + bsr_random_between (random, -6.0, 6.0),
                       z + PALLET + 12.0, n);
      x += PALLET + bsr_random_between (random, GAP_LEAST, GAP_MOST);
    }
  return n;
}
