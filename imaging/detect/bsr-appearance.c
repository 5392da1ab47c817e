#include "bsr-appearance.h"

#include "bsr-appearance-input.h"
#include "bsr-network.h"

/* Log odds that parts are looked for above, from one in twenty to nineteen in twenty: what belongs
 * to one thing at one level is two at the next. */
static const float levels[] = { -3.0F, -2.0F, -1.0F, 0.0F, 1.5F, 3.0F };
#define N_LEVELS ((int) G_N_ELEMENTS (levels))
/* A part is the same as one of a lower level with this share of its box. */
#define SAME_IOU 0.8
/* Fewer cells than a pistol has are noise: 0.2 m by 0.13 m is 28 of 30 mm edge, half of them seen. */
#define LEAST_CELLS 3
/* More parts than these on a level are no finding but a pattern. */
#define MOST_PARTS 60

struct _BsrAppearance
{
  BsrPlane *odds;
};

BsrAppearance *
bsr_appearance_new (const BsrEvidence *evidence, int n_threads, GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (evidence != NULL, NULL);

  int width = bsr_appearance_input_width (evidence), height = bsr_appearance_input_height (evidence);
  const BsrNetwork *network = bsr_network_get ();
  g_return_val_if_fail (bsr_network_n_inputs (network) == BSR_APPEARANCE_N_INPUTS, NULL);
  g_autofree float *maps = bsr_appearance_input_new (evidence);
  g_autofree float *answers = g_new (float, (gsize) width * height);
  if (!bsr_network_run (network, maps, width, height, bsr_simd_level (), n_threads, answers,
                        cancellable, error))
    return NULL;

  g_autoptr (BsrAppearance) appearance = g_new0 (BsrAppearance, 1);
  appearance->odds = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
  if (appearance->odds == NULL)
    return NULL;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_f32 (appearance->odds, y)[x] = CLAMP (
          answers[y * width + x], -BSR_APPEARANCE_STRONGEST, BSR_APPEARANCE_STRONGEST);
  return g_steal_pointer (&appearance);
}

void
bsr_appearance_free (BsrAppearance *appearance)
{
  g_clear_pointer (&appearance->odds, bsr_plane_unref);
  g_free (appearance);
}

BsrPlane *
bsr_appearance_odds (const BsrAppearance *appearance)
{
  return appearance->odds;
}

BsrBox
bsr_appearance_to_cells (BsrBox box)
{
  return (BsrBox){ box.x * BSR_APPEARANCE_STEP, box.y * BSR_APPEARANCE_STEP,
                   box.width * BSR_APPEARANCE_STEP, box.height * BSR_APPEARANCE_STEP };
}

double
bsr_appearance_strongest (const BsrAppearance *appearance, BsrBox cells, double *mean)
{
  g_return_val_if_fail (appearance != NULL && mean != NULL, 0.0);

  int left = cells.x / BSR_APPEARANCE_STEP, top = cells.y / BSR_APPEARANCE_STEP;
  int right = (cells.x + cells.width - 1) / BSR_APPEARANCE_STEP;
  int bottom = (cells.y + cells.height - 1) / BSR_APPEARANCE_STEP;
  BsrBox part = bsr_box_intersect ((BsrBox){ left, top, right - left + 1, bottom - top + 1 },
                                   bsr_plane_bounds (appearance->odds));
  double best = -(double) BSR_APPEARANCE_STRONGEST, sum = 0.0;
  for (int y = part.y; y < part.y + part.height; y++)
    for (int x = part.x; x < part.x + part.width; x++)
      {
        double odds = (double) bsr_plane_row_f32 (appearance->odds, y)[x];
        best = MAX (best, odds);
        sum += odds;
      }
  *mean = bsr_box_is_empty (part) ? best : sum / (double) bsr_box_area (part);
  return best;
}

/* The part above @level that (@x, @y) belongs to; its cells are marked in @taken. */
static BsrAppearancePart
grow (BsrPlane *odds, float level, int x, int y, guint8 *taken, GArray *stack)
{
  static const int steps[4][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };
  int width = bsr_plane_width (odds);
  BsrAppearancePart part = { .box = { x, y, 1, 1 }, .strongest = (double) level };
  int at = y * width + x;

  taken[at] = 1;
  g_array_append_val (stack, at);
  while (stack->len > 0)
    {
      at = g_array_index (stack, int, stack->len - 1);
      g_array_set_size (stack, stack->len - 1);
      int u = at % width, v = at / width;
      part.n++;
      part.box = bsr_box_union (part.box, (BsrBox){ u, v, 1, 1 });
      part.strongest = MAX (part.strongest, (double) bsr_plane_row_f32 (odds, v)[u]);
      for (int i = 0; i < 4; i++)
        {
          int a = u + steps[i][0], b = v + steps[i][1], next = b * width + a;
          if (a < 0 || b < 0 || a >= width || b >= bsr_plane_height (odds) || taken[next]
              || bsr_plane_row_f32 (odds, b)[a] <= level)
            continue;
          taken[next] = 1;
          g_array_append_val (stack, next);
        }
    }
  return part;
}

static gboolean
is_new (const BsrAppearancePart *part, const GArray *parts, guint n_before)
{
  for (guint i = 0; i < n_before; i++)
    if (bsr_box_iou (g_array_index (parts, BsrAppearancePart, i).box, part->box) >= SAME_IOU)
      return FALSE;
  return TRUE;
}

void
bsr_appearance_find (const BsrAppearance *appearance, GArray *parts)
{
  g_return_if_fail (appearance != NULL && parts != NULL);

  BsrPlane *odds = appearance->odds;
  int width = bsr_plane_width (odds), height = bsr_plane_height (odds);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));
  for (int level = 0; level < N_LEVELS; level++)
    {
      g_autofree guint8 *taken = g_new0 (guint8, (gsize) width * height);
      guint n_before = parts->len;
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width && parts->len - n_before < MOST_PARTS; x++)
          {
            if (taken[y * width + x] || bsr_plane_row_f32 (odds, y)[x] <= levels[level])
              continue;
            BsrAppearancePart part = grow (odds, levels[level], x, y, taken, stack);
            if (part.n >= LEAST_CELLS && is_new (&part, parts, n_before))
              g_array_append_val (parts, part);
          }
    }
}
