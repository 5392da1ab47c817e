#include "bsr-packing-traits.h"

#include <math.h>

#include "bsr-quantile.h"

/* A step of the top line: less is a package that stands a little higher, a leaning layer, the grid. */
#define STEP_MM 60.0
/* The line's slope is taken over so much. */
#define SLOPE_MM 300.0
/* Added before logarithms are taken: a top line that is level to a cell, no line in two metres, gaps of
 * a hundredth. */
#define LEAST_SLOPE 0.03F
#define LEAST_LINES 0.5
#define LEAST_GAPS 0.01F
/* Squares at a tier's upper corners, as a share of its smaller side: a circle leaves 0.68 of such
 * a square empty, a big bag's shoulders some 0.3. */
#define CORNER_SHARE 0.25
/* Parts of a piece's length that are its sides and its middle. */
#define SIDE_SHARE 0.15
#define MIDDLE_SHARE 0.4
/* Joints between packages: dips so deep, as a share of what is beside them, over so little. */
#define JOINT_DEPTH 0.04
#define JOINT_MM 45.0
/* A line of cells needs so much load to say anything, g/cm2: noise of a thinner one is as deep. */
#define LEAST_MASS 2.0

static float
median_of (GArray *values)
{
  int n = (int) values->len;
  return n > 0 ? bsr_select_f32 ((float *) values->data, n, n / 2) : NAN;
}

static const BsrLoadPiece *
piece_at (const BsrLoadOutline *outline, guint index)
{
  return &g_array_index (outline->pieces, BsrLoadPiece, index);
}

/* Lengths of the pieces and heights of their tiers. */
static void
measure_sizes (const BsrLoadLook *look, const BsrLoadOutline *outline, float *values)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (float));
  for (guint i = 0; i < outline->pieces->len; i++)
    {
      float length = (float) (piece_at (outline, i)->box.width * bsr_grid_cell_width_mm (look->grid));
      g_array_append_val (lengths, length);
    }
  for (guint i = 0; i < outline->tiers->len; i++)
    {
      const BsrLoadTier *tier = &g_array_index (outline->tiers, BsrLoadTier, i);
      float height = (float) ((tier->end - tier->top) * bsr_grid_cell_height_mm (look->grid));
      g_array_append_val (heights, height);
    }
  float length = logf (median_of (lengths));
  values[BSR_PACKING_TRAIT_PIECE] = length;
  values[BSR_PACKING_TRAIT_ASPECT] = length - logf (median_of (heights));
}

/* Emptiness of both upper corners of a tier. */
static double
corners_of (const BsrLoadLook *look, const BsrLoadPiece *piece, const BsrLoadTier *tier)
{
  double smaller = MIN (piece->box.width * bsr_grid_cell_width_mm (look->grid),
                        (tier->end - tier->top) * bsr_grid_cell_height_mm (look->grid));
  int across = bsr_grid_across (look->grid, CORNER_SHARE * smaller);
  int down = bsr_grid_down (look->grid, CORNER_SHARE * smaller);
  BsrBox left = { piece->box.x, tier->top, across, down };
  BsrBox right = { piece->box.x + piece->box.width - across, tier->top, across, down };
  return (bsr_load_free_share (look, left) + bsr_load_free_share (look, right)) / 2.0;
}

/* Emptiness of a tier's middle, a third of it each way. */
static double
bore_of (const BsrLoadLook *look, const BsrLoadPiece *piece, const BsrLoadTier *tier)
{
  int across = MAX (piece->box.width / 3, 1), down = MAX ((tier->end - tier->top) / 3, 1);
  return bsr_load_free_share (look, (BsrBox){ piece->box.x + across, tier->top + down, across, down });
}

/* Mass near the sides over that of the middle; NAN where too little stands in it. */
static double
chord_of (const BsrLoadLook *look, const BsrLoadPiece *piece)
{
  int side = MAX ((int) lround (SIDE_SHARE * piece->box.width), 1);
  int middle = MAX ((int) lround (MIDDLE_SHARE * piece->box.width), 1);
  BsrBox left = { piece->box.x, piece->box.y, side, piece->box.height };
  BsrBox right = { piece->box.x + piece->box.width - side, piece->box.y, side, piece->box.height };
  BsrBox within = { piece->box.x + (piece->box.width - middle) / 2, piece->box.y, middle, piece->box.height };
  double inner = bsr_load_mean_mass (look, within);
  if (inner < LEAST_MASS)
    return (double) NAN;
  return (bsr_load_mean_mass (look, left) + bsr_load_mean_mass (look, right)) / 2.0 / inner;
}

static void
measure_shapes (const BsrLoadLook *look, const BsrLoadOutline *outline, float *values)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) bores = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) chords = g_array_new (FALSE, FALSE, sizeof (float));
  for (guint i = 0; i < outline->pieces->len; i++)
    {
      const BsrLoadPiece *piece = piece_at (outline, i);
      float chord = (float) chord_of (look, piece);
      if (!isnan (chord))
        g_array_append_val (chords, chord);
      for (int t = piece->first_tier; t < piece->first_tier + piece->n_tiers; t++)
        {
          const BsrLoadTier *tier = &g_array_index (outline->tiers, BsrLoadTier, t);
          float corner = (float) corners_of (look, piece, tier);
          float bore = (float) bore_of (look, piece, tier);
          g_array_append_val (corners, corner);
          g_array_append_val (bores, bore);
        }
    }
  values[BSR_PACKING_TRAIT_CORNERS] = median_of (corners);
  values[BSR_PACKING_TRAIT_BORE] = median_of (bores);
  values[BSR_PACKING_TRAIT_CHORD] = median_of (chords);
}

/* How the top line slopes where it does not step. */
static void
measure_top (const BsrLoadLook *look, const BsrLoadOutline *outline, float *values)
{
  int end = outline->box.y + outline->box.height, step = bsr_grid_down (look->grid, STEP_MM);
  int reach = bsr_grid_across (look->grid, SLOPE_MM), n_even = 0;
  double width = bsr_grid_cell_width_mm (look->grid), height = bsr_grid_cell_height_mm (look->grid);
  g_autoptr (GArray) slopes = g_array_new (FALSE, FALSE, sizeof (float));
  for (int x = 1; x < outline->box.width; x++)
    {
      gboolean stands = outline->tops[x] < end && outline->tops[x - 1] < end;
      n_even = stands && abs (outline->tops[x] - outline->tops[x - 1]) < step ? n_even + 1 : 0;
      if (n_even < reach)
        continue;
      float slope = (float) (abs (outline->tops[x] - outline->tops[x - reach]) * height / (reach * width));
      g_array_append_val (slopes, slope);
    }
  values[BSR_PACKING_TRAIT_SLOPE] = logf (LEAST_SLOPE + median_of (slopes));
}

/* How many dips a metre the line @means of cells of @cell_mm has. */
static float
count_dips (const double *means, int n, double cell_mm)
{
  int reach = MAX ((int) lround (JOINT_MM / cell_mm), 1), n_dips = 0, n_told = 0;
  for (int i = reach; i + reach < n; i++)
    {
      double beside = MIN (means[i - reach], means[i + reach]);
      if (beside < LEAST_MASS)
        continue;
      n_told++;
      n_dips += means[i] <= (1.0 - JOINT_DEPTH) * beside && means[i] < means[i - 1]
                && means[i] <= means[i + 1];
    }
  return n_told * cell_mm >= SLOPE_MM ? (float) (n_dips / (n_told * cell_mm / 1000.0)) : NAN;
}

static void
measure_lines (const BsrLoadLook *look, const BsrLoadOutline *outline, float *values)
{
  double joints = 0.0, layers = 0.0;
  int n_joints = 0, n_layers = 0;
  for (guint i = 0; i < outline->pieces->len; i++)
    {
      BsrBox box = piece_at (outline, i)->box;
      g_autofree double *across = g_new (double, box.width), *down = g_new (double, box.height);
      for (int x = 0; x < box.width; x++)
        across[x] = bsr_load_mean_mass (look, (BsrBox){ box.x + x, box.y, 1, box.height });
      for (int y = 0; y < box.height; y++)
        down[y] = bsr_load_mean_mass (look, (BsrBox){ box.x, box.y + y, box.width, 1 });
      float upright = count_dips (across, box.width, bsr_grid_cell_width_mm (look->grid));
      float lying = count_dips (down, box.height, bsr_grid_cell_height_mm (look->grid));
      if (!isnan (upright))
        {
          joints += (double) upright * box.width;
          n_joints += box.width;
        }
      if (!isnan (lying))
        {
          layers += (double) lying * box.height;
          n_layers += box.height;
        }
    }
  values[BSR_PACKING_TRAIT_JOINTS] = n_joints > 0 ? (float) log (LEAST_LINES + joints / n_joints) : NAN;
  values[BSR_PACKING_TRAIT_LAYERS] = n_layers > 0 ? (float) log (LEAST_LINES + layers / n_layers) : NAN;
}

static void
copy_texture (const BsrLoadDescriptor *descriptor, float *values)
{
  values[BSR_PACKING_TRAIT_LAYERING] = descriptor->values[BSR_LOAD_MEASURE_LAYERING];
  values[BSR_PACKING_TRAIT_SPREAD_MIDDLE] = descriptor->values[BSR_LOAD_MEASURE_SPREAD_MIDDLE];
  values[BSR_PACKING_TRAIT_SPREAD_FINE] = descriptor->values[BSR_LOAD_MEASURE_SPREAD_FINE];
  values[BSR_PACKING_TRAIT_GAPS] = logf (LEAST_GAPS + descriptor->values[BSR_LOAD_MEASURE_GAPS]);
  values[BSR_PACKING_TRAIT_REPEAT_ACROSS] = descriptor->values[BSR_LOAD_MEASURE_REPEAT_ACROSS];
  values[BSR_PACKING_TRAIT_REPEAT_UP] = descriptor->values[BSR_LOAD_MEASURE_REPEAT_UP];
}

BsrPackingTraits
bsr_packing_traits_measure (const BsrLoadLook *look, const BsrLoadOutline *outline,
                            const BsrLoadDescriptor *descriptor)
{
  BsrPackingTraits traits;
  for (int i = 0; i < BSR_N_PACKING_TRAITS; i++)
    traits.values[i] = NAN;
  g_return_val_if_fail (look != NULL && outline != NULL && descriptor != NULL, traits);

  if (outline->pieces->len == 0)
    return traits;
  measure_sizes (look, outline, traits.values);
  measure_shapes (look, outline, traits.values);
  measure_top (look, outline, traits.values);
  measure_lines (look, outline, traits.values);
  copy_texture (descriptor, traits.values);
  return traits;
}

BsrPacking
bsr_packing_of_outline (const BsrLoadLook *look, const BsrLoadOutline *outline,
                        const BsrLoadDescriptor *descriptor)
{
  BsrPacking packing = bsr_packing_unknown ();
  g_return_val_if_fail (look != NULL && outline != NULL && descriptor != NULL, packing);

  BsrPackingTraits traits = bsr_packing_traits_measure (look, outline, descriptor);
  packing.kind = bsr_packing_classify (&traits, &packing.confidence);
  packing.n_pieces = (int) outline->pieces->len;
  packing.piece_mm = exp ((double) traits.values[BSR_PACKING_TRAIT_PIECE]);
  for (guint i = 0; i < outline->pieces->len; i++)
    packing.height_mm += piece_at (outline, i)->box.height * bsr_grid_cell_height_mm (look->grid);
  return packing;
}
