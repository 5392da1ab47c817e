#include "bsr-simulation-set-private.h"

#include <math.h>
#include <string.h>

#include "bsr-concealment.h"

/* Streams of a scan's own seed: what one draws more does not change what another draws. */
enum
{
  STREAM_PLAN = 1,
  STREAM_CONTAINER,
  STREAM_LOAD,
  STREAM_HIDE,
  STREAM_DECLARE,
  STREAM_NOISE,
  STREAM_SCANNER,
};

/* Streams of one kind, a set each. */
#define STREAM_ROOM 256

/* Shares of the scans. */
#define EMPTY 0.06
#define HIDING 0.5
#define DUAL 0.75
#define PART_LOAD 0.25
/* Of two and of three concealments among the scans that hold any, of loads among those loaded. */
#define TWO_HIDDEN 0.15
#define THREE_HIDDEN 0.05
#define TWO_LOADS 0.25
#define THREE_LOADS 0.1
/* Pairs of kind and zone that are tried before a scene counts as one without a place. */
#define HIDE_TRIES 24
/* Of the rich set: least strength, share that is hidden in the load, most things in a scan. */
#define RICH_STRENGTH 0.3
#define RICH_IN_LOAD 0.5
#define RICH_MOST 4
/* And no two of its scanners are alike, so that none is learnt by heart: each differs from its
 * preset by factors between one over these and these, and stands anywhere between these heights. */
#define VARIED_DISTANCE 1.35
#define VARIED_PITCH 1.2
#define VARIED_DOSE 2.5
#define VARIED_ENERGY 1.06
#define VARIED_STRAY 2.5
#define VARIED_MARGIN 1.8
#define LOWEST_SOURCE_MM 300.0
#define HIGHEST_SOURCE_MM 2300.0
/* Between two loads, mm. */
#define LOAD_GAP 60.0
/* A load takes at least that much of the length, mm. */
#define LEAST_LENGTH 900.0
/* Between two boxes that stand where one of 40 feet would, mm: ISO 668:2020, annex A. */
#define PAIR_GAP 76.0
/* Pixels of the quick set are that much larger each way. */
#define QUICK_COARSENING 4.0

typedef struct
{
  const char *name;
  BsrSplit split;
  double dual;   /* share of scans with two energies */
  double hiding; /* share of scans with concealments */
  gboolean only_shields, is_coarse, is_pair, is_rich;
} SetFacts;

static const SetFacts sets[] = {
  [BSR_SIMULATION_SET_TRAINING] = { "training", BSR_SPLIT_TRAINING, DUAL, HIDING },
  [BSR_SIMULATION_SET_VALIDATION] = { "validation", BSR_SPLIT_VALIDATION, DUAL, HIDING },
  [BSR_SIMULATION_SET_TEST] = { "test", BSR_SPLIT_TEST, 1.0, HIDING },
  [BSR_SIMULATION_SET_SINGLE] = { "test-single", BSR_SPLIT_TEST, 0.0, HIDING },
  [BSR_SIMULATION_SET_CLEAN] = { "clean", BSR_SPLIT_TEST, 1.0, 0.0 },
  [BSR_SIMULATION_SET_DENSE]
  = { "dense", BSR_SPLIT_TEST, 1.0, HIDING, .only_shields = TRUE },
  [BSR_SIMULATION_SET_QUICK]
  = { "quick", BSR_SPLIT_TRAINING, DUAL, HIDING, .is_coarse = TRUE },
  [BSR_SIMULATION_SET_PAIR] = { "pair", BSR_SPLIT_TEST, 1.0, HIDING, .is_pair = TRUE },
  [BSR_SIMULATION_SET_RICH]
  = { "rich", BSR_SPLIT_TRAINING, DUAL, 1.0, .is_rich = TRUE },
};

const char *
bsr_simulation_set_name (BsrSimulationSet set)
{
  g_return_val_if_fail (set < BSR_N_SIMULATION_SETS, NULL);
  return sets[set].name;
}

BsrSimulationSet
bsr_simulation_set_by_name (const char *name)
{
  g_return_val_if_fail (name != NULL, BSR_N_SIMULATION_SETS);
  int set = 0;
  while (set < BSR_N_SIMULATION_SETS && strcmp (sets[set].name, name) != 0)
    set++;
  return set;
}

BsrSplit
bsr_simulation_set_split (BsrSimulationSet set)
{
  g_return_val_if_fail (set < BSR_N_SIMULATION_SETS, BSR_SPLIT_TRAINING);
  return sets[set].split;
}

static BsrRandom
stream_of (const BsrSimulatedCase *drawn, guint64 stream)
{
  BsrRandom random
      = bsr_random_stream (drawn->seed, stream * STREAM_ROOM + drawn->set, drawn->index);
  return random;
}

static int
draw_scanner (const SetFacts *facts, BsrRandom *random)
{
  gboolean dual = bsr_random_uniform (random) < facts->dual;
  int fitting[64], n = 0;
  for (int i = 0; i < bsr_scanner_count () && n < (int)G_N_ELEMENTS (fitting); i++)
    if (bsr_scanner_split (i) == facts->split && (bsr_scanner_preset (i).n_planes > 1) == dual)
      fitting[n++] = i;
  g_assert (n > 0);
  return fitting[bsr_random_index (random, n)];
}

/* Two and three as often as the shares say. */
static int
draw_number (double two, double three, BsrRandom *random)
{
  double share = bsr_random_uniform (random);
  return share < three ? 3 : share < three + two ? 2 : 1;
}

typedef struct
{
  BsrContainerSize size;
  double share;
} SizeShare;

/* Dry boxes of 20 feet are the commonest, and the cheapest to simulate. */
static const SizeShare size_shares[] = {
  { BSR_CONTAINER_20, 0.42 },
  { BSR_CONTAINER_40, 0.12 },
  { BSR_CONTAINER_40_HIGH, 0.22 },
  { BSR_CONTAINER_45_HIGH, 0.04 },
  { BSR_CONTAINER_20_REEFER, 0.08 },
  { BSR_CONTAINER_40_HIGH_REEFER, 0.06 },
  { BSR_CONTAINER_20_OPEN_TOP, 0.06 },
};

static BsrContainerSize
draw_size (const SetFacts *facts, BsrRandom *random)
{
  double share = bsr_random_uniform (random);
  if (facts->is_pair || facts->is_coarse)
    return BSR_CONTAINER_20;
  for (gsize i = 0; i < G_N_ELEMENTS (size_shares); i++)
    {
      share -= size_shares[i].share;
      if (share < 0.0)
        return size_shares[i].size;
    }
  return BSR_CONTAINER_20;
}

static gboolean
is_loaded (const BsrSimulatedCase *drawn, const BsrCommodity *commodity)
{
  for (int i = 0; i < drawn->n_loads; i++)
    if (drawn->loads[i].commodity == commodity)
      return TRUE;
  return FALSE;
}

/* Headings of what travels cooled: fish and molluscs, citrus, tomatoes. */
static const char *const cooled_headings[] = { "0303", "0307", "0805", "0702" };

static gboolean
is_cooled (const BsrCommodity *commodity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cooled_headings); i++)
    if (g_str_has_prefix (commodity->hs, cooled_headings[i]))
      return TRUE;
  return FALSE;
}

/* A commodity of the set's split for such a container that is not loaded yet; each is as likely.
 * %NULL when there is no more. */
static const BsrCommodity *
draw_commodity (const BsrSimulatedCase *drawn, BsrRandom *random)
{
  BsrSplit split = bsr_simulation_set_split (drawn->set);
  const BsrCommodity *chosen = NULL;
  int n = 0;
  for (int i = 0; i < bsr_commodity_count (); i++)
    {
      const BsrCommodity *commodity = bsr_commodity_at (i);
      if (commodity->split == split && !is_loaded (drawn, commodity)
          && is_cooled (commodity) == bsr_container_is_refrigerated (drawn->size)
          && bsr_random_index (random, ++n) == 0)
        chosen = commodity;
    }
  return chosen;
}

/* Puts @n loads one behind the other. */
static void
fill (BsrSceneModel *model, BsrSimulatedCase *drawn, int n, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double length = room->inner_x1 - room->inner_x0, end = length;
  if (bsr_random_uniform (random) < PART_LOAD)
    end *= bsr_random_between (random, 0.25, 0.9);
  double from = 0.0;
  for (int i = 0; i < n; i++)
    {
      double rest = (end - from) / (n - i);
      double to = i == n - 1 ? end : from + rest * bsr_random_between (random, 0.6, 1.4);
      const BsrCommodity *commodity = draw_commodity (drawn, random);
      double before = bsr_scene_model_mass (model, BSR_ROLE_LOAD);
      int packages = commodity == NULL || to - from < LEAST_LENGTH
                         ? 0
                         : bsr_commodity_load (commodity, model, from, to, random);
      if (packages > 0)
        drawn->loads[drawn->n_loads++] = (BsrSimulatedLoad){
          commodity, from, to, bsr_scene_model_mass (model, BSR_ROLE_LOAD) - before, packages
        };
      from = to + LOAD_GAP;
    }
}

/* One of the zones that suit @kind, as likely each; -1 when there is none. */
static int
draw_zone (BsrConcealmentKind kind, gboolean in_load, BsrRandom *random)
{
  int fitting[BSR_N_ZONES], n = 0;
  for (int zone = 0; zone < BSR_N_ZONES; zone++)
    if (bsr_concealment_fits (kind, zone) && (!in_load || zone == BSR_ZONE_LOAD))
      fitting[n++] = zone;
  return n > 0 ? fitting[bsr_random_index (random, n)] : -1;
}

/* Hides one thing; kinds first, then one of the zones that suit the kind, are as likely each. */
static void
hide_one (BsrSceneModel *model, const SetFacts *facts, BsrRandom *random)
{
  double strength = bsr_random_uniform (random);
  gboolean in_load = facts->is_rich && bsr_random_uniform (random) < RICH_IN_LOAD;
  if (facts->is_rich)
    strength = RICH_STRENGTH + (1.0 - RICH_STRENGTH) * strength;
  for (int i = 0; i < HIDE_TRIES; i++)
    {
      BsrConcealmentKind kind = facts->only_shields
                                    ? BSR_CONCEALMENT_SHIELD
                                    : (BsrConcealmentKind)bsr_random_index (
                                          random, BSR_N_CONCEALMENTS);
      int zone = draw_zone (kind, in_load, random);
      if (zone >= 0 && bsr_concealment_hide (model, kind, (BsrZone)zone, strength, random) >= 0)
        return;
    }
}

/* Hides in any of @n_models containers. */
static void
hide (BsrSceneModel *const *models, int n_models, const SetFacts *facts,
      const BsrSimulatedCase *drawn)
{
  BsrRandom random = stream_of (drawn, STREAM_HIDE);
  gboolean any = bsr_random_uniform (&random) < facts->hiding;
  int n = any ? draw_number (TWO_HIDDEN, THREE_HIDDEN, &random) : 0;
  if (facts->is_rich)
    n = 2 + bsr_random_index (&random, RICH_MOST - 1);
  for (int i = 0; i < n; i++)
    hide_one (models[n_models > 1 ? bsr_random_index (&random, n_models) : 0], facts, &random);
}

/* Sets the second container behind the first; its loads from @n_first on move with it. */
static BsrSceneModel *
join (BsrSceneModel *const *models, BsrSimulatedCase *drawn, int n_first)
{
  BsrSceneModel *pair = bsr_container_pair_new (models[0], models[1], PAIR_GAP);
  BsrSceneRoom room;
  double start = bsr_scene_model_container (pair, 1, &room);
  for (int i = n_first; i < drawn->n_loads; i++)
    {
      drawn->loads[i].from_mm += start;
      drawn->loads[i].to_mm += start;
    }
  return pair;
}

/* The container of @drawn, or its two, with @n_loads in each. */
static BsrSceneModel *
build (const SetFacts *facts, BsrSimulatedCase *drawn, int n_loads)
{
  BsrRandom container = stream_of (drawn, STREAM_CONTAINER), load = stream_of (drawn, STREAM_LOAD);
  BsrSceneModel *models[2] = { NULL };
  int n = facts->is_pair ? 2 : 1, n_first = 0;
  for (int i = 0; i < n; i++)
    {
      n_first = drawn->n_loads;
      models[i] = bsr_container_model_new (drawn->size, &container);
      drawn->tare_kg += bsr_container_tare_kg (drawn->size);
      fill (models[i], drawn, n_loads, &load);
    }
  hide (models, n, facts, drawn);
  if (n == 1)
    return models[0];
  BsrSceneModel *pair = join (models, drawn, n_first);
  for (int i = 0; i < n; i++)
    bsr_scene_model_free (models[i]);
  return pair;
}

/* A factor between 1 / @most and @most, evenly in the logarithm. */
static double
factor (double most, BsrRandom *random)
{
  return exp (bsr_random_between (random, -log (most), log (most)));
}

static void
vary (BsrScanner *scanner, BsrRandom *random)
{
  double dose = factor (VARIED_DOSE, random), energy = factor (VARIED_ENERGY, random);
  for (int i = 0; i < scanner->n_planes; i++)
    {
      scanner->photons[i] *= dose;
      scanner->energy_mv[i] *= energy;
    }
  scanner->source_distance_mm *= factor (VARIED_DISTANCE, random);
  scanner->source_height_mm = bsr_random_between (random, LOWEST_SOURCE_MM, HIGHEST_SOURCE_MM);
  scanner->pitch_x_mm *= factor (VARIED_PITCH, random);
  scanner->pitch_y_mm *= factor (VARIED_PITCH, random);
  scanner->scatter *= factor (VARIED_STRAY, random);
  scanner->veil *= factor (VARIED_STRAY, random);
  scanner->lag *= factor (VARIED_STRAY, random);
  scanner->margin_x_mm *= factor (VARIED_MARGIN, random);
  scanner->margin_top_mm *= factor (VARIED_MARGIN, random);
  scanner->margin_bottom_mm *= factor (VARIED_MARGIN, random);
}

static BsrScanner
scanner_of (const SetFacts *facts, int index, BsrRandom *random)
{
  BsrScanner scanner = bsr_scanner_preset (index);
  if (facts->is_rich)
    vary (&scanner, random);
  if (facts->is_coarse)
    {
      scanner.pitch_x_mm *= QUICK_COARSENING;
      scanner.pitch_y_mm *= QUICK_COARSENING;
      scanner.n_dead = 0;
    }
  return scanner;
}

BsrSceneModel *
bsr_simulation_set_scene (BsrSimulationSet set, guint64 seed, int index, BsrSimulatedCase *drawn,
                          BsrScanner *scanner)
{
  g_return_val_if_fail (set < BSR_N_SIMULATION_SETS && index >= 0, NULL);
  g_return_val_if_fail (drawn != NULL && scanner != NULL, NULL);
  const SetFacts *facts = &sets[set];
  *drawn = (BsrSimulatedCase){ .set = set, .seed = seed, .index = index };
  BsrRandom plan = stream_of (drawn, STREAM_PLAN), declare = stream_of (drawn, STREAM_DECLARE);

  drawn->scanner = draw_scanner (facts, &plan);
  BsrRandom varied = stream_of (drawn, STREAM_SCANNER);
  *scanner = scanner_of (facts, drawn->scanner, &varied);
  drawn->size = draw_size (facts, &plan);
  drawn->lie = bsr_simulation_declaration_draw_lie (&plan);
  gboolean empty = bsr_random_uniform (&plan) < EMPTY;
  int n_loads = MAX (draw_number (TWO_LOADS, THREE_LOADS, &plan),
                     bsr_simulation_declaration_least_loads (drawn->lie));

  BsrSceneModel *model = build (facts, drawn, empty ? 0 : n_loads);
  drawn->load_kg = bsr_scene_model_load_mass (model);
  bsr_simulation_declaration_fill (drawn, &declare);
  return model;
}

BsrSimulation *
bsr_simulation_set_make (BsrSimulationSet set, guint64 seed, int index, int n_threads,
                         BsrSimulatedCase *drawn, GCancellable *cancellable, GError **error)
{
  BsrScanner scanner;
  g_autoptr (BsrSceneModel) model = bsr_simulation_set_scene (set, seed, index, drawn, &scanner);
  g_return_val_if_fail (model != NULL, NULL);
  BsrRandom noise = stream_of (drawn, STREAM_NOISE);
  return bsr_simulator_run (model, &scanner, bsr_random_next (&noise), n_threads, cancellable,
                            error);
}
